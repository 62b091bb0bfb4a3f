// Settles for one object which of a recipe's rules hold, and whether the recipe takes it.
import type { Tag } from '../../dictionary/tag.js';
import type { Refusal } from '../../kernel/issue.js';
import { metDevices } from '../../policy/knownDevices.js';
import type { CompiledPolicy, DeviceRule } from '../../policy/policy.js';
import type { CharacterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import { isDirectory, recordKeys } from './directory.js';
import { lookupKey, objectFacts, topReader } from './objectFacts.js';
import type { DicomObject } from './read.js';

/** A recipe as it is for one object. */
export interface OwnRules {
  readonly policy: CompiledPolicy;
  /** What a lookup table knows the object by; empty where there is none. A value: in memory only. */
  readonly key: string;
  /** Of a directory: the same for each of its records, in their order. */
  readonly recordKeys?: readonly string[];
  readonly devices: readonly DeviceRule[];
  readonly refusal?: Refusal;
}

type Keys = Pick<OwnRules, 'key' | 'recordKeys'>;

const NO_KEY: Keys = { key: '' };

async function keysOf(object: DicomObject, charset: CharacterSet, tag: Tag, directory: boolean): Promise<Keys> {
  const key = await lookupKey(object, charset, tag);
  if (!directory) return { key };
  return { key, recordKeys: await recordKeys(object.window, object.table.elements, charset, tag) };
}

export async function rulesFor(object: DicomObject, context: DicomContext, charset: CharacterSet): Promise<OwnRules> {
  const { policy, table } = context;
  const directory = isDirectory(object.sopClass, object.table.elements);
  const keys = policy.looksUp && table !== undefined ? await keysOf(object, charset, table.keyTag, directory) : NO_KEY;
  const known = policy.knownDevices ? await metDevices(topReader(object, charset, policy.policy)) : [];
  if (!policy.perObject) return { policy, ...keys, devices: known };
  const facts = await objectFacts(object, charset, policy.asks, policy.policy, directory);
  const own = policy.forObject(facts);
  return { ...own, ...keys, devices: known.length === 0 ? own.devices : [...own.devices, ...known] };
}
