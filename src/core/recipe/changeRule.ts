// What an editor does to one attribute, as the smallest change of the recipe's text: comments and order stay.
import type { AttributePattern, Override } from '../policy/policy.js';
import { compileRecipe } from './compile.js';
import { parseRecipe } from './parse.js';
import { relation } from './patternRelation.js';
import { patternText, valueText } from './patternText.js';
import type { Line, RecipeTree, Statement, TextEdit } from './syntax.js';
import { resolveTarget } from './target.js';

export type NewRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'keep' | 'remove' | 'empty' }
  | { readonly kind: 'set'; readonly value: string };

export interface RuleChange {
  readonly attribute: AttributePattern;
  /** `none`: what the rest of the recipe says of the attribute. */
  readonly rule: NewRule;
}

type Action = Extract<Statement, { kind: 'action' }>;

interface ActionLine {
  readonly line: Line;
  readonly action: Action;
  readonly final: boolean;
}

const WORDS = { keep: 'KEEP', remove: 'REMOVE', empty: 'BLANK', set: 'REPLACE' } as const;

function same(a: AttributePattern, b: AttributePattern): boolean {
  return relation(a, b, []) === 'equal';
}

/** Lines that speak of this attribute alone, whatever the object; the strongest is last. */
function linesOf(tree: RecipeTree, attribute: AttributePattern): readonly ActionLine[] {
  const found: ActionLine[] = [];
  for (const line of tree.lines) {
    const { statement: action, section } = line;
    if (action?.kind !== 'action' || action.tests.length > 0 || action.target === undefined) continue;
    if (section !== undefined && section.kind !== 'header') continue;
    const target = resolveTarget(action.target.text);
    const [pattern] = target.kind === 'attributes' && target.patterns.length === 1 ? target.patterns : [];
    if (pattern === undefined) continue;
    const top =
      action.verb === 'add' && target.kind === 'attributes' && !target.path ? { ...pattern, parents: [] } : pattern;
    if (same(pattern, attribute) || same(top, attribute)) {
      found.push({ line, action, final: section?.kind === 'header' && section.final === true });
    }
  }
  return [...found.filter(({ final }) => !final), ...found.filter(({ final }) => final)];
}

function lineEnd(text: string, at: number): number {
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2;
  return at < text.length ? at + 1 : at;
}

function deletion(text: string, { span }: Line): TextEdit {
  const end = lineEnd(text, span.end);
  // The last line takes the break before it along.
  const start = end === span.end && span.start > 0 ? span.start - (text[span.start - 2] === '\r' ? 2 : 1) : span.start;
  return { span: { start, end }, text: '' };
}

function rewritten({ line, action }: ActionLine, rule: Exclude<NewRule, { kind: 'none' }>): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const [verb] = line.tokens;
  const { target, argument } = action;
  if (verb === undefined || target === undefined) return [];
  const adds = rule.kind === 'set' && action.verb === 'add';
  const word = adds ? 'ADD' : WORDS[rule.kind];
  if (verb.text.toUpperCase() !== word) edits.push({ span: verb.span, text: word });
  if (rule.kind === 'set') {
    if (argument?.kind === 'value' && argument.value === rule.value) return edits;
    const text = valueText(rule.value);
    if (argument === undefined)
      edits.push({ span: { start: target.span.end, end: target.span.end }, text: ` ${text}` });
    else edits.push({ span: argument.token.span, text });
  } else if (argument !== undefined) {
    edits.push({ span: { start: target.span.end, end: argument.token.span.end }, text: '' });
  }
  return edits;
}

/** Where a new rule goes: behind the last one of its section; undefined where there is no such section. */
function placeIn(tree: RecipeTree, final: boolean): { readonly line: Line; readonly indent: string } | undefined {
  let place: Line | undefined;
  let indent = '';
  let header: Line | undefined;
  for (const line of tree.lines) {
    const { section, statement } = line;
    if (section !== undefined && section.kind !== 'header') continue;
    if ((section?.kind === 'header' && section.final === true) !== final) continue;
    if (statement?.kind === 'section') header = line;
    if (statement?.kind !== 'action') continue;
    place = line;
    indent = tree.text.slice(line.span.start, line.tokens[0]?.span.start ?? line.span.start);
  }
  const line = place ?? header;
  return line === undefined ? undefined : { line, indent };
}

function insertion(tree: RecipeTree, rule: string, final: boolean): TextEdit {
  const { text } = tree;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const place = placeIn(tree, final);
  if (place !== undefined) {
    const at = place.line.span.end;
    return { span: { start: at, end: at }, text: `${eol}${place.indent}${rule}` };
  }
  const at = text.length;
  const gap = text === '' ? '' : /[\n\r]$/.test(text) ? eol : `${eol}${eol}`;
  return { span: { start: at, end: at }, text: `${gap}%header${final ? ' final' : ''}${eol}${eol}${rule}${eol}` };
}

function sorted(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The text with its edits, which are sorted and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span, text: piece } of edits) {
    parts.push(text.slice(at, span.start), piece);
    at = span.end;
  }
  return [...parts, text.slice(at)].join('');
}

/** The rule of the text that decides about the attribute. */
function deciding(text: string, attribute: AttributePattern): Override | undefined {
  const { policy } = compileRecipe(parseRecipe(text), { name: 'recipe', included: new Map() });
  return policy.overrides.findLast(({ attribute: each, when }) => {
    if (when !== undefined) return false;
    const how = relation(each, attribute, policy.fieldGroups ?? []);
    return how === 'equal' || how === 'covers';
  });
}

function isDone(text: string, { attribute, rule }: RuleChange): boolean {
  const found = deciding(text, attribute);
  if (rule.kind === 'none') return true;
  if (rule.kind === 'set') return found?.kind === 'set' && found.value === rule.value;
  return found?.kind === rule.kind;
}

/** The edits after which the recipe says `rule` of the attribute. */
export function changeRule(text: string, change: RuleChange): readonly TextEdit[] {
  const { attribute, rule } = change;
  const tree = parseRecipe(text);
  const lines = linesOf(tree, attribute);
  const last = lines.at(-1);
  if (rule.kind === 'none') return sorted(lines.map(({ line }) => deletion(text, line)));
  const written = `${WORDS[rule.kind]} ${patternText(attribute)}${rule.kind === 'set' ? ` ${valueText(rule.value)}` : ''}`;
  const others = lines.slice(0, -1).map(({ line }) => deletion(text, line));
  const edits = last === undefined ? [insertion(tree, written, false)] : sorted([...others, ...rewritten(last, rule)]);
  if (isDone(applyEdits(text, edits), change)) return edits;
  // A KEEP of many attributes is stronger than a REMOVE of one; only what is final is stronger than that.
  const all = lines.map(({ line }) => deletion(text, line));
  const final = insertion(tree, written, true);
  const clear = all.filter(({ span }) => span.end <= final.span.start || span.start >= final.span.end);
  return sorted([...clear, final]);
}
