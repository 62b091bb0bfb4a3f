// Whether a value that a person sets can stand in an attribute: form and length by VR (PS3.5 6.2).
import { attribute } from '../dictionary/dictionary.js';
import type { Tag } from '../dictionary/tag.js';
import { isSingleValued } from '../dictionary/vr.js';

interface Form {
  readonly pattern: RegExp;
  readonly words: string;
}

const DECIMAL = /^ *[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? *$/;

/** VRs with a grammar. */
const FORMS: Readonly<Record<string, Form>> = {
  DA: { pattern: /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/, words: 'a date such as 20240319' },
  TM: {
    pattern: /^(?:[01]\d|2[0-3])(?:[0-5]\d(?:(?:[0-5]\d|60)(?:\.\d{1,6})?)?)?$/,
    words: 'a time such as 142530',
  },
  DT: {
    pattern:
      /^\d{4}(?:(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])(?:[0-5]\d(?:(?:[0-5]\d|60)(?:\.\d{1,6})?)?)?)?)?)?(?:[+-]\d{4})?$/,
    words: 'a date and time such as 20240319142530',
  },
  AS: { pattern: /^\d{3}[DWMY]$/, words: 'an age such as 063Y' },
  CS: { pattern: /^[A-Z0-9 _]{0,16}$/, words: 'at most 16 capital letters, digits, spaces and underscores' },
  UI: {
    pattern: /^(?=.{1,64}$)(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*$/,
    words: 'a UID: numbers joined by dots, at most 64 characters',
  },
  DS: { pattern: DECIMAL, words: 'a number of at most 16 characters' },
  IS: { pattern: /^ *[+-]?\d+ *$/, words: 'a whole number of at most 12 characters' },
  UR: { pattern: /^[!-~]*$/, words: 'an address without spaces' },
};

/** Most characters of one value; of one component group for PN. */
const LONGEST: Readonly<Record<string, number>> = {
  AE: 16,
  DS: 16,
  IS: 12,
  LO: 64,
  LT: 10_240,
  PN: 64,
  SH: 16,
  ST: 1024,
};

/** What the program itself writes or needs as it is: the character set, and what it says of its own work. */
const RESERVED: ReadonlySet<Tag> = new Set([0x00080005, 0x00120062, 0x00120063, 0x00120064, 0x00280303]);

/** True for an attribute that no rule may set. */
export function isReserved(tag: Tag): boolean {
  const group = tag >>> 16;
  return RESERVED.has(tag) || group === 0x0002 || group === 0x0004 || group === 0xfffe || (tag & 0xffff) === 0;
}

/** Where lines and pages may be broken (PS3.5 6.2); other controls stand nowhere. */
const LINES: ReadonlySet<string> = new Set(['LT', 'ST', 'UT']);

/** True where a value of the user's can be written into that attribute: a table or a set asks nobody beforehand. */
export function fits(tag: Tag, vr: string, value: string): boolean {
  return (
    unfit(vr, value) === undefined && tooMany(tag, vr, value) === undefined && !/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(value)
  );
}

/** Why there are more values than the attribute has room for (PS3.6), in words that do not repeat them. */
export function tooMany(tag: Tag, vr: string, value: string): string | undefined {
  if (isSingleValued(vr) || !value.includes('\\')) return undefined;
  const count = value.split('\\').length;
  // Of `1-3 retired` and `2-2n` the last number counts; without one there is no end.
  const most = /^(?:\d+-)?(\d+)(?: retired)?$/u.exec(attribute(tag)?.vm ?? '')?.[1];
  if (most === undefined || count <= Number(most)) return undefined;
  return most === '1' ? 'holds one value, and \\ parts values' : `holds at most ${most} values`;
}

/** The last day of the month counts too: 30 February is no date. */
function isDay(date: string): boolean {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)].map(Number);
  if (year === undefined || month === undefined || day === undefined || day === 0) return true;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const most = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= most;
}

/** Why `value` can't stand in an attribute of that VR, in words that do not repeat it; undefined where it can. */
export function unfit(vr: string, value: string): string | undefined {
  if (value === '') return undefined;
  const form = FORMS[vr];
  const longest = LONGEST[vr];
  for (const each of isSingleValued(vr) ? [value] : value.split('\\')) {
    if (form !== undefined && each !== '' && !form.pattern.test(each)) return `needs ${form.words}`;
    if ((vr === 'DA' || vr === 'DT') && !isDay(each.replace(/[+-].*$/u, ''))) return 'needs a day that the month has';
    if (!LINES.has(vr) && /[\t\n\f\r]/.test(each)) return 'holds one line';
    const parts = vr === 'PN' ? each.split('=') : [each];
    if (longest !== undefined && parts.some((part) => [...part].length > longest)) {
      return `holds at most ${longest} characters`;
    }
  }
  return undefined;
}
