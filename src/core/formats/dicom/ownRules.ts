// Settles for one object which of a recipe's rules hold, and whether the recipe takes it.
import type { Refusal } from '../../kernel/issue.js';
import { metDevices } from '../../policy/knownDevices.js';
import type { CompiledPolicy, DeviceRule } from '../../policy/policy.js';
import type { CharacterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import { isDirectory } from './directory.js';
import { lookupKey, objectFacts, topReader } from './facts.js';
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
  const known = policy.knownDevices ? await metDevices(topReader(object, charset, policy.policy)) : [];
  if (!policy.perObject) return { policy, key, devices: known };
  const directory = isDirectory(object.sopClass, object.table.elements);
  const facts = await objectFacts(object, charset, policy.asks, policy.policy, directory);
  const own = policy.forObject(facts);
  return { ...own, key, devices: known.length === 0 ? own.devices : [...own.devices, ...known] };
}
