// What the editor page knows, and what its components can ask of it.
import type {
  Details,
  DocumentFacts,
  Frame,
  RegionsState,
  ReportItem,
  Row,
  ToHost,
  ViewState,
} from '../../src/protocol.js';
import type { GridHandle } from '../grid/VirtualGrid.js';
import type { AfterAnswer } from './image/props.js';
import type { ListView } from './rowWindow.js';
import type { Saved } from './saved.js';
import type { Rule } from './words.js';

export interface EditorState {
  facts: DocumentFacts | undefined;
  failure: { readonly message: string; readonly hint: string } | undefined;
  view: ViewState;
  /** What is in the filter box: ahead of the view by some keys. */
  filter: string;
  list: ListView | undefined;
  /** A new view was asked for and is not here yet. */
  waiting: boolean;
  /** Grows when rows change, so that the table is drawn again. */
  rows: number;
  active: number;
  selected: string;
  /** For the status line and screen readers. */
  note: string;
  details: ReadonlyMap<string, Details>;
  /** The row whose value is being typed. */
  setting: { readonly row: Row; readonly error: string; readonly sent: boolean } | undefined;
  widths: Saved['widths'];
  pane: Saved['pane'];
  image: Saved['image'];
  frame: Frame | undefined;
  noFrame: { readonly index: number; readonly reason: string } | undefined;
  report: readonly ReportItem[] | undefined;
  regions: RegionsState | undefined;
  after: AfterAnswer | undefined;
}

export interface EditorStore {
  readonly state: EditorState;
  readonly post: (message: ToHost) => void;
  /** The table on the screen. */
  setGrid(grid: GridHandle | undefined): void;
  /** Brings a row into view and gives it the keyboard. */
  focusRow(place: number): void;
  row(place: number): Row | undefined;
  activeRow(): Row | undefined;
  see(first: number, last: number, top: number): void;
  activate(place: number): void;
  typeFilter(text: string): void;
  change(patch: Partial<ViewState>): void;
  sort(by: string): void;
  toggle(row: Row, open?: boolean): void;
  toParent(place: number): void;
  step(backwards: boolean): void;
  rule(row: Row, rule: Rule | 'none', value?: string): void;
  setting(row: Row | undefined): void;
  copy(row: Row, what: 'tag' | 'keyword' | 'path' | 'value'): void;
  askDetails(path: string): void;
  reload(): void;
  remember(patch: Partial<Pick<EditorState, 'widths' | 'pane' | 'image'>>): void;
}
