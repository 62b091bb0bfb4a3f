// People by what stands around them: titles, labels, an agent's `by`, an age or a birth date after, carets between.
import { type Gazetteer, gazetteer } from './gazetteer.js';
import { isEponymUse } from './guards.js';
import { type NameSequence, noble, readName, trimName } from './nameSequence.js';
import { isShouted } from './shouted.js';
import { matchSigners } from './signers.js';
import type { TextSpan } from './textSpan.js';
import {
  agents,
  agentVerbs,
  isModality,
  lowerTitles,
  personLabels,
  shortTitles,
  titleEndings,
  titles,
} from './titles.js';
import type { Token } from './tokens.js';
import { isMethod, wordLevel } from './vocabulary.js';

const honorific = /^\s?(?:様|さま|さん|殿|先生|医師|氏(?!名)|女士|小姐|医生|씨|님)/;
const honorificEnd = /(?:様|さま|さん|殿|先生|医師|女士|小姐|医生|씨|님)$/;
const cjkLabel =
  /(?:患者|担当医|主治医|依頼医|医師|医师|申请医生|氏名|姓名|紹介医|読影医|放射線科医|판독의|의뢰의|담당의|術者|撮影者|技師|환자|의사|성명|患者姓名|医生)(?:名|氏名)?[\s::=]{0,2}$/;
