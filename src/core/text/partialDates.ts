// A day and a month without a year, and feasts: dates where the words around say so. 45 CFR 164.514(b)(2)(i)(C) has all elements of a date but the year.
import type { DateSpan } from './dateSpan.js';
import { foldWord } from './fold.js';
import { months } from './months.js';

/** What happens on a day: CT of 3/14, note from 12/1. */
const EVENTS =
  'ct|cta|mri?|mra|pet|us|xr|cxr|x-?ray|films?|study|studies|exam|examination|scans?|images|imaging|priors?|report|note|visit|appointment|appt|admission|admitted|discharged?|surgery|procedure|biopsy|labs?|call(?:ed)?|echo|mammogram|ultrasound|seen|done|performed|dated?|obtained|operated|fell|injury|accident|onset|lmp|doi|dos|transferred|scheduled|due|rescheduled|follow-?up|f/u|comparison|compared|history|board|conference|meeting|mdt|clinic';
const BY_EVENT = `(?:${EVENTS}):? (?:(?:was |is )?(?:on|of|from|dated|for|since|to|back on) )`;
const BY_WORD = 'dated |since |until |called back on |back on |due on |before the |by the |d\\.d\\. ';
const american = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${BY_EVENT}|${BY_WORD})(?<v>(\\d{1,2})/(\\d{1,2}))(?![\\p{N}/%]|[.,-]\\d)`,
  'giu',
);
/** Right behind what happens on a day; behind other words (scan 2/3) it may be a part of a number. */
const MOMENTS =
  'seen|admitted|discharged|called?|fell|onset|lmp|doi|dos|transferred|scheduled|due|appt|appointment|surgery|operated|obtained|needlestick|pre[- ]?op|post[- ]?op|board|conference|meeting|mdt|injury|accident';
const moment = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${MOMENTS}):? (?<v>(\\d{1,2})/(\\d{1,2}))(?![\\p{N}/%]|[.,-]\\d)`,
  'giu',
);
/** Behind `on` alone it has to end there: on 3/14, on 3/14 at noon; and not on 2/4 views. */
const onDay =
  /(?<![\p{L}\p{N}])(?:on|On|ON|am|op|le|el|il) (?<v>(\d{1,2})\/(\d{1,2}))(?![\p{N}/%]|[.,-]\d)(?=\s*(?:[.,;:)]|$|\n)| (?:at|by|and|for|with|to|per|via|because|when|after|from|à|a las|alle|um)(?!\p{L}))/gu;
const german =
  /(?<![\p{L}\p{N}])(?:[Aa]m|[Vv]om|[Ss]eit|[Bb]is|[Zz]um|[Aa]b|[Dd]en) (?<v>(\d{1,2})\.\s?(\d{1,2})\.)(?!\s?\d)/gu;
const romance =
  /(?<![\p{L}\p{N}])(?:en date du|du|del?|dal|depuis le|vu le|le|desde el|hasta el|el|il|al) (?<v>(\d{1,2})\/(\d{1,2}))(?![\p{N}/%]|[.,-]\d)(?=\s*(?:[.,;:)]|$|\n)| (?:à|au|a|al|y|et|e|para|pour|per|par|por|chez|con|avec)(?!\p{L}))/gu;
