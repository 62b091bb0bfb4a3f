// Invented headers and reports: files' elements, and what of each text identifies.
import type { ElementSpec } from '../../dicomWriter.js';
import { english } from './english.js';
import type { TextSet } from './forms.js';
import { german } from './german.js';
import type { Language } from './language.js';
import { NEUTRAL } from './neutral.js';
import { dutch, polish, swedish, turkish } from './northern.js';
import { french, italian, portuguese, spanish } from './romance.js';
import { arabic, chinese, greek, japanese, korean, russian } from './scripts.js';
import { fillLine, makePersona, type Persona, type Piece, pick, type Random, randomFrom, textOf } from './slots.js';
import { UNSEEN_LANGUAGES, UNSEEN_NEUTRAL } from './unseen/index.js';

export interface MadeText {
  readonly tag: string;
  /** Which one of the file's elements of this tag. */
  readonly nth: number;
  readonly pieces: readonly Piece[];
}

export interface MadeFile {
  readonly name: string;
  readonly language: string;
  readonly elements: readonly ElementSpec[];
  readonly texts: readonly MadeText[];
}

const LANGUAGES: readonly Language[] = [
  english,
  german,
  french,
  spanish,
  italian,
  portuguese,
  dutch,
  swedish,
  polish,
  turkish,
  japanese,
  chinese,
  korean,
  russian,
  greek,
  arabic,
];

const SHORT: readonly (readonly [number, string])[] = [
  [0x00081030, 'LO'],
  [0x0008103e, 'LO'],
  [0x00081080, 'LO'],
  [0x00181030, 'LO'],
  [0x00321030, 'LO'],
  [0x00321060, 'LO'],
  [0x00400254, 'LO'],
];
const NEUTRAL_AT: readonly (readonly [number, string])[] = [
  [0x00180010, 'LO'],
  [0x00400007, 'LO'],
];
const LONG: readonly (readonly [number, string])[] = [
  [0x00082111, 'ST'],
  [0x001021b0, 'LT'],
  [0x00104000, 'LT'],
  [0x00184000, 'LT'],
  [0x00204000, 'LT'],
  [0x00324000, 'LT'],
  [0x00401400, 'LT'],
];
const UID = '1.2.826.0.1.3680043.10.1500.77';
const MAX_SHORT = 64;

const hex = (tag: number): string => tag.toString(16).padStart(8, '0').toUpperCase();
const el = (tag: number, vr: string, value: string): ElementSpec => ({ tag, vr, value });

/** Takes lines in turn, so that each is used about as often as every other. */
function inTurn(list: readonly string[], random: Random): () => string {
  const left: string[] = [];
  return () => {
    if (left.length === 0) left.push(...list);
    return left.splice(Math.floor(random() * left.length), 1)[0] ?? '';
  };
}

function common(persona: Persona, at: number, random: Random, report: boolean): ElementSpec[] {
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
  const name = `${persona.family}^${persona.given}`;
  const joined = ['ja', 'zh', 'ko'].includes(persona.language.code);
  return [
    el(0x00080005, 'CS', 'ISO_IR 192'),
    el(0x00080016, 'UI', report ? '1.2.840.10008.5.1.4.1.1.88.11' : '1.2.840.10008.5.1.4.1.1.2'),
    el(0x00080018, 'UI', `${UID}.${at}`),
    el(0x00080020, 'DA', `202106${day}`),
    el(0x00080060, 'CS', report ? 'SR' : 'CT'),
    el(0x00080070, 'LO', 'SIEMENS'),
    el(0x00100010, 'PN', joined ? `=${name}` : name),
    el(0x00100020, 'LO', persona.id),
    el(0x00100030, 'DA', `196307${day}`),
    el(0x0020000d, 'UI', `${UID}.1.${at}`),
    el(0x0020000e, 'UI', `${UID}.2.${at}`),
    el(0x00200010, 'SH', '1'),
    el(0x00200011, 'IS', '1'),
    el(0x00200013, 'IS', '1'),
  ];
}

function code(tag: number, value: string, meaning: string): ElementSpec {
  const elements = [el(0x00080100, 'SH', value), el(0x00080102, 'SH', 'DCM'), el(0x00080104, 'LO', meaning)];
  return { tag, vr: 'SQ', items: [{ elements }] };
}

