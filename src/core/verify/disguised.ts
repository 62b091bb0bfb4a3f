// Check: names of the original in letters that only look like theirs (Cyrillic, Greek, of mathematics, in circles), or letter by letter.
// What looks like one is judged by the rule of the text room (text/nameRule).
import type { Residue } from '../kernel/format.js';
import { isSurely } from '../text/nameRule.js';
import { isNumericText, isText } from './bytePlace.js';
import type { SearchPlan } from './identifierSearch.js';
import type { RawValue } from './rawValues.js';

const OTHERS = 'авеікмнорстухѕјԁԛԝһӏαβεικνορτυχ';
const LATIN = 'abeikmhopctyxsjdqwhlabeiknoptux';
const BOTH =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;
const APART = /(?<![\p{L}\p{N}])\p{L}(?:[ ._·,-]{1,3}\p{L}(?![\p{L}\p{N}])){4,}/gu;
const BEYOND = /[^\0-\u02ff]/u;

/** @returns at most one, because one refuses the copy */
export function findDisguised({ names }: SearchPlan, value: RawValue): readonly Residue[] {
  if (names.size === 0 || !isText(value.vr) || isNumericText(value.vr)) return [];
  for (const text of value.values) {
    const name = namedIn(text, names);
    if (name === undefined || !isSurely({ kind: 'name', text: name }, text, 0, text.length)) continue;
    const message = `a name of the original is in ${value.path} of the output, in other letters or letter by letter`;
    return [{ code: 'identifier-in-output', message }];
  }
  return [];
}

/** The name that a text may hold in disguise. */
function namedIn(text: string, names: ReadonlyMap<string, string>): string | undefined {
  for (const { 0: run } of text.matchAll(APART)) {
    const joined = run.replace(/[^\p{L}]+/gu, '').toLowerCase();
    for (const [word, name] of names) if (joined.includes(word)) return name;
  }
  if (!BEYOND.test(text)) return undefined;
  for (const word of text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)) {
    const plain = BOTH.test(word) ? Array.from(word, likeness).join('') : word;
    const name = /^[a-z]+$/u.test(plain) ? names.get(plain) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

function likeness(letter: string): string {
  const at = OTHERS.indexOf(letter);
  return at < 0 ? letter : (LATIN[at] ?? letter);
}
