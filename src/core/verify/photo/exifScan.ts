// Which tags an Exif block names, read anew: directories only, no values.

interface ExifTags {
  readonly readable: boolean;
  /** Tags of the first directory and of the Exif directory. */
  readonly tags: readonly number[];
  /** A thumbnail's directory, GPS or another one hangs on it. */
  readonly more: boolean;
}

function exifTags(block: Uint8Array): ExifTags {
  const little = block[0] === 0x49;
  const two = (at: number): number => {
    const [a = 0, b = 0] = [block[at], block[at + 1]];
    return little ? b * 256 + a : a * 256 + b;
  };
  const four = (at: number): number => (little ? two(at + 2) * 65536 + two(at) : two(at) * 65536 + two(at + 2));
  if (block.length < 14 || two(2) !== 42) return { readable: false, tags: [], more: false };
  const tags: number[] = [];
  let more = false;
  const directories = [four(4)];
  for (let next = directories.shift(), turn = 0; next !== undefined && turn < 8; next = directories.shift(), turn++) {
    const count = next + 2 <= block.length ? two(next) : 0;
    for (let index = 0; index < count && next + 2 + index * 12 + 12 <= block.length; index++) {
      const own = next + 2 + index * 12;
      const tag = two(own);
      if (tag === 0x8769) directories.push(four(own + 8));
      else if (tag === 0x8825 || tag === 0xa005 || tag === 0x014a) more = true;
      else tags.push(tag);
    }
    if (four(next + 2 + count * 12) !== 0) more = true;
  }
  return { readable: true, tags, more };
}

const LOOK: ReadonlySet<number> = new Set([0x0112, 0x011a, 0x011b, 0x0128, 0x0213, 0x9000, 0xa001]);
const DATES: ReadonlySet<number> = new Set([0x0132, 0x9003, 0x9004]);
const DEVICE: ReadonlySet<number> = new Set([
  0x010f, 0x0110, 0x829a, 0x829d, 0x8822, 0x8827, 0x9201, 0x9202, 0x9203, 0x9204, 0x9205, 0x9207, 0x9208, 0x9209,
  0x920a, 0xa402, 0xa403, 0xa404, 0xa405,
]);

/** True where a copy made under these options may have the tag. */
function mayStay(tag: number, options: readonly string[]): boolean {
  if (LOOK.has(tag)) return true;
  if (DATES.has(tag)) return options.includes('retain-full-dates');
  return DEVICE.has(tag) && options.includes('retain-device-identity');
}

/** What of an Exif block should be gone, in words; undefined where nothing should. */
export function exifLeft(block: Uint8Array, options: readonly string[]): string | undefined {
  const { readable, tags, more } = exifTags(block);
  if (!readable) return 'Exif metadata that can not be read';
  if (more) return 'Exif metadata of a place or a thumbnail';
  return tags.every((tag) => mayStay(tag, options)) ? undefined : 'Exif metadata that should be gone';
}
