// What an importer of another program's rules gives: a policy of ours, and a line for all that could not be carried over.
import { builtinPolicy } from '../../policy/builtin.js';
import type { Admission, DeviceRule, Override, Policy } from '../../policy/policy.js';

/** What the user must know about a line of the original. Holds words of the recipe, never of a patient's file. */
export interface ImportNote {
  /** From 1, where it can be told. */
  readonly line?: number;
  readonly message: string;
}

export interface Imported {
  readonly policy: Policy;
  readonly notes: readonly ImportNote[];
}

export interface Importer {
  /** As `--from` has it. */
  readonly id: string;
  readonly title: string;
  /** True where the text looks like this format. */
  detect(text: string): boolean;
  /** @throws DeidError `bad-recipe` where the text is not of this format at all */
  convert(text: string): Imported;
}

/** Where an importer puts what it finds, in the order of the original: of two rules that match, the last one counts. */
export interface Draft {
  readonly overrides: Override[];
  readonly admission: Admission[];
  readonly devices: DeviceRule[];
  readonly notes: ImportNote[];
  /** Said once, however often it is asked for; the line is the first one's. */
  once(message: string, line?: number): void;
}

export function createDraft(): Draft {
  const notes: ImportNote[] = [];
  const said = new Set<string>();
  return {
    overrides: [],
    admission: [],
    devices: [],
    notes,
    once(message, line) {
      if (said.has(message)) return;
      said.add(message);
      notes.push(line === undefined ? { message } : { line, message });
    },
  };
}

/** The policy of a draft: on the Basic Profile, or with nothing but its own rules. */
export function finish(draft: Draft, title: string, style: 'profile' | 'rules', extra: Partial<Policy> = {}): Imported {
  const basic = builtinPolicy('basic');
  if (basic === undefined) throw new Error('the built-in recipe basic is missing');
  const policy: Policy = {
    ...basic,
    name: 'imported',
    title,
    style,
    overrides: draft.overrides,
    ...(draft.admission.length === 0 ? {} : { admission: draft.admission }),
    ...(draft.devices.length === 0 ? {} : { devices: draft.devices }),
    ...extra,
  };
  return { policy, notes: draft.notes };
}

/** The line, from 1, that an offset lies in. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
