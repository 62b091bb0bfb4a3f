// A person's name in all its parts, ready to be looked up word by word. PN form is PS3.5 Section 6.2: Family^Given^Middle^Prefix^Suffix,
// with alphabetic, ideographic and phonetic groups parted by `=`.
import { flatten, foldVariants, foldWord } from './fold.js';
import { gazetteer } from './gazetteer.js';
import { type HiddenName, hiddenForms } from './hiddenNames.js';
import { mirroredForms } from './mirrored.js';
import { nicknamesOf } from './nicknames.js';
import { particles, titles } from './titles.js';
import { tokenise } from './tokens.js';
import { type WordLevel, wordLevel } from './vocabulary.js';

export interface NameWord {
  readonly person: number;
  readonly role: 'family' | 'given' | 'whole';
  readonly level: WordLevel;
}

export interface Person {
  readonly initials: ReadonlySet<string>;
  readonly particles: ReadonlySet<string>;
  /** Every word is one of medicine and none is a known name: a phantom or a test, unless the text says it is a person. */
  readonly technical: boolean;
}

/** A name in a script without spaces; `whole` forms count wherever they stand, others at a border. */
export interface CjkName {
  readonly text: string;
  readonly whole: boolean;
}

export interface NameIndex {
  readonly people: readonly Person[];
  readonly hidden: readonly HiddenName[];
  readonly words: ReadonlyMap<string, readonly NameWord[]>;
  readonly cjk: readonly CjkName[];
}

interface Components {
  readonly family: string;
  readonly given: string;
}

/** Splits a name as PN or as people write it. */
function components(group: string): Components {
  if (group.includes('^')) {
    const [family = '', given = '', middle = ''] = group.split('^');
    return { family, given: `${given} ${middle}` };
  }
  const comma = group.indexOf(',');
  if (comma > 0) return { family: group.slice(0, comma), given: group.slice(comma + 1) };
  const words = group.trim().split(/[\s_]+/);
  return { family: words.at(-1) ?? '', given: words.slice(0, -1).join(' ') };
}

/** The family name, folded, of the first group. */
export function familyOf(name: string): string {
  return foldWord(components(flatten(name).split('=')[0] ?? '').family.trim());
}

/** The name with what somebody of its given names may be called instead. */
export function calledNames(name: string): readonly string[] {
  const { family, given } = components(flatten(name).split('=')[0] ?? '');
  return given.split(/[\s-]+/).flatMap((word) => nicknamesOf(word).map((short) => `${family}^${short}`));
}

interface NameDraft {
  readonly people: Person[];
  readonly words: Map<string, NameWord[]>;
  readonly cjk: CjkName[];
}

/** Indexes names; a name seen twice counts once. */
export function indexNames(names: readonly string[]): NameIndex {
  const draft: NameDraft = { people: [], words: new Map(), cjk: [] };
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const group of flatten(name).split(/[=\\]/)) if (group.trim() !== '') addGroup(draft, components(group));
  }
  const hidden = hiddenForms(draft.words);
  addMirrored(draft.words);
  return { ...draft, hidden };
}

/** Words of names written backwards or turned, which count by themselves. */
function addMirrored(words: Map<string, NameWord[]>): void {
  for (const [fold, [entry]] of [...words])
    if (entry !== undefined)
      for (const form of mirroredForms(fold))
        if (!words.has(form)) addWord(words, form, { person: entry.person, role: 'whole', level: 'plain' });
}

