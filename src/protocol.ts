// What extension and webview say to each other: closed unions, plain data. Values of a file travel only to be shown.

import type { ReportItem } from './core/formats/dicom/reportItems.js';
import type { ActionCode, Category, Effect } from './core/kernel/finding.js';
import type { Issue, Refusal } from './core/kernel/issue.js';
import type { Frame, ImageFacts } from './core/pixels/frame.js';
import type { RegionsState, RegionsToHost } from './protocolRegions.js';

export type { ReportItem } from './core/formats/dicom/reportItems.js';
export type { Frame, ImageFacts, ValueWindow } from './core/pixels/frame.js';
export type * from './protocolRegions.js';

/** How the tree is to be shown. The host keeps the tree; the webview asks for the rows that are on the screen. */
export interface ViewState {
  /** Words that all must occur in tag, keyword, name, value or category; case does not matter. */
  readonly filter: string;
  readonly onlyIdentifying: boolean;
  readonly sort: { readonly by: 'file' | 'tag' | 'name' | 'vr' | 'length' | 'effect'; readonly descending: boolean };
  /** Paths of sequences and items that are open. */
  readonly expanded: readonly string[];
  /** Values are shown as dots. */
  readonly masked: boolean;
}

/** What happens to a row, for people. `after` is what will stand there, where that is known. */
export interface RowFinding {
  readonly effect: Effect;
  readonly action: ActionCode;
  readonly category: Category;
  readonly reason: string;
  readonly clause: string;
  readonly confidence: number;
  readonly after?: string;
  /** `after` is made under a key for this window only, because the workspace has none: a run will write another one. */
  readonly example?: boolean;
}

export interface Row {
  /** `(0040,A730)[2].(0040,A160)`: the row's identity in all messages. */
  readonly path: string;
  /** `(0010,0010)`, or empty for an item. */
  readonly tag: string;
  readonly depth: number;
  readonly keyword: string;
  readonly name: string;
  readonly vr: string;
  readonly length: number;
  readonly private: boolean;
  /** Number of an item in its sequence, from 0. */
  readonly item?: number;
  /** Number of items of a sequence. */
  readonly items?: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  /** Shortened; a few dots where values are masked; absent for sequences and items. */
  readonly value?: string;
  /** The value is longer than what is shown. */
  readonly shortened?: boolean;
  readonly finding?: RowFinding;
  /** Lies in a sequence that is taken out. */
  readonly gone: boolean;
  /** How many identifying attributes lie below a sequence or item that is closed. */
  readonly hiddenFindings: number;
  /** What the workspace's recipe says of this very attribute. */
  readonly rule?: 'keep' | 'empty' | 'remove' | 'set';
  /** A rule can be written for it: false for file meta, group lengths and items. */
  readonly canRule: boolean;
}

