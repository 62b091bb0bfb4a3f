// Defined terms of Specific Character Set (0008,0005), PS3.3 C.12.1.1.2, and the other spellings that files have.

/** A character set by its ISO registration number, or one that stands alone. */
export type Term =
  | { readonly kind: 'iso'; readonly registration: number }
  | { readonly kind: 'utf-8' | 'gb18030' | 'gbk' }
  /** No set of DICOM's, but files name it all the same. `label` is what a TextDecoder calls it. */
  | { readonly kind: 'single-byte' | 'multi-byte'; readonly label: string };

/** PS3.3 Tables C.12-2 to C.12-4. */
const REGISTRATIONS: ReadonlySet<number> = new Set([
  6, 13, 58, 87, 100, 101, 109, 110, 126, 127, 138, 144, 148, 149, 159, 166, 203,
]);

/** Parts of ISO 8859 and their registration numbers. */
const PARTS: ReadonlyMap<number, number> = new Map([
  [1, 100],
  [2, 101],
  [3, 109],
  [4, 110],
  [5, 144],
  [6, 127],
  [7, 126],
  [8, 138],
  [9, 148],
  [11, 166],
  [15, 203],
]);

const iso = (registration: number): Term => ({ kind: 'iso', registration });
const multiByte = (label: string): Term => ({ kind: 'multi-byte', label });

/** Names that programs write in place of the defined terms, without case, blanks and punctuation. */
const NAMES: ReadonlyMap<string, Term> = new Map<string, Term>([
  ['', iso(6)],
  ['ascii', iso(6)],
  ['usascii', iso(6)],
  ['iso646', iso(6)],
  ['iso646us', iso(6)],
  ['iso8859', iso(100)],
  ['latin1', iso(100)],
  ['l1', iso(100)],
  ['latin2', iso(101)],
  ['latin3', iso(109)],
  ['latin4', iso(110)],
  ['cyrillic', iso(144)],
  ['arabic', iso(127)],
  ['greek', iso(126)],
  ['hebrew', iso(138)],
  ['latin5', iso(148)],
  ['latin9', iso(203)],
  ['tis620', iso(166)],
  ['utf8', { kind: 'utf-8' }],
  ['utf8sig', { kind: 'utf-8' }],
  ['unicode', { kind: 'utf-8' }],
  ['gb18030', { kind: 'gb18030' }],
  ['iso2022gb18030', { kind: 'gb18030' }],
  ['gbk', { kind: 'gbk' }],
  ['iso2022gbk', { kind: 'gbk' }],
  ['cp936', { kind: 'gbk' }],
  ['gb2312', iso(58)],
  ['euccn', iso(58)],
  ['iso202258', iso(58)],
  ['euckr', iso(149)],
  ['ksc5601', iso(149)],
  ['ksx1001', iso(149)],
  ['iso2022kr', iso(149)],
  ['iso2022jp', iso(87)],
  ['iso2022jp2', iso(159)],
  ['shiftjis', multiByte('shift_jis')],
  ['sjis', multiByte('shift_jis')],
  ['cp932', multiByte('shift_jis')],
  ['mskanji', multiByte('shift_jis')],
  ['windows31j', multiByte('shift_jis')],
  ['big5', multiByte('big5')],
  ['cp950', multiByte('big5')],
  ['koi8r', { kind: 'single-byte', label: 'koi8-r' }],
]);

/**
 * Reads one value of (0008,0005). `ISO IR 100`, `ISO-IR 100`, `iso_ir100` and `ISO 2022 IR 100` are one set, `ISO_IR_192`,
 * `utf8` and `UTF-8` another; an empty value is the default repertoire. Undefined for what nobody knows.
 */
export function parseTerm(value: string): Term | undefined {
  const name = value.toLowerCase().replace(/[^a-z0-9]/g, '');
  const named = NAMES.get(name);
  if (named !== undefined) return named;
  const registered = /^(?:iso)?(?:2022)?ir(\d{1,3})$/.exec(name)?.[1];
  if (registered !== undefined) {
    const number = Number(registered);
    if (number === 192) return { kind: 'utf-8' };
    return REGISTRATIONS.has(number) ? iso(number) : undefined;
  }
  const part = PARTS.get(Number(/^(?:iso)?8859(\d{1,2})$/.exec(name)?.[1]));
  if (part !== undefined) return iso(part);
  const page = /^(?:windows|cp)(125[0-8])$/.exec(name)?.[1];
  return page === undefined ? undefined : { kind: 'single-byte', label: `windows-${page}` };
}
