// What only a host knows and the services may say: other files of the workspace, the object that is open.
import type { AttributePattern, Condition } from '../../policy/policy.js';
import type { RecipeTree, Span } from '../syntax.js';

/** What the recipe does to one attribute of the open object; the host shortens values, and masks them where asked. */
export interface Effect {
  /** `(0040,A730)[2].(0040,A160)`. */
  readonly path: string;
  readonly before: string;
  /** Absent where the attribute is taken out. */
  readonly after?: string;
  /** removed, emptied, kept … */
  readonly effect: string;
}

export interface OpenObject {
  readonly name: string;
  readonly image?: { readonly rows: number; readonly columns: number };
  effects(pattern: AttributePattern): readonly Effect[];
}

export interface Facts {
  /** What INCLUDE may name: relative paths and built-in names. */
  readonly recipes: readonly string[];
  /** The recipes that the text includes, by target; a target that could not be read is not there. */
  readonly included: ReadonlyMap<string, RecipeTree>;
  /** Private creators seen in the workspace. */
  readonly creators: readonly string[];
  /** Columns of the workspace's lookup table. */
  readonly variables: readonly string[];
  readonly open?: OpenObject;
  /** How many objects of the workspace pass; undefined while that is not known. */
  matching?(condition: Condition): Matching | undefined;
}

export interface Matching {
  readonly files: number;
  /** Of so many that were looked at. */
  readonly of: number;
  /** There are more than were looked at. */
  readonly more: boolean;
}

export const NO_FACTS: Facts = { recipes: [], included: new Map(), creators: [], variables: [] };

/** A text for people, in Markdown. */
export interface Hover {
  readonly span: Span;
  readonly lines: readonly string[];
}
