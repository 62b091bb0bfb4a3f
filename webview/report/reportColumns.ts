// The columns of the report's table. A function, because words are looked up when the page runs.
import type { Column } from '../grid/columns.js';
import { t } from '../strings.js';

let columns: readonly Column[] | undefined;

export function reportColumns(): readonly Column[] {
  columns ??= [
    { id: 'path', title: t('File'), width: 300, narrow: 210, least: 140, sortable: true },
    { id: 'kind', title: t('Result'), width: 108, narrow: 100, least: 80, sortable: true },
    { id: 'findings', title: t('Findings'), width: 80, narrow: 76, least: 60, sortable: true, end: true },
    { id: 'bytes', title: t('Size'), width: 80, narrow: 68, least: 60, sortable: true, end: true },
    {
      id: 'reason',
      title: t('Reason, warning, or what was done'),
      width: 320,
      narrow: 200,
      least: 160,
      grows: true,
      sortable: true,
    },
  ];
  return columns;
}
