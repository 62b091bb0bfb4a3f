// What the editor page knows, and what it does: messages in, messages out, state for the components to draw.
import { nextTick, shallowReactive } from 'vue';
import type { Row, ToHost, ToWebview, ViewMessage, ViewState } from '../../src/protocol.js';
import type { Host } from '../host.js';
import { t } from '../strings.js';
import { createAhead } from './ahead.js';
import type { EditorState, EditorStore } from './editorState.js';
import { createRowWindow } from './rowWindow.js';
import { readSaved, type Saved } from './saved.js';

const TYPING_PAUSE = 120;
/** A pause after which rows that nobody has seen yet are asked for. */
const REST_PAUSE = 250;
const NEXT_PAUSE = 30;

export function createStore(host: Host<ToHost, ToWebview>): EditorStore {
  const saved = readSaved(host.restore());
  const rows = createRowWindow();
  const ahead = createAhead(() => performance.now());
  const post = host.post;
  let sequence = 0;
  let seen = { first: Math.floor(saved.top / 22), last: Math.floor(saved.top / 22) + 60, top: saved.top };
  let typing = 0;
  let saving = 0;
  let resting = 0;
  /** The next list starts at its top: another filter or order makes the old place meaningless. */
  let toTop = false;
  let restoring = true;
  let focusFound = false;
  let found: { readonly place: number; readonly path: string } | undefined;

  const state: EditorState = shallowReactive({
    facts: undefined,
    failure: undefined,
    view: saved.view,
    filter: saved.view.filter,
    list: undefined,
    waiting: true,
    rows: 0,
    active: saved.active,
    selected: saved.selected,
    note: '',
    details: new Map(),
    setting: undefined,
    widths: saved.widths,
    pane: saved.pane,
    image: saved.image,
    frame: undefined,
    noFrame: undefined,
    report: undefined,
    regions: undefined,
    after: undefined,
  });

  function save(): void {
    clearTimeout(saving);
    saving = window.setTimeout(() => {
      const { view, active, selected, widths, pane, image } = state;
      host.save({ version: 1, view, top: seen.top, active, selected, widths, pane, image } satisfies Saved);
    }, 100);
  }

  function say(text: string): void {
    // The same words again are news again: screen readers only read what changes.
    state.note = state.note === text ? `${text}\u00a0` : text;
  }

  function ask(first: number, last: number): void {
    const { from, to } = ahead.around(first, last);
    for (const request of rows.want(from, to)) post({ kind: 'get-rows', ...request });
    rest(REST_PAUSE);
  }

  /** While nothing happens the rest of the list comes, so that no row is empty when it is scrolled to. */
  function rest(pause: number): void {
    clearTimeout(resting);
    resting = window.setTimeout(() => {
      resting = 0;
      const request = rows.rest(seen.first);
      if (request) post({ kind: 'get-rows', ...request });
    }, pause);
  }

  /** Rows for a view that is asked for: those on the screen, or the first where the list will begin anew. */
  function firstRows() {
    const { first, last } = seen;
    return toTop ? rows.span(0, last - first) : rows.span(first, last);
  }

  function receiveView(message: ViewMessage): void {
    if (message.sequence < sequence) return;
    sequence = message.sequence;
    state.view = message.view;
    state.failure = undefined;
    if (document.activeElement?.id !== 'filter') state.filter = message.view.filter;
    if (state.setting?.sent) state.setting = undefined;
    const { total, all, marks } = message;
    const place = toTop ? 0 : seen.first;
    if (rows.accept({ sequence, total, all, marks })) arrived();
    if (message.rows && message.rows.rows.length > 0) receiveRows(sequence, message.rows.start, message.rows.rows);
    ask(place, place + seen.last - seen.first);
    save();
  }

  function receiveRows(of: number, start: number, fresh: readonly Row[]): void {
    const added = rows.add(of, start, fresh);
    if (added.swapped) arrived();
    if (!added.fresh) return;
    if (resting === 0) rest(NEXT_PAUSE);
    // Rows that are not drawn change nothing on the screen.
    const holds = (first: number, last: number) => first < start + fresh.length && last >= start;
    if (!added.swapped && !holds(seen.first, seen.last + 1) && !holds(state.active, state.active)) return;
    state.rows++;
    // A row that was left at a place may be elsewhere now.
    const row = state.active >= 0 ? rows.row(state.active) : undefined;
    if (row && state.selected === '') state.selected = row.path;
  }

  function change(patch: Partial<ViewState>): void {
    const view = { ...state.view, ...patch };
    const again = view.filter !== state.view.filter || view.sort !== state.view.sort;
    toTop ||= again || view.onlyIdentifying !== state.view.onlyIdentifying;
    state.view = view;
    state.waiting = true;
    sequence++;
    post({ kind: 'set-view', view, sequence, rows: firstRows() });
    save();
  }

  function goTo(target: { readonly place: number; readonly path: string }): void {
    state.active = target.place;
    state.selected = target.path;
    const focus = focusFound;
    focusFound = false;
    nextTick(() => store.grid?.show(target.place, focus)).catch(() => undefined);
    save();
  }

  /** A new list is on the screen: find the user's row in it. */
  function arrived(): void {
    state.list = rows.shown();
    state.rows++;
    state.waiting = false;
    const place = rows.placeOf(state.selected);
    if (found) {
      goTo(found);
      found = undefined;
    } else if (toTop) {
      state.active = place;
      nextTick(() => store.grid?.setTop(0)).catch(() => undefined);
      // With the filter gone, the row that was found with it is shown among its neighbours.
      if (state.view.filter === '' && state.selected !== '' && place < 0)
        post({ kind: 'locate', path: state.selected });
      if (state.view.filter !== '' && state.list) {
        const { total } = state.list;
        say(total === 1 ? t('1 row matches') : t('{0} rows match', total));
      }
    } else if (restoring) {
      nextTick(() => store.grid?.setTop(seen.top)).catch(() => undefined);
    } else if (state.selected !== '') state.active = place;
    toTop = false;
    restoring = false;
  }

  function receive(message: ToWebview): void {
    switch (message.kind) {
      case 'document':
        state.facts = message.facts;
        state.failure = undefined;
        state.details = new Map();
        if (message.facts.report && !message.facts.image) state.pane = { ...state.pane, tab: 'report' };
        if (message.facts.image && !message.facts.report) state.pane = { ...state.pane, tab: 'image' };
        if (message.view) receiveView(message.view);
        return;
      case 'view':
        receiveView(message);
        return;
      case 'rows':
        receiveRows(message.sequence, message.start, message.rows);
        return;
      case 'found':
        if (message.place < 0) say(t('Nothing found'));
        else if (rows.pending()) found = message;
        else goTo(message);
        return;
      case 'step':
        store.step(message.backwards);
        return;
      case 'details':
        state.details = new Map(state.details).set(message.details.path, message.details);
        return;
      case 'frame':
        state.frame = message.frame;
        return;
      case 'no-frame':
        state.noFrame = { index: message.index, reason: message.reason };
        return;
      case 'report':
        state.report = message.items;
        return;
      case 'regions':
        state.regions = message.regions;
        return;
      case 'after':
        state.after = { frame: message.frame };
        return;
      case 'no-after':
        state.after = { index: message.index, reason: message.reason };
        return;
      case 'failed':
        state.failure = message;
        state.waiting = false;
        return;
      case 'note':
        say(message.text);
        if (state.setting?.sent && message.path === state.setting.row.path) {
          state.setting = { ...state.setting, error: message.text, sent: false };
        }
        return;
    }
  }

  const store: EditorStore = {
    state,
    post,
    grid: undefined,
    row: (place) => rows.row(place),
    activeRow: () => (state.active < 0 ? undefined : rows.row(state.active)),
    see(first, last, top) {
      seen = { first, last, top };
      ask(first, last);
      save();
    },
    activate(place) {
      state.active = place;
      state.selected = rows.row(place)?.path ?? '';
      save();
    },
    typeFilter(text) {
      state.filter = text;
      clearTimeout(typing);
      typing = window.setTimeout(() => text !== state.view.filter && change({ filter: text }), TYPING_PAUSE);
    },
    change,
    sort(by) {
      const sort = state.view.sort;
      const known = by as ViewState['sort']['by'];
      // Third click: the order of the file again.
      if (sort.by !== known) change({ sort: { by: known, descending: false } });
      else if (!sort.descending) change({ sort: { by: known, descending: true } });
      else change({ sort: { by: 'file', descending: false } });
    },
    toggle(row, open = !row.expanded) {
      if (!row.expandable || open === row.expanded) return;
      const others = state.view.expanded.filter((path) => path !== row.path);
      change({ expanded: open ? [...others, row.path] : others });
    },
    toParent(place) {
      const row = rows.row(place);
      const cut = row?.path.match(/^(.+)(\[\d+\]|\.[^.[\]]+)$/);
      if (!row || row.depth === 0 || !cut?.[1]) return;
      focusFound = true;
      post({ kind: 'locate', path: cut[1] });
    },
    step(backwards) {
      if (!state.list) return;
      focusFound = document.activeElement?.id !== 'filter';
      const from = state.active >= 0 ? state.active : backwards ? state.list.total : -1;
      post({ kind: 'find', from, backwards });
    },
    rule(row, rule, value) {
      if (!row.canRule) {
        say(t('No rule can be written for this row.'));
        return;
      }
      if (state.facts?.canWrite === false) {
        say(t('Nothing can be written here: the workspace is not trusted, or read-only.'));
        return;
      }
      const { path } = row;
      post(value === undefined ? { kind: 'rule', path, rule } : { kind: 'rule', path, rule, value });
      if (rule === 'set') state.setting = { row, error: '', sent: true };
    },
    setting(row) {
      state.setting = row && { row, error: '', sent: false };
    },
    copy(row, what) {
      post({ kind: 'copy', path: row.path, what });
    },
    askDetails(path) {
      if (!state.details.has(path)) post({ kind: 'get-details', path });
    },
    reload() {
      state.failure = undefined;
      state.waiting = true;
      post({ kind: 'reload' });
    },
    remember(patch) {
      Object.assign(state, patch);
      save();
    },
  };

  host.listen(receive);
  post({ kind: 'ready', view: saved.view, rows: firstRows() });
  return store;
}