export interface RecipeChoice {
  /** A built-in name, or the path of a `.deid` file in the workspace. */
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

export interface Summary {
  readonly identifying: number;
  readonly byEffect: Readonly<Partial<Record<Effect, number>>>;
  readonly byCategory: Readonly<Partial<Record<Category, number>>>;
  readonly inPrivate: number;
  readonly inSequences: number;
  /** Preamble, file meta, trailing bytes: what is found outside elements. */
  readonly regions: readonly { readonly name: string; readonly effect: Effect; readonly reason: string }[];
  readonly burnedIn: { readonly likely: boolean; readonly reason: string };
}

export interface DocumentFacts {
  readonly fileName: string;
  readonly size: number;
  /** In words, such as `CT Image Storage`; empty where unknown. */
  readonly sopClass: string;
  readonly modality: string;
  readonly transferSyntax: string;
  readonly characterSet: string;
  readonly summary: Summary;
  readonly issues: readonly Issue[];
  /** The object can't be made safe: why, and what to do. Its tree is shown as far as it could be read. */
  readonly refusal?: Refusal;
  readonly recipe: string;
  readonly recipes: readonly RecipeChoice[];
  readonly image?: ImageFacts;
  /** A photograph (JPEG, PNG): no DICOM object, so nothing can be dumped or compared as one. */
  readonly photo: boolean;
  /** The object is a structured report and can be shown as one. */
  readonly report: boolean;
  /** False in an untrusted or read-only workspace: nothing can be written. */
  readonly canWrite: boolean;
  /** A clean copy exists beside the original. */
  readonly hasOutput: boolean;
}

export interface Details {
  readonly path: string;
  readonly title: string;
  /** Lines of plain text: VR and VM, retired or not, action under each option, clause, definition. */
  readonly lines: readonly { readonly label: string; readonly text: string }[];
}

/** Places of rows that will be on the screen, asked for together with the view that they belong to. */
export interface RowSpan {
  readonly start: number;
  readonly count: number;
}

export type ToHost =
  | { readonly kind: 'ready'; readonly view: ViewState; readonly rows?: RowSpan }
  | { readonly kind: 'set-view'; readonly view: ViewState; readonly sequence: number; readonly rows?: RowSpan }
  | { readonly kind: 'get-rows'; readonly sequence: number; readonly start: number; readonly count: number }
  | { readonly kind: 'get-details'; readonly path: string }
  /** The place of the next (or previous) identifying row after `from` in the present view; opens what it lies in. */
  | { readonly kind: 'find'; readonly from: number; readonly backwards: boolean }
  /** Where the row with this path is in the present view; opens what it lies in. Answered by `found`, or by a `note` where the filter hides it. */
  | { readonly kind: 'locate'; readonly path: string }
  | {
      readonly kind: 'rule';
      readonly path: string;
      readonly rule: 'keep' | 'empty' | 'remove' | 'set' | 'none';
      readonly value?: string;
    }
  | { readonly kind: 'choose-recipe'; readonly id: string }
  | { readonly kind: 'open-recipe' }
  | { readonly kind: 'deidentify' | 'compare' | 'dump' | 'reload' | 'open-output' | 'open-picture' }
  | { readonly kind: 'copy'; readonly path: string; readonly what: 'tag' | 'keyword' | 'path' | 'value' }
  | { readonly kind: 'get-frame'; readonly index: number }
  | { readonly kind: 'get-report' }
  | RegionsToHost;

/** Answer to `ready` and `set-view` with its sequence (`ready` is 0); sent unasked with the latest sequence plus one. Rows asked before it are asked again. */
export interface ViewMessage {
  readonly kind: 'view';
  readonly sequence: number;
  readonly total: number;
  /** Of all rows of the file, without the filter. */
  readonly all: number;
  readonly view: ViewState;
  /** Places of identifying rows in this view, for the marks beside the scroll bar: at most 2,000. */
  readonly marks: readonly number[];
  /** The rows that were asked for with it. */
  readonly rows?: { readonly start: number; readonly rows: readonly Row[] };
}

export type ToWebview =
  /** Sent first, and again when file or recipe changed. In answer to `ready` the view comes with it, so that the page is drawn once. */
  | { readonly kind: 'document'; readonly facts: DocumentFacts; readonly view?: ViewMessage }
  | ViewMessage
  | { readonly kind: 'rows'; readonly sequence: number; readonly start: number; readonly rows: readonly Row[] }
  | { readonly kind: 'found'; readonly place: number; readonly path: string }
  /** The command for the next (or previous) finding was run: the webview knows where the user is and answers with `find`. */
  | { readonly kind: 'step'; readonly backwards: boolean }
  | { readonly kind: 'details'; readonly details: Details }
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'no-frame'; readonly index: number; readonly reason: string }
  | { readonly kind: 'report'; readonly items: readonly ReportItem[] }
  | { readonly kind: 'regions'; readonly regions: RegionsState }
  | { readonly kind: 'after'; readonly frame: Frame }
  | { readonly kind: 'no-after'; readonly index: number; readonly reason: string }
  /** Nothing can be shown: why, and what the user can do. */
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string }
  /** A short word for the status line of the editor, read out by screen readers. With a path: why no rule could be written for that row. */
  | { readonly kind: 'note'; readonly text: string; readonly path?: string };

/** The report editor: one document of a run, made of what the run's JSON report holds. No values. */
export interface RunReport {
  readonly title: string;
  readonly started: string;
  readonly elapsedMs: number;
  readonly recipe: string;
  readonly dryRun: boolean;
  readonly totals: {
    readonly files: number;
    readonly bytes: number;
    readonly written: number;
    readonly planned: number;
    readonly refused: number;
    readonly failed: number;
    readonly skipped: number;
    readonly notDicom: number;
    readonly notReached: number;
    readonly findings: number;
    readonly effects: Readonly<Partial<Record<Effect, number>>>;
  };
  readonly issues: readonly Issue[];
  readonly stopped?: string;
  readonly output?: string;
  readonly files: readonly ReportFile[];
}

export interface ReportFile {
  readonly id: number;
  /** Relative to what the run was asked for. */
  readonly path: string;
  readonly kind: 'written' | 'planned' | 'refused' | 'not-dicom' | 'skipped' | 'failed';
  readonly bytes: number;
  readonly findings: number;
  readonly effects: Readonly<Partial<Record<Effect, number>>>;
  readonly reason?: string;
  readonly warnings: readonly string[];
  readonly hasOutput: boolean;
}

export type ReportToHost =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open-original' | 'open-output' | 'compare' | 'reveal'; readonly id: number }
  | { readonly kind: 'open-output-folder' | 'save-report' | 'verify' | 'retry-refused' };

export type ReportToWebview =
  | { readonly kind: 'report'; readonly report: RunReport }
  | { readonly kind: 'note'; readonly text: string };
