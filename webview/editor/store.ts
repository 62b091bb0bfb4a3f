// What the editor page knows, and what it does: messages in, messages out, state for the components to draw.
import { nextTick, shallowReactive } from 'vue';
import type { ToHost, ToWebview, ViewState } from '../../src/protocol.js';
import type { Host } from '../host.js';
import { t } from '../strings.js';
import type { EditorState, EditorStore } from './editorState.js';
import { createRowWindow } from './rowWindow.js';
import { readSaved, type Saved } from './saved.js';

const TYPING_PAUSE = 120;

export function createStore(host: Host<ToHost, ToWebview>): EditorStore {
  const saved = readSaved(host.restore());
  const rows = createRowWindow();
  const post = host.post;
  let sequence = 0;
  let seen = { first: 0, last: 60, top: saved.top };
  let typing = 0;
  let saving = 0;
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
    for (const request of rows.want(first - 20, last + 20)) post({ kind: 'get-rows', ...request });
  }

  function change(patch: Partial<ViewState>): void {
    const view = { ...state.view, ...patch };
    const again = view.filter !== state.view.filter || view.sort !== state.view.sort;
    toTop ||= again || view.onlyIdentifying !== state.view.onlyIdentifying;
    state.view = view;
    state.waiting = true;
    sequence++;
    post({ kind: 'set-view', view, sequence });
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
      if (state.view.filter !== '' && state.list) say(t('{0} rows match', state.list.total));
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
        return;
      case 'view': {
        if (message.sequence < sequence) return;
        sequence = message.sequence;
        state.view = message.view;
        state.failure = undefined;
        if (document.activeElement?.id !== 'filter') state.filter = message.view.filter;
        if (state.setting?.sent) state.setting = undefined;
        const { total, all, marks } = message;
        if (rows.accept({ sequence, total, all, marks })) arrived();
        const place = toTop ? 0 : seen.first;
        ask(place, place + seen.last - seen.first);
        save();
        return;
      }
      case 'rows': {
        const { swapped, fresh } = rows.add(message.sequence, message.start, message.rows);
        if (swapped) arrived();
        if (fresh) state.rows++;
        // A row that was left at a place may be elsewhere now.
        if (fresh && state.active >= 0) {
          const row = rows.row(state.active);
          if (row && state.selected === '') state.selected = row.path;
        }
        return;
      }
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
  post({ kind: 'ready', view: saved.view });
  return store;
}
