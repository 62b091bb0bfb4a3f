// Which element shows which row of a table. Elements are few and stay: those that come take over the elements of those that left,
// wherever these stand in the document, because an element that moves in it is styled and laid out anew. When the scroll rests the
// document gets the order of the rows, which is what screen readers and the Tab key go by.
import type { Fits } from './fits.js';
import { newRow, type PaintedRow, paintRow } from './paintRow.js';
import type { RowContent } from './rowContent.js';

/** Rows are placed from a base that seldom changes, so that scrolling moves the layer and leaves the rows alone. */
const FAR = 500;
/** Milliseconds after the last row came. */
const REST = 150;

interface Slot extends PaintedRow {
  place: number;
  top: number;
  /** What was drawn last was made of. */
  made: readonly unknown[];
}

export interface ShownRows {
  readonly first: number;
  readonly last: number;
  /** The row that has the keyboard, or -1: it stays in the document even off the screen, or the focus would be lost with it. */
  readonly active: number;
  /** Pixels of rows above the screen. */
  readonly top: number;
  /** What rows are made of besides their place: while it is the same, a row that stays is not drawn again. */
  readonly depends: readonly unknown[];
  readonly fits: Fits;
}

export interface RowPool {
  show(rows: ShownRows, content: (place: number) => RowContent): void;
  element(place: number): HTMLElement | undefined;
  /** The row that something of the document lies in; -1 for none. */
  placeOf(target: EventTarget | null): number;
  /** No timer is left behind. */
  close(): void;
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

export function createRowPool(layer: HTMLElement, rowHeight: number): RowPool {
  let slots = new Map<number, Slot>();
  let base = 0;
  let shift = Number.NaN;
  let resting: ReturnType<typeof setTimeout> | undefined;

  function newSlot(): Slot {
    const slot = { ...newRow(), place: -1, top: Number.NaN, made: [] };
    layer.append(slot.element);
    return slot;
  }

  /** In the order of the rows. An element that has the keyboard would lose it if it moved: others go round it. */
  function order(): void {
    let at = layer.firstElementChild;
    for (const place of [...slots.keys()].sort((a, b) => a - b)) {
      const element = slots.get(place)?.element;
      if (element === undefined) continue;
      const stays = element.contains(document.activeElement);
      while (stays && at !== null && at !== element) {
        const next: Element | null = at.nextElementSibling;
        layer.append(at);
        at = next;
      }
      if (element === at) at = at.nextElementSibling;
      else layer.insertBefore(element, at);
    }
  }

  /** Each place gets an element: its own where it has one. True where another row came. */
  function share(places: readonly number[]): boolean {
    const wanted = new Set(places);
    const missing = places.filter((place) => !slots.has(place));
    if (missing.length === 0 && slots.size === places.length) return false;
    const free = [...slots.values()].filter(({ place }) => !wanted.has(place));
    // In the order of the screen, so that rows of another part of the list need not be moved on it.
    if (missing.length === places.length) free.sort((a, b) => a.top - b.top);
    const next = new Map<number, Slot>();
    let taken = 0;
    for (const place of places) next.set(place, slots.get(place) ?? free[taken++] ?? newSlot());
    for (const gone of free.slice(taken)) gone.element.remove();
    slots = next;
    return missing.length > 0;
  }

  return {
    show({ first, last, active, top, depends, fits }, content) {
      const places: number[] = [];
      for (let place = first; place <= last; place++) places.push(place);
      const known = places.some((place) => slots.has(place));
      if (active >= 0 && (active < first || active > last)) places.push(active);
      if (!known || Math.abs(first - base) > FAR) base = first;
      if (share(places)) {
        clearTimeout(resting);
        resting = setTimeout(order, REST);
      }
      for (const [place, slot] of slots) {
        const made = [place, place === active, fits, ...depends];
        if (!same(made, slot.made)) {
          paintRow(slot, content(place), fits);
          slot.made = made;
          slot.place = place;
        }
        const offset = Math.max(-10_000, Math.min(30_000, (place - base) * rowHeight));
        if (offset === slot.top) continue;
        slot.element.style.top = `${offset}px`;
        slot.top = offset;
      }
      const moved = Math.round(base * rowHeight - top);
      if (moved === shift) return;
      layer.style.transform = `translateY(${moved}px)`;
      shift = moved;
    },
    element: (place) => slots.get(place)?.element,
    placeOf(target) {
      const row = target instanceof Element ? target.closest('[role="row"]') : null;
      for (const [place, { element }] of slots) if (element === row) return place;
      return -1;
    },
    close: () => clearTimeout(resting),
  };
}
