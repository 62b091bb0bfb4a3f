// Tells a DICOMDIR which of the files that its records name are part of the output (PS3.10 section 8).
import { createDigestTable, digest64 } from './digestTable.js';
import { folderOf, joinPath, type RawPath } from './rawPath.js';

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

/** Media are copied from ISO 9660, where `IM1` may have become `im1`, `IM1;1` or `IM1.`. */
function foldPath(path: RawPath): string {
  const cut = path.lastIndexOf('/') + 1;
  return (path.slice(0, cut) + path.slice(cut).replace(/;\d+$/, '').replace(/\.$/, '')).toLowerCase();
}
