// Fills the slots of a line with an invented person's particulars, and says what of it identifies.
import { FORMS, type TextSet } from './forms.js';
import type { Language } from './language.js';

export type Random = () => number;

export interface Span {
  readonly category: string;
  readonly value: string;
}

/** A piece of text: what identifies, and what doesn't. */
export type Piece = { readonly kind: 'plain'; readonly text: string } | { readonly kind: 'span'; readonly span: Span };

export interface Persona {
  readonly language: Language;
  readonly given: string;
  readonly nick: string;
  readonly family: string;
  readonly inflected: string;
  readonly id: string;
  readonly set: TextSet;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('an empty list');
  return found;
}

const digits = (pattern: string, random: Random): string =>
  pattern.replaceAll('#', () => String(Math.floor(random() * 10)));

export function makePersona(language: Language, set: TextSet, random: Random): Persona {
  const [given = '', nick = given] = pick(language.given, random).split('=');
  const [family = '', inflected = family] = pick(language.family, random).split('=');
  return {
    language,
    given,
    nick,
    family,
    inflected,
    id: digits(pick(FORMS[set === 'tune' ? 'tune' : 'score'].patientIds, random), random),
    set,
  };
}

const JOINED = new Set(['ja', 'zh', 'ko']);

function fullName({ given, family, language, set }: Persona, random: Random): string {
  if (JOINED.has(language.code)) return family + given;
  return pick(
    FORMS[set === 'tune' ? 'tune' : 'score'].fullName(
      given,
      family,
      language.code,
      pick([...'ABCDEFGHJKLMNPRSTW'], random),
    ),
    random,
  );
}

function misspelt(name: string, random: Random): string {
  const at = 1 + Math.floor(random() * Math.max(1, name.length - 3));
  const letter = name.charAt(at);
  if (random() < 0.5) return name.slice(0, at) + letter + name.slice(at);
  return name.slice(0, at) + name.charAt(at + 1) + letter + name.slice(at + 2);
}

function date(pattern: string, language: Language, random: Random): string {
  const month = Math.floor(random() * 12);
  const day = 1 + Math.floor(random() * 28);
  const year = 1996 + Math.floor(random() * 27);
  const two = (n: number) => String(n).padStart(2, '0');
  const parts: Readonly<Record<string, string>> = {
    MON: language.months[month] ?? '',
    MMM: (language.monthsShort ?? language.months)[month] ?? '',
    YYYY: String(year),
    YY: two(year % 100),
    MM: two(month + 1),
    M: String(month + 1),
    DD: two(day),
    D: String(day),
  };
  return pattern.replace(/MON|MMM|YYYY|YY|MM|M|DD|D/g, (key) => parts[key] ?? key);
}

/** Another person of the same language than `persona`. */
function other(persona: Persona, random: Random): { given: string; family: string; inflected: string } {
  const { language } = persona;
  const others = (list: readonly string[], own: string) => list.filter((name) => !name.startsWith(own));
  const [family = '', inflected = family] = pick(others(language.family, persona.family), random).split('=');
  return { given: pick(others(language.given, persona.given), random).split('=')[0] ?? '', family, inflected };
}

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

function logIn(given: string, family: string, random: Random): string {
  const forms = [
    `${plain(given).charAt(0)}${plain(family)}`,
    `${plain(family)}${plain(given).charAt(0)}`,
    digits(`${plain(family).slice(0, 5)}${plain(given).slice(0, 2)}#`, random),
    `${plain(given)}.${plain(family)}`,
  ];
  return pick(forms, random);
}

function initialsOf(given: string, family: string, random: Random): string {
  const both = given.charAt(0) + family.charAt(0);
  const forms = [both.toUpperCase(), both.toUpperCase(), both.toLowerCase(), `${[...both.toUpperCase()].join('.')}.`];
  return pick(forms, random);
}

