// Writes DICOM bytes from plain descriptions: for the sample study and as raw material of tests. Independent of the
// engine on purpose, and obedient: it also writes what PS3.5 and PS3.10 forbid when it is told to.
import { deflateSync } from 'fflate';
import { encodeValue, type TextEncoding, type Value } from './dicomValue.js';

/** How a data set is encoded (PS3.5 7.1 and 7.3). */
export interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

export const EXPLICIT_LE: Encoding = { explicit: true, littleEndian: true };
export const EXPLICIT_BE: Encoding = { explicit: true, littleEndian: false };
export const IMPLICIT_LE: Encoding = { explicit: false, littleEndian: true };

/** Transfer syntaxes by the names that tests use (PS3.6 Table A-1). */
export const SYNTAX = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  bigEndian: '1.2.840.10008.1.2.2',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  rle: '1.2.840.10008.1.2.5',
} as const;

export type LengthKind = 'defined' | 'undefined';

export interface ItemSpec {
  readonly elements: readonly ElementSpec[];
  readonly length?: LengthKind;
  /** How text in this item is encoded, where it differs from what is around it. */
  readonly text?: TextEncoding;
}

interface Common {
  readonly tag: number;
  readonly vr: string;
  /** A length field that lies. */
  readonly statedLength?: number;
}

export type ElementSpec =
  | (Common & { readonly value: Value; readonly pad?: false })
  | (Common & { readonly bytes: Uint8Array; readonly pad?: false })
  | (Common & { readonly items: readonly ItemSpec[]; readonly length?: LengthKind })
  | (Common & { readonly fragments: readonly Uint8Array[]; readonly offsets?: readonly number[] });

const LONG = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));
const UNDEFINED = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;

/** Joins bytes; strings are taken as Latin-1. */
export function bytesOf(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const all = parts.map((part) => (typeof part === 'string' ? Uint8Array.from(part, (c) => c.charCodeAt(0)) : part));
  const joined = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function header(tag: number, vr: string | undefined, length: number, encoding: Encoding): Uint8Array {
  const long = vr !== undefined && LONG.has(vr);
  const view = new DataView(new ArrayBuffer(long ? 12 : 8));
  const le = encoding.littleEndian;
  view.setUint16(0, tag >>> 16, le);
  view.setUint16(2, tag & 0xffff, le);
  if (vr === undefined) {
    view.setUint32(4, length, le);
  } else {
    view.setUint8(4, vr.charCodeAt(0));
    view.setUint8(5, vr.charCodeAt(1));
    if (long) view.setUint32(8, length, le);
    else view.setUint16(6, length, le);
  }
  return new Uint8Array(view.buffer);
}

/** One item with its header (PS3.5 7.5.1). */
export function writeItem(item: ItemSpec, encoding: Encoding, text: TextEncoding = 'utf-8'): Uint8Array {
  const content = writeDataset(item.elements, encoding, item.text ?? text);
  if (item.length !== 'undefined') return bytesOf(header(ITEM, undefined, content.length, encoding), content);
  const end = header(ITEM_END, undefined, 0, encoding);
  return bytesOf(header(ITEM, undefined, UNDEFINED, encoding), content, end);
}

/** A sequence's items, the delimiter included where the length is undefined; in an UN element they are implicit LE (PS3.5 6.2.2). */
function writeItems(
  items: readonly ItemSpec[],
  encoding: Encoding,
  length: LengthKind,
  text: TextEncoding,
): Uint8Array {
  const parts = items.map((item) => writeItem(item, encoding, text));
  if (length === 'undefined') parts.push(header(SEQUENCE_END, undefined, 0, encoding));
  return bytesOf(...parts);
}

function padded(bytes: Uint8Array, vr: string): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const blank = vr === 'UI' || vr === 'OB' || vr === 'UN' ? '\0' : ' ';
  return bytesOf(bytes, blank);
}

function writeFragments(fragments: readonly Uint8Array[], offsets: readonly number[], encoding: Encoding): Uint8Array {
  const table = encodeValue('UL', offsets, encoding.littleEndian, 'latin1');
  const parts = [table, ...fragments].flatMap((part) => [header(ITEM, undefined, part.length, encoding), part]);
  return bytesOf(...parts, header(SEQUENCE_END, undefined, 0, encoding));
}

