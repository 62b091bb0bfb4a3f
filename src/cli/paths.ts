// Looks at the paths a user typed before anything starts, so that the message can name the one that is wrong.
import { constants } from 'node:fs';
import { access, lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { printable } from './printable.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'a symbolic link in it points to itself',
  ENAMETOOLONG: 'the name is too long',
};

/** What is wrong with the first path that can't be read, for the screen; undefined where all can. */
export async function wrongPath(paths: readonly string[]): Promise<string | undefined> {
  for (const each of paths) {
    if (each === '') return 'an empty path names nothing; give a file or folder';
    try {
      const found = await stat(each);
      if (!found.isFile() && !found.isDirectory()) return `${shown(each)}: it is neither a file nor a folder`;
      await access(each, found.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    } catch (error) {
      const dangling = (await isLink(each)) && codeOf(error) === 'ENOENT';
      const reason = dangling ? 'the symbolic link points to nothing' : REASONS[codeOf(error)];
      return `${shown(each)}: ${reason ?? "it can't be read"}`;
    }
  }
  return undefined;
}

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

async function isLink(each: string): Promise<boolean> {
  try {
    return (await lstat(each)).isSymbolicLink();
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
