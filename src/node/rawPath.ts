// Paths as the file system has them: bytes. A RawPath holds one byte per character (Latin-1), so that a name that is
// no valid UTF-8, or has a newline in it, survives walking, messages between threads and joining unchanged.
import path from 'node:path';

declare const raw: unique symbol;

/** A path whose characters are its bytes. The separator is `/`. */
export type RawPath = string & { readonly [raw]: true };

/** From text as a user or a program writes it. */
export function rawPath(text: string): RawPath {
  return rawBytes(Buffer.from(process.platform === 'win32' ? text.replaceAll('\\', '/') : text, 'utf8'));
}

/** From bytes as the file system gives them. */
export function rawBytes(bytes: Uint8Array): RawPath {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1') as RawPath;
}

/** What the functions of `node:fs` take. */
export function nativePath(raw: RawPath): Buffer {
  return Buffer.from(raw, 'latin1');
}

/** As text for people and reports; bytes that are no UTF-8 become U+FFFD. */
export function pathText(raw: RawPath): string {
  return Buffer.from(raw, 'latin1').toString('utf8');
}

export function joinPath(folder: RawPath, name: string): RawPath {
  return (folder.endsWith('/') ? folder + name : `${folder}/${name}`) as RawPath;
}

/** The last name of a path; empty for a root. */
export function baseName(raw: RawPath): RawPath {
  return raw.slice(raw.lastIndexOf('/') + 1) as RawPath;
}

const DRIVES = process.platform === 'win32';

/** The folder of a path: a root is its own. */
export function folderOf(raw: RawPath): RawPath {
  const cut = raw.lastIndexOf('/');
  // Elsewhere `a:` is a name like any other.
  if (cut > 0 && !(DRIVES && cut === 2 && raw[1] === ':')) return raw.slice(0, cut) as RawPath;
  return raw.slice(0, cut + 1) as RawPath;
}

/** Absolute and without `.` and `..`; a folder given as `.` gets its real name. */
export function absolutePath(text: string): RawPath {
  return rawPath(path.resolve(text));
}

/** True where `inner` is `outer` or lies in it. Both absolute. */
export function contains(outer: RawPath, inner: RawPath): boolean {
  if (inner === outer) return true;
  return inner.startsWith(outer.endsWith('/') ? outer : `${outer}/`);
}

/** Equal for two names that a case-insensitive file system takes for one. */
export function foldName(raw: string): string {
  if (/^[\x20-\x7e]*$/.test(raw)) return raw.toLowerCase();
  return Buffer.from(raw, 'latin1').toString('utf8').normalize('NFC').toLowerCase();
}