function sorted(elements: readonly ElementSpec[]): readonly ElementSpec[] {
  return [...elements].sort((a, b) => a.tag - b.tag);
}

function image(persona: Persona, at: number, random: Random, next: Sources): MadeFile {
  const texts: MadeText[] = [];
  const elements = common(persona, at, random, false);
  const add = ([tag, vr]: readonly [number, string], pieces: readonly Piece[]) => {
    texts.push({ tag: hex(tag), nth: 0, pieces });
    elements.push(el(tag, vr, textOf(pieces)));
  };
  const long = [...LONG];
  for (const place of SHORT) {
    const pieces = fillLine(random() < 0.25 ? next.neutral() : next.header(), persona, random);
    const fits = textOf(pieces).length <= MAX_SHORT;
    const at = fits ? place : long.pop();
    if (at !== undefined) add(at, pieces);
  }
  for (const place of NEUTRAL_AT) add(place, [{ kind: 'plain', text: next.neutral() }]);
  for (const place of long) {
    const first = fillLine(next.note(), persona, random);
    const second =
      random() < 0.4
        ? [{ kind: 'plain' as const, text: pick([' ', '\r\n'], random) }, ...fillLine(next.note(), persona, random)]
        : [];
    add(place, [...first, ...second]);
  }
  return {
    name: `${persona.language.code}${at}.dcm`,
    language: persona.language.code,
    elements: sorted(elements),
    texts,
  };
}

function report(persona: Persona, at: number, random: Random, next: Sources): MadeFile {
  const texts: MadeText[] = [];
  const items = [0, 1, 2, 3].map((nth) => {
    const pieces: Piece[] = [];
    const many = 3 + Math.floor(random() * 3);
    for (let n = 0; n < many; n++) {
      if (n > 0) pieces.push({ kind: 'plain', text: pick([' ', ' ', '\n'], random) });
      pieces.push(...fillLine(next.report(), persona, random));
    }
    texts.push({ tag: '0040A160', nth, pieces });
    const concept = nth === 3 ? code(0x0040a043, '121077', 'Conclusion') : code(0x0040a043, '121071', 'Finding');
    return {
      elements: [
        el(0x0040a010, 'CS', 'CONTAINS'),
        el(0x0040a040, 'CS', 'TEXT'),
        concept,
        el(0x0040a160, 'UT', textOf(pieces)),
      ],
    };
  });
  const elements = [
    ...common(persona, at, random, true),
    el(0x0040a040, 'CS', 'CONTAINER'),
    code(0x0040a043, '18748-4', 'Diagnostic imaging report'),
    el(0x0040a050, 'CS', 'SEPARATE'),
    el(0x0040a491, 'CS', 'COMPLETE'),
    el(0x0040a493, 'CS', 'UNVERIFIED'),
    { tag: 0x0040a730, vr: 'SQ', items },
  ];
  return {
    name: `${persona.language.code}${at}.dcm`,
    language: persona.language.code,
    elements: sorted(elements),
    texts,
  };
}

interface Sources {
  readonly header: () => string;
  readonly note: () => string;
  readonly report: () => string;
  readonly neutral: () => string;
}

/** The files of a set; the same for the same seed. */
export function makeFiles(set: TextSet, seed: number): readonly MadeFile[] {
  const scored = set !== 'tune';
  const of = (list: readonly string[]) =>
    scored ? list.filter((_, at) => at % 2 === (set === 'score' ? 1 : 0)) : list;
  const random = randomFrom(seed + (scored ? 7919 : 0));
  const neutral = inTurn(of(scored ? UNSEEN_NEUTRAL : NEUTRAL), random);
  const files: MadeFile[] = [];
  for (const language of scored ? UNSEEN_LANGUAGES : LANGUAGES) {
    const next: Sources = {
      header: inTurn(of(language.header), random),
      note: inTurn(of(language.notes), random),
      report: inTurn(of(language.report), random),
      neutral,
    };
    let made = 0;
    while (made < language.texts) {
      const persona = makePersona(language, set, random);
      const file =
        files.length % 3 === 2
          ? report(persona, files.length + 1, random, next)
          : image(persona, files.length + 1, random, next);
      files.push(file);
      made += file.texts.length;
    }
  }
  return files;
}
