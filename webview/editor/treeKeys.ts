// The keys of the row that has the keyboard.
import type { Row } from '../../src/protocol.js';
import type { EditorStore } from './editorState.js';
import { anchorOf, type RowPopups } from './rowPopups.js';
import { RULES } from './words.js';

export interface TreeKeys {
  readonly store: EditorStore;
  readonly popups: RowPopups;
  readonly act: (row: Row, id: string) => void;
  readonly focusRow: () => void;
}

export function pressTreeKey(tree: TreeKeys, event: KeyboardEvent): void {
  const row = tree.store.activeRow();
  if (!row || (event.target as HTMLElement).getAttribute('role') !== 'row') return;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const done = plain ? plainKey(tree, row, event) : copyKey(tree, row, event);
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

function keyOf({ key }: KeyboardEvent): string {
  return key.length === 1 ? key.toUpperCase() : key;
}

function copyKey({ store }: TreeKeys, row: Row, event: KeyboardEvent): boolean {
  const copies = keyOf(event) === 'C' && (event.ctrlKey || event.metaKey) && !String(window.getSelection());
  if (copies) store.copy(row, 'value');
  return copies;
}

function plainKey({ store, popups, act, focusRow }: TreeKeys, row: Row, event: KeyboardEvent): boolean {
  const { state } = store;
  const key = keyOf(event);
  const rule = RULES.find((entry) => entry.key === key);
  if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) popups.openMenu(row, anchorOf(state.active));
  else if (key === 'Enter') store.toggle(row);
  else if (key === 'ArrowRight') {
    if (row.expandable && !row.expanded) store.toggle(row, true);
    else if (row.expandable) {
      store.activate(state.active + 1);
      focusRow();
    }
  } else if (key === 'ArrowLeft') {
    if (row.expandable && row.expanded) store.toggle(row, false);
    else store.toParent(state.active);
  } else if (key === ' ') {
    if (popups.details.value) popups.hideDetails();
    else popups.showDetails(row, anchorOf(state.active), true);
  } else if (rule && !event.shiftKey) act(row, rule.rule);
  else if (key === 'Delete') act(row, 'none');
  else if (key === 'Escape' && state.setting) store.setting(undefined);
  else if (key === 'Escape' && popups.details.value) popups.hideDetails();
  else return false;
  return true;
}
