// What can be done with one file of a report.
import type { ReportFile } from '../../src/protocol.js';
import type { MenuItem } from '../parts/Menu.js';
import { t } from '../strings.js';

interface FileAction extends MenuItem {
  readonly id: 'open-original' | 'open-output' | 'compare' | 'reveal';
}

export function fileActions(file: ReportFile): readonly FileAction[] {
  return [
    { id: 'open-original', label: t('Open original'), icon: 'file' },
    { id: 'open-output', label: t('Open clean copy'), icon: 'check', disabled: !file.hasOutput },
    { id: 'compare', label: t('Compare'), icon: 'compare', disabled: !file.hasOutput },
    { id: 'reveal', label: t('Show in explorer'), icon: 'folder' },
  ];
}
