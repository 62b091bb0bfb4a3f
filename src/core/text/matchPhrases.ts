// Finds institutions, places and addresses of the evidence, whole or by a part that tells them.
import { isEponymUse } from './guards.js';
import type { Phrase, PhraseIndex, PhraseWord } from './phraseEvidence.js';
import type { TextSpan } from './textSpan.js';
import type { Token } from './tokens.js';

interface Run {
  readonly to: number;
  readonly words: readonly PhraseWord[];
}

export function matchPhrases(flat: string, tokens: readonly Token[], index: PhraseIndex): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    const entries = token === undefined || token.kind === 'cjk' ? undefined : index.words.get(token.fold);
    let best: Run | undefined;
    for (const word of entries ?? []) {
      const run = grow(flat, tokens, at, word, index);
      const phrase = index.phrases[word.phrase];
      if (phrase !== undefined && (best === undefined || run.to > best.to) && isProof(flat, tokens, at, run, phrase))
        best = run;
    }
    const first = best?.words[0];
    const phrase = first === undefined ? undefined : index.phrases[first.phrase];
    const end = best === undefined ? undefined : tokens[best.to]?.end;
    if (best !== undefined && phrase !== undefined && token !== undefined && end !== undefined) {
      spans.push({
        start: token.start,
        end,
        category: phrase.category,
        rule: phrase.rule,
        confidence: best.words.length > 1 ? 1 : 0.8,
      });
      at = best.to + 1;
    } else at += 1;
  }
  for (const { text, phrase } of index.cjk) {
    const found = index.phrases[phrase];
    if (found === undefined) continue;
    for (let at = flat.indexOf(text); at >= 0; at = flat.indexOf(text, at + text.length)) {
      spans.push({ start: at, end: at + text.length, category: found.category, rule: found.rule, confidence: 1 });
    }
  }
  return spans;
}

/** Words of the phrase in their order, with no other between. */
function grow(flat: string, tokens: readonly Token[], at: number, first: PhraseWord, index: PhraseIndex): Run {
  const words = [first];
  let to = at;
  let position = first.index;
  for (let next = at + 1; next < tokens.length && first.index >= 0; next += 1) {
    const token = tokens[next];
    const before = tokens[next - 1];
    if (token === undefined || before === undefined) break;
    const gap = flat.slice(before.end, token.start);
    if (gap.length > 4 || /[;!?<>"]|\n\n/.test(gap)) break;
    const word = index.words
      .get(token.fold)
      ?.find((candidate) => candidate.phrase === first.phrase && candidate.index === position + 1);
    if (word === undefined) break;
    words.push(word);
    position += 1;
    to = next;
  }
  return { to, words };
}

function isProof(flat: string, tokens: readonly Token[], at: number, run: Run, phrase: Phrase): boolean {
  const { words } = run;
  const [first] = words;
  const token = tokens[at];
  if (first === undefined || token === undefined) return false;
  if (first.level === 'acronym') return token.upper;
  if (isInCode(tokens, at, run.to)) return false;
  const plain = words.filter((word) => word.level === 'plain').length;
  const numbers = words.filter((word) => word.level === 'number').length;
  const guarded = words.filter((word) => word.level === 'guarded').length;
  if (words.length === 1) {
    if (plain === 1) return token.fold.length >= 4 || (phrase.length === 1 && token.upper && token.fold.length === 3);
    return guarded === 1 && phrase.length === 1 && token.capital && !isEponymUse(flat, tokens, at, at);
  }
  const alphabetic = words.length - numbers;
  if (alphabetic === 0) return false;
  if (plain > 0) return true;
  if (guarded > 0) return token.capital || token.kind === 'number' ? !isEponymUse(flat, tokens, at, run.to) : false;
  // Only common words: all of the phrase, or a number with two of them.
  if (numbers > 0) {
    const digits = tokens
      .slice(at, run.to + 1)
      .reduce((sum, part) => sum + (part.kind === 'number' ? part.fold.length : 0), 0);
    return words.length >= 3 ? digits >= 4 || phrase.common : digits >= 5;
  }
  return words.length === phrase.length && phrase.category === 'institution' && words.length >= 3;
}

/** A short word that goes on without a gap, such as QXR in qxr3tb, is part of a code. */
function isInCode(tokens: readonly Token[], from: number, to: number): boolean {
  const end = tokens[to]?.end ?? 0;
  if (tokens[to + 1]?.start !== end) return false;
  const letters = tokens.slice(from, to + 1).filter((token) => token.kind === 'word');
  return letters.reduce((sum, { fold }) => sum + fold.length, 0) < 6;
}
