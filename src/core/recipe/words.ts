// The words of the recipe language. Verbs are written in capitals, filter words in small letters, as pydicom deid does.
import type { ActionVerb } from './syntax.js';

/** What an action says, with what follows its attribute. */
export const VERBS: Readonly<Record<string, ActionVerb>> = {
  ADD: 'add',
  BLANK: 'blank',
  KEEP: 'keep',
  REPLACE: 'replace',
  REMOVE: 'remove',
  JITTER: 'jitter',
};

export const SECTIONS = ['header', 'filter', 'fields', 'values', 'labels'] as const;

/** Words that stand for one word and what it is set to. */
export const SETTINGS = ['NAME', 'TITLE', 'DATES', 'PATIENT', 'REFERENCES', 'PIXELS'] as const;

/** What a PIXELS line speaks of. */
export const PIXEL_SUBJECTS = ['text', 'allow', 'faces', 'barcodes', 'devices'] as const;

/** What fills a region; a stored value follows `constant`. */
export const FILLS = ['black', 'constant', 'blur', 'pixelate', 'inpaint'] as const;

/** What else becomes of what is found in pixels; for text, before the fill. */
export const PIXEL_CHOICES = {
  text: ['identifying', 'all', 'unless-allowed', 'keep'],
  faces: ['remove', 'keep'],
  barcodes: ['keep'],
  devices: ['known', 'own'],
} as const;

/** Questions to an attribute's value: an attribute and a text follow. */
export const VALUE_TESTS = [
  'contains',
  'notcontains',
  'equals',
  'notequals',
  'startswith',
  'endswith',
  'matches',
] as const;

/** Questions to an attribute alone. */
export const PLAIN_TESTS = ['missing', 'empty', 'present'] as const;

/** Tests that always or never pass. */
export const CONSTANT_TESTS = ['all', 'none'] as const;

/** What follows a test's word: an attribute and a text, an attribute, or nothing. */
export type TestForm = 'value' | 'plain' | 'constant';

const TEST_FORMS: ReadonlyMap<string, TestForm> = new Map([
  ...VALUE_TESTS.map((word) => [word, 'value'] as const),
  ...PLAIN_TESTS.map((word) => [word, 'plain'] as const),
  ...CONSTANT_TESTS.map((word) => [word, 'constant'] as const),
]);

/** Undefined for a word that is no test. */
export function testForm(word: string): TestForm | undefined {
  // Most are written as they should be.
  return TEST_FORMS.get(word) ?? TEST_FORMS.get(word.toLowerCase());
}

export function isTestWord(word: string): boolean {
  const form = testForm(word);
  return form === 'value' || form === 'plain';
}

export function isConstantTest(word: string): boolean {
  return testForm(word) === 'constant';
}

/** Words of a filter that speak of parts of the image. */
export const REGION_WORDS = ['coordinates', 'keepcoordinates', 'ctpcoordinates', 'ctpkeepcoordinates'] as const;

/** Functions of ours, and whether they take days. */
export const FUNCTIONS: Readonly<Record<string, { readonly days: boolean }>> = {
  pseudonym: { days: false },
  uid: { days: false },
  shift: { days: true },
  clean: { days: false },
  dummy: { days: false },
};

/** Words before a colon that stand for many attributes. */
export const EXPANDERS: Readonly<Record<string, 'starts-with' | 'ends-with' | 'contains' | 'except'>> = {
  startswith: 'starts-with',
  endswith: 'ends-with',
  contains: 'contains',
  except: 'except',
  allexcept: 'except',
  exceptfields: 'except',
};

/** Words that stand for every attribute. */
export const EVERYTHING: ReadonlySet<string> = new Set(['all', 'allfields']);

/** Every first word of a line, as it is written. */
export const FIRST_WORDS: readonly string[] = [
  'FORMAT',
  ...Object.keys(VERBS),
  ...SETTINGS,
  'PROFILE',
  'OPTION',
  'INCLUDE',
  'ALLOW',
  'DENY',
  'LABEL',
  'FIELD',
  'SPLIT',
  ...VALUE_TESTS,
  ...PLAIN_TESTS,
  ...REGION_WORDS,
];
