// Writes a DICOMDIR (PS3.3 Annex F, PS3.10 8.6): records with the byte offsets that link them.
import {
  type ElementSpec,
  EXPLICIT_LE,
  type ItemSpec,
  type LengthKind,
  SYNTAX,
  writeFile,
  writeItem,
} from './dicomWriter.js';

export interface DirectoryRecord {
  /** PATIENT, STUDY, SERIES, IMAGE, … (0004,1430). */
  readonly type: string;
  /** Referenced File ID (0004,1500) of what the record describes, component by component. */
  readonly file?: readonly string[];
  readonly sopClass?: string;
  readonly sopInstance?: string;
  /** Transfer syntax of that file; explicit little endian unless said. */
  readonly syntax?: string;
  /** The keys, of group 0008 and above. */
  readonly elements: readonly ElementSpec[];
  readonly children?: readonly DirectoryRecord[];
}

interface DirectoryOptions {
  readonly fileSet?: string;
  readonly length?: LengthKind;
  readonly preamble?: Uint8Array;
}

/** Media Storage Directory Storage, and an invented instance. */
const STORAGE = { sopClass: '1.2.840.10008.1.3.10', sopInstance: '1.2.826.0.1.3680043.10.1500.9' };

interface Flat {
  readonly record: DirectoryRecord;
  readonly next: number;
  readonly lower: number;
}

/** Depth first, with the indexes of the next sibling and of the first child; -1 where there is none. */
function flatten(records: readonly DirectoryRecord[], into: Flat[]): number {
  const first = into.length;
  for (const [index, record] of records.entries()) {
    const at = into.length;
    into.push({ record, next: -1, lower: -1 });
    const children = record.children ?? [];
    const lower = children.length === 0 ? -1 : flatten(children, into);
    into[at] = { record, next: index + 1 < records.length ? into.length : -1, lower };
  }
  return records.length === 0 ? -1 : first;
}

function itemOf(flat: Flat, offsets: readonly number[]): ItemSpec {
  const { record } = flat;
  const offset = (index: number): number => (index < 0 ? 0 : (offsets[index] ?? 0));
  const referenced: ElementSpec[] = [];
  if (record.file !== undefined) {
    referenced.push(
      { tag: 0x00041500, vr: 'CS', value: record.file },
      { tag: 0x00041510, vr: 'UI', value: record.sopClass ?? '' },
      { tag: 0x00041511, vr: 'UI', value: record.sopInstance ?? '' },
      { tag: 0x00041512, vr: 'UI', value: record.syntax ?? SYNTAX.explicit },
    );
  }
  return {
    elements: [
      { tag: 0x00041400, vr: 'UL', value: offset(flat.next) },
      { tag: 0x00041410, vr: 'US', value: 0xffff },
      { tag: 0x00041420, vr: 'UL', value: offset(flat.lower) },
      { tag: 0x00041430, vr: 'CS', value: record.type },
      ...referenced,
      ...record.elements,
    ],
  };
}

/** @returns the bytes of a DICOMDIR whose offsets resolve */
export function writeDirectory(roots: readonly DirectoryRecord[], options: DirectoryOptions = {}): Uint8Array {
  const flat: Flat[] = [];
  flatten(roots, flat);
  const length = options.length ?? 'defined';
  const file = (offsets: readonly number[], count: number): Uint8Array => {
    const lastRoot = flat.findIndex((entry) => entry.record === roots.at(-1));
    const items = flat.slice(0, count).map((entry): ItemSpec => ({ ...itemOf(entry, offsets), length }));
    const elements: ElementSpec[] = [
      { tag: 0x00041130, vr: 'CS', value: options.fileSet ?? 'SAMPLE' },
      { tag: 0x00041200, vr: 'UL', value: offsets[0] ?? 0 },
      { tag: 0x00041202, vr: 'UL', value: offsets[lastRoot] ?? 0 },
      { tag: 0x00041212, vr: 'US', value: 0 },
      { tag: 0x00041220, vr: 'SQ', items },
    ];
    return writeFile(elements, { storage: STORAGE, ...(options.preamble && { preamble: options.preamble }) });
  };
  // Offsets have a fixed width, so a first pass with zeros has the lengths of the second.
  const offsets: number[] = [];
  let at = file([], 0).length;
  for (const entry of flat) {
    offsets.push(at);
    at += writeItem({ ...itemOf(entry, []), length }, EXPLICIT_LE).length;
  }
  return file(offsets, flat.length);
}
