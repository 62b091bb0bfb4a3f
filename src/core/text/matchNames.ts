// Finds the people of the evidence: in any order, with initials and particles, alone where a name is unmistakable.
import { isEponymUse } from './guards.js';
import { matchHidden } from './hiddenNames.js';
import type { NameIndex, NameWord, Person } from './nameEvidence.js';
import { isPersonUse } from './personUse.js';
import type { TextSpan } from './textSpan.js';
import { agents, isModality, particles, personLabels, roles, titles } from './titles.js';
import type { Token } from './tokens.js';

const RULE = 'evidence/name';

interface Run {
  readonly from: number;
  readonly to: number;
  readonly words: readonly NameWord[];
  readonly hasInitial: boolean;
  readonly next: number;
}

export function matchNames(flat: string, tokens: readonly Token[], names: NameIndex): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  for (let at = 0; at < tokens.length; ) {
    const best = bestRun(flat, tokens, at, names);
    if (best === undefined) {
      at += 1;
      continue;
    }
    if (isProof(flat, tokens, best, names)) spans.push(spanOf(flat, tokens, best));
    at = best.next;
  }
  spans.push(...matchHidden(flat, tokens, names.hidden, names.words));
  return matchCjk(flat, names, spans);
}

/** The longest run of words of one person that starts here. */
function bestRun(flat: string, tokens: readonly Token[], at: number, names: NameIndex): Run | undefined {
  const token = tokens[at];
  if (token === undefined || token.kind !== 'word') return undefined;
  let best: Run | undefined;
  for (const word of lookUp(token, names)) {
    const person = names.people[word.person];
    if (person === undefined) continue;
    const run = grow(flat, tokens, at, word, person, names);
    if (
      best === undefined ||
      run.words.length > best.words.length ||
      (run.words.length === best.words.length && rank(run) < rank(best))
    )
      best = run;
  }
  return best;
}

function rank(run: Run): number {
  return Math.min(...run.words.map((word) => (word.level === 'plain' ? 0 : word.level === 'guarded' ? 1 : 2)));
}

function lookUp(token: Token, names: NameIndex): readonly NameWord[] {
  const exact = names.words.get(token.fold);
  if (exact !== undefined) return exact;
  // Genitives without an apostrophe: Pryces Befund.
  if (token.fold.length < 5 || !token.fold.endsWith('s')) return [];
  return (names.words.get(token.fold.slice(0, -1)) ?? []).filter((word) => word.level === 'plain');
}

function grow(
  flat: string,
  tokens: readonly Token[],
  at: number,
  first: NameWord,
  person: Person,
  names: NameIndex,
): Run {
  const words = [first];
  const folds = new Set([tokens[at]?.fold ?? '']);
  let hasInitial = false;
  let to = at;
  for (let next = at + 1; next < tokens.length; next += 1) {
    const token = tokens[next];
    const before = tokens[next - 1];
    if (
      token === undefined ||
      before === undefined ||
      token.kind !== 'word' ||
      !isNameGap(flat.slice(before.end, token.start))
    )
      break;
    const word = lookUp(token, names).find((candidate) => candidate.person === first.person);
    if (word !== undefined) {
      // The same word again begins another mention.
      if (folds.has(token.fold)) break;
      words.push(word);
      folds.add(token.fold);
      to = next;
    } else if (isInitial(flat, token, person)) {
      hasInitial = true;
      to = next;
    } else if (!person.particles.has(token.fold) && !titles.has(token.fold)) break;
  }
  let from = at;
  for (let previous = at - 1; previous >= 0 && previous >= at - 4; previous -= 1) {
    const token = tokens[previous];
    const after = tokens[previous + 1];
    if (
      token === undefined ||
      after === undefined ||
      token.kind !== 'word' ||
      !isNameGap(flat.slice(token.end, after.start))
    )
      break;
    if (isInitial(flat, token, person)) hasInitial = true;
    else if (!person.particles.has(token.fold)) break;
    from = previous;
  }
  return { from, to, words, hasInitial, next: to + 1 };
}

