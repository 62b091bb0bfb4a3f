// Check: no identifier of the original stands in any byte of the output.
import type { Residue } from '../kernel/format.js';
import type { Issue } from '../kernel/issue.js';
import type { Source } from '../kernel/source.js';
import { isDoubtfulName, isSurely } from '../text/nameRule.js';
import { wordLevel } from '../text/vocabulary.js';
import {
  describePlace,
  isNumericText,
  isPixels,
  isText,
  lettersAgainstChance,
  type Place,
  placesOf,
} from './bytePlace.js';
import { latin1 } from './charset.js';
import { isSureHere } from './doubt.js';
import { EPONYM_REACH, isEponym } from './eponym.js';
import { holdsClassUid, type Identifier } from './identifier.js';
import { type Hit, prepareSearch, searchAll } from './multiSearch.js';
import { encodeForm, foldText, formsOf, type Needle, nameWords, rawNeedles } from './needle.js';
import type { RawTable } from './rawReader.js';
import type { RawValue } from './rawValues.js';

/** Gathers what the original says, element by element. */
export interface Wanted {
  readonly identifiers: Map<string, Identifier>;
  /** Values of identifying elements as they are written, for the identifier of the same key. */
  readonly written: { readonly bytes: Uint8Array; readonly identifier: Identifier }[];
  /** Folded technical words and values. */
  readonly vocabulary: Set<string>;
}

export interface SearchPlan {
  readonly needles: readonly Needle[];
  /** Forms that are not searched because they are also technical words. Where one stood, a text may have been cleaned. */
  readonly unclear: readonly Needle[];
  /**
   * Names of three letters, folded: looked for among the words of text values only. With the name as it is in the original where
   * what stands around has to tell.
   */
  readonly shortWords: ReadonlyMap<string, string | undefined>;
  /** Longer words of names, in small letters, with the name as it is in the original. */
  readonly names: ReadonlyMap<string, string>;
  readonly searched: number;
  /** Identifiers of which some form is also a technical word of the object; that form is not searched. */
  readonly ambiguous: number;
}

export function emptyWanted(): Wanted {
  return { identifiers: new Map(), written: [], vocabulary: new Set() };
}

/** Adds identifiers of one element; `bytes` is its value as written where it has a single one. */
export function addWanted(wanted: Wanted, identifiers: readonly Identifier[], bytes?: Uint8Array): void {
  for (const identifier of identifiers) {
    const key = `${identifier.kind}:${foldText(identifier.text)}`;
    if (!wanted.identifiers.has(key)) wanted.identifiers.set(key, identifier);
    else if (bytes === undefined) continue;
    if (bytes !== undefined && identifiers.length === 1 && bytes.some((byte) => byte >= 0x80 || byte === 0x1b)) {
      wanted.written.push({ bytes: bytes.slice(), identifier });
    }
  }
}

export function addVocabulary(wanted: Wanted, values: readonly string[]): void {
  for (const value of values) {
    const folded = foldText(value);
    if (folded === '') continue;
    wanted.vocabulary.add(folded);
    for (const word of folded.split(/[^\p{L}\p{N}]+/u)) if (word !== '') wanted.vocabulary.add(word);
  }
}

const STAND_INS = new Set(
  'anonymous anonymized anonymised anon deidentified de-identified unknown none removed test'.split(' '),
);
/** Shorter names are in too many runs of letters. */
const FEWEST_IN_DISGUISE = 5;
/** User1, Reader2: a part in a study, not a person. */
const ROLE =
  /^(user|reader|observer|operator|rater|radiologist|physician|technician|patient|subject|phantom)[ ^_.,-]{0,2}\d{1,3}$/;

/** Turns identifiers into needles. `technical` are words that no person owns. */
export function planSearch(wanted: Wanted, technical: ReadonlySet<string>): SearchPlan {
  const byBytes = new Map<string, Needle>();
  const unclear: Needle[] = [];
  const shortWords = new Map<string, string | undefined>();
  const names = new Map<string, string>();
  let ambiguous = 0;
  const isAmbiguous = (text: string): boolean => {
    const folded = foldText(text);
    return wanted.vocabulary.has(folded) || STAND_INS.has(folded) || technical.has(folded) || ROLE.test(folded);
  };
  const keep = (needle: Needle): void => {
    const key = `${needle.boundary}:${needle.encoding}:${needle.exact}:${needle.bytes.join()}`;
    const before = byBytes.get(key);
    // What is proof of one identifier is no less so for being a doubtful form of another.
    if (before === undefined || (before.doubtful !== undefined && needle.doubtful === undefined))
      byBytes.set(key, needle);
  };
  for (const identifier of wanted.identifiers.values()) {
    let ambiguousForm = false;
    for (const form of formsOf(identifier)) {
      const encoded = encodeForm(form, identifier);
      if (isAmbiguous(form.text)) {
        ambiguousForm = true;
        unclear.push(...encoded);
      } else {
        encoded.forEach(keep);
      }
    }
    if (identifier.kind === 'name') {
      for (const word of nameWords(identifier.text)) {
        if (word.length >= FEWEST_IN_DISGUISE && !isAmbiguous(word)) names.set(word.toLowerCase(), identifier.text);
        if (!/^\p{L}{3}$/u.test(word)) continue;
        if (isAmbiguous(word)) ambiguousForm = true;
        else shortWords.set(foldText(word), isDoubtfulName(word) ? identifier.text : undefined);
      }
    }
    if (ambiguousForm) ambiguous++;
  }
  for (const { bytes, identifier } of wanted.written) for (const needle of rawNeedles(bytes, identifier)) keep(needle);
  return { needles: [...byBytes.values()], unclear, shortWords, names, searched: wanted.identifiers.size, ambiguous };
}

