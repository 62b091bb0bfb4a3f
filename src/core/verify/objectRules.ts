// The rules that hold for one object, where a recipe's conditions ask it: answered from the original by this room's own
// reader, so that a mistake of the planner's shows.

import { matches } from '../policy/attributeMatch.js';
import type { ObjectFacts } from '../policy/condition.js';
import type { AttributePattern, CompiledPolicy, DeviceRule } from '../policy/policy.js';
import type { Rules } from './identifier.js';
import type { Opened } from './opened.js';
import { type RawValue, rawValues } from './rawValues.js';

const DIRECTORY = '1.2.840.10008.1.3.10';

type ReadNumber = (view: DataView, at: number, little: boolean) => number;

const NUMBERS: Readonly<Record<string, readonly [number, ReadNumber]>> = {
  US: [2, (view, at, little) => view.getUint16(at, little)],
  SS: [2, (view, at, little) => view.getInt16(at, little)],
  UL: [4, (view, at, little) => view.getUint32(at, little)],
  SL: [4, (view, at, little) => view.getInt32(at, little)],
  FL: [4, (view, at, little) => Math.fround(view.getFloat32(at, little))],
  FD: [8, (view, at, little) => view.getFloat64(at, little)],
};

/** The texts of an element, numbers written out; undefined where it has none. */
function textsOf(value: RawValue, littleEndian: boolean): readonly string[] | undefined {
  const { bytes, vr } = value;
  const number = NUMBERS[vr];
  if (number !== undefined && bytes.length > 0) {
    const [size, read] = number;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: Math.floor(bytes.length / size) }, (_, at) =>
      String(read(view, at * size, littleEndian)),
    );
  }
  if (value.values.length > 0) return value.values.map((text) => text.replace(/\0/g, ' ').trim());
  return value.filled ? undefined : [''];
}

function isNamed(pattern: AttributePattern, value: RawValue, policy: CompiledPolicy['policy']): boolean {
  const wanted = { ...pattern, parents: pattern.parents ?? [] };
  const { tag, vr, creator, creators, parents } = value;
  const relative = (tag & 0x10000) === 0 ? tag : (tag & 0xffff00ff) >>> 0;
  const it = {
    tag: relative,
    vr,
    parents,
    ...(creator === undefined ? {} : { creator }),
    ...(creators === undefined ? {} : { creators }),
  };
  return matches(wanted, it, policy);
}

export interface OwnRules {
  readonly rules: Rules;
  /** Rules for parts of its image. */
  readonly devices: readonly DeviceRule[];
}

/** The rules for the object; those given where they are the same for every object. */
export async function rulesFor(
  given: Rules,
  original: Opened,
  vrOf: (tag: number) => string | undefined,
): Promise<OwnRules> {
  const { asks, forObject, perObject, policy } = given;
  if (perObject !== true || asks === undefined || forObject === undefined || policy === undefined) {
    return { rules: given, devices: [] };
  }
  const found = new Map<AttributePattern, (readonly string[] | undefined)[]>(asks.map((pattern) => [pattern, []]));
  for await (const value of rawValues(original.source, original.table, vrOf)) {
    const littleEndian = original.table.elements[value.index]?.littleEndian !== false;
    for (const [pattern, texts] of found) {
      if (isNamed(pattern, value, policy)) texts.push(textsOf(value, littleEndian));
    }
  }
  const facts: ObjectFacts = {
    complete: original.sopClass !== DIRECTORY,
    texts: (pattern) => found.get(pattern) ?? [],
  };
  const own = forObject(facts);
  return { rules: own.policy, devices: own.devices };
}
