// A raw byte search that knows no DICOM: one value is looked for in every way it may have been written into a file.
import type { ReadFile } from './dicomReader.js';

/** Where a value was found: tag paths, or `bytes` where no element that the second reader sees holds it. */
export type Hit = string;

/** Charsets of PS3.3 C.12.1.1.2 that Node can decode, for values outside Latin-1. */
const DECODERS = [
  'utf-8',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'utf-16le',
  'utf-16be',
];

export interface Haystack {
  readonly file: ReadFile;
  /** One character per byte. */
  readonly latin: string;
  /** The bytes decoded otherwise, made when first asked for. */
  decoded(): readonly string[];
}

export function haystack(file: ReadFile): Haystack {
  const latin = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength).toString('latin1');
  let cache: readonly string[] | undefined;
  const decoded = () => {
    cache ??= [...DECODERS.map((name) => new TextDecoder(name).decode(file.bytes)), escaped(latin)];
    return cache;
  };
  return { file, latin, decoded };
}

/** Texts with ISO 2022 escapes, decoded run by run so that binary data around them does no harm. */
function escaped(latin: string): string {
  const decoder = new TextDecoder('iso-2022-jp');
  const parts: string[] = [];
  for (const run of latin.matchAll(/[\t\n\r\x20-\x7e]*\x1b\$?[@-B()J][\x1b\t\n\r\x20-\x7e]+/g)) {
    parts.push(decoder.decode(Buffer.from(run[0], 'latin1')));
  }
  return parts.join('\n');
}

/** The value, and the parts of a name that stand on their own (component groups, PS3.5 6.2.1). */
function needles(value: string): readonly string[] {
  const parts = value.includes('=') ? value.split('=').filter((part) => part.length >= 4) : [];
  return [value, ...parts];
}

/** Places where `value` is still present. Text listed in `spared` (a phrase that must survive) does not count. */
export function findValue(hay: Haystack, value: string, spared: readonly string[]): readonly Hit[] {
  const hits = new Set<Hit>();
  for (const needle of needles(value)) {
    const matches = matcher(needle, spared);
    const inBytes = raw(hay, needle, matches);
    let seen = 0;
    for (const element of hay.file.elements) {
      let count = 0;
      for (const text of element.values) count += matches(text);
      if (inBytes > 0) for (const bytes of element.bytes) count += inBinary(bytes, needle, matches);
      if (count === 0) continue;
      hits.add(element.path);
      seen += count;
    }
    if (seen < inBytes) hits.add('bytes');
  }
  return [...hits];
}

function inBinary(bytes: Uint8Array, needle: string, matches: (text: string) => number): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const plain = matches(buffer.toString('latin1'));
  if (plain > 0) return plain;
  if (wide(needle).some((form) => buffer.includes(form))) return 1;
  if (!/[^\x20-\x7e]/.test(needle)) return 0;
  return Math.max(...DECODERS.map((name) => matches(new TextDecoder(name).decode(bytes))));
}

function wide(needle: string): readonly Buffer[] {
  const little = Buffer.from(needle, 'utf16le');
  return [little, Buffer.from(little).swap16()];
}

/** Occurrences in the bytes: as Latin-1 and UTF-16, and for other letters in every charset Node decodes. */
function raw(hay: Haystack, needle: string, matches: (text: string) => number): number {
  let most = matches(hay.latin);
  most += wide(needle).filter((form) => hay.latin.includes(form.toString('latin1'))).length;
  if (/[^\x20-\x7e]/.test(needle)) for (const text of hay.decoded()) most = Math.max(most, matches(text));
  return most;
}

/**
 * Counts occurrences. A short number counts only where it stands alone: five digits are bound to occur inside longer
 * numbers and UIDs by chance.
 */
function matcher(needle: string, spared: readonly string[]): (text: string) => number {
  const alone = /^[0-9.:]{1,7}$/.test(needle);
  return (original) => {
    let text = original;
    for (const phrase of spared)
      if (phrase.includes(needle) && text.includes(phrase)) text = text.split(phrase).join(' ');
    let count = 0;
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      const before = text[at - 1] ?? ' ';
      const after = text[at + needle.length] ?? ' ';
      if (alone && (/[0-9.]/.test(before) || /[0-9.]/.test(after))) continue;
      count += 1;
    }
    return count;
  };
}
