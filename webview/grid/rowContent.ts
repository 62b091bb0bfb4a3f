// What stands in a row of a table, as plain data: the table paints it, and touches only what has changed.
import type { IconName } from '../icons.js';

/** A few words in a cell, with a sign before them where there is one. */
export interface Part {
  readonly class: string;
  readonly text: string;
  readonly icon?: IconName;
  readonly title?: string;
}

export interface Cell {
  readonly class: string;
  /** Where the cell has one text and nothing else, which is the cheapest to draw. */
  readonly text?: string;
  readonly parts?: readonly Part[];
  readonly title?: string;
  /** Said in place of what is seen. */
  readonly label?: string;
  /** Pixels from the left. */
  readonly indent?: number;
}

export interface RowContent {
  readonly class: string;
  /** Undefined where the attribute is not there. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly cells: readonly Cell[];
}
