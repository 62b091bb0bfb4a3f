// The rules that hold for one object, where a recipe's conditions ask it: answered from the original by this room's own
// reader, so that a mistake of the planner's shows.

import type { Source } from '../kernel/source.js';
import { matches } from '../policy/attributeMatch.js';
import type { ObjectFacts } from '../policy/condition.js';
import { metDevices } from '../policy/knownDevices.js';
import type { AttributePattern, CompiledPolicy, DeviceRule } from '../policy/policy.js';
import { latin1 } from './charset.js';
import type { Rules } from './identifier.js';
import type { Opened } from './opened.js';
import { parentsOf, type RawElement } from './rawReader.js';
import { LONGEST, type RawValue, rawValues, valuesOf } from './rawValues.js';

const CHARACTER_SET = 0x00080005;
const NO_PARENTS: readonly never[] = [];
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
function textsOf(
  value: Pick<RawValue, 'vr' | 'bytes' | 'values' | 'filled'>,
  littleEndian: boolean,
): readonly string[] | undefined {
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

/** What single attributes hold, each by the way to it; only those are read. */
async function readTexts(
  patterns: readonly AttributePattern[],
  { source, table }: Opened,
  vrOf: (tag: number) => string | undefined,
): Promise<readonly (readonly (readonly string[] | undefined)[])[]> {
  const found = patterns.map((): (readonly string[] | undefined)[] => []);
  const nested = patterns.some(({ parents = [] }) => parents.length > 0);
  const top = table.elements.find(({ tag, item }) => tag === CHARACTER_SET && item === -1);
  let charset: string | undefined;
  for (const element of table.elements) {
    if (!nested && element.item !== -1) continue;
    const parents = element.item === -1 ? NO_PARENTS : parentsOf(table, element);
    for (const [at, pattern] of patterns.entries()) {
      if (((pattern.value ^ element.tag) & pattern.mask) !== 0) continue;
      const way = pattern.parents ?? NO_PARENTS;
      if (way.length !== parents.length || !way.every(({ value }, depth) => value === parents[depth])) continue;
      charset ??= top === undefined ? '' : latin1(await source.read(top.valueAt, Math.min(top.length, LONGEST))).trim();
      found[at]?.push(await readText(source, element, charset, vrOf));
    }
  }
  return found;
}

async function readText(
  source: Source,
  element: RawElement,
  charset: string,
  vrOf: (tag: number) => string | undefined,
): Promise<readonly string[] | undefined> {
  if (element.kind !== 'leaf' || element.length > LONGEST) return undefined;
  const bytes = await source.read(element.valueAt, element.length);
  const vr = element.vr === '' || element.vr === 'UN' ? (vrOf(element.tag) ?? 'UN') : element.vr;
  const values = valuesOf(bytes, vr, charset);
  const filled = element.length > 0;
  return textsOf({ vr, bytes, values, filled }, element.littleEndian);
}

/** The rules for the object; those given where they are the same for every object. */
export async function rulesFor(
  given: Rules,
  original: Opened,
  vrOf: (tag: number) => string | undefined,
): Promise<OwnRules> {
  const { asks, forObject, perObject, policy, knownDevices } = given;
  const known = knownDevices === true ? await metDevices((patterns) => readTexts(patterns, original, vrOf)) : [];
  if (perObject !== true || asks === undefined || forObject === undefined || policy === undefined) {
    return { rules: given, devices: known };
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
  return { rules: own.policy, devices: [...own.devices, ...known] };
}
