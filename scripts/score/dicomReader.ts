// The judge's own reader: dcmjs, so that nothing of the engine under test takes part. Flattens a file into leaf elements.
import { createRequire } from 'node:module';
import { inflateRawSync } from 'node:zlib';

/** A leaf. `path` reads as `(0040,A730)[2].(0040,A160)`; `keywords` names every tag on it. */
export interface ReadElement {
  readonly path: string;
  readonly tag: string;
  readonly keyword: string;
  /** Tags of the sequences around it, outermost first, as 8 hex digits. */
  readonly parents: readonly string[];
  readonly keywords: string;
  readonly vr: string;
  /** Decoded text, one entry per value; empty for binary values. */
  readonly values: readonly string[];
  /** Bytes of binary values (OB, OW, UN …). */
  readonly bytes: readonly Uint8Array[];
}

export interface ReadFile {
  /** True where dcmjs could read it. */
  readonly readable: boolean;
  readonly elements: readonly ReadElement[];
  /** The file's bytes, with a deflated data set inflated. */
  readonly bytes: Uint8Array;
}

interface RawElement {
  readonly vr?: unknown;
  readonly Value?: unknown;
  readonly _rawValue?: unknown;
}

interface Dcmjs {
  readonly log: { disableAll(): void; getLoggers(): Readonly<Record<string, { disableAll(): void }>> };
  readonly data: {
    readonly DicomMessage: { readFile(buffer: ArrayBuffer, options: object): { meta: object; dict: object } };
    readonly DicomMetaDictionary: {
      readonly dictionary: Readonly<Record<string, { readonly name?: string } | undefined>>;
    };
  };
}

const dcmjs = createRequire(import.meta.url)('dcmjs') as Dcmjs;
dcmjs.log.disableAll();
for (const logger of Object.values(dcmjs.log.getLoggers())) logger.disableAll();
const DEFLATED = '1.2.840.10008.1.2.1.99';

/** Keyword of a tag given as 8 hex digits, or '' where the dictionary has none. */
function keywordOf(hex: string): string {
  return dcmjs.data.DicomMetaDictionary.dictionary[formatHex(hex)]?.name ?? '';
}

/** `(0010,0010)` for `00100010`. */
export function formatHex(hex: string): string {
  return `(${hex.slice(0, 4)},${hex.slice(4)})`.toUpperCase();
}

/** True for bytes that start as a DICOM file does (PS3.10 7.1), or as a data set without preamble. */
export function looksLikeDicom(bytes: Uint8Array): boolean {
  if (bytes.length > 132 && ascii(bytes, 128, 4) === 'DICM') return true;
  const group = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8);
  return bytes.length > 16 && (group === 2 || group === 8) && (bytes[3] ?? 1) === 0;
}

/** dcmjs's own tree of meta and data set, for who wants to change and write it; undefined where it can't read the file. */
export function readTree(bytes: Uint8Array): { readonly meta: object; readonly dict: object } | undefined {
  for (const candidate of candidates(bytes)) {
    try {
      return dcmjs.data.DicomMessage.readFile(toArrayBuffer(candidate), { ignoreErrors: true });
    } catch {
      // The next candidate.
    }
  }
  return undefined;
}

/** Reads what dcmjs can read; a file without meta is given one first. Never throws. */
export function readDicom(bytes: Uint8Array): ReadFile {
  for (const candidate of candidates(bytes)) {
    try {
      const file = dcmjs.data.DicomMessage.readFile(toArrayBuffer(candidate), { ignoreErrors: true });
      const elements: ReadElement[] = [];
      flatten(file.meta, [], '', '', elements);
      flatten(file.dict, [], '', '', elements);
      if (elements.length > 0) return { readable: true, elements, bytes: inflated(bytes, elements) };
    } catch {
      // The next candidate, or unreadable: the byte search still looks at it.
    }
  }
  return { readable: false, elements: [], bytes };
}

