// The private attributes that are known, unpacked creator by creator when one is asked for.
import { PRIVATE } from './privateDictionary.generated.js';
import { isVR, type VR } from './vr.js';

export interface PrivateAttribute {
  readonly name: string;
  readonly vr: VR;
}

/** {@link normalCreator} of the last creators: a file asks for each of its private elements. */
const normal = new Map<string, string>();

/** Creators are compared without case and outer or repeated blanks: devices are not consistent about them. */
export function normalCreator(creator: string): string {
  const known = normal.get(creator);
  if (known !== undefined) return known;
  if (normal.size >= 256) normal.clear();
  const name = normalise(creator);
  if (creator.length <= 256) normal.set(creator, name);
  return name;
}

function normalise(creator: string): string {
  return creator.replaceAll('\0', ' ').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** Lines of the generated table by creator and group, such as `gems_acqu_01 0019`. */
let lines: Map<string, readonly string[]> | undefined;
const unpacked = new Map<string, ReadonlyMap<number, PrivateAttribute>>();

function linesByBlock(): Map<string, readonly string[]> {
  if (lines !== undefined) return lines;
  const map = new Map<string, readonly string[]>();
  for (const line of PRIVATE) {
    const [creator = '', group = '', rows = ''] = line.split('\t');
    const key = `${normalCreator(creator)} ${group}`;
    map.set(key, [...(map.get(key) ?? []), rows]);
  }
  lines = map;
  return map;
}

function block(key: string): ReadonlyMap<number, PrivateAttribute> {
  const known = unpacked.get(key);
  if (known !== undefined) return known;
  const map = new Map<number, PrivateAttribute>();
  for (const rows of linesByBlock().get(key) ?? []) {
    for (const row of rows.split(' ')) {
      const vr = row.slice(2, 4);
      map.set(Number.parseInt(row.slice(0, 2), 16), { vr: isVR(vr) ? vr : 'UN', name: row.slice(4) });
    }
  }
  if (map.size > 0) unpacked.set(key, map);
  return map;
}

/** `element` is relative to the creator's block, 0x00 to 0xFF; a whole element number is taken by its low byte. */
export function privateEntry(creator: string, group: number, element: number): PrivateAttribute | undefined {
  const name = normalCreator(creator);
  const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');
  const low = element & 0xff;
  return block(`${name} ${hex(group)}`).get(low) ?? block(`${name} ${hex(group & 0xff01)}*`).get(low);
}

/** Creators that have attributes in a group, as they write themselves. */
export function creatorsOf(group: number): readonly string[] {
  const digits = (of: number): string => of.toString(16).toUpperCase().padStart(4, '0');
  const blocks = new Set([digits(group), `${digits(group & 0xff01)}*`]);
  const found = PRIVATE.flatMap((line) => {
    const [creator = '', of = ''] = line.split('\t', 2);
    return blocks.has(of) ? [creator] : [];
  });
  return [...new Set(found)];
}

/** The attributes of a creator's block in a group, by their place in the block. */
export function privateBlock(creator: string, group: number): ReadonlyMap<number, PrivateAttribute> {
  return block(`${normalCreator(creator)} ${group.toString(16).toUpperCase().padStart(4, '0')}`);
}
