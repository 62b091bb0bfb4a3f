// Where the output of each input goes: `study/` gives `deidentified/study/` beside it, `--output DIR` gives `DIR/study/`.
// What would write one file twice, or into an input, is refused before anything is read.
import fs from 'node:fs';
import {
  absolutePath,
  baseName,
  contains,
  folderOf,
  foldName,
  joinPath,
  nativePath,
  pathText,
  type RawPath,
} from './rawPath.js';
import { addressOf, isObject, objectPath } from './store/address.js';
import { errnoOf, PathError, pathError } from './systemError.js';
import { OUTPUT_FOLDER, realPath } from './walk.js';

/** One thing that the user named. */
export interface NamedItem {
  /** As the user wrote it. */
  readonly given: string;
  /** Without links: what is read. */
  readonly source: RawPath;
  readonly kind: 'file' | 'folder';
  /** Size of a file, 0 for a folder. */
  readonly size: number;
}

/** One thing that the user named, and where its clean copy goes. */
export interface InputItem extends NamedItem {
  readonly target: RawPath;
}

export interface OutputChoice {
  /** The folder of `--output`. */
  readonly output?: string;
  /** The inputs, or those named here, are roots of a workspace: the output of each lies in `deidentified/` inside it. */
  readonly workspace?: boolean | readonly string[];
  /** Name of the folder in place of `deidentified`. */
  readonly folderName?: string;
}

/**
 * Resolves the user's paths.
 * @throws PathError `not-found`, `no-permission`, `usage`, `output-in-input`
 */
export function resolveItems(paths: readonly string[], choice: OutputChoice): readonly InputItem[] {
  if (isObject(choice.output ?? '')) throw new PathError('usage', NOT_HERE, choice.output ?? '');
  return placeItems(paths.map(namedItem), choice);
}

/** {@link resolveItems} of what was looked at already. */
export function placeItems(named: readonly NamedItem[], choice: OutputChoice): readonly InputItem[] {
  const folder = choice.output === undefined ? undefined : placeNamed(choice.output);
  const { workspace = false, folderName = OUTPUT_FOLDER } = choice;
  const isRoot = (given: string) => (typeof workspace === 'boolean' ? workspace : workspace.includes(given));
  const items = named.map((item) => placeItem(item, folder, isRoot(item.given), folderName));
  for (const [index, item] of items.entries()) {
    for (const other of items.slice(0, index)) refuseClash(item, other);
  }
  for (const item of items) {
    // A walk does not enter the output inside a workspace's root.
    for (const other of items) if (item !== other || !isRoot(item.given)) refuseOverlap(item, other);
    if (folder !== undefined && item.kind === 'folder' && contains(item.source, settled(folder))) {
      throw new PathError('output-in-input', 'the output folder lies inside the input', choice.output ?? '');
    }
  }
  return items;
}

/**
 * What is only read: it may be an output, lie in one, or have no place beside it.
 * @throws PathError `not-found`, `no-permission`, `usage`
 */
export function namedItem(given: string): NamedItem {
  if (isObject(given)) throw new PathError('usage', NOT_HERE, given);
  // A variable of a shell that is not set: it would be the current folder.
  if (given === '') throw new PathError('usage', 'an empty path names nothing; name a file or a folder', given);
  const lexical = absolutePath(given);
  try {
    const stat = fs.statSync(nativePath(lexical));
    if (!stat.isFile() && !stat.isDirectory()) throw new PathError('usage', 'not a file and not a folder', given);
    const kind = stat.isFile() ? 'file' : 'folder';
    return { given, source: realPath(lexical) ?? lexical, kind, size: kind === 'file' ? stat.size : 0 };
  } catch (error) {
    if (given === '-' && errnoOf(error) === 'ENOENT')
      throw new PathError('usage', 'standard input is not read: save it as a file and name that', given);
    throw error instanceof PathError ? error : pathError(error, given);
  }
}

const NOT_HERE =
  "an object store is worked on by 'cluster submit' and 'cluster worker' only: for this command, copy or mount it as a folder";

function placeNamed(given: string): RawPath {
  return isObject(given) ? objectPath(given) : absolutePath(given);
}

function placeItem(item: NamedItem, folder: RawPath | undefined, workspace: boolean, folderName: string): InputItem {
  const { given } = item;
  const lexical = placeNamed(given);
  if (folder === undefined && isObject(lexical) && addressOf(lexical).key === '')
    throw new PathError('usage', 'a whole bucket has no place beside it: name --output, or a prefix in it', given);
  const name = baseName(lexical);
  if (name === '')
    throw new PathError('usage', 'a root folder has no name and no place beside it: name a folder in it', given);
  const target =
    workspace && item.kind === 'folder'
      ? joinPath(lexical, folderName)
      : joinPath(folder ?? joinPath(folderOf(lexical), folderName), name);
  return { ...item, target };
}

function refuseClash(item: InputItem, other: InputItem): void {
  if (contains(item.source, other.source) || contains(other.source, item.source)) {
    throw new PathError('usage', 'this input is a part of another, or the same', item.given);
  }
  // On a case-insensitive file system `A` and `a` are one output.
  if (foldName(settled(item.target)) === foldName(settled(other.target))) {
    throw new PathError('usage', 'two inputs of one name would write one output: run them one by one', item.given);
  }
}

function refuseOverlap(item: InputItem, input: InputItem): void {
  const target = settled(item.target);
  if (contains(input.source, target)) {
    throw new PathError('output-in-input', 'the output would lie inside an input', item.given);
  }
  if (contains(target, input.source)) {
    throw new PathError('output-in-input', 'an input lies inside the output', item.given);
  }
}

/** Where a path that may not exist yet will be: links of the part that exists are followed. */
function settled(path: RawPath): RawPath {
  if (isObject(path)) return path;
  const rest: RawPath[] = [];
  let at = path;
  for (;;) {
    const real = realPath(at);
    if (real !== undefined) return rest.reduceRight((joined, name) => joinPath(joined, name), real);
    const name = baseName(at);
    if (name === '') return path;
    rest.push(name);
    at = folderOf(at);
  }
}

/**
 * Asks whether the output can be written at all, so that a read-only target is told once and not for every file.
 * @throws PathError `no-permission`, `read-only`, `output-exists`
 */
export function assertWritable(item: InputItem): void {
  let at = item.target;
  if (item.kind === 'file') at = folderOf(at);
  for (; baseName(at) !== ''; at = folderOf(at)) {
    try {
      const stat = fs.statSync(nativePath(at));
      if (!stat.isDirectory())
        throw new PathError('output-exists', 'a file is where the output folder should be', pathText(at));
      break;
    } catch (error) {
      if (error instanceof PathError) throw error;
      if (errnoOf(error) !== 'ENOENT') throw pathError(error, pathText(at));
    }
  }
  tryToWrite(at);
}

/** Makes a folder and takes it away again: what access rights allow, a file system such as /sys may still refuse. */
function tryToWrite(folder: RawPath): void {
  const probe = nativePath(joinPath(folder, `.medimagecleaner-${process.pid}`));
  try {
    fs.mkdirSync(probe);
    fs.rmdirSync(probe);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return;
    if (errnoOf(error) !== 'ENOENT') throw pathError(error, pathText(folder));
    // /proc answers so.
    throw new PathError('no-permission', 'nothing can be written here', pathText(folder), { cause: error });
  }
}
