// Attributes as a recipe names them: keywords, tags, private ones by creator, paths into sequences, and sets of them.

import { keywordOf, parseTag } from '../dictionary/dictionary.js';
import { nearest } from '../dictionary/nearest.js';
import { tagsByKeyword } from '../dictionary/standardEntries.js';
import type { AttributePattern, AttributeSet } from '../policy/policy.js';
import { safePattern } from '../policy/safePattern.js';
import { unquoted } from './quoting.js';
import { EVERYTHING, EXPANDERS } from './words.js';

type Target =
  /** `path`: where the name said at which depth the attribute stands. */
  | { readonly kind: 'attributes'; readonly patterns: readonly AttributePattern[]; readonly path: boolean }
  | { readonly kind: 'problem'; readonly code: 'unknown-attribute' | 'bad-expander'; readonly message: string };

const EVERY: AttributePattern = { value: 0, mask: 0 };

/** Parts of a name between dots or double underscores that stand in no quotes, no parentheses and no expander. */
function segments(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '(') depth++;
    else if (letter === ')') depth--;
    else if (depth > 0) continue;
    else if (letter === ':') break;
    else if (letter === '.' || (letter === '_' && text[at + 1] === '_')) {
      parts.push(text.slice(start, at));
      if (letter === '_') at++;
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** A creator's whole block: `(0019,"CREATOR",xx)`. */
function wholeBlock(text: string): AttributePattern | undefined {
  const match = /^\(?\s*([0-9a-f]{4})\s*,\s*"([^"]+)"\s*,\s*(?:xx){1,2}\s*\)?$/i.exec(text);
  const group = Number.parseInt(match?.[1] ?? '0', 16);
  const creator = (match?.[2] ?? '').trim();
  return creator === '' || (group & 1) === 0 ? undefined : { value: (group << 16) >>> 0, mask: 0xffff0000, creator };
}

function single(text: string): AttributePattern | undefined {
  return parseTag(text) ?? wholeBlock(text);
}

function unknown(name: string): Target {
  const hint = similarKeyword(name);
  const more = hint === undefined ? 'write a keyword, (gggg,eeee) or (gggg,"CREATOR",ee)' : `did you mean ${hint}?`;
  return {
    kind: 'problem',
    code: 'unknown-attribute',
    message: `DICOM has no attribute '${name.slice(0, 64)}'; ${more}`,
  };
}

/** The keyword of PS3.6 that is most like the word. */
export function similarKeyword(name: string): string | undefined {
  const wanted = name.toLowerCase();
  if (wanted.length < 3 || wanted.length > 64) return undefined;
  const near: string[] = [];
  for (const keyword of tagsByKeyword().keys()) {
    if (Math.abs(keyword.length - wanted.length) <= 3 && keyword.slice(0, 2) === wanted.slice(0, 2)) near.push(keyword);
  }
  const found = nearest(wanted, near);
  const tag = found === undefined ? undefined : tagsByKeyword().get(found);
  return tag === undefined ? undefined : keywordOf(tag);
}

type Sets =
  | { readonly kind: 'sets'; readonly patterns: readonly AttributePattern[] }
  | { readonly kind: 'problem'; readonly message: string };

function sets(only: readonly AttributeSet[]): Sets {
  return { kind: 'sets', patterns: only.map((set) => ({ ...EVERY, only: set })) };
}

/** `select:VR:TM`, `select:group:0018`, `select:private`. */
function selection(text: string): Sets {
  const match = /^(\w+)(?::(.*))?$/s.exec(text);
  const property = match?.[1]?.toLowerCase();
  const value = match?.[2]?.trim() ?? '';
  if (property === 'private' && value === '') return sets([{ kind: 'private' }]);
  if (property === 'vr' && /^[A-Za-z]{2}/.test(value))
    return sets([{ kind: 'vr', vr: value.slice(0, 2).toUpperCase() }]);
  if (property === 'group' && /^(?:0x)?[0-9a-f]{1,4}$/i.test(value)) {
    const group = Number.parseInt(value.replace(/^0x/i, ''), 16);
    return { kind: 'sets', patterns: [{ value: (group << 16) >>> 0, mask: 0xffff0000 }] };
  }
  return { kind: 'problem', message: 'select: takes VR:XX, group:XXXX or private, such as select:VR:TM' };
}

/**
 * The text of an expander. deid reads a regular expression; what is letters only is told by the keyword, in quotes the
 * text stands for itself.
 */
