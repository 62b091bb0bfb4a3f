// What the editor page knows, and what its components can ask of it: messages in, messages out.
import type { Row, ToHost, ToWebview, ViewState } from '../../src/protocol.js';
import type { Host } from '../host.js';
import { t } from '../strings.js';
import type { EditorStore } from './editorState.js';
import { newPage, type PageState, save, say } from './pageState.js';
import { receive } from './receive.js';
import { changeView, firstRows, see } from './rowList.js';
import type { Rule } from './words.js';

const TYPING_PAUSE = 120;

export function createStore(host: Host<ToHost, ToWebview>): EditorStore {
  const page = newPage(host);
  const { drawn, rows } = page;
  const { post } = host;
  const store: EditorStore = {
    state: drawn,
    post,
    setGrid(grid) {
      page.grid = grid;
    },
    focusRow: (place) => page.grid?.show(place, true),
    row: (place) => rows.row(place),
    activeRow: () => (drawn.active < 0 ? undefined : rows.row(drawn.active)),
    see: (first, last, top) => see(page, first, last, top),
    activate(place) {
      drawn.active = place;
      drawn.selected = rows.row(place)?.path ?? '';
      save(page);
    },
    typeFilter: (text) => typeFilter(page, text),
    change: (patch) => changeView(page, patch),
    sort: (by) => sortBy(page, by as ViewState['sort']['by']),
    toggle(row, open = !row.expanded) {
      if (!row.expandable || open === row.expanded) return;
      const others = drawn.view.expanded.filter((path) => path !== row.path);
      changeView(page, { expanded: open ? [...others, row.path] : others });
    },
    toParent: (place) => toParent(page, place),
    step: (backwards) => step(page, backwards),
    rule: (row, rule, value) => writeRule(page, row, rule, value),
    setting(row) {
      drawn.setting = row && { row, error: '', sent: false };
    },
    copy: (row, what) => post({ kind: 'copy', path: row.path, what }),
    askDetails(path) {
      if (!drawn.details.has(path)) post({ kind: 'get-details', path });
    },
    reload() {
      drawn.failure = undefined;
      drawn.waiting = true;
      post({ kind: 'reload' });
    },
    remember(patch) {
      Object.assign(drawn, patch);
      save(page);
    },
  };
  host.listen((message) => receive(page, store.step, message));
  post({ kind: 'ready', view: drawn.view, rows: firstRows(page) });
  return store;
}

function typeFilter(page: PageState, text: string): void {
  const { drawn } = page;
  drawn.filter = text;
  clearTimeout(page.typing);
  page.typing = window.setTimeout(() => text !== drawn.view.filter && changeView(page, { filter: text }), TYPING_PAUSE);
}

function sortBy(page: PageState, by: ViewState['sort']['by']): void {
  const { sort } = page.drawn.view;
  // Third click: the order of the file again.
  if (sort.by !== by) changeView(page, { sort: { by, descending: false } });
  else if (!sort.descending) changeView(page, { sort: { by, descending: true } });
  else changeView(page, { sort: { by: 'file', descending: false } });
}

function toParent(page: PageState, place: number): void {
  const row = page.rows.row(place);
  const cut = row?.path.match(/^(.+)(\[\d+\]|\.[^.[\]]+)$/);
  if (!row || row.depth === 0 || !cut?.[1]) return;
  page.focusFound = true;
  page.host.post({ kind: 'locate', path: cut[1] });
}

function step(page: PageState, backwards: boolean): void {
  const { list, active } = page.drawn;
  if (!list) return;
  page.focusFound = document.activeElement?.id !== 'filter';
  const from = active >= 0 ? active : backwards ? list.total : -1;
  page.host.post({ kind: 'find', from, backwards });
}

function writeRule(page: PageState, row: Row, rule: Rule | 'none', value?: string): void {
  const { drawn, host } = page;
  if (!row.canRule) {
    say(page, t('No rule can be written for this row.'));
    return;
  }
  if (drawn.facts?.canWrite === false) {
    say(page, t('Nothing can be written here: the workspace is not trusted, or read-only.'));
    return;
  }
  const { path } = row;
  host.post(value === undefined ? { kind: 'rule', path, rule } : { kind: 'rule', path, rule, value });
  if (rule === 'set') drawn.setting = { row, error: '', sent: true };
}
