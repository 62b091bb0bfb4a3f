// The columns of the tree. A function, because words are looked up when the page runs.
import type { Column } from '../grid/columns.js';
import { t } from '../strings.js';

let columns: readonly Column[] | undefined;

export function treeColumns(): readonly Column[] {
  columns ??= [
    { id: 'tag', title: t('Tag'), width: 148, narrow: 112, least: 96, sortable: true },
    { id: 'name', title: t('Name'), width: 226, narrow: 140, least: 80, sortable: true },
    { id: 'vr', title: t('VR'), width: 44, narrow: 36, least: 36, sortable: true, spare: true },
    { id: 'length', title: t('Length'), width: 76, narrow: 66, least: 52, sortable: true, end: true, spare: true },
    { id: 'value', title: t('Value'), width: 240, narrow: 100, least: 90, grows: true, sortable: false },
    { id: 'effect', title: t('What happens'), width: 290, narrow: 204, least: 150, sortable: true },
  ];
  return columns;
}