function* candidates(bytes: Uint8Array): Generator<Uint8Array> {
  if (ascii(bytes, 128, 4) === 'DICM') {
    yield bytes;
    return;
  }
  if (!looksLikeDicom(bytes)) return;
  const preamble = new Uint8Array(132);
  preamble.set([0x44, 0x49, 0x43, 0x4d], 128);
  if (bytes[0] === 2) {
    yield join(preamble, bytes);
    return;
  }
  const explicit = /^[A-Z]{2}$/.test(ascii(bytes, 4, 2));
  const uid = explicit ? '1.2.840.10008.1.2.1\0' : '1.2.840.10008.1.2\0';
  const meta = new Uint8Array(8 + uid.length);
  meta.set([0x02, 0x00, 0x10, 0x00, 0x55, 0x49, uid.length, 0]);
  meta.set(new TextEncoder().encode(uid), 8);
  yield join(join(preamble, meta), bytes);
}

function flatten(dict: object, parents: readonly string[], path: string, keywords: string, out: ReadElement[]): void {
  for (const [hex, raw] of Object.entries(dict) as [string, RawElement | undefined][]) {
    if (raw === undefined || raw === null || typeof raw !== 'object') continue;
    const here = `${path}${formatHex(hex)}`;
    const keyword = keywordOf(hex);
    const named = `${keywords}${keyword || formatHex(hex)}`;
    const vr = typeof raw.vr === 'string' ? raw.vr : '';
    const values: readonly unknown[] = Array.isArray(raw.Value)
      ? raw.Value
      : raw.Value === undefined
        ? []
        : [raw.Value];
    if (vr === 'SQ') {
      for (const [index, item] of values.entries()) {
        if (typeof item === 'object' && item !== null) {
          flatten(item, [...parents, hex.toUpperCase()], `${here}[${index}].`, `${named}[${index}].`, out);
        }
      }
      continue;
    }
    const bytes: Uint8Array[] = [];
    const texts: string[] = [];
    const raws: readonly unknown[] = Array.isArray(raw._rawValue) ? raw._rawValue : [];
    for (const [index, value] of values.entries()) {
      if (value instanceof ArrayBuffer) bytes.push(new Uint8Array(value));
      else if (ArrayBuffer.isView(value)) bytes.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      else texts.push(textOf(value, raws[index]));
    }
    out.push({ path: here, tag: hex.toUpperCase(), keyword, parents, keywords: named, vr, values: texts, bytes });
  }
}

/** Names come as groups, numbers as numbers: the text as it stood in the file where dcmjs still has it. */
export function textOf(value: unknown, raw: unknown): string {
  if (typeof value === 'number') return typeof raw === 'string' ? raw.trim() : String(value);
  if (typeof value === 'string') return value.replace(/[\s\0]+$/, '');
  if (typeof value === 'object' && value !== null) {
    const groups = value as { Alphabetic?: unknown; Ideographic?: unknown; Phonetic?: unknown };
    const parts = [groups.Alphabetic, groups.Ideographic, groups.Phonetic].map((part) =>
      typeof part === 'string' ? part : '',
    );
    return parts.join('=').replace(/=+$/, '');
  }
  return value === undefined || value === null ? '' : String(value);
}

/** PS3.5 A.5: what follows the file meta is a raw deflate stream. */
function inflated(bytes: Uint8Array, elements: readonly ReadElement[]): Uint8Array {
  if (!elements.some((element) => element.tag === '00020010' && element.values[0] === DEFLATED)) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 144 || view.getUint32(132, true) !== 0x00000002) return bytes;
  const end = 144 + view.getUint32(140, true);
  try {
    const inner = inflateRawSync(bytes.subarray(end), { maxOutputLength: 256 * 1024 * 1024 });
    return join(bytes.subarray(0, end), inner);
  } catch {
    return bytes;
  }
}

function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** JPEG or PNG, by how it begins. */
export function isPhotograph([first, second, third]: Uint8Array): boolean {
  return (first === 0xff && second === 0xd8 && third === 0xff) || (first === 0x89 && second === 0x50 && third === 0x4e);
}
