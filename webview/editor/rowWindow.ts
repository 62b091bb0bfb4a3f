// The rows that the webview knows of the host's list. A new view (filter, sort, a rule) is held back until its first rows
// are here, so that the old ones stay on the screen and nothing flickers.
import type { Row } from '../../src/protocol.js';

export interface ListView {
  readonly sequence: number;
  readonly total: number;
  readonly all: number;
  readonly marks: readonly number[];
}

export interface Request {
  readonly sequence: number;
  readonly start: number;
  readonly count: number;
}

/** Rows are asked for and kept by the page. */
const PAGE = 100;
/** Pages kept: what is far from the screen is asked for again. */
const KEPT = 120;
/** Pages in one request: the host gives no more. */
const MOST = 5;

interface Pages {
  readonly list: ListView;
  readonly pages: Map<number, readonly Row[]>;
  readonly asked: Set<number>;
}

export interface RowWindow {
  /** The list on the screen; undefined before the first. */
  shown(): ListView | undefined;
  /** A newer list is on its way. */
  pending(): boolean;
  row(place: number): Row | undefined;
  /** The place of a path among the rows that are known. */
  placeOf(path: string): number;
  /** A view came. True where it is on the screen at once (it is empty). */
  accept(list: ListView): boolean;
  /** Rows came. `swapped`: they brought a new view to the screen; `fresh`: something on the screen may have changed. */
  add(sequence: number, start: number, rows: readonly Row[]): { readonly swapped: boolean; readonly fresh: boolean };
  /** What must be asked for so that these places can be shown, in the newest view. */
  want(first: number, last: number): readonly Request[];
  /** What may be asked for at rest, one request after the other, so that later no row is empty: what is nearest to `near` comes first. */
  rest(near: number): Request | undefined;
  /** The same for a view that is not here yet. */
  span(first: number, last: number): { readonly start: number; readonly count: number };
}

function make(list: ListView): Pages {
  return { list, pages: new Map(), asked: new Set() };
}

function find(pages: Pages | undefined, place: number): Row | undefined {
  return pages?.pages.get(Math.floor(place / PAGE))?.[place % PAGE];
}

export function createRowWindow(): RowWindow {
  let shown: Pages | undefined;
  let next: Pages | undefined;

  return {
    shown: () => shown?.list,
    pending: () => next !== undefined,
    row: (place) => find(shown, place),
    placeOf(path) {
      for (const [page, rows] of shown?.pages ?? []) {
        const at = rows.findIndex((row) => row.path === path);
        if (at >= 0) return page * PAGE + at;
      }
      return -1;
    },
    accept(list) {
      const fresh = make(list);
      if (list.total > 0 && shown) {
        next = fresh;
        return false;
      }
      shown = fresh;
      next = undefined;
      return true;
    },
    add(sequence, start, rows) {
      const target = [next, shown].find((pages) => pages?.list.sequence === sequence);
      // Rows of a view that is gone, or rows that nobody asked for.
      if (!target || start % PAGE !== 0) return { swapped: false, fresh: false };
      for (let at = 0; at < rows.length; at += PAGE) {
        const page = (start + at) / PAGE;
        target.pages.set(page, rows.slice(at, at + PAGE));
        target.asked.delete(page);
      }
      const swapped = target === next;
      if (swapped) {
        shown = target;
        next = undefined;
      }
      return { swapped, fresh: true };
    },
    want(first, last) {
      const target = next ?? shown;
      if (!target || target.list.total === 0) return [];
      const end = Math.min(last, target.list.total - 1);
      const from = Math.max(0, Math.min(first, end));
      const requests: Request[] = [];
      for (let page = Math.floor(from / PAGE); page <= Math.floor(end / PAGE); page++) {
        if (target.pages.has(page) || target.asked.has(page)) continue;
        target.asked.add(page);
        const open = requests.at(-1);
        if (open !== undefined && open.start + open.count === page * PAGE && open.count < MOST * PAGE)
          requests[requests.length - 1] = { ...open, count: open.count + PAGE };
        else requests.push({ sequence: target.list.sequence, start: page * PAGE, count: PAGE });
      }
      forget(target, Math.floor(from / PAGE));
      return requests;
    },
    rest(near) {
      const target = shown;
      if (next !== undefined || !target || target.asked.size > 0) return undefined;
      const pages = Math.ceil(target.list.total / PAGE);
      const middle = Math.floor(near / PAGE);
      const most = Math.min(pages, KEPT);
      const from = Math.max(0, Math.min(pages - most, middle - Math.floor(most / 2)));
      const missing = (page: number): boolean => page >= from && page < from + most && !target.pages.has(page);
      let page = -1;
      for (let away = 0; page < 0 && away < most; away++) {
        if (missing(middle + away)) page = middle + away;
        else if (missing(middle - away)) page = middle - away;
      }
      if (page < 0) return undefined;
      let end = page;
      // Upwards from below what is known, downwards from above it.
      if (page >= middle) while (end - page < MOST - 1 && missing(end + 1)) end++;
      else while (end - page < MOST - 1 && missing(page - 1)) page--;
      for (let at = page; at <= end; at++) target.asked.add(at);
      return { sequence: target.list.sequence, start: page * PAGE, count: (end - page + 1) * PAGE };
    },
    span(first, last) {
      const page = Math.floor(Math.max(0, first) / PAGE);
      const pages = Math.floor(Math.max(0, last) / PAGE) - page + 1;
      return { start: page * PAGE, count: Math.max(1, Math.min(MOST, pages)) * PAGE };
    },
  };
}

function forget(target: Pages, near: number): void {
  if (target.pages.size <= KEPT) return;
  const far = [...target.pages.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near));
  for (const page of far.slice(0, target.pages.size - KEPT)) target.pages.delete(page);
}
