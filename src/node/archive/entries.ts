// What is in an archive, one entry at a time and in its order, whatever kind it is. An entry is held in memory while it is worked on;
// nothing is unpacked to disk.

export type ArchiveKind = 'zip' | 'tar' | 'tar.gz';

export type ArchiveEntry =
  | {
      readonly kind: 'file';
      /** As written in the archive, checked by {@link nameFault}. */
      readonly name: string;
      readonly size: number;
      /** @throws DeidError `refused` for what is damaged or grows beyond what it says */
      read(): Promise<Uint8Array>;
    }
  /** Folders, links, devices: nothing to clean. */
  | { readonly kind: 'other'; readonly name: string }
  | {
      readonly kind: 'refused';
      readonly name: string;
      readonly size: number;
      readonly code: string;
      readonly message: string;
    };

/** An object that is larger would have to be held whole: it is to be unpacked first. */
export const LARGEST_ENTRY = 1024 ** 3;
/** No image shrinks to so little: past it an entry is a bomb. */
export const MOST_GROWTH = 1100;
/** A bomb of many files. */
export const MOST_ENTRIES = 2_000_000;

export const TOO_LARGE = {
  code: 'archive-entry-too-large',
  message: 'it is larger than 1 GiB inside an archive; unpack the archive first and de-identify the folder',
} as const;

/** Why a name must not be used, in words; undefined where it may. A name that leaves the archive's own folder is a trick. */
export function nameFault(name: string): string | undefined {
  if (name === '' || name.includes('\0')) return 'its name in the archive is none';
  if (/^([A-Za-z]:|[/\\])/u.test(name)) return 'its name in the archive begins at the root of a disk';
  const parts = name.split('/');
  if (parts.some((part) => part === '..' || part.includes('\\')))
    return 'its name in the archive leads out of the archive';
  return undefined;
}

/** The kind by the first bytes; undefined for what is no archive that is read here. */
export function archiveKind(head: Uint8Array): ArchiveKind | undefined {
  const at = (offset: number) => head[offset] ?? -1;
  if (at(0) === 0x50 && at(1) === 0x4b && ((at(2) === 3 && at(3) === 4) || (at(2) === 5 && at(3) === 6))) return 'zip';
  if (at(0) === 0x1f && at(1) === 0x8b) return 'tar.gz';
  return isTar(head) ? 'tar' : undefined;
}

/** By the sum over its first header (POSIX ustar): older archives have no mark. */
export function isTar(head: Uint8Array): boolean {
  if (head.length < 512) return false;
  const stated = Number.parseInt(
    new TextDecoder('latin1')
      .decode(head.subarray(148, 156))
      .replace(/[\0 ]+/gu, ' ')
      .trim(),
    8,
  );
  let sum = 0;
  for (let at = 0; at < 512; at += 1) sum += at >= 148 && at < 156 ? 0x20 : (head[at] ?? 0);
  return stated === sum && (head[0] ?? 0) !== 0;
}
