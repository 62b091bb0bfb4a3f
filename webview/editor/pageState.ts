// What the editor page keeps besides what its components draw, and how it remembers and tells.
import { shallowReactive } from 'vue';
import type { ToHost, ToWebview } from '../../src/protocol.js';
import type { GridHandle } from '../grid/VirtualGrid.js';
import type { Host } from '../host.js';
import { type Ahead, createAhead } from './ahead.js';
import type { EditorState } from './editorState.js';
import { createRowWindow, type RowWindow } from './rowWindow.js';
import { readSaved, type Saved } from './saved.js';

export interface PageState {
  readonly host: Host<ToHost, ToWebview>;
  /** What the components draw. */
  readonly drawn: EditorState;
  readonly rows: RowWindow;
  readonly ahead: Ahead;
  grid: GridHandle | undefined;
  /** Number of the newest view that was asked for. */
  sequence: number;
  /** The rows on the screen, and the pixels of rows above it. */
  seen: { readonly first: number; readonly last: number; readonly top: number };
  /** Timers: of keys in the filter box, of what is remembered, of rows asked for at rest (0 where none is running). */
  typing: number;
  saving: number;
  resting: number;
  /** The next list starts at its top: another filter or order makes the old place meaningless. */
  toTop: boolean;
  /** No list was shown yet: the first is shown where the page was left. */
  restoring: boolean;
  /** The row that is found next gets the keyboard. */
  focusFound: boolean;
  /** A row that was found in a list which is not here yet. */
  found: { readonly place: number; readonly path: string } | undefined;
}

export function newPage(host: Host<ToHost, ToWebview>): PageState {
  const saved = readSaved(host.restore());
  const first = Math.floor(saved.top / 22);
  return {
    host,
    drawn: firstDrawn(saved),
    rows: createRowWindow(),
    ahead: createAhead(() => performance.now()),
    grid: undefined,
    sequence: 0,
    seen: { first, last: first + 60, top: saved.top },
    typing: 0,
    saving: 0,
    resting: 0,
    toTop: false,
    restoring: true,
    focusFound: false,
    found: undefined,
  };
}

function firstDrawn(saved: Saved): EditorState {
  return shallowReactive({
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
}

export function save(page: PageState): void {
  clearTimeout(page.saving);
  page.saving = window.setTimeout(() => {
    const { view, active, selected, widths, pane, image } = page.drawn;
    page.host.save({ version: 1, view, top: page.seen.top, active, selected, widths, pane, image } satisfies Saved);
  }, 100);
}

export function say({ drawn }: PageState, text: string): void {
  // The same words again are news again: screen readers only read what changes.
  drawn.note = drawn.note === text ? `${text}\u00a0` : text;
}
