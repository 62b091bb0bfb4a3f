// What hangs on a row: its menu, and its details, which come by a key or when the mouse rests on the row.
import { shallowRef } from 'vue';
import type { Row } from '../../src/protocol.js';
import type { Anchor } from '../parts/Floating.js';
import type { EditorStore } from './editorState.js';

const HOVER_PAUSE = 600;
/** The mouse has so long to go from the row into the box. */
const LEAVE_PAUSE = 250;

export type RowPopups = ReturnType<typeof createRowPopups>;

/** Where something that hangs on a row is put. */
export function anchorOf(place: number, inset = 160): Anchor {
  const box = document.querySelector(`[data-place="${place}"]`)?.getBoundingClientRect();
  return box ? { left: box.left + inset, top: box.top, bottom: box.bottom } : { left: 8, top: 120, bottom: 140 };
}

export function createRowPopups(store: EditorStore) {
  const menu = shallowRef<{ readonly row: Row; readonly anchor: Anchor }>();
  const details = shallowRef<{ readonly path: string; readonly anchor: Anchor; readonly byKey: boolean }>();
  let hover = 0;

  function showDetails(row: Row, anchor: Anchor, byKey: boolean): void {
    store.askDetails(row.path);
    details.value = { path: row.path, anchor, byKey };
  }

  return {
    menu,
    details,
    showDetails,
    hideDetails(): void {
      details.value = undefined;
    },
    openMenu(row: Row, anchor: Anchor): void {
      clearTimeout(hover);
      details.value = undefined;
      menu.value = { row, anchor };
    },
    /** The mouse is on a row, or has left the rows. */
    point(place: number, element: HTMLElement | undefined, event: PointerEvent | undefined): void {
      clearTimeout(hover);
      const over = (event?.target as HTMLElement | undefined)?.closest('.cell.tag, .cell.name, .cell.effects');
      const row = place < 0 ? undefined : store.row(place);
      if (details.value && !details.value.byKey && (!over || details.value.path !== row?.path)) {
        hover = window.setTimeout(() => {
          if (!document.querySelector('.details:hover')) details.value = undefined;
        }, LEAVE_PAUSE);
      }
      if (!over || !row || !element || menu.value || store.state.setting || event?.pointerType === 'touch') return;
      const box = element.getBoundingClientRect();
      const anchor = { left: (event?.clientX ?? box.left) + 8, top: box.top, bottom: box.bottom };
      hover = window.setTimeout(() => showDetails(row, anchor, false), HOVER_PAUSE);
    },
    stop: () => clearTimeout(hover),
  };
}
