// What of an object has to fit its copy and the other objects of its study, and what kind of object it is; read from either.
import type { Source } from '../../kernel/source.js';
import { type Equipment, equipmentOf } from '../../study/equipment.js';
import type { ObjectLinks } from '../../study/links.js';
import { suvFactor } from '../../study/suv.js';
import { isDirectory } from './directory.js';
import { linksOf } from './links.js';
import { readObject } from './read.js';
import { plainValue } from './visit.js';

const POSITRON = '1.2.840.10008.5.1.4.1.1.128';

export interface Ties {
  readonly links: ObjectLinks;
  readonly equipment: Equipment;
  /** For PET alone: see {@link suvFactor}. */
  readonly suv?: number;
}

/** Undefined for what can't be read, and for a DICOMDIR, which speaks of objects that are looked at themselves. */
export async function tiesOf(source: Source): Promise<Ties | undefined> {
  const read = await readObject(source, true);
  if (read.kind === 'refusal' || isDirectory(read.object.sopClass, read.object.table.elements)) return undefined;
  const { window, table, sopClass } = read.object;
  const links = await linksOf(read.object);
  const word = (tag: number) => plainValue(window, table.elements, tag);
  const equipment = equipmentOf(await word(0x00080060), await word(0x00080070));
  if (sopClass !== POSITRON) return { links, equipment };
  const suv = await suvFactor({
    window,
    elements: table.elements,
    littleEndian: table.encoding.littleEndian,
  });
  return suv === undefined ? { links, equipment } : { links, equipment, suv };
}
