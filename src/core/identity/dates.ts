// Dates of the VRs DA and DT moved by whole days (PS3.5 6.2). Times of day stay, so TM needs nothing.
// Ages over 89 become one category (45 CFR 164.514(b)(2)(i)(C)), and no date may tell more.
// Undefined means: no valid date, or one outside the years 1 to 9999; the caller empties the value and says so.
import { addDays, type Day, daysInMonth, isDay } from './calendar.js';

const pad = (number: number, length: number) => String(number).padStart(length, '0');

/** Splits off the padding, which stays as it is: trailing spaces or NUL, and leading spaces. */
function unpad(value: string): { readonly lead: string; readonly core: string; readonly trail: string } {
  let end = value.length;
  while (end > 0 && (value[end - 1] === ' ' || value[end - 1] === '\0')) end--;
  let start = 0;
  while (start < end && value[start] === ' ') start++;
  return { lead: value.slice(0, start), core: value.slice(start, end), trail: value.slice(end) };
}

/** A range of a query (PS3.4 C.2.2.2.5): one end or both, by a hyphen. */
function shiftRange(core: string, single: (value: string) => string | undefined): string | undefined {
  for (let at = core.indexOf('-'); at >= 0; at = core.indexOf('-', at + 1)) {
    const ends = [core.slice(0, at), core.slice(at + 1)];
    if (ends.every((end) => end === '')) return undefined;
    const moved = ends.map((end) => (end === '' ? '' : single(end)));
    if (moved.every((end) => end !== undefined)) return moved.join('-');
  }
  return undefined;
}

function shiftPadded(value: string, single: (core: string) => string | undefined): string | undefined {
  const { lead, core, trail } = unpad(value);
  if (core === '') return value;
  const moved = single(core) ?? shiftRange(core, single);
  return moved === undefined ? undefined : lead + moved + trail;
}

function shiftOneDate(core: string, days: number): string | undefined {
  // YYYYMMDD, and yyyy.mm.dd of ACR-NEMA, which readers have to take (PS3.5 6.2, DA).
  const parts = /^(\d{4})(\.?)(\d{2})\2(\d{2})$/.exec(core);
  if (parts === null) return undefined;
  const dot = parts[2] ?? '';
  const day: Day = { year: Number(parts[1]), month: Number(parts[3]), day: Number(parts[4]) };
  const moved = isDay(day) ? addDays(day, days) : undefined;
  return moved && `${pad(moved.year, 4)}${dot}${pad(moved.month, 2)}${dot}${pad(moved.day, 2)}`;
}

/** One DA value or a range of two, in its own form; empty and blank values come back as they are. */
export function shiftDate(value: string, days: number): string | undefined {
  return shiftPadded(value, (core) => shiftOneDate(core, days));
}

const DT = /^(\d{4})(?:(\d{2})(?:(\d{2})((?:\d{2}){0,3}(?:\.\d{1,6})?))?)?([+-]\d{4})?$/;

/** Hours, minutes, seconds (60 is a leap second) and fraction, cut at any of them. */
const TIME = /^(?:(?:[01]\d|2[0-3])(?:[0-5]\d(?:(?:[0-5]\d|60)(?:\.\d{1,6})?)?)?)?$/;

function shiftOneDateTime(core: string, days: number): string | undefined {
  const parts = DT.exec(core);
  if (parts === null) return undefined;
  const [, year = '', month, day, time = '', offset = ''] = parts;
  if (!TIME.test(time) || (offset !== '' && !/^[+-](?:0\d|1[0-4])[0-5]\d$/.test(offset))) return undefined;
  const y = Number(year);
  const m = month === undefined ? 7 : Number(month);
  // A whole year or month stands for its middle, which is nearest to whatever day was meant; the result has the same precision.
  const middle = month === undefined ? 2 : Math.ceil(daysInMonth(y, m) / 2);
  const start: Day = { year: y, month: m, day: day === undefined ? middle : Number(day) };
  const moved = isDay(start) ? addDays(start, days) : undefined;
  if (moved === undefined) return undefined;
  const date =
    pad(moved.year, 4) +
    (month === undefined ? '' : pad(moved.month, 2)) +
    (day === undefined ? '' : pad(moved.day, 2));
  return date + time + offset;
}

/** One DT value or a range of two: time, fraction and offset from UTC stay; `YYYY` and `YYYYMM` keep their precision. */
export function shiftDateTime(value: string, days: number): string | undefined {
  return shiftPadded(value, (core) => shiftOneDateTime(core, days));
}

/** All ages over 89: "90 or older". */
const CAPPED = '090Y';

/** How many of a unit are 90 years. */
const NINETY: Readonly<Record<string, number>> = { D: 32_872, W: 4696, M: 1080, Y: 90, '': 90 };

/**
 * An AS value (PS3.5 6.2), `090Y` where it is over 89 years. Ages that lack zeros or the unit are understood; what is no age
 * at all becomes empty, because nobody can say that it is not over 89. Blank values come back as they are.
 */
export function capAge(age: string): string {
  const text = age.replaceAll('\0', ' ').trim();
  if (text === '') return age;
  const parts = /^(\d{1,6}) ?([DWMY]?)$/.exec(text.toUpperCase());
  if (parts === null) return '';
  const limit = NINETY[parts[2] ?? ''] ?? 90;
  return Number(parts[1]) >= limit ? CAPPED : age;
}