function addGroup(draft: NameDraft, { family, given }: Components): void {
  const person = draft.people.length;
  const initials = new Set<string>();
  const weak = new Set<string>();
  const cjk: string[] = [];
  const wholes = { family: '', given: '' };
  let firstGiven = '';
  let known = 0;
  let technical = 0;
  const listed: { readonly fold: string; readonly role: 'family' | 'given' }[] = [];
  for (const [role, part] of [
    ['family', family],
    ['given', given],
  ] as const) {
    let whole = '';
    for (const token of tokenise(part)) {
      if (token.kind === 'number') continue;
      if (token.kind === 'cjk') {
        cjk.push(token.fold);
        continue;
      }
      if (
        titles.has(token.fold) &&
        role === 'given' &&
        family !== '' &&
        !part.startsWith(part.slice(token.start, token.end))
      )
        continue;
      whole += token.fold;
      if (particles.has(token.fold)) {
        weak.add(token.fold);
        if (token.fold.length === 1) initials.add(token.fold);
        continue;
      }
      initials.add(token.fold.slice(0, 1));
      if (token.fold.length < 2) continue;
      known += 1;
      if (role === 'given' && firstGiven === '') firstGiven = token.fold;
      const level = wordLevel(token.fold);
      if (level === 'technical') technical += 1;
      listed.push({ fold: token.fold, role });
      for (const fold of foldVariants(part.slice(token.start, token.end)))
        addWord(draft.words, fold, { person, role, level });
    }
    wholes[role] = whole;
    if (whole.length >= 5 && !draft.words.has(whole)) {
      for (const fold of foldVariants(whole)) addWord(draft.words, fold, { person, role, level: wordLevel(fold) });
    }
  }
  for (const fold of gluedForms(wholes.family, firstGiven))
    addWord(draft.words, fold, { person, role: 'whole', level: 'plain' });
  if (cjk.length > 0) addCjk(draft.cjk, cjk);
  draft.people.push({
    initials,
    particles: weak,
    technical: known > 0 && technical === known && !isNamedLikeSomebody(listed),
  });
}

/** What phantoms and trials of devices are called. */
const OF_TRIALS: ReadonlySet<string> = new Set(
  'phantom phantome test tests testing qa qc qualit quality control calibration kalibrierung cal demo service acr nema daily constancy konstanz sample dummy patient'.split(
    ' ',
  ),
);

/** Long^Hand, and not Phantom^Acr: words of medicine of which one is a known name in its place. */
function isNamedLikeSomebody(listed: readonly { readonly fold: string; readonly role: 'family' | 'given' }[]): boolean {
  if (listed.length < 2 || listed.some(({ fold }) => OF_TRIALS.has(fold))) return false;
  const names = gazetteer();
  return listed.some(({ fold, role }) => names[role].has(fold));
}

/** MariaLindqvist, LindqvistM: how names stand in file names and user names. */
function gluedForms(family: string, given: string): readonly string[] {
  if (family.length < 3 || given.length < 2) return [];
  const forms = [family + given, given + family];
  const initial = given.slice(0, 1);
  if (family.length >= 5) forms.push(initial + family, family + initial);
  return forms.filter((form) => wordLevel(form) === 'plain');
}

function addWord(words: Map<string, NameWord[]>, fold: string, word: NameWord): void {
  const entries = words.get(fold);
  if (entries === undefined) words.set(fold, [word]);
  else if (!entries.some((entry) => entry.person === word.person && entry.role === word.role)) entries.push(word);
}

function addCjk(names: CjkName[], parts: readonly string[]): void {
  const add = (text: string, whole: boolean): void => {
    const full = text.normalize('NFKC');
    const forms = new Set([text, full, toHiragana(full), toKatakana(full), toHalfWidth(toKatakana(full))]);
    for (const form of forms) {
      if (!names.some((name) => name.text === form)) names.push({ text: form, whole });
    }
  };
  const [family = '', ...rest] = parts;
  const given = rest.join('');
  if (given !== '') {
    for (const gap of ['', ' ', '^', '・', ', ', ',', '、']) {
      add(`${family}${gap}${given}`, true);
      if (gap === '' || gap === ' ' || gap === '^') add(`${given}${gap}${family}`, true);
    }
  }
  if (family.length >= 2) add(family, given === '' && family.length >= 3);
  if (given.length >= 2) add(given, false);
}

function toHiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0x60));
}

function toKatakana(text: string): string {
  return text.replace(/[ぁ-ゖ]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0x60));
}

/** Katakana of one byte (JIS X 0201) in the order of their codes from U+FF61; marks of voiced sounds follow their letter. */
const HALF_WIDTH =
  '。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゙゚';

function toHalfWidth(text: string): string {
  return text.replace(/[ァ-ヶー]/g, (letter) =>
    [
      ...letter
        .normalize('NFD')
        .replace(/\u3099/g, '\uff9e')
        .replace(/\u309a/g, '\uff9f'),
    ]
      .map((unit) => {
        const at = HALF_WIDTH.indexOf(unit);
        return at < 0 ? unit : String.fromCharCode(0xff61 + at);
      })
      .join(''),
  );
}
