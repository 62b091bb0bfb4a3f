// Dates in every common notation: ISO, DICOM DA and DT (PS3.5 Section 6.2), with month names, and East Asian with eras.
import type { DateSpan } from './dateSpan.js';
import { foldWord } from './fold.js';
import { months } from './months.js';
import { findPartialDates } from './partialDates.js';

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** yyyymmdd, or nothing where there is no such day; two-digit years are 1931 to 2030. */
function day(year: string, month: string | number, date: string): readonly number[] {
  const y = year.length === 2 ? Number(year) + (Number(year) > 30 ? 1900 : 2000) : Number(year);
  const m = Number(month);
  const d = Number(date);
  if (y < 1850 || y > 2150 || m < 1 || m > 12 || d < 1 || d > (daysInMonth[m - 1] ?? 0)) return [];
  // A two-digit year may be of either century: birth dates are.
  const readings = [y * 10000 + m * 100 + d];
  if (year.length === 2) readings.push(readings[0] === undefined ? 0 : readings[0] + (y >= 2000 ? -1000000 : 1000000));
  return readings;
}

/** As {@link day}; a year that no one here writes may be of the Buddhist era, 543 ahead. */
function dayOfEra(year: string, month: string | number, date: string): readonly number[] {
  const era = year.length === 4 && Number(year) >= 1850 + BUDDHIST && Number(year) <= 2150 + BUDDHIST;
  return day(era ? String(Number(year) - BUDDHIST) : year, month, date);
}
const BUDDHIST = 543;

const roman =
  /(?<![0-9A-Za-z.,]|[0-9][-/])(\d{1,2})([-/. ]{1,2})(VI{1,3}|IV|IX|XI{0,2}|V|I{1,3})\2(\d{4}|\d{2})(?![0-9A-Za-z]|[-/.,]\d)/g;
const romanMonths = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');
const spaced = /(?<![0-9A-Za-z.,/-]|[0-9] )(\d{1,2}) (\d{1,2}) (\d{4})(?![0-9A-Za-z]|[.,/-]\d| \d+(?: |$))/g;
const numeric =
  /(?<![0-9A-Za-z.,]|[0-9][-/])(\d{1,4})( ?)([-/.])( ?)(\d{1,2})\2\3\4(\d{4}|\d{2})(?![0-9A-Za-z]|[-/.,]\d)/g;
const yearFirst = /(?<![0-9.,]|[0-9][-/])((?:18|19|20|21)\d{2})([-/._ ])(\d{1,2})\2(\d{1,2})(?![0-9]|[-/.]\d)/g;
const compact = /(?<![0-9.,])(\d{14}(?:\.\d{1,6})?(?:[+-]\d{4})?|\d{12}|\d{8}|\d{6})(?![0-9]|[.,]\d)/g;
const eastAsian =
  /(?:(?<![0-9])(\d{4}|\d{2})|(明治|大正|昭和|平成|令和)\s?(\d{1,2}|元))\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일号])?/g;
