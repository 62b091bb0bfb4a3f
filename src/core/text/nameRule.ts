// When a word that may be a name, or a short number, is one: the rule by which plans take it out. The check after writing asks
// it too, of what it read by itself, so that it refuses nothing that a plan keeps by design (PS3.15 E.3.5).

import { codeForms } from './codeEvidence.js';
import { compileEvidence } from './compileEvidence.js';
import { findIdentifiers } from './findIdentifiers.js';
import { flatten } from './fold.js';
import { tokenise } from './tokens.js';
import { wordLevel } from './vocabulary.js';

/** Shorter words are a name only beside another word of it, a title or a role. */
const FEWEST_LETTERS = 3;

/** True where no word of the name tells by itself: all are words of medicine or of every day, or of two letters. */
export function isDoubtfulName(text: string): boolean {
  const words = tokenise(flatten(text)).filter(({ kind }) => kind !== 'number');
  return words.every(
    ({ kind, fold }) => kind === 'word' && (fold.length < FEWEST_LETTERS || wordLevel(fold) !== 'plain'),
  );
}

/** True where a number is looked for only behind a label such as ID, or not at all. */
export function isDoubtfulCode(text: string): boolean {
  return codeForms(text).every(({ needsLabel }) => needsLabel);
}

/** Whether what stands from `start` to `end` in `text` is by the rule a part of the name, or the number. */
export function isSurely(
  identifier: { readonly kind: 'name' | 'code'; readonly text: string },
  text: string,
  start: number,
  end: number,
): boolean {
  const kind = identifier.kind === 'name' ? 'patient-name' : 'patient-id';
  const spans = findIdentifiers(text, compileEvidence([{ kind, value: identifier.text }]), 'evidence');
  return spans.some((span) => span.start < end && span.end > start);
}