function expanded(word: string, text: string): Sets {
  const kind = EXPANDERS[word];
  if (kind === undefined) return { kind: 'problem', message: `there is no expander '${word.slice(0, 40)}:'` };
  if (text === '') return { kind: 'problem', message: `${word}: needs a text, such as ${word}:Date` };
  if (/^"[^"]*"$/.test(text)) return sets([{ kind, text: text.slice(1, -1) }]);
  const parts = text.split('|');
  if (parts.includes('')) {
    return { kind: 'problem', message: `an alternative of ${word}: is empty, so that it would stand for everything` };
  }
  if (kind !== 'except' && parts.every((part) => /^[A-Za-z]+$/.test(part))) {
    return sets(parts.map((part) => ({ kind, text: part })));
  }
  const pattern = safePattern(text);
  if (pattern.kind === 'problem') return { kind: 'problem', message: `${word}: ${pattern.message}` };
  if (kind === 'except') return sets([{ kind: 'matches-not', pattern: text }]);
  const anchored = kind === 'starts-with' ? `^(${text})` : kind === 'ends-with' ? `(${text})$` : text;
  return sets([{ kind: 'matches', pattern: anchored }]);
}

function setOf(text: string): Sets | undefined {
  if (EVERYTHING.has(text.toLowerCase())) return sets([{ kind: 'all' }]);
  const match = /^([a-z]+):(.*)$/is.exec(text);
  if (match === null) return undefined;
  const word = (match[1] ?? '').toLowerCase();
  const rest = (match[2] ?? '').trim();
  if (word === 'select') return selection(rest);
  if (word === 'fields' || word === 'values') {
    return rest === ''
      ? { kind: 'problem', message: `${word}: needs the name of a %${word} group` }
      : sets([{ kind: word, group: unquoted(rest) }]);
  }
  return expanded(word, rest);
}

/** What an attribute and a set have in common: `(0010,xxxx)&endswith:Date`. */
function narrowed(text: string): Target | undefined {
  const match = /^([^&"]*(?:"[^"]*"[^&"]*)*)&(.+)$/s.exec(text);
  if (match === null) return undefined;
  const attribute = single(match[1] ?? '');
  if (attribute === undefined) return unknown(match[1] ?? '');
  const found = setOf(match[2] ?? '');
  if (found === undefined)
    return { kind: 'problem', code: 'bad-expander', message: 'behind & stands a set, such as endswith:Date' };
  if (found.kind === 'problem') return { ...found, code: 'bad-expander' };
  const patterns = found.patterns.map(({ only }) => (only === undefined ? attribute : { ...attribute, only }));
  return { kind: 'attributes', patterns, path: false };
}

function lastOf(text: string): Target {
  const attribute = single(text);
  if (attribute !== undefined) return { kind: 'attributes', patterns: [attribute], path: false };
  const both = narrowed(text);
  if (both !== undefined) return both;
  const found = setOf(text);
  if (found === undefined) return unknown(text);
  if (found.kind === 'problem') return { kind: 'problem', code: 'bad-expander', message: found.message };
  return { kind: 'attributes', patterns: found.patterns, path: false };
}

/** A long recipe names the same attributes again and again: an editor must not wait for them. */
const answers = new Map<string, Target>();
const MOST_ANSWERS = 20_000;
const LONGEST = 200;

/** The attributes that a name stands for, or what is wrong with it. */
export function resolveTarget(text: string): Target {
  const known = answers.get(text);
  if (known !== undefined) return known;
  const target = resolve(text);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  if (text.length <= LONGEST) answers.set(text, target);
  return target;
}

const tops = new WeakMap<AttributePattern, AttributePattern>();

/** The same attribute in the data set itself, not in its sequences. */
export function atTop(pattern: AttributePattern): AttributePattern {
  const known = tops.get(pattern);
  if (known !== undefined) return known;
  const made = { ...pattern, parents: [] };
  tops.set(pattern, made);
  return made;
}

function resolve(text: string): Target {
  const parts = segments(text);
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return lastOf(last);
  const found = lastOf(last);
  if (found.kind === 'problem') return found;
  if (parts[0] === '*' && parts.length === 2) return { ...found, path: true };
  const parents: AttributePattern[] = [];
  for (const [at, part] of parts.slice(0, -1).entries()) {
    if ((at === 0 && part === '') || /^\d{1,4}$/.test(part)) continue;
    const parent = single(part);
    if (parent === undefined) return unknown(part);
    parents.push(parent);
  }
  return { kind: 'attributes', patterns: found.patterns.map((pattern) => ({ ...pattern, parents })), path: true };
}
