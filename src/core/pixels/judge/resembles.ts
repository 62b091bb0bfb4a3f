// Whether a text that a network read may be an identifier that the object names: characters that look alike count as one, and some
// may be wrong. In memory only.
import { findDates } from '../../text/dates.js';
import type { EvidenceItem } from '../../text/evidence.js';
import { flatten } from '../../text/fold.js';
import type { SpanCategory } from '../../text/textSpan.js';
import { isTechnicalForm } from '../../text/vocabulary.js';

/** What readers take for one another, as one character each. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/[0OQDoCU]/gu, '0'],
  [/[1lIiL|!/\\tTJj7]/gu, '1'],
  [/[5Ss$]/gu, '5'],
  [/[8B&]/gu, '8'],
  [/[2Zz]/gu, '2'],
  [/[6Gb]/gu, '6'],
  [/[9gq]/gu, '9'],
  [/[4A]/gu, '4'],
];

/** Letters and digits alone, look-alikes as one. */
function alike(text: string): string {
  let out = flatten(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
  for (const [pattern, one] of ALIKE) out = out.replace(pattern, one);
  return out.toUpperCase().replace(/[^\p{L}\p{Nd}]+/gu, '');
}

interface Form {
  readonly text: string;
  /** So many characters may differ. */
  readonly slack: number;
  readonly category: SpanCategory;
  readonly day: boolean;
}

/** No part of a date but in the names of months; months are looked for by three letters. */
const WORD = /\p{L}{4,}/gu;

const MOST_FORMS = 4000;

const CATEGORIES: Readonly<Record<EvidenceItem['kind'], SpanCategory>> = {
  'patient-name': 'name',
  'person-name': 'name',
  'patient-id': 'id',
  id: 'id',
  date: 'date',
  'birth-date': 'date',
  institution: 'institution',
  place: 'place',
  address: 'place',
  phone: 'contact',
  email: 'contact',
  device: 'device',
  'ae-title': 'device',
};

export interface Likeness {
  /** The kind of identifier that a text may be, as it was read. */
  find(text: string): SpanCategory | undefined;
}

export function likenessOf(items: readonly EvidenceItem[]): Likeness {
  const forms = new Map<string, Form>();
  for (const item of items) {
    if (forms.size >= MOST_FORMS) break;
    for (const text of spellings(item)) {
      const own = alike(text);
      const day = item.kind === 'date' || item.kind === 'birth-date';
      if (own.length >= (day ? 6 : 4) && !forms.has(own))
        forms.set(own, { text: own, slack: slackOf(own, item), category: CATEGORIES[item.kind], day });
    }
  }
  return {
    find(text) {
      const own = alike(text);
      if (own.length < 3) return undefined;
      // Letters that look like digits make up days in any long word.
      const numbers = alike(text.replace(WORD, ' '));
      for (const form of forms.values()) if (within(form.day ? numbers : own, form)) return form.category;
      return undefined;
    },
  };
}

function slackOf(text: string, { kind }: EvidenceItem): number {
  // A date that is one digit off is another date, but what was read may be off by one as well.
  if (kind === 'date' || kind === 'birth-date') return 1;
  return text.length < 5 ? 0 : text.length < 8 ? 1 : Math.floor(text.length / 4);
}

const PLAIN_WORD = /[\p{L}\p{Nd}'’-]{3,}/gu;

function spellings({ kind, value }: EvidenceItem): readonly string[] {
  switch (kind) {
    case 'date':
    case 'birth-date':
      return dateSpellings(value);
    case 'patient-name':
    case 'person-name':
    case 'institution':
    case 'place':
    case 'address':
      return (value.match(PLAIN_WORD) ?? []).filter((word) => !isTechnicalForm(word.toLowerCase()));
    default:
      return [value];
  }
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function dateSpellings(value: string): readonly string[] {
  const stamp = /^\s*(\d{4})(\d{2})(\d{2})/.exec(value);
  const days =
    stamp === null
      ? findDates(flatten(value)).flatMap(({ days: own }) => own)
      : [Number(`${stamp[1]}${stamp[2]}${stamp[3]}`)];
  return days.flatMap((day) => {
    const text = String(day).padStart(8, '0');
    const [year, month, date] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)];
    const name = MONTHS[Number(month) - 1] ?? '';
    const short = year.slice(2);
    return [
      `${year}${month}${date}`,
      `${date}${month}${year}`,
      `${month}${date}${year}`,
      `${date}${name}${year}`,
      `${name}${date}${year}`,
      `${year}${name}${date}`,
      `${date}${month}${short}`,
      `${month}${date}${short}`,
    ];
  });
}

/** True where some stretch of the text is the form, but for so many characters (Sellers' search). */
function within(text: string, { text: form, slack }: Form): boolean {
  if (text.includes(form)) return true;
  if (slack === 0 || text.length < form.length - slack) return false;
  let row = Array.from({ length: form.length + 1 }, (_, index) => index);
  for (const character of text) {
    const next = [0];
    for (let at = 1; at <= form.length; at++) {
      const same = form[at - 1] === character ? 0 : 1;
      next.push(Math.min((row[at - 1] ?? 0) + same, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    if ((next[form.length] ?? form.length) <= slack) return true;
    row = next;
  }
  return false;
}
