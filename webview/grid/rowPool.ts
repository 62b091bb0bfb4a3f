// Which element shows which row of a table. Elements are few and stay: in a fast scroll, where no row stays on the screen, those
// that come take over the elements of those that left, in their order and at their places.
import { newRow, type PaintedRow, paintRow } from './paintRow.js';
import type { RowContent } from './rowContent.js';

/** Rows are placed from a base that seldom changes, so that scrolling moves the layer and leaves the rows alone. */
const FAR = 500;

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
}

export interface RowPool {
  show(rows: ShownRows, content: (place: number) => RowContent): void;
  element(place: number): HTMLElement | undefined;
  /** The row that something of the document lies in; -1 for none. */
  placeOf(target: EventTarget | null): number;
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

export function createRowPool(layer: HTMLElement, rowHeight: number): RowPool {
  /** In the order of the document. */
  let slots: readonly Slot[] = [];
  let base = 0;
  let shift = Number.NaN;

  function newSlot(): Slot {
    return { ...newRow(), place: -1, top: Number.NaN, made: [] };
  }

  /**
   * Rows stand in the document in their order, and no element that stays is moved in it, because one that moves loses the keyboard:
   * elements without a row are put where one is missing.
   */
  function keep(places: readonly number[], known: ReadonlyMap<number, Slot>): readonly Slot[] {
    const wanted = new Set(places);
    const free = slots.filter((slot) => !wanted.has(slot.place));
    for (const slot of free) slot.element.remove();
    let at = layer.firstElementChild;
    return places.map((place) => {
      const slot = known.get(place) ?? free.pop() ?? newSlot();
      if (slot.element === at) at = at.nextElementSibling;
      else layer.insertBefore(slot.element, at);
      return slot;
    });
  }

  /** Every element gets another row; one more or fewer where that is needed. */
  function takeOver(free: readonly Slot[], count: number, before: Element | null): readonly Slot[] {
    for (const gone of free.slice(count)) gone.element.remove();
    const taken = free.slice(0, count);
    while (taken.length < count) {
      const slot = newSlot();
      layer.insertBefore(slot.element, before);
      taken.push(slot);
    }
    return taken;
  }

  /** @param away the row that stays although it is off the screen */
  function share(seen: readonly number[], away: number | undefined): readonly Slot[] {
    const first = seen[0] ?? 0;
    const above = away !== undefined && away < first;
    const edge = away === undefined ? undefined : above ? slots[0] : slots.at(-1);
    const known = new Map(slots.map((slot) => [slot.place, slot]));
    if (edge?.place !== away || seen.some((place) => known.has(place))) return keep(ordered(seen, away), known);
    base = first;
    if (edge === undefined) return takeOver(slots, seen.length, null);
    const free = slots.filter((slot) => slot !== edge);
    const taken = takeOver(free, seen.length, above ? null : edge.element);
    return above ? [edge, ...taken] : [...taken, edge];
  }

  return {
    show({ first, last, active, top, depends }, content) {
      const seen: number[] = [];
      for (let place = first; place <= last; place++) seen.push(place);
      const away = active >= 0 && (active < first || active > last) ? active : undefined;
      if (Math.abs(first - base) > FAR) base = first;
      slots = share(seen, away);
      for (const [at, place] of ordered(seen, away).entries()) {
        const slot = slots[at];
        if (slot === undefined) continue;
        const made = [place, place === active, ...depends];
        if (!same(made, slot.made)) {
          paintRow(slot, content(place));
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
    element: (place) => slots.find((slot) => slot.place === place)?.element,
    placeOf(target) {
      const row = target instanceof Element ? target.closest('[role="row"]') : null;
      return slots.find(({ element }) => element === row)?.place ?? -1;
    },
  };
}

function ordered(seen: readonly number[], away: number | undefined): readonly number[] {
  if (away === undefined) return seen;
  return away < (seen[0] ?? 0) ? [away, ...seen] : [...seen, away];
}
