// What a file format gives the program: one object of functions. `Context` is what it needs to decide.
import type { Plan } from './plan.js';
import type { Source } from './source.js';

/** Something of the original that is still in the output, or an action that did not take effect. Holds no value. */
export interface Residue {
  /** Stable id, such as `identifier-in-output`, `action-not-applied`, `bytes-changed`. */
  readonly code: string;
  readonly message: string;
}

export interface Format<Context, Survey> {
  readonly id: string;
  /** True where the bytes look like this format. Looks at content, never at a name. */
  detect(source: Source): Promise<boolean>;
  /** First pass: whose object it is and which identifiers it names, so that the same patient's other files can be searched for them. Kept in memory only. */
  survey(source: Source): Promise<Survey>;
  /** Decides. Never throws on input: what can't be made safe comes back as a plan with a refusal. */
  plan(source: Source, context: Context): Promise<Plan>;
  /** Distrusts: checks that what the plan promised holds in the output. Empty means clean. */
  verify(source: Source, output: Source, plan: Plan, context: Context): Promise<readonly Residue[]>;
}
