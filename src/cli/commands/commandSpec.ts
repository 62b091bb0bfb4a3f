// What is said of a command: the parser, the help and the documentation's test read it.
import type { OptionSpec } from '../args.js';

export type CommandName =
  | 'inspect'
  | 'detect'
  | 'deidentify'
  | 'verify'
  | 'recipe'
  | 'wizard'
  | 'crosswalk'
  | 'audit'
  | 'vault'
  | 'reidentify'
  | 'report'
  | 'watch'
  | 'cluster';

export interface CommandSpec {
  readonly name: CommandName;
  readonly operands: string;
  /** Least and most operands. */
  readonly count: readonly [number, number];
  readonly summary: string;
  readonly description: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** What the exit status means, beyond 2 for wrong usage or a failure. */
  readonly exits: readonly string[];
}