const eraLetter = /(?<![0-9A-Za-z])([MTSHR])(\d{1,2})([./-])(\d{1,2})\3(\d{1,2})(?![0-9A-Za-z]|[./-]\d)/g;
const words = /[\p{L}\p{M}]{3,13}/gu;
const asciiWords = /[A-Za-z]{3,13}/g;
const dayBefore =
  /(?<![0-9A-Za-z.,/]|[0-9][-/])(\d{1,2})(?:st|nd|rd|th|er|º|ª|o)?\.?[\s\-/_,]{0,2}(?:(?:of|de|di|do|den|d')\s?)?$/i;
const yearBefore = /(?<![0-9.,])((?:19|20)\d{2})[\s\-/_,.]{1,2}$/;
const yearAfter =
  /^\.?,?[\s\-/_']{0,3}(?:(?:de|del|of|do)\s)?'?(\d{4}|\d{2})(?![0-9]|[./:]\d|\s?(?:mm|cm|ml|mg|kg|kv|%|x\d))/i;
const dayAfter =
  /^\.?[\s\-/_]{0,2}(\d{1,2})(st|nd|rd|th)?(?![0-9]|[./:]\d|\s?(?:mm|cm|ml|mg|kg|kv|%))(?:,?[\s\-/_]{1,2}(\d{4})(?![0-9])|(?:,?\s)'(\d{2})(?![0-9]))?/i;
/** 7/6 1998, as Swedes write it. */
const nordic = /(?<![0-9A-Za-z.,/-])(\d{1,2})\/(\d{1,2}) ((?:19|20)\d{2})(?![0-9]|[./]\d)/g;
const version = /(?:version|software|firmware|release|build|ver|vers|rev|sw|v)[.:]?\s?$/i;
/** Months that are other words, too. */
const otherWords = /^(?:march|mars|mart|may)$/i;
/** What only a date follows, or a place: then no number does. */
const cue =
  /(?:^|[^\p{L}])(?:vom|am|geb\.?|geboren|on|le|du|den|dated?|dob|since|until|seit|bis|aufnahme|sturz|unfall|befund|untersuchung|kontrolle|voruntersuchung|voraufnahme|entlassung|einweisung|termin|histologie|biopsie|trauma|stationär|datum|extern|exam|study|visit of|op|van|del|de|från|fra|från den|z|z dnia|dnia|od|do|от|από|της|uit)[:.]?\s$/iu;
const timeAfter =
  /^[ T,_]{0,3}(?:(?:at|um|à|a las|alle|om|kl\.?|klokken|@)\s)?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,6})?)?(?:\s?(?:[ap]\.?m\.?|uhr|h|z)(?![A-Za-z])|\s?[+-]\d{2}:?\d{2})?(?![0-9:])/i;

/** Dates in a flattened text, by place; they may overlap. */
export function findDates(flat: string): readonly DateSpan[] {
  const found: DateSpan[] = [];
  if (/\d/.test(flat)) {
    findNumeric(flat, found);
    findCompact(flat, found);
    findNamed(flat, found);
    if (/[年년]/.test(flat)) findEastAsian(flat, found);
  }
  found.push(...findPartialDates(flat));
  return found.map((date) => withTime(flat, date)).sort((a, b) => a.start - b.start);
}

function findNumeric(flat: string, found: DateSpan[]): void {
  for (const match of flat.matchAll(yearFirst)) {
    const [all, year = '', separator = '', month = '', date = ''] = match;
    const days = day(year, month, date);
    const sure = separator !== ' ' && (separator !== '.' || month.length === 2);
    if (days.length > 0) found.push({ start: match.index, end: match.index + all.length, days, months: [], sure });
  }
  for (const match of flat.matchAll(numeric)) {
    const [all, first = '', gap = '', separator = '', , second = '', year = ''] = match;
    if (first.length > 2) continue;
    const days = [
      ...dayOfEra(year, second, first),
      ...dayOfEra(year, first, second),
      ...(year.length === 2 && first.length === 2 ? day(first, second, year) : []),
    ];
    if (days.length === 0) continue;
    found.push({
      start: match.index,
      end: match.index + all.length,
      days,
      months: [],
      sure: Number(year) < 2200 && isSureNumeric(flat, match.index, { first, second, year, separator, gap }, days),
    });
  }
  for (const match of flat.matchAll(spaced)) {
    const [all, first = '', second = '', year = ''] = match;
    const days = [...day(year, second, first), ...day(year, first, second)];
    if (days.length > 0)
      found.push({
        start: match.index,
        end: match.index + all.length,
        days,
        months: [],
        sure: cue.test(flat.slice(Math.max(0, match.index - 14), match.index)),
      });
  }
  for (const match of /[IVX]/.test(flat) ? flat.matchAll(roman) : []) {
    const [all, date = '', separator = '', month = '', year = ''] = match;
    const days = day(year, romanMonths.indexOf(month) + 1, date);
    const sure = year.length === 4 && separator.trim() !== '';
    if (days.length > 0) found.push({ start: match.index, end: match.index + all.length, days, months: [], sure });
  }
  for (const match of flat.includes('/') ? flat.matchAll(nordic) : []) {
    const [all, date = '', month = '', year = ''] = match;
    const days = day(year, month, date);
    if (days.length > 0)
      found.push({ start: match.index, end: match.index + all.length, days, months: [], sure: true });
  }
  for (const match of flat.matchAll(eraLetter)) {
    const [all, era = '', year = '', , month = '', date = ''] = match;
    const base = { M: 1867, T: 1911, S: 1925, H: 1988, R: 2018 }[era];
    const days = base === undefined ? [] : day(String(base + Number(year)), month, date);
    if (days.length > 0)
      found.push({ start: match.index, end: match.index + all.length, days, months: [], sure: false });
  }
}

interface NumericParts {
  readonly first: string;
  readonly second: string;
  readonly year: string;
  readonly separator: string;
  readonly gap: string;
}

/** 1.2.3 is a version and 2-14-7 may be anything: without a four-digit year the form has to be strict. */
function isSureNumeric(flat: string, start: number, parts: NumericParts, days: readonly number[]): boolean {
  const before = flat.slice(Math.max(0, start - 12), start);
  // `Konsil v. 21.11.2007` is of that day.
  if (version.test(before) && !(parts.year.length === 4 && /(?<!\p{L})v\. $/u.test(before))) return false;
  if (parts.year.length === 4) return true;
  if (days.every((value) => value < 19000000)) return false;
  if (cue.test(flat.slice(Math.max(0, start - 14), start))) return true;
  if (parts.separator === '/') return parts.gap === '';
  return parts.first.length === 2 && parts.second.length === 2 && parts.gap === '';
}

function findCompact(flat: string, found: DateSpan[]): void {
  for (const match of flat.matchAll(compact)) {
    const [all] = match;
    const run = /^\d+/.exec(all)?.[0] ?? '';
    const end = match.index + all.length;
    if (run.length === 6) {
      const [a, b, c] = [run.slice(0, 2), run.slice(2, 4), run.slice(4)];
      const days = [...day(a, b, c), ...day(c, b, a), ...day(c, a, b)];
      if (days.length > 0) found.push({ start: match.index, end, days, months: [], sure: false });
      continue;
    }
    const days = day(run.slice(0, 4), run.slice(4, 6), run.slice(6, 8));
    const other =
      run.length === 8
        ? [
            ...day(run.slice(4), run.slice(2, 4), run.slice(0, 2)),
            ...day(run.slice(4), run.slice(0, 2), run.slice(2, 4)),
          ]
        : [];
    if (run.length > 8 && !isTime(run.slice(8))) continue;
    const sure = days.some((value) => value >= 19000000 && value < 21000000) && run.length !== 12;
    if (days.length + other.length > 0)
      found.push({ start: match.index, end, days: [...days, ...other], months: [], sure });
  }
}

function isTime(digits: string): boolean {
  return Number(digits.slice(0, 2)) < 24 && Number(digits.slice(2, 4)) < 60 && Number(digits.slice(4, 6) || '0') < 61;
}

function findEastAsian(flat: string, found: DateSpan[]): void {
  for (const match of flat.matchAll(eastAsian)) {
    const [all, western, era, eraYear, month = '', date] = match;
    const base = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 }[era ?? ''] ?? 0;
    const year = western ?? String(base + (eraYear === '元' ? 1 : Number(eraYear)));
    const days = date === undefined ? [] : day(year, month, date);
    const monthNumber = date === undefined && year.length === 4 ? [Number(year) * 100 + Number(month)] : [];
    if (days.length > 0 || monthNumber.length > 0) {
      found.push({ start: match.index, end: match.index + all.length, days, months: monthNumber, sure: true });
    }
  }
}