const personAfter =
  /^,?\s?(?:\(\s?\d{1,3}[\s-]?(?:y|yo|yrs?|years?|j|jahre|ans|a[nñ]os|anni|歳|岁|세|[mf]\b)|\(?(?:dob|d\.o\.b|born|geb\.|geboren|née?\b|né\(e\)|nato|nata|nacid[oa]|生年月日|geb\b|f\. ?\d)|,?\s?(?:aged? )?\d{2}[\s-]?(?:y\/?o|years?[\s-]old|yrs?\b|-?jährig|J\.|Jahre|ans\b|a[nñ]os\b|anni\b|jaar\b))/i;
/** A birth date by its form, right after a name. */
const dateAfter = /^[,\s_]{1,3}(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d{2}-?\d{2}-?\d{2})(?!\d)/;
export function matchNamePatterns(flat: string, tokens: readonly Token[]): readonly TextSpan[] {
  const names = gazetteer();
  const spans: TextSpan[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const span =
      afterTitle(flat, tokens, at, names) ??
      afterLabel(flat, tokens, at, names) ??
      afterAgent(flat, tokens, at, names) ??
      withCaret(flat, tokens, at, names) ??
      beforePersonal(flat, tokens, at, names) ??
      inCjk(flat, tokens, at, names);
    if (span === undefined) continue;
    spans.push(span);
    while (at + 1 < tokens.length && (tokens[at + 1]?.start ?? Number.POSITIVE_INFINITY) < span.end) at += 1;
  }
  spans.push(...matchSigners(flat, names));
  return spans;
}

/** Prof. Dr. med. Dr. h. c. and so on. */
const MOST_TITLES = 6;

/** Dr. Xyz, Prof. Dr. med. A. B. Xyz, Mr/Ms Xyz, Frau/Herr Xyz. */
function afterTitle(flat: string, tokens: readonly Token[], at: number, names: Gazetteer): TextSpan | undefined {
  const first = tokens[at];
  if (first === undefined || !titles.has(first.fold) || !isTitle(flat, first)) return undefined;
  let last = at;
  while (last < at + MOST_TITLES) {
    const token = tokens[last];
    const next = tokens[last + 1];
    if (token === undefined || next === undefined) return undefined;
    const gap = flat.slice(token.end, next.start);
    if (!/^\.?(?:\s{0,2}|\/|\^|-| : | ?: ?)$/.test(gap)) return undefined;
    const ends = titleEndings.has(next.fold) && gap === '.' && !next.capital;
    if (!ends && (!titles.has(next.fold) || (!next.capital && next.fold !== 'med' && next.fold !== 'dr'))) break;
    last += 1;
  }
  const name = readName(flat, tokens, last + 1, names, true);
  const begin = tokens[last + 1];
  if (name === undefined || begin === undefined || name.words === 0) return undefined;
  // `Dr on call`, `Herr Doktor`: no capital, no name. A word of medicine that is no name isn't one either.
  if (begin.kind === 'word' && wordLevel(begin.fold) === 'technical' && name.given + name.family === 0)
    return undefined;
  const isTold = /^(?:w|with|by|per|for|to|from)$/.test(tokens[at - 1]?.fold ?? '');
  if (!isTold && isModality(flat.slice(first.start, first.end), flat.slice(first.end, first.end + 1))) {
    if (
      first.fold !== 'dr' ||
      name.given + name.family === 0 ||
      isEponymUse(flat, tokens, name.from, name.to) ||
      wordLevel(begin.fold) === 'technical'
    )
      return undefined;
  }
  const isDotted = /^(?:dra|sra|sr|mw|dhr)$/.test(first.fold) && flat[first.end] === '.' && !isShouted(flat);
  if (shortTitles.has(first.fold) && !isDotted && last === at && first.fold !== 'dr' && name.given + name.family === 0)
    return undefined;
  return spanOf(
    flat,
    tokens,
    trimTail(flat, tokens, trimName(flat, tokens, name, names), names),
    'pattern/title',
    0.9,
    first.start,
  );
}

function isTitle(flat: string, token: Token): boolean {
  if (!token.capital && lowerTitles.has(token.fold)) return true;
  if (!shortTitles.has(token.fold)) return token.capital;
  if (token.fold === 'dr' || token.fold === 'sr' || token.fold === 'dra') return token.capital;
  return token.capital && (flat.slice(token.end, token.end + 1) === '.' || token.end - token.start > 2);
}

/** What a patient does or is, in capitals: PT HAS AN APPOINTMENT. */
const DOINGS = new Set(
  'has had have is was will with did does can may to for not and who states an on in at'.split(' '),
);

/** Patient: X Y, Name: X, Pt X Y, Zuweiser: X. Without a colon a known name must be among the words. */
function afterLabel(flat: string, tokens: readonly Token[], at: number, names: Gazetteer): TextSpan | undefined {
  const label = tokens[at];
  const next = tokens[at + 1];
  if (
    label === undefined ||
    next === undefined ||
    !personLabels.has(label.fold) ||
    titles.has(next.fold) ||
    DOINGS.has(next.fold)
  )
    return undefined;
  const gap = flat.slice(label.end, next.start);
  const isMarked = /^(?:'?s)?\s?(?:name)?\s?[:=|]\s{0,24}$/i.test(gap);
  if (!isMarked && !/^\.? {1,2}$/.test(gap)) return undefined;
  const name = readName(flat, tokens, at + 1, names, true);
  if (name === undefined || name.words === 0) return undefined;
  if (
    next.kind === 'word' &&
    wordLevel(next.fold) === 'technical' &&
    !(name.words >= 2 && name.given > 0 && name.family > 0)
  )
    return undefined;
  const known = name.given + name.family;
  const isPair = name.words >= 2 || (name.words === 1 && name.initials > 0);
  if (
    isMarked
      ? known === 0 && name.unknown === 0
      : !(known > 0 && isPair) && !(isPair && !isShouted(flat) && name.eponyms < name.words)
  ) {
    if (isMarked || known === 0 || label.fold === 'name') return undefined;
    if (isShouted(flat) || isEponymUse(flat, tokens, name.from, name.to)) return undefined;
  }
  if (isEponymUse(flat, tokens, name.from, name.to)) return undefined;
  return spanOf(flat, tokens, trimTail(flat, tokens, name, names), 'pattern/name', isMarked ? 0.9 : 0.7);
}

/** Referred by X, performed by X. */
function afterAgent(flat: string, tokens: readonly Token[], at: number, names: Gazetteer): TextSpan | undefined {
  const verb = tokens[at - 1];
  const by = tokens[at];
  if (verb === undefined || by === undefined || !agents.has(by.fold)) return undefined;
  const name = readName(flat, tokens, at + 1, names, true);
  const next = tokens[at + 1];
  // Without a verb of the trade only a known given name will do: `by Jane Doe`.
  if (
    !agentVerbs.has(verb.fold) &&
    !(name !== undefined && name.words >= 2 && name.given > 0 && name.eponyms < name.words) &&
    !isLoneName(flat, tokens, at + 1, name)
  )
    return undefined;
  if (
    name === undefined ||
    next === undefined ||
    name.words === 0 ||
    titles.has(next.fold) ||
    !/^[\s:.]{1,3}$/.test(flat.slice(by.end, next.start))
  )
    return undefined;
  if (next.kind === 'word' && wordLevel(next.fold) === 'technical' && name.given + name.family === 0) return undefined;
  if (isShouted(flat) && name.given + name.family === 0) return undefined;
  if (name.words === 1 && !isShouted(flat) && isMethod(flat.slice(next.start, next.end))) return undefined;
  return spanOf(flat, tokens, trimTail(flat, tokens, name, names), 'pattern/name', 0.8);
}

/** `av Lund`, `par Moreau`: one known name that is no word; `per Fleischner` says by what rule. */
function isLoneName(flat: string, tokens: readonly Token[], at: number, name: NameSequence | undefined): boolean {
  const last = name === undefined ? undefined : tokens[name.to];
  if (name === undefined || last === undefined || name.given + name.family === 0 || name.eponyms > 0) return false;
  if (tokens[at - 1]?.fold === 'per' || isShouted(flat)) return false;
  return wordLevel(last.fold) === 'plain' && !isEponymUse(flat, tokens, name.from, name.to);
}

/** LINDQVIST^MARIA, as PS3.5 writes a person's name. */
function withCaret(flat: string, tokens: readonly Token[], at: number, names: Gazetteer): TextSpan | undefined {
  const first = tokens[at];
  if (first === undefined || first.kind === 'number' || flat[first.end] !== '^') return undefined;
  let to = at;
  let known = 0;
  let plain = 0;
  for (let next = at; next < tokens.length && next < at + 6; next += 1) {
    const token = tokens[next];
    if (token === undefined || token.kind === 'number') break;
    if (next > at && !/^(?:\^{1,3}|['-]| )$/.test(flat.slice(tokens[next - 1]?.end ?? 0, token.start))) break;
    if (token.kind === 'word' && wordLevel(token.fold) === 'technical' && !titles.has(token.fold)) return undefined;
    if (names.given.has(token.fold) || names.family.has(token.fold)) known += 1;
    if (token.fold.length >= 3 && token.capital) plain += 1;
    to = next;
  }
  const last = tokens[to];
  if (last === undefined || to === at || known === 0 || plain === 0) return undefined;
  return { start: first.start, end: last.end, category: 'name', rule: 'pattern/person-name', confidence: 0.8 };
}

/** X Y (47 y, X Y, DOB: two words with capitals right before an age or a birth. */
function beforePersonal(flat: string, tokens: readonly Token[], at: number, names: Gazetteer): TextSpan | undefined {
  const first = tokens[at];
  if (first === undefined || !first.capital || first.kind === 'number') return undefined;
  const name = readName(flat, tokens, at, names, false);
  const last = name === undefined ? undefined : tokens[name.to];
  // Karl M., 67 y; M. B., 67 y.
  const short = name !== undefined && (name.words === 0 ? name.initials > 1 : name.given > 0 && name.initials > 0);
  if (name === undefined || last === undefined || (name.words < 2 && !short)) return undefined;
  const after = flat.slice(last.end, last.end + 30).replace(/^\./, '');
  if (!personAfter.test(after) && !(name.given > 0 && dateAfter.test(after))) return undefined;
  return spanOf(flat, tokens, name, 'pattern/name', 0.8);
}

/** 患者 山田 太郎, 山田先生. */
function inCjk(flat: string, tokens: readonly Token[], at: number, names: Gazetteer): TextSpan | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'word') {
    // A Latin name after an East Asian label.
    if (!token.capital || !cjkLabel.test(flat.slice(Math.max(0, token.start - 12), token.start))) return undefined;
    const name = readName(flat, tokens, at, names, true);
    return name === undefined || name.words === 0 ? undefined : spanOf(flat, tokens, name, 'pattern/name', 0.8);
  }
  if (token.kind !== 'cjk' || token.fold.length > 6) return undefined;
  const core = token.fold.replace(honorificEnd, '');
  if (core.length < token.fold.length && core.length <= 4 && familyOf(core, names) !== undefined) {
    return {
      start: token.start,
      end: token.start + core.length,
      category: 'name',
      rule: 'pattern/name',
      confidence: 0.8,
    };
  }
  if (token.fold.length > 5) return undefined;
  const labelled = cjkLabel.test(flat.slice(Math.max(0, token.start - 10), token.start));
  const family = familyOf(token.fold, names);
  const next = tokens[at + 1];
  const spaced =
    next !== undefined &&
    next.kind === 'cjk' &&
    next.fold.length <= 3 &&
    /^[ ・·]$/.test(flat.slice(token.end, next.start)) &&
    token.fold.length <= 3;
  const end = spaced ? next.end : token.end;
  const honoured = honorific.test(flat.slice(end, end + 3));
  if (!(labelled || honoured || (spaced && family === token.fold))) return undefined;
  if (family === undefined && !labelled) return undefined;
  if (labelled && family === undefined && !spaced) return undefined;
  return { start: token.start, end, category: 'name', rule: 'pattern/name', confidence: 0.8 };
}

/** The family name that a name without spaces begins with. */
function familyOf(text: string, names: Gazetteer): string | undefined {
  return [3, 2, 1].map((length) => text.slice(0, length)).find((part) => names.family.has(part));
}

/** Drops words from the end that are no names and begin what follows: `Dr Smith Chest`. */
function trimTail(flat: string, tokens: readonly Token[], name: NameSequence, names: Gazetteer): NameSequence {
  let to = name.to;
  while (to > name.from) {
    const token = tokens[to];
    const before = tokens[to - 1];
    if (token === undefined || before === undefined || token.kind !== 'word') break;
    const isName = names.given.has(token.fold) || names.family.has(token.fold);
    const gap = flat.slice(before.end, token.start);
    // Dr.ssa De Luca RM: capitals alone behind a word with small letters are a modality.
    const isCode = token.upper && !before.upper && token.fold.length <= 4 && token.fold.length > 1;
    const isRejected =
      (isCode && !isName) ||
      (wordLevel(token.fold) === 'technical' && !isName) ||
      (gap.includes(',') && !names.given.has(token.fold));
    if (!isRejected || noble.has(before.fold)) break;
    to -= 1;
  }
  return { ...name, to };
}

function spanOf(
  flat: string,
  tokens: readonly Token[],
  name: NameSequence,
  rule: string,
  confidence: number,
  from?: number,
): TextSpan | undefined {
  const first = tokens[name.from];
  const last = tokens[name.to];
  if (first === undefined || last === undefined) return undefined;
  let end = last.end;
  if (last.end - last.start === 1 && flat[end] === '.') end += 1;
  if (/^'s(?!\p{L})/u.test(flat.slice(end, end + 3))) end += 2;
  return { start: from ?? first.start, end, category: 'name', rule, confidence };
}