/** One data element. */
export function writeElement(spec: ElementSpec, encoding: Encoding, text: TextEncoding = 'utf-8'): Uint8Array {
  let content: Uint8Array;
  let length: number;
  if ('items' in spec) {
    const kind = spec.length ?? 'defined';
    content = writeItems(spec.items, spec.vr === 'UN' ? IMPLICIT_LE : encoding, kind, text);
    length = kind === 'undefined' ? UNDEFINED : content.length;
  } else if ('fragments' in spec) {
    content = writeFragments(spec.fragments, spec.offsets ?? [], encoding);
    length = UNDEFINED;
  } else {
    const raw = 'bytes' in spec ? spec.bytes : encodeValue(spec.vr, spec.value, encoding.littleEndian, text);
    content = spec.pad === false ? raw : padded(raw, spec.vr);
    length = content.length;
  }
  return bytesOf(
    header(spec.tag, encoding.explicit ? spec.vr : undefined, spec.statedLength ?? length, encoding),
    content,
  );
}

/** Elements one after another, in the order given. */
function writeDataset(elements: readonly ElementSpec[], encoding: Encoding, text: TextEncoding = 'utf-8'): Uint8Array {
  return bytesOf(...elements.map((element) => writeElement(element, encoding, text)));
}

export interface FileOptions {
  /** Transfer Syntax UID (0002,0010); explicit little endian unless said. */
  readonly syntax?: string;
  /** How the data set really is encoded, where that contradicts `syntax`. */
  readonly encoding?: Encoding;
  /** 128 bytes and `DICM`; other bytes than zeros where given. */
  readonly preamble?: boolean | Uint8Array;
  readonly meta?: boolean;
  /** More elements of group 0002, in order of tags, behind the usual ones. */
  readonly moreMeta?: readonly ElementSpec[];
  /** For the file meta, where the data set does not name them. */
  readonly storage?: { readonly sopClass: string; readonly sopInstance: string };
  readonly text?: TextEncoding;
  /** Bytes behind the data set (inside the deflated stream where there is one). */
  readonly trailing?: Uint8Array;
}

function uidOf(elements: readonly ElementSpec[], tag: number): Value {
  const found = elements.find((element) => element.tag === tag);
  return found !== undefined && 'value' in found ? found.value : '';
}

function fileMeta(elements: readonly ElementSpec[], syntax: string, options: FileOptions): Uint8Array {
  const rest = writeDataset(
    [
      { tag: 0x00020001, vr: 'OB', bytes: Uint8Array.of(0, 1) },
      { tag: 0x00020002, vr: 'UI', value: options.storage?.sopClass ?? uidOf(elements, 0x00080016) },
      { tag: 0x00020003, vr: 'UI', value: options.storage?.sopInstance ?? uidOf(elements, 0x00080018) },
      { tag: 0x00020010, vr: 'UI', value: syntax },
      { tag: 0x00020012, vr: 'UI', value: '1.2.826.0.1.3680043.10.1500.1' },
      ...(options.moreMeta ?? []),
    ],
    EXPLICIT_LE,
  );
  return bytesOf(writeElement({ tag: 0x00020000, vr: 'UL', value: rest.length }, EXPLICIT_LE), rest);
}

/** The encoding that a transfer syntax asks for (PS3.5 Annex A). */
export function encodingOf(syntax: string): Encoding {
  if (syntax === SYNTAX.implicit) return IMPLICIT_LE;
  return syntax === SYNTAX.bigEndian ? EXPLICIT_BE : EXPLICIT_LE;
}

/** A whole file (PS3.10 7.1). */
export function writeFile(elements: readonly ElementSpec[], options: FileOptions = {}): Uint8Array {
  const syntax = options.syntax ?? SYNTAX.explicit;
  const encoding = options.encoding ?? encodingOf(syntax);
  const dataset = bytesOf(writeDataset(elements, encoding, options.text), options.trailing ?? new Uint8Array(0));
  const preamble = options.preamble instanceof Uint8Array ? options.preamble : new Uint8Array(128);
  const deflated = syntax === SYNTAX.deflated && options.encoding === undefined;
  return bytesOf(
    options.preamble === false ? '' : bytesOf(preamble, 'DICM'),
    options.meta === false ? '' : fileMeta(elements, syntax, options),
    deflated ? padded(deflateSync(dataset), 'OB') : dataset,
  );
}
