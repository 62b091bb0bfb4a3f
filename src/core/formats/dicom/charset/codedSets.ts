// The graphic sets that ISO 2022 calls by escape sequences: PS3.3 Tables C.12-3 and C.12-4.
import { type CodedSet, grid, singleByteSet, upperHalf } from './codeTables.js';

const ascii = (sequence: string): CodedSet => ({
  area: 'G0',
  width: 1,
  sequence,
  toCodePoint: (lead) => lead,
  toCode: (codePoint) => (codePoint < 0x80 ? codePoint : -1),
});

/** ISO-IR 6. */
export const ASCII = ascii('\x1b(B');

/**
 * ISO-IR 14 shows 5C as a yen sign and 7E as an overline; DICOM gives 5C its meaning as a delimiter all the same
 * (PS3.5 6.1.2.3), and every writer means `\` and `~` by them, so that they are read as ASCII.
 */
export const ROMAN = ascii('\x1b(J');

/**
 * A part of ISO 8859. The web's labels mean Microsoft's code pages for parts 1, 9 and 11, which agree with ISO's above 9F;
 * below, ISO has the C1 controls.
 */
const iso8859 = (final: string, label: string) => singleByteSet(`\x1b-${final}`, () => upperHalf(label, true));

/** JIS X 0201 katakana, which Unicode has in the same order. */
const KATAKANA = singleByteSet('\x1b)I', () =>
  Int32Array.from({ length: 128 }, (_, index) => {
    if (index < 0x20) return index + 0x80;
    return index >= 0x21 && index <= 0x5f ? 0xff61 + index - 0x21 : -1;
  }),
);

/** Wave dash, double bar, minus, cent, pound and not sign: JIS's own characters and Microsoft's stand for one cell. */
const JIS_TWINS = [
  [0x301c, 0xff5e],
  [0xff5e, 0x301c],
  [0x2016, 0x2225],
  [0x2225, 0x2016],
  [0x2212, 0xff0d],
  [0xff0d, 0x2212],
  [0xa2, 0xffe0],
  [0xa3, 0xffe1],
  [0xac, 0xffe2],
] as const;

/** What GBK put into the free cells of rows 2, 6 and 8 of GB 2312. */
function addedByGbk(row: number, column: number): boolean {
  if (row === 2)
    return column <= 16 || column === 67 || column === 68 || (column >= 79 && column <= 80) || column >= 93;
  if (row === 6) return column >= 57 || (column >= 25 && column <= 32);
  if (row === 8) return (column >= 27 && column <= 36) || column >= 74;
  if (row === 9) return column < 4 || column > 79;
  return row > 9 && (row < 16 || row > 87);
}

/** By registration number; 6 and 13 bring a G0 set of their own. */
const SETS: ReadonlyMap<number, readonly CodedSet[]> = new Map([
  [6, [ASCII]],
  [13, [ROMAN, KATAKANA]],
  [100, [ASCII, iso8859('A', 'windows-1252')]],
  [101, [ASCII, iso8859('B', 'iso-8859-2')]],
  [109, [ASCII, iso8859('C', 'iso-8859-3')]],
  [110, [ASCII, iso8859('D', 'iso-8859-4')]],
  [126, [ASCII, iso8859('F', 'iso-8859-7')]],
  [127, [ASCII, iso8859('G', 'iso-8859-6')]],
  [138, [ASCII, iso8859('H', 'iso-8859-8')]],
  [144, [ASCII, iso8859('L', 'iso-8859-5')]],
  [148, [ASCII, iso8859('M', 'windows-1254')]],
  [166, [ASCII, iso8859('T', 'windows-874')]],
  [203, [ASCII, iso8859('b', 'iso-8859-15')]],
  [87, [grid({ sequence: '\x1b$B', area: 'G0', label: 'euc-jp', prefix: [], also: JIS_TWINS })]],
  [159, [grid({ sequence: '\x1b$(D', area: 'G0', label: 'euc-jp', prefix: [0x8f] })]],
  [149, [grid({ sequence: '\x1b$)C', area: 'G1', label: 'euc-kr', prefix: [] })]],
  [58, [grid({ sequence: '\x1b$)A', area: 'G1', label: 'gb18030', prefix: [], foreign: addedByGbk })]],
]);

/** The sets that an ISO registration number of a defined term brings. */
export function codedSets(registration: number): readonly CodedSet[] {
  return SETS.get(registration) ?? [];
}

const byEscape = new Map<string, CodedSet>();
for (const set of [...SETS.values()].flat()) byEscape.set(set.sequence, set);
// JIS C 6226-1978 by itself and JIS X 0208 by the long form: other names for what ISO-IR 87 is, as far as names go.
const kanji = byEscape.get('\x1b$B');
if (kanji !== undefined) for (const other of ['\x1b$@', '\x1b$(B']) byEscape.set(other, kanji);

/** The set that the escape sequence at `at` calls, and how long the sequence is; undefined for one that DICOM does not have. */
export function escapeAt(
  bytes: Uint8Array,
  at: number,
): { readonly set: CodedSet; readonly length: number } | undefined {
  let text = '';
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    text += String.fromCharCode(bytes[at + length - 1] ?? 0);
    const set = length < 3 ? undefined : byEscape.get(text);
    if (set !== undefined) return { set, length };
  }
  return undefined;
}
