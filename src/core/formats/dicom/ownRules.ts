// Settles for one object which of a recipe's rules hold, whether the recipe takes it, and what its pixels would need.
import type { Refusal } from '../../kernel/issue.js';
import type { CompiledPolicy, DeviceRule } from '../../policy/policy.js';
import type { CharacterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import { isDirectory } from './directory.js';
import { addIssue, type Draft } from './draft.js';
import { findElement } from './element.js';
import { lookupKey, objectFacts } from './facts.js';
import type { DicomObject } from './read.js';

/** A recipe as it is for one object. */
export interface OwnRules {
  readonly policy: CompiledPolicy;
  /** What a lookup table knows the object by; empty where there is none. A value: in memory only. */
  readonly key: string;
  readonly devices: readonly DeviceRule[];
  readonly refusal?: Refusal;
}

export async function rulesFor(object: DicomObject, context: DicomContext, charset: CharacterSet): Promise<OwnRules> {
  const { policy, table } = context;
  const key = policy.looksUp && table !== undefined ? await lookupKey(object, charset, table.keyTag) : '';
  if (!policy.perObject) return { policy, key, devices: [] };
  const directory = isDirectory(object.sopClass, object.table.elements);
  const facts = await objectFacts(object, charset, policy.asks, policy.policy, directory);
  return { ...policy.forObject(facts), key };
}

/** Float, double and other pixel data (PS3.3 C.7.6.3, C.7.6.24). */
const PIXELS = [0x7fe00008, 0x7fe00009, 0x7fe00010];

/**
 * Nothing here blanks a part of an image yet, so an object that a device rule speaks of is not let pass in silence: it is
 * refused, or, where the user said that pixels are not to be looked at, reported.
 */
export function unredacted(
  draft: Draft,
  { table }: DicomObject,
  devices: readonly DeviceRule[],
  { pixels }: DicomContext,
): Refusal | undefined {
  const [rule] = devices;
  if (rule === undefined || !PIXELS.some((tag) => findElement(table.elements, tag) !== undefined)) return undefined;
  const which = `the device rule "${rule.label}" (${rule.origin})`;
  if (pixels === 'none') {
    addIssue(draft, {
      code: 'pixels-not-redacted',
      severity: 'warning',
      message: `${which} names parts of the image to blank: its pixels were passed as they are`,
    });
    return undefined;
  }
  return {
    code: 'pixels-not-redacted',
    message: `${which} names parts of the image to blank, which this version can not do; --pixels none passes the pixels as they are`,
  };
}