interface SearchSetting {
  readonly output: Source;
  readonly table: RawTable;
  readonly vrOf: (tag: number) => string | undefined;
  /** True where the rules let this element of the output keep what the original has there. */
  readonly mayStand: (index: number, isPrivate: boolean) => boolean;
  /** True where this element of the output holds the same as the original's. */
  readonly unchanged: (index: number) => boolean;
}

/** Searches every byte of the output. */
export async function searchIdentifiers(
  plan: SearchPlan,
  setting: SearchSetting,
): Promise<{ residue: Residue[]; doubtful: Issue[]; chance: number }> {
  const placeOf = placesOf(setting.table, setting.output.size, setting.vrOf);
  const residue = new Map<string, Residue>();
  const doubtful = new Map<string, Issue>();
  let chance = 0;
  for await (const hit of searchAll(setting.output, prepareSearch(plan.needles))) {
    const place = placeOf(hit.offset);
    const { output } = setting;
    if (
      !counts(hit, place, setting) ||
      (await namesDisease(hit, place, output)) ||
      (await isProse(hit, place, output))
    ) {
      chance++;
      continue;
    }
    const where = describePlace(place, setting.table);
    if (!(await isSureHere(hit, place, output))) {
      doubtful.set(where, mayIdentify(where));
      continue;
    }
    const key = `${hit.needle.category}:${where}`;
    if (residue.has(key)) continue;
    const message = `${named(hit.needle.category)} of the original is in ${where} of the output, offset ${hit.offset} (${hit.needle.encoding})`;
    residue.set(key, { code: 'identifier-in-output', message });
  }
  return { residue: [...residue.values()], doubtful: [...doubtful.values()], chance };
}

function mayIdentify(where: string): Issue {
  const message = `a word in ${where} of the output may be a name or a number of the original: nothing around it says so, and it was kept`;
  return { code: 'may-identify', severity: 'warning', message };
}

function counts(hit: Hit, place: Place, setting: SearchSetting): boolean {
  const { needle } = hit;
  if (place.kind !== 'element') return needle.letters >= 5 || place.kind === 'preamble';
  const { element, index, vr } = place;
  // A safe list knows an attribute, not what a device wrote there; who keeps one by a rule of his own does.
  if (setting.mayStand(index, (element.tag & 0x10000) !== 0)) return false;
  if (needle.kind === 'uid' && holdsClassUid(element.tag)) return false;
  if (!isText(vr)) return needle.letters >= lettersAgainstChance(element.length, isPixels(element));
  // A shifted date may equal another date of the original: in a date attribute only an unchanged value tells.
  if (needle.kind === 'date' || needle.kind === 'birth-date')
    return (vr !== 'DA' && vr !== 'DT') || setting.unchanged(index);
  if (isNumericText(vr) && needle.kind !== 'uid') return needle.letters >= 8;
  return true;
}

/** A single word of a name, in a text, that is followed by what makes it a medical term. */
async function namesDisease({ needle, offset }: Hit, place: Place, output: Source): Promise<boolean> {
  if (needle.kind !== 'name' || place.kind !== 'element' || !isText(place.vr) || place.vr === 'PN') return false;
  if (needle.encoding !== 'ascii' || needle.bytes.some((byte) => byte < 0x61 || byte > 0x7a)) return false;
  return isEponym(latin1(await output.read(offset + needle.bytes.length, EPONYM_REACH)));
}

/** Words of the trade in small letters, as in `regression test` where a test patient is called so: nobody is named. */
async function isProse({ needle, offset }: Hit, place: Place, output: Source): Promise<boolean> {
  if (needle.kind !== 'name' || needle.encoding !== 'ascii') return false;
  if (place.kind !== 'element' || !isText(place.vr) || place.vr === 'PN') return false;
  const text = latin1(await output.read(offset, needle.bytes.length));
  return /^[a-z]+( [a-z]+)*$/.test(text) && text.split(' ').every((word) => wordLevel(word) === 'technical');
}

/** Names of three letters, as whole words of the output's text values. */
export function findShortWords(plan: SearchPlan, value: RawValue): { residue: Residue[]; doubtful: Issue[] } {
  const nothing = { residue: [], doubtful: [] };
  const creator = (value.tag & 0x10000) !== 0 && (value.tag & 0xffff) <= 0xff;
  if (plan.shortWords.size === 0 || creator || !isText(value.vr) || isNumericText(value.vr) || value.vr === 'CS')
    return nothing;
  let doubtful = false;
  for (const text of value.values) {
    for (const { word, at } of shortWordsOf(plan, text)) {
      const name = plan.shortWords.get(word);
      if (name !== undefined && !isSurely({ kind: 'name', text: name }, text, at, at + word.length)) {
        doubtful = true;
        continue;
      }
      const message = `a name of the original is in ${value.path} of the output, as a word`;
      return { residue: [{ code: 'identifier-in-output', message }], doubtful: [] };
    }
  }
  return doubtful ? { residue: [], doubtful: [mayIdentify(value.path)] } : nothing;
}

export function hasShortWord(plan: SearchPlan, values: readonly string[]): boolean {
  return values.some((text) => shortWordsOf(plan, text).length > 0);
}

function shortWordsOf({ shortWords }: SearchPlan, text: string): { readonly word: string; readonly at: number }[] {
  if (shortWords.size === 0) return [];
  return [...text.matchAll(/(?<!\p{L})\p{L}{3}(?!\p{L})/gu)].flatMap(({ 0: found, index }) => {
    const word = foldText(found);
    return shortWords.has(word) ? [{ word, at: index }] : [];
  });
}

function named(category: string): string {
  return /^[aeiou]/.test(category) && category !== 'uid' ? `an ${category}` : `a ${category}`;
}
