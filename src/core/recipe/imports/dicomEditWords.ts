// How DicomEdit 6 writes tag paths, quotes and lists.
import { parseTag } from '../../dictionary/dictionary.js';
import type { AttributePattern } from '../../policy/policy.js';

/** Cuts at a sign that stands outside of quotes and brackets. */
export function splitTop(text: string, sign: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let open = 0;
  let quoted = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quoted !== '') {
      if (letter === quoted) quoted = '';
      continue;
    }
    if (letter === '"' || letter === "'") quoted = letter;
    else if ('[({'.includes(letter)) open += 1;
    else if ('])}'.includes(letter)) open -= 1;
    else if (letter === sign && open === 0 && !(sign === ':' && text[at + 1] === '=')) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

export function unquote(text: string): string {
  const trimmed = text.trim();
  return /^".*"$|^'.*'$/s.test(trimmed) && trimmed.length >= 2 ? trimmed.slice(1, -1) : trimmed;
}

/**
 * `(0010,0010)`, `(0019,{SIEMENS MR HEADER}0F)`, `(0008,1140)[%]/(0008,1155)`; `*` and `+` for any depth. X, @ and # stand
 * for any, even and odd digits. A group whose last digit is odd is a private one; else @ and # are said by a wider pattern
 * of ours, which is taken where `takes` says that the rule takes away.
 */
export function deTag(text: string, takes = false): AttributePattern | undefined {
  const steps = text.split('/').map((step) => step.trim());
  const anyDepth = steps[0] === '*' || steps[0] === '+';
  const named = (anyDepth ? steps.slice(1) : steps).map((step) => one(step, takes));
  if (named.some((step) => step === undefined)) return undefined;
  const known = named.filter((step) => step !== undefined);
  const last = known.at(-1);
  if (last === undefined || (anyDepth && known.length > 1)) return undefined;
  return known.length === 1 ? last : { ...last, parents: known.slice(0, -1) };
}

function one(step: string, takes: boolean): AttributePattern | undefined {
  const bare = step.replace(/\[[^\]]*\]$/, '').trim();
  const digits = /^\(?\s*([\da-fx@#]{4})\s*,?\s*([\da-fx@#]{4})\s*\)?$/i.exec(bare);
  if (digits !== null && /[@#]/.test(bare)) {
    const [, group = '', element = ''] = digits;
    const wide = parseTag(`(${group},${element})`.replaceAll(/[@#]/g, 'x'));
    const odd = group.endsWith('#') && !/[@#]/.test(group.slice(0, 3) + element);
    if (wide === undefined || (!odd && !takes)) return undefined;
    return group.endsWith('#') ? { ...wide, only: { kind: 'private' } } : wide;
  }
  const owned = /^\(\s*([\da-f]{4})\s*,\s*\{(.*)\}\s*([\da-f]{2})\s*\)$/i.exec(bare);
  return parseTag(owned === null ? bare : `(${owned[1]},"${owned[2]}",${owned[3]})`);
}
