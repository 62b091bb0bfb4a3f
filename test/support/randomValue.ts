// fast-check arbitraries of values: one for every value representation (PS3.5 6.2), text in several character sets.
import fc from 'fast-check';
import type { ElementSpec } from '../../scripts/dicomWriter.js';

/** A character set and texts in it, as bytes. */
export interface Charset {
  /** Of (0008,0005); undefined leaves the attribute out. */
  readonly name: string | readonly string[] | undefined;
  readonly words: readonly Uint8Array[];
}

const utf8 = new TextEncoder();

function hex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const ASCII = ['CHEST', 'Routine 5.0 B30f', 'left', '', 'T1', 'a b'].map((word) => utf8.encode(word));

export const CHARSETS: readonly Charset[] = [
  { name: undefined, words: ASCII },
  { name: 'ISO_IR 192', words: [...ASCII, utf8.encode('Märta Ö'), utf8.encode('山田^太郎'), utf8.encode('Петров')] },
  { name: 'ISO_IR 100', words: [...ASCII, hex('4de4727461'), hex('d6a7df')] },
  { name: 'ISO_IR 144', words: [...ASCII, hex('bfd5e2e0dee2')] },
  { name: 'GB18030', words: [...ASCII, hex('cdf55ed0a1b6ab')] },
  // Yamada in JIS X 0208, with the escapes there and back (PS3.5 H.3).
  { name: ['', 'ISO 2022 IR 87'], words: [...ASCII, hex('1b2442 3b334544 1b2842'.replaceAll(' ', ''))] },
];

const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'));

const date = fc
  .tuple(fc.integer({ min: 1900, max: 2030 }), digits(1, 12), digits(1, 28))
  .map(([year, month, day]) => `${year}${month}${day}`);
const time = fc.tuple(digits(0, 23), digits(0, 59), digits(0, 59)).map((parts) => parts.join(''));
const uid = fc
  .array(fc.integer({ min: 1, max: 99_999 }), { minLength: 2, maxLength: 6 })
  .map((parts) => `1.2.826.${parts.join('.')}`);

const STRINGS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  AE: fc.constantFrom('STORESCP', 'AE 1', ''),
  AS: fc.constantFrom('045Y', '003M', '012D', '095Y', ''),
  CS: fc.constantFrom('CT', 'ORIGINAL', 'YES', 'A_B 1', ''),
  DA: fc.oneof(date, fc.constant('')),
  DS: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((number) => String(number).slice(0, 16)),
  DT: fc.oneof(
    fc.tuple(date, time).map((parts) => parts.join('')),
    fc.constantFrom('2015', '20150403101500.123456+0100', ''),
  ),
  IS: fc.integer({ min: -99_999, max: 99_999 }).map(String),
  TM: fc.oneof(time, fc.constantFrom('10', '1015', '101500.5', '')),
  UI: fc.oneof(uid, fc.constantFrom('1.2.840.10008.1.1', '')),
  UR: fc.constantFrom('https://example.invalid/a', ''),
};

/** Bytes of one value of a binary VR. */
export const WIDTHS: Readonly<Record<string, number>> = {
  AT: 4,
  FD: 8,
  FL: 4,
  OB: 2,
  OD: 8,
  OF: 4,
  OL: 4,
  OV: 8,
  OW: 2,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  UN: 2,
  US: 2,
  UV: 8,
};

export const TEXT_VRS: readonly string[] = ['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT'];
export const ALL_VRS: readonly string[] = [...Object.keys(STRINGS), ...Object.keys(WIDTHS), ...TEXT_VRS];

/** An element of this tag and VR with a fitting value; now and then of odd length. */
export function elementOf(tag: number, vr: string, charset: Charset): fc.Arbitrary<ElementSpec> {
  const strings = STRINGS[vr];
  if (strings !== undefined) return strings.map((value): ElementSpec => ({ tag, vr, value }));
  const width = WIDTHS[vr];
  if (width !== undefined) {
    return fc
      .integer({ min: 0, max: 4 })
      .chain((count) =>
        fc
          .uint8Array({ minLength: count * width, maxLength: count * width })
          .map((bytes): ElementSpec => ({ tag, vr, bytes })),
      );
  }
  const odd = fc.integer({ min: 0, max: 15 }).map((number) => number === 0);
  return fc
    .tuple(fc.constantFrom(...charset.words), odd)
    .map(([bytes, bare]): ElementSpec => (bare ? { tag, vr, bytes, pad: false } : { tag, vr, bytes }));
}
