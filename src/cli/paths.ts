// Paths as the user sees them, and which of two lies in the other.
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { printable } from './printable.js';

/** True where `inner` is `outer` or lies in it, symbolic links resolved as far as the paths exist. */
export async function liesIn(inner: string, outer: string): Promise<boolean> {
  const relative = path.relative(await resolved(outer), await resolved(inner));
  return relative === '' || (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative));
}

/** As seen from the working folder, where that is shorter. */
export function shortPath(each: string): string {
  const relative = path.relative('', each);
  return relative !== '' && relative.length < each.length ? relative : each;
}

/** A path in quotes where it needs them, safe for a terminal. */
export function shown(each: string): string {
  const text = printable(each);
  return text === each && /^[\p{L}\p{N}._/\\:@%+=,~-]+$/u.test(text) ? text : `'${text}'`;
}

async function resolved(each: string): Promise<string> {
  const absolute = path.resolve(each);
  try {
    return await realpath(absolute);
  } catch {
    const parent = path.dirname(absolute);
    return parent === absolute ? absolute : path.join(await resolved(parent), path.basename(absolute));
  }
}
