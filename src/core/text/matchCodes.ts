// Finds the evidence's identifiers and telephone numbers however they are punctuated.
import type { CodeForm, CodeIndex } from './codeEvidence.js';
import type { TextSpan } from './textSpan.js';
import type { Token } from './tokens.js';

const label =
  /(?:\b(?:id|mrn|pid|pat|patient|pt|no|nr|num|number|acc|accession|case|fall|fallnr|study|exam|serial|sn|s\/n|station|ext|dossier)|#)[\s.:#=-]{0,3}$/i;

/** Starts at words and numbers only, so the time is linear in the tokens. */
export function matchCodes(flat: string, tokens: readonly Token[], codes: CodeIndex): readonly TextSpan[] {
  if (codes.size === 0) return [];
  const spans: TextSpan[] = [];
  let done = 0;
  for (const token of tokens) {
    if (token.start < done) continue;
    const span = matchAt(flat, token, codes) ?? withDigit(flat, token, codes);
    if (span === undefined) continue;
    spans.push(span);
    done = span.end;
  }
  return spans;
}

function matchAt(flat: string, token: Token, codes: CodeIndex): TextSpan | undefined {
  let best: TextSpan | undefined;
  let start = token.start;
  if (token.kind === 'number') while (flat.charCodeAt(start) === 0x30 && start < token.end - 1) start += 1;
  const first = flat.slice(start, start + 1).toUpperCase();
  for (const form of codes.get(first) ?? []) {
    const begin = beginOf(flat, token, form);
    const end = begin === undefined ? undefined : follow(flat, start, form.code);
    if (begin === undefined || end === undefined) continue;
    if (form.needsLabel && !label.test(flat.slice(Math.max(0, begin - 16), begin))) continue;
    if (best === undefined || end > best.end) {
      best = { start: begin, end, category: form.category, rule: form.rule, confidence: form.needsLabel ? 0.8 : 1 };
    }
  }
  return best;
}

/** What only resembles a number of the patient: where a number or a code is meant, it is another. */
export const NEAR_CODE = 'evidence/near-id';

/** A number of the patient with one digit before or behind it. */
function withDigit(flat: string, { kind, start, end }: Token, codes: CodeIndex): TextSpan | undefined {
  if (kind !== 'number' || flat[start - 1] === '.' || isLetter(flat.charCodeAt(start - 1))) return undefined;
  if (/^(?:[.,]\d|\p{L})/u.test(flat.slice(end, end + 2))) return undefined;
  const number = flat.slice(start, end);
  for (const inner of [number.slice(1), number.slice(0, -1)]) {
    const code = inner.replace(/^0+/, '');
    const form = codes.get(code.slice(0, 1))?.find((one) => one.loose === true && one.code === code);
    if (form !== undefined) return { start, end, category: form.category, rule: NEAR_CODE, confidence: 0.8 };
  }
  return undefined;
}

/** Where the removal starts: a plus sign or a parenthesis of a telephone number, or letters glued to a number, go with it. */
function beginOf(flat: string, token: Token, form: CodeForm): number | undefined {
  let begin = token.start;
  const before = flat.charCodeAt(begin - 1);
  if (isLetter(before)) {
    if (!form.numeric || form.code.length < 6) return undefined;
    while (isLetter(flat.charCodeAt(begin - 1)) && token.start - begin <= 4) begin -= 1;
    return isLetter(flat.charCodeAt(begin - 1)) || isDigit(flat.charCodeAt(begin - 1)) ? undefined : begin;
  }
  if (isDigit(before)) return undefined;
  // A decimal part is no identifier: 0.93417.
  if (before === 0x2e && isDigit(flat.charCodeAt(begin - 2))) return undefined;
  if (form.category === 'contact') while (begin > 0 && (flat[begin - 1] === '(' || flat[begin - 1] === '+')) begin -= 1;
  return begin;
}

/** The end of the code when the text from `start` spells it, with up to three separators between its characters. */
function follow(flat: string, start: number, code: string): number | undefined {
  let at = start;
  for (let index = 0; index < code.length; index += 1) {
    let skipped = 0;
    while (index > 0 && skipped < 3 && isSeparator(flat.charCodeAt(at))) {
      at += 1;
      skipped += 1;
    }
    if (skipped > 0 && flat.slice(at - 1, at + 2) === '(0)') at += 2;
    if (flat.slice(at, at + 1).toUpperCase() !== code[index]) return undefined;
    at += 1;
  }
  const next = flat.charCodeAt(at);
  if (isDigit(next) || isLetter(next)) return undefined;
  if ((next === 0x2e || next === 0x2c) && isDigit(flat.charCodeAt(at + 1)) && !/[^0-9]/.test(flat.slice(start, at)))
    return undefined;
  return at;
}

function isSeparator(code: number): boolean {
  // space - _ . / ( ) ^ : #
  return (
    code === 0x20 ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x2e ||
    code === 0x2f ||
    code === 0x28 ||
    code === 0x29 ||
    code === 0x5e ||
    code === 0x3a ||
    code === 0x23
  );
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code < 0x2000);
}
