// What the editor remembers while it is hidden and over a reload: how the tree looked, never a value of the file.
import type { ViewState } from '../../src/protocol.js';
import { readWidths, type Widths } from '../grid/columns.js';
import type { ImageView } from './image/props.js';
import { treeColumns } from './treeColumns.js';

export type PaneTab = 'image' | 'report';

export interface Saved {
  readonly version: 1;
  readonly view: ViewState;
  readonly top: number;
  readonly active: number;
  readonly selected: string;
  readonly widths: Widths;
  readonly pane: { readonly open: boolean; readonly share: number; readonly tab: PaneTab };
  readonly image?: ImageView | undefined;
}

const FIRST: Saved = {
  version: 1,
  view: { filter: '', onlyIdentifying: false, sort: { by: 'file', descending: false }, expanded: [], masked: false },
  top: 0,
  active: -1,
  selected: '',
  widths: {},
  pane: { open: true, share: 0.34, tab: 'image' },
};

/** A state of another version, or none, gives the first one. */
export function readSaved(saved: unknown): Saved {
  if (typeof saved !== 'object' || saved === null || !('version' in saved) || saved.version !== 1) return FIRST;
  const known = saved as Saved;
  return {
    ...FIRST,
    ...known,
    view: { ...FIRST.view, ...known.view },
    pane: { ...FIRST.pane, ...known.pane },
    widths: readWidths(known.widths, treeColumns()),
  };
}
