// Attributes, sets and values as a recipe writes them; reading them gives the same again.
import { keywordOf, parseTag } from '../dictionary/dictionary.js';
import { formatTag } from '../dictionary/tag.js';
import type { AttributePattern, AttributeSet } from '../policy/policy.js';
import { parseRecipe } from './parse.js';
import { quoted } from './quoting.js';

const NAMES = { 'starts-with': 'startswith', 'ends-with': 'endswith', contains: 'contains', except: 'except' } as const;

function word(text: string): string {
  return /^[^\s"'():#&]+$/.test(text) ? text : `"${text}"`;
}

/** A regular expression as one word, in which parentheses that group alone stand as such. */
function pattern(source: string): string {
  return source
    .replaceAll(/\\([()])/g, (_all, letter: string) => (letter === '(' ? '\\x28' : '\\x29'))
    .replaceAll(/[\s"&]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function setText(set: AttributeSet): string {
  switch (set.kind) {
    case 'all':
      return 'ALL';
    case 'private':
      return 'select:private';
    case 'vr':
      return `select:VR:${set.vr}`;
    case 'fields':
    case 'values':
      return `${set.kind}:${word(set.group)}`;
    case 'matches':
      return `contains:${pattern(set.pattern)}`;
    case 'matches-not':
      return `except:${pattern(set.pattern)}`;
    default: {
      // What is more than letters would be read as a regular expression.
      const bare = set.kind !== 'except' && /^[A-Za-z]+$/.test(set.text);
      return `${NAMES[set.kind]}:${bare ? set.text : `"${set.text}"`}`;
    }
  }
}

/** Without `parents`. */
function ownText(pattern: AttributePattern): string {
  const { value, mask, creator, only } = pattern;
  if (only !== undefined) {
    const set = setText(only);
    if (mask === 0 && creator === undefined) return set;
    const { only: _only, ...rest } = pattern;
    return `${tagText(rest)}&${set}`;
  }
  if (creator !== undefined || mask !== 0xffff0000) return tagText(pattern);
  return `select:group:${(value >>> 16).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `(0010,0010)`, with x for any digit. */
function digits({ value, mask }: AttributePattern): string {
  const places = formatTag(mask);
  return [...formatTag(value)].map((digit, at) => (places[at] === '0' ? 'x' : digit)).join('');
}

function tagText(pattern: AttributePattern): string {
  const { value, mask, creator } = pattern;
  if (creator !== undefined) {
    const hex = formatTag(value);
    return `(${hex.slice(1, 5)},"${creator}",${(mask & 0xff) === 0 ? 'xx' : hex.slice(8, 10)})`;
  }
  const keyword = mask === 0xffffffff ? keywordOf(value) : undefined;
  const same = keyword === undefined ? undefined : parseTag(keyword);
  return keyword !== undefined && same?.value === value && same.mask === mask ? keyword : digits(pattern);
}

/** `plain` is what a name without a path means: any depth, or the data set itself. */
export function patternText(pattern: AttributePattern, plain: 'anywhere' | 'top' = 'anywhere'): string {
  const own = ownText(pattern);
  const { parents } = pattern;
  if (parents === undefined) return plain === 'anywhere' ? own : `*.${own}`;
  if (parents.length === 0) return plain === 'top' ? own : `.${own}`;
  return [...parents.map(ownText), own].join('.');
}

/** A value as REPLACE takes it: in quotes only where it would be read as something else. */
export function valueText(value: string): string {
  if (!/^[^\s"']/.test(value) || /[#\n\r]/.test(value)) return quoted(value);
  const statement = parseRecipe(`REPLACE PatientID ${value}`).lines[0]?.statement;
  const argument = statement?.kind === 'action' ? statement.argument : undefined;
  const plain = argument?.kind === 'value' && argument.value === value && !/\([^()]*\)$/.test(value);
  return plain && statement?.kind === 'action' && statement.tests.length === 0 ? value : quoted(value);
}