function isNameGap(gap: string): boolean {
  if (gap.length > 4) return false;
  return /^(?:[\s,.^_'’·・\-/|=]|, ?\n)*$/.test(gap) && !gap.includes('\n\n');
}

/** A capital of the person's initials, standing alone: not the T of T1. */
function isInitial(flat: string, token: Token, person: Person): boolean {
  if (token.end - token.start !== 1 || !token.capital || !person.initials.has(token.fold)) return false;
  return !isDigit(flat, token.end) && !isDigit(flat, token.start - 1);
}

function isDigit(flat: string, at: number): boolean {
  const code = flat.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function isProof(flat: string, tokens: readonly Token[], run: Run, names: NameIndex): boolean {
  const first = tokens[run.from];
  const last = tokens[run.to];
  const word = run.words[0];
  if (first === undefined || last === undefined || word === undefined) return false;
  // Between digits two letters are a unit or a part of a code.
  if (word.role !== 'whole' && last.end - first.start < 5 && isDigit(flat, first.start - 1) && isDigit(flat, last.end))
    return false;
  const person = names.people[word.person];
  const level = rank(run);
  const parts = tokens.slice(run.from, run.to + 1).filter((token) => token.fold.length > 1);
  const capital = parts.every((token) => token.capital || particles.has(token.fold));
  const context = nameContext(flat, tokens, run);
  if (run.words.length >= 2 || word.role === 'whole') {
    if (level === 0) return true;
    if (isEponymUse(flat, tokens, run.from, run.to) && context !== 'title') return false;
    if (person?.technical === true) return context === 'title' || flat.slice(first.start, last.end).includes('^');
    return capital || context !== undefined || level === 1;
  }
  if (level === 0)
    return (
      parts.some((token) => token.fold.length >= 3) ||
      (capital && (context !== undefined || run.hasInitial || isPersonUse(flat, tokens, run.to)))
    );
  if (context === 'title') return capital;
  if (isEponymUse(flat, tokens, run.from, run.to) || !capital) return false;
  if (context === 'role') return person?.technical !== true;
  if (person?.technical !== true && isPersonUse(flat, tokens, run.to)) return true;
  if (run.hasInitial && /[.,^]/.test(flat.slice(first.start, last.end + 1))) return true;
  return level === 1 ? !isListed(flat, tokens, run) : context === 'label';
}

/** One eponym among others, as in `Wilson, Menkes and Fabry disease`, is no person: a bare eponym followed by `or`, `and`, `,` and another. */
function isListed(flat: string, tokens: readonly Token[], run: Run): boolean {
  for (let at = run.to + 1; at <= run.to + 2; at += 1) {
    const next = tokens[at];
    if (next === undefined) return false;
    if (/^(?:and|or|und|oder|et|ou|y|e)$/.test(next.fold)) continue;
    return isEponymUse(flat, tokens, at, at);
  }
  return false;
}

/** What stands before: a title, a label with a colon, an agent's `by`, who someone is. */
function nameContext(flat: string, tokens: readonly Token[], run: Run): 'title' | 'label' | 'role' | undefined {
  const before = tokens[run.from - 1];
  const first = tokens[run.from];
  if (before === undefined || first === undefined) return undefined;
  const gap = flat.slice(before.end, first.start);
  if (gap.length > 3) return undefined;
  if (titles.has(before.fold) && /^[.:\s]*$/.test(gap))
    return isModality(flat.slice(before.start, before.end), gap) ? undefined : 'title';
  if (agents.has(before.fold) && /^\s+$/.test(gap)) return 'label';
  if (personLabels.has(before.fold) && /[:=]/.test(gap)) return 'label';
  if (roles.has(before.fold) && /^\.?\s{1,2}$/.test(gap))
    return isModality(flat.slice(before.start, before.end), gap) ? undefined : 'role';
  return undefined;
}

function spanOf(flat: string, tokens: readonly Token[], run: Run): TextSpan {
  let start = tokens[run.from]?.start ?? 0;
  let end = tokens[run.to]?.end ?? 0;
  for (let at = run.from - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (
      token === undefined ||
      !titles.has(token.fold) ||
      !/^\.?[ ^]?$/.test(flat.slice(token.end, start)) ||
      (token.fold.length === 1 && !token.capital)
    )
      break;
    if (isModality(flat.slice(token.start, token.end), flat.slice(token.end, token.end + 1))) break;
    start = token.start;
  }
  if (/^'s(?![\p{L}])/u.test(flat.slice(end, end + 3))) end += 2;
  else if (tokens[run.to]?.fold.length === 1 && flat[end] === '.') end += 1;
  return { start, end, category: 'name', rule: RULE, confidence: run.words.length >= 2 ? 1 : 0.9 };
}

const beside = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const honorific = /^\s?(?:様|さま|さん|氏|殿|先生|医師|君|くん|ちゃん|女士|小姐|主任|医生|씨|님|환자|선생)/;

function matchCjk(flat: string, names: NameIndex, spans: TextSpan[]): readonly TextSpan[] {
  if (names.cjk.length === 0) return spans;
  for (const { text, whole } of names.cjk) {
    for (let at = flat.indexOf(text); at >= 0; at = flat.indexOf(text, at + text.length)) {
      const end = at + text.length;
      const alone = !beside.test(flat.slice(Math.max(0, at - 1), at)) && !beside.test(flat.slice(end, end + 1));
      if (whole || alone || honorific.test(flat.slice(end, end + 4))) {
        spans.push({ start: at, end, category: 'name', rule: RULE, confidence: whole ? 1 : 0.9 });
      }
    }
  }
  return spans;
}
