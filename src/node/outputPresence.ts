// Tells a DICOMDIR which of the files that its records name are part of the output, and how they are coded there (PS3.10 section 8).
import fs from 'node:fs';
import { HEAD_LENGTH, openHead } from '../core/formats/dicom/open.js';
import { createDigestTable, digest64 } from './digestTable.js';
import { folderOf, joinPath, nativePath, type RawPath } from './rawPath.js';
import { isObject } from './store/address.js';

/** Whether the file behind a Referenced File ID (0004,1500) of a DICOMDIR is in the output. */
type Presence = (fileId: readonly string[]) => boolean;

/** @param written the inputs whose output was written (or, in a dry run, would be) */
export function presenceOf(written: Iterable<RawPath>): (directory: RawPath) => Presence {
  const known = createDigestTable(0);
  for (const path of written) known.add(digest64(foldPath(path)));
  return (directory) => {
    const folder = folderOf(directory);
    return (fileId) => {
      const names = fileId.map((name) => name.trim()).filter((name) => name !== '');
      // A File ID names files below the DICOMDIR; anything else is none of ours.
      if (names.length === 0 || names.some((name) => name === '..' || name.includes('/') || name.includes('\\')))
        return false;
      const path = names.reduce<RawPath>((above, name) => joinPath(above, name), folder);
      return known.find(digest64(foldPath(path))) >= 0;
    };
  };
}

/** Transfer syntaxes of files beside the copy of a DICOMDIR; undefined of one that can't be read under that name. */
export function syntaxesBeside(directory: RawPath): (fileId: readonly string[]) => string | undefined {
  return (fileId) => {
    if (isObject(directory)) return undefined;
    const file = nativePath(fileId.reduce<RawPath>((above, name) => joinPath(above, name), folderOf(directory)));
    try {
      return syntaxIn(file);
    } catch {
      // A record may name what no file system takes for a name.
      return undefined;
    }
  };
}

function syntaxIn(file: Buffer): string | undefined {
  if (fs.statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const descriptor = fs.openSync(file, 'r');
  try {
    const head = new Uint8Array(HEAD_LENGTH);
    return openHead(head.subarray(0, fs.readSync(descriptor, head, 0, HEAD_LENGTH, 0)))?.transferSyntax;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Media are copied from ISO 9660, where `IM1` may have become `im1`, `IM1;1` or `IM1.`. */
function foldPath(path: RawPath): string {
  const cut = path.lastIndexOf('/') + 1;
  return (path.slice(0, cut) + path.slice(cut).replace(/;\d+$/, '').replace(/\.$/, '')).toLowerCase();
}