/** What is counted in parts: 3/5 slices. */
const COUNTED =
  /^\s?(?:of|views?|images?|slices?|sequences?|scores?|levels?|cores?|nodes?|points?|lobes?|vessels?|inch|dose|strength|murmur|in|"|mm|cm|scale|Tage?|Segment|Rippen?|Zehe?|Fingers?|Strahl|Male?|Etage|Grad|Ast|Bogen|Zahn|Quadrant|Monat|Woche|[BLH]WK|Lendenwirbel|Brustwirbel|Metakarp\p{L}*|Metatars\p{L}*|[xX]\s?\d)(?!\p{L})/u;

const feasts =
  /(?<![\p{L}\p{N}])(?:on|since|at|before|after|around|over|last|this|until|during|by|seit|an|vor|nach) (?<v>Christmas(?: Eve| Day)?|New Year(?:'s)?(?: Eve| Day)|Thanksgiving(?: Day)?|Halloween|Independence Day|Labor Day|Memorial Day|Veterans Day|Presidents Day|Valentine's Day|St\.? Patrick's Day|Mother's Day|Father's Day|Boxing Day|Good Friday|Easter(?: Sunday| Monday)?|July 4th|the Fourth of July|Heiligabend|Weihnachten|Silvester|Neujahr|Ostern|Ostermontag|Pfingsten)(?![\p{L}\p{N}]| (?:tree|disease))/giu;

/** 3 Apr, Oct 12; not OCT, MAR or DEC, which are other words. */
const shortMonths =
  /(?<![\p{L}\p{N}.,/-])(?:\d{1,2} (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|(?:Jan|Feb|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec) \d{1,2}|(?:Mar|May) \d{1,2}(?=[,.;)\s]*$|[,.;)])|\d{1,2}-(?:[Jj]an|[Ee]ne|[Ff]eb|[Mm]ar|[Aa]pr|[Aa]br|[Mm]ay|[Mm]ai|[Jj]u[nl]|[Aa]ug|[Aa]go|[Ss]ept?|[Oo][ck]t|[Nn]ov|[Dd]e[cz]|[Dd]ic)|\d{1,2} (?:mai|août|juin|juil))(?![\p{L}\p{N}]|[./,:-]\d)/gu;
/** A part of a month: Ende Oktober, early May. */
const partOfMonth =
  /(?<![\p{L}\p{N}])(?:[Aa]nfang|[Ee]nde|[Mm]itte|[Ee]arly|[Ll]ate|[Mm]id|[Dd]ébut|[Ff]in|[Mm]i|[Ii]nizio|[Ff]ine|principios de|finales de|mediados de|início de|final de|[Bb]egin|[Ee]ind|början av|slutet av)[ -](\p{L}{3,12})(?!\p{L})/gu;
/** A year of birth. */
const born =
  /(?<![\p{L}\p{N}])(?:dob|d\.o\.b\.|born(?: in)?|b\.|year of birth|geb\.?|jahrgang|née? en|nat[oa] nel|nacid[oa] en)[\s:]{1,2}(?<v>(?:18|19|20)\d\d)(?![\p{N}]|[-/.]\d)/giu;

const FEAST = /mas|giving|ween|\bday|friday|easter|july|eve|abend|weihn|silv|neuj|oster|pfing/i;

/** Dates without a year in a flattened text. */
export function findPartialDates(flat: string): readonly DateSpan[] {
  const found: DateSpan[] = [];
  if (/\d\/\d/.test(flat)) for (const expression of [american, onDay]) collect(flat, expression, isEither, found);
  if (/\d\/\d/.test(flat)) for (const expression of [moment, romance]) collect(flat, expression, isNoPart, found);
  if (/\d\.\s?\d{1,2}\./.test(flat)) collect(flat, german, isDayFirst, found);
  if (FEAST.test(flat)) for (const match of flat.matchAll(feasts)) found.push(spanOf(match));
  if (
    /anfang|ende|mitte|early|late|mid|début|fin|mi[ -]|inizio|principios|finales|mediados|início|begin|eind|början|slutet/i.test(
      flat,
    )
  )
    for (const match of flat.matchAll(partOfMonth)) if (months.has(foldWord(match[1] ?? ''))) found.push(spanOf(match));
  if (/\d/.test(flat))
    for (const expression of [shortMonths, born])
      for (const match of flat.matchAll(expression)) found.push(spanOf(match));
  return found;
}

function collect(flat: string, expression: RegExp, fits: (a: number, b: number) => boolean, found: DateSpan[]): void {
  for (const match of flat.matchAll(expression)) {
    const [first, second] = match.slice(2, 4).map(Number);
    if (first === undefined || second === undefined || !fits(first, second)) continue;
    if (!COUNTED.test(flat.slice(match.index + match[0].length, match.index + match[0].length + 16)))
      found.push(spanOf(match));
  }
}

function spanOf(match: RegExpExecArray): DateSpan {
  const end = match.index + match[0].length;
  return { start: end - (match.groups?.['v'] ?? match[0]).length, end, days: [], months: [], sure: true };
}

function isDayFirst(day: number, month: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/** Done 2/3 is two of three. */
function isNoPart(first: number, second: number): boolean {
  return isEither(first, second) && !(first <= second && second <= 6);
}

function isEither(first: number, second: number): boolean {
  return isDayFirst(first, second) || isDayFirst(second, first);
}
