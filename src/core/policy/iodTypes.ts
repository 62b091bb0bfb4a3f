// Attribute Types of PS3.3 (1, 1C, 2, 2C, 3) by SOP class and place: they decide what X/Z/D and its like mean (PS3.15 E.1.1).
import type { Tag } from '../dictionary/tag.js';
import { IODS, MODULES, SOP_CLASSES, TREES } from './generated/iodTypes.generated.js';

export type AttributeType = '1' | '1C' | '2' | '2C' | '3';

const LETTERS: Readonly<Record<string, AttributeType>> = { '1': '1', c: '1C', '2': '2', d: '2C', '3': '3' };
const STRICTEST: readonly AttributeType[] = ['1', '1C', '2', '2C', '3'];
const ROOT = '1.2.840.10008.';
const CONTENT_SEQUENCE = 0x0040a730;

/** A place in an object: the trees that describe it, one per module, unpacked when it is first visited. */
interface Place {
  readonly trees: readonly number[];
  below?: Map<Tag, { type: AttributeType | undefined; readonly place: Place }>;
}

interface Iod {
  readonly root: Place;
  /** True where some of its modules are not known here. */
  readonly incomplete: boolean;
}

const iods = new Map<string, Iod | undefined>();

function iodOf(sopClass: string): Iod | undefined {
  if (iods.has(sopClass)) return iods.get(sopClass);
  if (!sopClass.startsWith(ROOT)) return undefined;
  const start = `${sopClass.slice(ROOT.length)} `;
  const line = SOP_CLASSES.find((entry) => entry.startsWith(start));
  if (line === undefined) return undefined;
  const [, mark = '', ...modules] = (IODS[Number.parseInt(line.slice(start.length), 36)] ?? '').split(' ');
  const trees = modules.map((module) => Number.parseInt(MODULES[Number.parseInt(module, 36)] ?? '', 36));
  const iod = { root: { trees }, incomplete: mark === '?' };
  iods.set(sopClass, iod);
  return iod;
}

function stricter(a: AttributeType | undefined, b: AttributeType | undefined): AttributeType | undefined {
  return STRICTEST.find((type) => type === a || type === b);
}

function below(place: Place): ReadonlyMap<Tag, { readonly type: AttributeType | undefined; readonly place: Place }> {
  if (place.below !== undefined) return place.below;
  const gathered = new Map<Tag, { type: AttributeType | undefined; trees: number[] }>();
  for (const tree of place.trees) {
    for (const entry of (TREES[tree] ?? '').split(' ')) {
      if (entry === '') continue;
      const tag = Number.parseInt(entry.slice(0, 8), 16);
      const known = gathered.get(tag) ?? { type: undefined, trees: [] };
      known.type = stricter(known.type, LETTERS[entry.charAt(8)]);
      if (entry.length > 9) known.trees.push(Number.parseInt(entry.slice(9), 36));
      gathered.set(tag, known);
    }
  }
  const map = new Map([...gathered].map(([tag, { type, trees }]) => [tag, { type, place: { trees } }]));
  place.below = map;
  return map;
}

/**
 * The strictest Type that the modules of the object's IOD give an attribute in its place. Where no known module has it:
 * 2 if a module that is not known here may have it (or the SOP class is not known), else 3. Levels of a content tree
 * count as one, because its macro repeats (PS3.3 C.17.3).
 */
export function typeOf(sopClass: string, parents: readonly Tag[], tag: Tag): AttributeType {
  const iod = iodOf(sopClass);
  if (iod === undefined) return '2';
  const unknown = iod.incomplete ? '2' : '3';
  let place = iod.root;
  let previous: Tag | undefined;
  for (const parent of parents) {
    if (parent === CONTENT_SEQUENCE && previous === CONTENT_SEQUENCE) continue;
    previous = parent;
    const next = below(place).get(parent);
    if (next === undefined) return unknown;
    place = next.place;
  }
  return below(place).get(tag)?.type ?? unknown;
}
