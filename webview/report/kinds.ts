// What became of a file, as a word and a shape.
import type { IconName } from '../icons.js';
import { t } from '../strings.js';
import type { FileKind } from './reportView.js';

export function kindWord(kind: FileKind): string {
  switch (kind) {
    case 'written':
      return t('Written');
    case 'planned':
      return t('Planned');
    case 'refused':
      return t('Refused');
    case 'not-dicom':
      return t('Left alone');
    case 'skipped':
      return t('Skipped');
    case 'failed':
      return t('Failed');
  }
}

const ICONS: Readonly<Record<FileKind, IconName>> = {
  written: 'check',
  planned: 'clock',
  refused: 'error',
  'not-dicom': 'file',
  skipped: 'right',
  failed: 'cross',
};

export function kindIcon(kind: FileKind): IconName {
  return ICONS[kind];
}