function findNamed(flat: string, found: DateSpan[]): void {
  const pattern = /[^\x00-\x7f]/.test(flat) ? words : asciiWords;
  for (const match of flat.matchAll(pattern)) {
    const month = months.get(foldWord(match[0]));
    if (month === undefined) continue;
    const start = match.index;
    const end = start + match[0].length;
    const next = flat.charCodeAt(end);
    if ((next >= 0x41 && next <= 0x5a) || (next >= 0x61 && next <= 0x7a)) continue;
    const span = namedDate(flat, start, end, month);
    if (span !== undefined) found.push(span);
  }
}

function namedDate(flat: string, start: number, end: number, month: number): DateSpan | undefined {
  const word = flat.slice(start, end);
  const before = flat.slice(Math.max(0, start - 12), start);
  const after = flat.slice(end, end + 16);
  const left = dayBefore.exec(before);
  const right = yearAfter.exec(after);
  const long = word.length >= 4 || /[^\x00-\x7f]/.test(word);
  if (left?.[1] !== undefined) {
    const from = start - left[0].length;
    if (right?.[1] !== undefined) {
      const days = dayOfEra(right[1], month, left[1]);
      if (days.length > 0) return { start: from, end: end + right[0].length, days, months: [], sure: true };
    }
    if (
      (long || cue.test(flat.slice(Math.max(0, from - 14), from))) &&
      (!otherWords.test(word) || cue.test(flat.slice(Math.max(0, from - 14), from))) &&
      day('2000', month, left[1]).length > 0
    ) {
      return { start: from, end, days: [], months: [], sure: true };
    }
  }
  const yearLeft = yearBefore.exec(before);
  const dayRight = dayAfter.exec(after);
  if (yearLeft?.[1] !== undefined) {
    const days = dayRight?.[1] === undefined ? [] : day(yearLeft[1], month, dayRight[1]);
    const length = days.length > 0 ? (dayRight?.[0].length ?? 0) : 0;
    return {
      start: start - yearLeft[0].length,
      end: end + length,
      days,
      months: [Number(yearLeft[1]) * 100 + month],
      sure: true,
    };
  }
  if (dayRight?.[1] !== undefined) {
    const year = dayRight[3] ?? dayRight[4];
    const days = year === undefined ? [] : day(year, month, dayRight[1]);
    if (days.length > 0) return { start, end: end + dayRight[0].length, days, months: [], sure: true };
    const plainDay = day('2000', month, dayRight[1]).length > 0;
    const capital = word.slice(0, 1) !== word.slice(0, 1).toLowerCase();
    if (year === undefined && plainDay && (dayRight[2] !== undefined || (long && capital && !otherWords.test(word)))) {
      return { start, end: end + dayRight[0].length, days: [], months: [], sure: true };
    }
  }
  if (
    right?.[1]?.length === 4 &&
    /^(?:19|20)/.test(right[1]) &&
    (long || word.slice(0, 1) !== word.slice(0, 1).toLowerCase())
  ) {
    return { start, end: end + right[0].length, days: [], months: [Number(right[1]) * 100 + month], sure: true };
  }
  return undefined;
}

/** A time of day right after a date goes with it. */
function withTime(flat: string, date: DateSpan): DateSpan {
  const time = timeAfter.exec(flat.slice(date.end, date.end + 40));
  if (time === null || Number(time[1]) > 24 || Number(time[2]) > 59) return date;
  return { ...date, end: date.end + time[0].length };
}
