// The list of rows on the screen: what is asked of the host, what comes of it, and where the user's row is in it.
import { nextTick } from 'vue';
import type { Row, ViewMessage, ViewState } from '../../src/protocol.js';
import { t } from '../strings.js';
import { type PageState, save, say } from './pageState.js';

/** A pause after which rows that nobody has seen yet are asked for. */
const REST_PAUSE = 250;
const NEXT_PAUSE = 30;

export function see(page: PageState, first: number, last: number, top: number): void {
  page.seen = { first, last, top };
  askFor(page, first, last);
  save(page);
}

/** Asks for another view. */
export function changeView(page: PageState, patch: Partial<ViewState>): void {
  const { drawn } = page;
  const view = { ...drawn.view, ...patch };
  const again = view.filter !== drawn.view.filter || view.sort !== drawn.view.sort;
  page.toTop ||= again || view.onlyIdentifying !== drawn.view.onlyIdentifying;
  drawn.view = view;
  drawn.waiting = true;
  page.sequence++;
  page.host.post({ kind: 'set-view', view, sequence: page.sequence, rows: firstRows(page) });
  save(page);
}

/** Rows for a view that is asked for: those on the screen, or the first where the list will begin anew. */
export function firstRows({ rows, seen, toTop }: PageState) {
  const { first, last } = seen;
  return toTop ? rows.span(0, last - first) : rows.span(first, last);
}

export function receiveView(page: PageState, message: ViewMessage): void {
  if (message.sequence < page.sequence) return;
  const { drawn, seen } = page;
  const { sequence, total, all, marks } = message;
  page.sequence = sequence;
  drawn.view = message.view;
  drawn.failure = undefined;
  if (document.activeElement?.id !== 'filter') drawn.filter = message.view.filter;
  if (drawn.setting?.sent) drawn.setting = undefined;
  const place = page.toTop ? 0 : seen.first;
  if (page.rows.accept({ sequence, total, all, marks })) listShown(page);
  if (message.rows && message.rows.rows.length > 0) receiveRows(page, sequence, message.rows.start, message.rows.rows);
  askFor(page, place, place + page.seen.last - page.seen.first);
  save(page);
}

export function receiveRows(page: PageState, sequence: number, start: number, fresh: readonly Row[]): void {
  const { drawn, rows, seen } = page;
  const added = rows.add(sequence, start, fresh);
  if (added.swapped) listShown(page);
  if (!added.fresh) return;
  if (page.resting === 0) askAtRest(page, NEXT_PAUSE);
  // Rows that are not drawn change nothing on the screen.
  const holds = (first: number, last: number) => first < start + fresh.length && last >= start;
  if (!added.swapped && !holds(seen.first, seen.last + 1) && !holds(drawn.active, drawn.active)) return;
  drawn.rows++;
  // A row that was left at a place may be elsewhere now.
  const row = drawn.active >= 0 ? rows.row(drawn.active) : undefined;
  if (row && drawn.selected === '') drawn.selected = row.path;
}

export function receiveFound(page: PageState, found: { readonly place: number; readonly path: string }): void {
  if (found.place < 0) say(page, t('Nothing found'));
  else if (page.rows.pending()) page.found = found;
  else goTo(page, found);
}

function askFor(page: PageState, first: number, last: number): void {
  const { from, to } = page.ahead.around(first, last);
  for (const request of page.rows.want(from, to)) page.host.post({ kind: 'get-rows', ...request });
  askAtRest(page, REST_PAUSE);
}

/** While nothing happens the rest of the list comes, so that no row is empty when it is scrolled to. */
function askAtRest(page: PageState, pause: number): void {
  clearTimeout(page.resting);
  page.resting = window.setTimeout(() => {
    page.resting = 0;
    const request = page.rows.rest(page.seen.first);
    if (request) page.host.post({ kind: 'get-rows', ...request });
  }, pause);
}

/** A new list is on the screen: find the user's row in it. */
function listShown(page: PageState): void {
  const { drawn, rows, found } = page;
  drawn.list = rows.shown();
  drawn.rows++;
  drawn.waiting = false;
  const place = rows.placeOf(drawn.selected);
  if (found) {
    goTo(page, found);
    page.found = undefined;
  } else if (page.toTop) {
    drawn.active = place;
    setTop(page, () => 0);
    // With the filter gone, the row that was found with it is shown among its neighbours.
    if (drawn.view.filter === '' && drawn.selected !== '' && place < 0)
      page.host.post({ kind: 'locate', path: drawn.selected });
    if (drawn.view.filter !== '' && drawn.list) {
      const { total } = drawn.list;
      say(page, total === 1 ? t('1 row matches') : t('{0} rows match', total));
    }
  } else if (page.restoring) setTop(page, () => page.seen.top);
  else if (drawn.selected !== '') drawn.active = place;
  page.toTop = false;
  page.restoring = false;
}

function goTo(page: PageState, target: { readonly place: number; readonly path: string }): void {
  page.drawn.active = target.place;
  page.drawn.selected = target.path;
  const focus = page.focusFound;
  page.focusFound = false;
  nextTick(() => page.grid?.show(target.place, focus)).catch(() => undefined);
  save(page);
}

/** Once the list is drawn. */
function setTop(page: PageState, top: () => number): void {
  nextTick(() => page.grid?.setTop(top())).catch(() => undefined);
}