function fill(slot: string, persona: Persona, random: Random): Span {
  const { language, given, family } = persona;
  const forms = FORMS[persona.set === 'tune' ? 'tune' : 'score'];
  const one = (list: readonly string[]) => digits(pick(list, random), random);
  const joined = JOINED.has(language.code);
  const caps = (name: string) => (random() < 0.25 ? name.toLocaleUpperCase(language.code) : name);
  const doctor = other(persona, random);
  switch (slot) {
    case 'P':
      return { category: 'patient', value: fullName(persona, random) };
    case 'PL':
      return { category: 'patient', value: caps(family) };
    case 'PF':
      return { category: 'patient', value: given };
    case 'PN':
      return { category: 'nickname', value: persona.nick };
    case 'PT':
      return { category: 'misspelt', value: misspelt(family, random) };
    case 'PI':
      return {
        category: 'initials',
        value: pick(
          [
            `${given.charAt(0)}${family.charAt(0)}`.toUpperCase(),
            `${given.charAt(0)}. ${family.charAt(0)}.`.toUpperCase(),
          ],
          random,
        ),
      };
    case 'PG':
      return { category: 'inflected', value: persona.inflected };
    case 'R':
      return {
        category: 'relative',
        value: random() < 0.5 ? doctor.given : joined ? family + doctor.given : `${doctor.given} ${family}`,
      };
    case 'D':
      return { category: 'physician', value: caps(doctor.family) };
    case 'DF':
      return {
        category: 'physician',
        value: joined ? doctor.family + doctor.given : caps(`${doctor.given} ${doctor.family}`),
      };
    case 'DI':
      return {
        category: 'physician',
        value: joined ? doctor.family + doctor.given : `${doctor.given.charAt(0)}. ${doctor.family}`,
      };
    case 'DB': {
      const initial = doctor.given.charAt(0);
      const forms = [
        `${doctor.family} ${initial}`,
        `${doctor.family}, ${initial}.`,
        `${caps(doctor.family)} ${initial}.`,
      ];
      return { category: 'physician', value: joined ? doctor.family + doctor.given : pick(forms, random) };
    }
    case 'DV':
      return { category: 'log-in', value: logIn(doctor.given, doctor.family, random) };
    case 'TI':
      return { category: 'initials', value: initialsOf(doctor.given, doctor.family, random) };
    case 'DG':
      return { category: 'inflected', value: doctor.inflected };
    case 'H':
      return { category: 'hospital', value: one(language.hospitals) };
    case 'W':
      return { category: 'ward', value: one(language.wards) };
    case 'T':
      return { category: 'town', value: one(language.towns) };
    case 'A':
      return { category: 'address', value: one(language.addresses) };
    case 'F':
      return { category: 'phone', value: one(language.phones) };
    case 'B':
      return { category: 'phone', value: one(forms.pagers) };
    case 'K':
      return { category: 'number', value: one(forms.plates) };
    case 'E':
      return {
        category: 'e-mail',
        value: `${plain(doctor.given).charAt(0)}.${plain(doctor.family)}${one(forms.mailEnds)}`,
      };
    case 'U':
      return { category: 'URL', value: one(forms.pages) };
    case 'N':
      return {
        category: 'number',
        value: one(forms.numbers),
      };
    case 'NP':
      return { category: 'number', value: persona.id };
    case 'SS':
      return { category: 'number', value: one(forms.socialNumbers) };
    case 'AC':
      return {
        category: 'number',
        value: one(forms.accessions),
      };
    case 'DT':
      return { category: 'date', value: date(pick(language.dates, random), language, random) };
    case 'DW':
      return {
        category: 'date in words',
        value: date(pick(language.dateWords, random), language, random),
      };
    case 'DY':
      return {
        category: 'date without year',
        value: date(pick(language.days ?? language.dates, random), language, random),
      };
    case 'G':
      return { category: 'age', value: String(90 + Math.floor(random() * 12)) };
    case 'S':
      return { category: 'serial', value: one(forms.serials) };
    default:
      throw new Error(`no slot ${slot}`);
  }
}

export function fillLine(line: string, persona: Persona, random: Random): readonly Piece[] {
  return line
    .split(/(\{[A-Z]+\})/)
    .filter((part) => part !== '')
    .map((part) =>
      /^\{[A-Z]+\}$/.test(part)
        ? { kind: 'span', span: fill(part.slice(1, -1), persona, random) }
        : { kind: 'plain', text: digits(part, random) },
    );
}

export const textOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.kind === 'plain' ? piece.text : piece.span.value)).join('');
