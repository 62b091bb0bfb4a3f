// The entries of a zip, by its central directory. What an entry says of its size is checked against what comes out of it.
import { type Entry, fromFdPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { DeidError } from '../../core/kernel/deidError.js';
import { type ArchiveEntry, LARGEST_ENTRY, MOST_ENTRIES, MOST_GROWTH, nameFault, TOO_LARGE } from './entries.js';

export async function* readZip(descriptor: number): AsyncGenerator<ArchiveEntry> {
  // Names are decoded below, so that one bad name is one refused entry.
  const zip = await fromFdPromise(descriptor, { lazyEntries: true, autoClose: false, decodeStrings: false }).catch(
    damaged,
  );
  if (zip.entryCount > MOST_ENTRIES) throw new DeidError('refused', 'the archive has more than two million entries');
  for (;;) {
    const entry = await nextEntry(zip);
    if (entry === undefined) return;
    yield described(zip, entry);
  }
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const clear = () => {
      zip.off('entry', onEntry);
      zip.off('end', onEnd);
      zip.off('error', onError);
    };
    const onEntry = (entry: Entry) => {
      clear();
      resolve(entry);
    };
    const onEnd = () => {
      clear();
      resolve(undefined);
    };
    const onError = () => {
      clear();
      reject(DAMAGED());
    };
    zip.on('entry', onEntry);
    zip.on('end', onEnd);
    zip.on('error', onError);
    zip.readEntry();
  });
}

function described(zip: ZipFile, entry: Entry): ArchiveEntry {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  const size = entry.uncompressedSize;
  if (name.endsWith('/')) return { kind: 'other', name };
  const refused = (code: string, message: string): ArchiveEntry => ({ kind: 'refused', name, size, code, message });
  const fault = nameFault(name);
  if (fault !== undefined) return refused('archive-name', `${fault}; it was not taken out`);
  // Symbolic links, written by Unix.
  if (entry.versionMadeBy >>> 8 === 3 && ((entry.externalFileAttributes >>> 28) & 0xf) === 0xa)
    return { kind: 'other', name };
  if (entry.isEncrypted()) return refused('archive-encrypted', 'it is encrypted inside the archive; unpack it first');
  if (!entry.canDecodeFileData())
    return refused('archive-method', 'it is packed by a method that is not read here; unpack it first');
  if (size > LARGEST_ENTRY) return refused(TOO_LARGE.code, TOO_LARGE.message);
  if (size > Math.max(1, entry.compressedSize) * MOST_GROWTH)
    return refused('archive-bomb', 'it grows beyond what any image does when it is unpacked; it was not opened');
  return { kind: 'file', name, size, read: () => contentOf(zip, entry) };
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(entry.uncompressedSize);
  let length = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    // yauzl compares sizes and ends with an error where more comes than is stated.
    for await (const chunk of stream) {
      const piece: Buffer = chunk;
      length += piece.copy(bytes, length);
    }
  } catch {
    throw DAMAGED_ENTRY();
  }
  if (length !== bytes.length || crc32(bytes) !== entry.crc32) throw DAMAGED_ENTRY();
  return bytes;
}

const DAMAGED = () => new DeidError('refused', 'the archive is damaged or cut off; get a complete copy');
const DAMAGED_ENTRY = () => new DeidError('refused', 'it is damaged inside the archive; get a complete copy');

function damaged(): never {
  throw DAMAGED();
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as zip has it. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) value = (TABLE[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
