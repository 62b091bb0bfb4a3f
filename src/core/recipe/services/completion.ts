// What completion offers; the shells hand it on to their editor.
import type { Span } from '../syntax.js';

export type CompletionKind =
  | 'section'
  | 'keyword'
  | 'attribute'
  | 'option'
  | 'profile'
  | 'function'
  | 'variable'
  | 'group'
  | 'recipe'
  | 'creator'
  | 'value';

export interface Completion {
  readonly kind: CompletionKind;
  readonly label: string;
  /** Stands behind the label. */
  readonly detail?: string;
  readonly about?: string;
  /** What is written; `snippet` where it has places such as `${1:name}`. */
  readonly insert: string;
  readonly snippet?: boolean;
  /** What editors compare with the typed letters; the label without it. */
  readonly filter?: string;
  readonly deprecated?: boolean;
}

export interface Completions {
  /** What is replaced. */
  readonly span: Span;
  /** Best first. */
  readonly items: readonly Completion[];
  /** There are more: ask again when more is typed. */
  readonly incomplete: boolean;
}
