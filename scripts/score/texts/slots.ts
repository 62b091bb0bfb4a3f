// Fills the slots of a line with an invented person's particulars, and says what of it identifies.
import type { Language } from './language.js';

export type Random = () => number;

export interface Span {
  readonly category: string;
  readonly value: string;
}

/** A piece of text: what identifies, and what doesn't. */
export type Piece = { readonly kind: 'plain'; readonly text: string } | { readonly kind: 'span'; readonly span: Span };

/** Which third of names and lines is used: `tune` two, `score` the one that nobody looks at. */
export type Half = 'tune' | 'score';

export interface Persona {
  readonly language: Language;
  readonly given: string;
  readonly nick: string;
  readonly family: string;
  readonly inflected: string;
  readonly id: string;
  readonly half: Half;
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

export function halfOf<T>(list: readonly T[], half: Half): readonly T[] {
  const own = list.filter((_, index) => (index % 3 === 2) === (half === 'score'));
  return own.length === 0 ? list : own;
}

const digits = (pattern: string, random: Random): string =>
  pattern.replaceAll('#', () => String(Math.floor(random() * 10)));

export function makePersona(language: Language, half: Half, random: Random): Persona {
  const [given = '', nick = given] = pick(halfOf(language.given, half), random).split('=');
  const [family = '', inflected = family] = pick(halfOf(language.family, half), random).split('=');
  return {
    language,
    given,
    nick,
    family,
    inflected,
    id: digits(pick(['#######', 'H######', '##-##-##', 'P00#####'], random), random),
    half,
  };
}

const JOINED = new Set(['ja', 'zh', 'ko']);

function fullName(given: string, family: string, language: Language, random: Random): string {
  if (JOINED.has(language.code)) return family + given;
  const forms = [
    `${given} ${family}`,
    `${given} ${family}`,
    `${family}, ${given}`,
    `${family} ${given}`,
    `${given} ${family}`.toLocaleUpperCase(language.code),
    `${family}, ${given}`.toLocaleUpperCase(language.code),
    `${given.slice(0, 1)}. ${family}`,
  ];
  return pick(forms, random);
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
    YYYY: String(year),
    YY: two(year % 100),
    MM: two(month + 1),
    M: String(month + 1),
    DD: two(day),
    D: String(day),
  };
  return pattern.replace(/MON|YYYY|YY|MM|M|DD|D/g, (key) => parts[key] ?? key);
}

/** Another person of the same language than `persona`. */
function other(persona: Persona, random: Random): { given: string; family: string; inflected: string } {
  const { language, half } = persona;
  const others = (list: readonly string[], own: string) => {
    const rest = halfOf(list, half).filter((name) => !name.startsWith(own));
    return rest.length === 0 ? list.filter((name) => !name.startsWith(own)) : rest;
  };
  const [family = '', inflected = family] = pick(others(language.family, persona.family), random).split('=');
  return { given: pick(others(language.given, persona.given), random).split('=')[0] ?? '', family, inflected };
}

function fill(slot: string, persona: Persona, random: Random): Span {
  const { language, half, given, family } = persona;
  const one = (list: readonly string[]) => digits(pick(halfOf(list, half), random), random);
  const joined = JOINED.has(language.code);
  const caps = (name: string) => (random() < 0.25 ? name.toLocaleUpperCase(language.code) : name);
  const doctor = other(persona, random);
  switch (slot) {
    case 'P':
      return { category: 'patient', value: fullName(given, family, language, random) };
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
    case 'E':
      return {
        category: 'e-mail',
        value:
          `${doctor.given.slice(0, 1)}.${doctor.family}`.toLowerCase().replace(/[^a-z.]/g, '') +
          digits('##@praxis-nord.example', random),
      };
    case 'U':
      return { category: 'URL', value: digits('https://portal.lakeside.example/r/####', random) };
    case 'N':
      return {
        category: 'number',
        value: digits(pick(['########', 'H#######', '##-###-###', '#### #### ##', 'K#####-#'], random), random),
      };
    case 'NP':
      return { category: 'number', value: persona.id };
    case 'SS':
      return { category: 'number', value: digits(pick(['078-05-####', '943 476 5###'], random), random) };
    case 'AC':
      return {
        category: 'number',
        value: digits(pick(['A########', 'CT-20##-00####', '2#######', 'E##-#####'], random), random),
      };
    case 'DT':
      return { category: 'date', value: date(pick(halfOf(language.dates, half), random), language, random) };
    case 'DW':
      return {
        category: 'date in words',
        value: date(pick(halfOf(language.dateWords, half), random), language, random),
      };
    case 'G':
      return { category: 'age', value: String(90 + Math.floor(random() * 12)) };
    case 'S':
      return { category: 'serial', value: digits(pick(['SN####7', '7CX-#####', 'A####-###'], random), random) };
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
