// Lists what lies under a prefix as `walk` lists a folder: page by page, in the order of the keys.
import { createDigestTable, type DigestTable, digest64 } from '../digestTable.js';
import { foldName, joinPath, type RawPath, rawBytes, rawPath } from '../rawPath.js';
import { LEFT_MESSAGES, OUTPUT_FOLDER, RECORD_FOLDER, type WalkEntry } from '../walk.js';
import { addressOf, isOddKey } from './address.js';
import { type ObjectStore, objectStore } from './objectStore.js';

interface Frame {
  readonly name: string;
  readonly twin: boolean;
  /** Digests of the names in it, folded, each with that of the first name which folds so: a prefix may hold a million keys. */
  readonly folded: DigestTable;
}

/** @throws DeidError where the store does not answer: nothing is known of what was not listed */
export async function* walkObjects(
  root: RawPath,
  store: ObjectStore = objectStore(),
): AsyncGenerator<WalkEntry, void, undefined> {
  const { bucket, key } = addressOf(root);
  const prefix = key === '' ? '' : `${key}/`;
  // Folders from the root down to that of the entry before.
  let open: Frame[] = [frame('', false)];
  let own = '';
  for await (const listed of store.list({ bucket, key: prefix })) {
    const inside = listed.key.slice(prefix.length);
    // What some programs put in the place of a folder.
    if ((inside === '' || inside.endsWith('/')) && listed.size === 0) continue;
    const path = joinPath(root, rawBytes(Buffer.from(inside)));
    if (isOddKey(inside)) {
      yield { kind: 'left', path, code: 'odd-key', message: LEFT_MESSAGES['odd-key'] };
      continue;
    }
    const names = inside.split('/');
    const file = names.pop() ?? '';
    const at = names.findIndex((name) => name === OUTPUT_FOLDER || name === RECORD_FOLDER);
    if (at >= 0) {
      const folder = names.slice(0, at + 1).join('/');
      if (folder !== own)
        yield {
          kind: 'left',
          path: joinPath(root, rawBytes(Buffer.from(folder))),
          code: 'output-folder',
          message: LEFT_MESSAGES['output-folder'],
        };
      own = folder;
      continue;
    }
    const known = open.slice(1).findIndex(({ name }, depth) => names[depth] !== name);
    open = open.slice(0, 1 + (known < 0 ? Math.min(open.length - 1, names.length) : known));
    for (const name of names.slice(open.length - 1)) open.push(frame(name, isTwin(open, name)));
    yield { kind: 'file', path, size: listed.size, twin: isTwin(open, file) };
  }
}

function frame(name: string, twin: boolean): Frame {
  return { name, twin, folded: createDigestTable(2) };
}

/** Whether a case-insensitive file system would take the name for that of an earlier one in the innermost folder. */
function isTwin(open: readonly Frame[], name: string): boolean {
  const inner = open.at(-1);
  if (inner === undefined) return false;
  const slot = inner.folded.add(digest64(foldName(rawPath(name))));
  const own = digest64(name);
  const first = own.map((_, word) => inner.folded.get(slot, word));
  if (first.every((half) => half === 0)) own.forEach((half, word) => void inner.folded.set(slot, word, half));
  else if (own.some((half, word) => half !== first[word])) return true;
  return inner.twin;
}
