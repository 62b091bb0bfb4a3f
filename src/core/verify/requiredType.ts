// Which attributes an object must have, as far as its IOD is known: the others can't be worsened.
import { typeOf } from '../policy/iodTypes.js';

/** A tag that no module has: what its Type is said to be is the answer for "not known here". */
const NOBODYS = 0x00080000;
const DIRECTORY_RECORDS = 0x00041220;

/** `1` or `2` where the IOD says so unconditionally. */
export function requiredType(sopClass: string, parents: readonly number[], tag: number): '1' | '2' | undefined {
  const type = typeOf(sopClass, parents, tag);
  // Which module a directory record has depends on its kind, which the tag does not tell.
  if (parents[0] === DIRECTORY_RECORDS && type === '1') return '2';
  if (type === '1') return '1';
  return type === '2' && typeOf(sopClass, parents, NOBODYS) !== '2' ? '2' : undefined;
}
