// What an editor draws into a recipe's text: semantic tokens, names beside bare tags, lenses above lines.
import { attribute, privateAttribute } from '../../dictionary/dictionary.js';
import { actionRow } from '../../policy/actionTable.js';
import type { AttributePattern } from '../../policy/policy.js';
import type { Line, RecipeTree, Span, Token } from '../syntax.js';
import { isBare, keywordFor, patternOf, patternsOf } from './target.js';
import type { TOKEN_MODIFIERS, TOKEN_TYPES } from './tokenNames.js';
import { expanderOf } from './vocabulary.js';

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifiers: readonly (typeof TOKEN_MODIFIERS)[number][];
}

type Drawn = Pick<SemanticToken, 'type' | 'modifiers'>;

/** What an attribute looks like, by the word that names it. */
function drawnAttribute(text: string): Drawn {
  const patterns = patternsOf(text);
  if (patterns.length === 0) return { type: 'recipeAttribute', modifiers: ['unknown'] };
  if (expanderOf(text) !== undefined) return { type: 'recipeAttributeSet', modifiers: [] };
  const [pattern] = patterns;
  if (pattern === undefined || pattern.only !== undefined) return { type: 'recipeAttributeSet', modifiers: [] };
  const modifiers: Drawn['modifiers'][number][] = [];
  if (pattern.creator === undefined && actionRow(pattern.value) !== undefined) modifiers.push('identifying');
  if (attribute(pattern.value)?.retired === true) modifiers.push('deprecated');
  return { type: 'recipeAttribute', modifiers };
}

const remembered = new Map<string, Drawn>();

function drawn(token: Token, { statement }: Line): Drawn | undefined {
  switch (token.kind) {
    case 'section':
      return { type: 'recipeSection', modifiers: [] };
    case 'keyword':
      return { type: 'recipeKeyword', modifiers: [] };
    case 'attribute': {
      const known = remembered.get(token.text) ?? drawnAttribute(token.text);
      if (remembered.size < 20_000) remembered.set(token.text, known);
      return known;
    }
    case 'operator':
      return { type: 'recipeOperator', modifiers: [] };
    case 'name':
      if (statement?.kind === 'label' || statement?.kind === 'section') {
        return { type: 'recipeName', modifiers: ['declaration'] };
      }
      return { type: 'recipeOption', modifiers: [] };
    case 'function':
      return { type: 'recipeFunction', modifiers: /^func:/i.test(token.text) ? ['foreign'] : [] };
    case 'variable':
      return { type: 'recipeVariable', modifiers: [] };
    case 'value':
      return { type: 'recipeValue', modifiers: [] };
    case 'number':
      return { type: 'recipeNumber', modifiers: [] };
    default:
      return undefined;
  }
}

/** In the order of the text. */
export function semanticTokens(tree: RecipeTree): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  for (const line of tree.lines) {
    for (const token of line.tokens) {
      const look = drawn(token, line);
      if (look !== undefined) found.push({ span: token.span, ...look });
    }
  }
  return found;
}

export interface InlayHint {
  readonly at: number;
  readonly text: string;
}

function nameOf(pattern: AttributePattern): string {
  if (pattern.creator === undefined) return keywordFor(pattern);
  return privateAttribute(pattern.creator, pattern.value >>> 16, pattern.value & 0xff)?.name ?? '';
}

/** The names of attributes that are written by their numbers, between two offsets. */
export function inlayHints(tree: RecipeTree, range: Span): readonly InlayHint[] {
  const found: InlayHint[] = [];
  for (const { span, tokens } of tree.lines) {
    if (span.end < range.start) continue;
    if (span.start > range.end) break;
    for (const token of tokens) {
      if (token.kind !== 'attribute' || !isBare(token.text)) continue;
      const pattern = patternOf(token.text);
      if (pattern === undefined) continue;
      const path = [...(pattern.parents ?? []), pattern].map(nameOf);
      const text = path.every((name) => name !== '') ? path.join('.') : (path.at(-1) ?? '');
      if (text !== '') found.push({ at: token.span.end, text });
    }
  }
  return found;
}
