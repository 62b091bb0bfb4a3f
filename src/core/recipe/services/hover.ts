// Hover: what a word means, what the tables say of an attribute, and what the recipe makes of it in the open object.
import { keywordOf, privateAttribute } from '../../dictionary/dictionary.js';
import { compilePolicy } from '../../policy/compile.js';
import { OPTIONS, parseOption } from '../../policy/options.js';
import type { AttributePattern, CompiledPolicy, Policy } from '../../policy/policy.js';
import type { Line, RecipeTree, Token } from '../syntax.js';
import { type AttributeInfo, attributeInfo, codeInWords } from './attributeInfo.js';
import type { Effect, Facts, Hover } from './facts.js';
import { tokenAt } from './lookUp.js';
import { type Losses, lossesOf, lossInWords } from './lostPlaces.js';
import { names } from './names.js';
import { patternOf, patternsOf } from './target.js';
import { expanderOf, functionWord, keyword, usage } from './vocabulary.js';
import type { Word } from './word.js';

function ofWord(word: Word): readonly string[] {
  const parameters = word.parameters.map(({ label, about }) => `- \`${label}\`: ${about}`);
  return [`**\`${usage(word)}\`**`, word.about, ...(parameters.length === 0 ? [] : [parameters.join('\n')])];
}

function titleOf(info: AttributeInfo): string {
  const keywordPart = info.keyword === '' ? '' : ` \`${info.keyword}\``;
  return `**${info.name}**${keywordPart} \`${info.tag}\`${info.retired ? ' (retired)' : ''}`;
}

/** What the tables say, in Markdown. */
export function attributeLines(info: AttributeInfo): readonly string[] {
  const lines = [titleOf(info), `VR ${info.vr}, VM ${info.vm}, category: ${info.category}`];
  if (info.types.length > 0) {
    lines.push(info.types.map(({ type, objects }) => `Type ${type} in ${objects.join(', ')}`).join('; '));
  }
  lines.push(
    info.basic === undefined
      ? `Basic Profile: ${info.standard} (${info.clause})`
      : `Basic Profile: \`${info.basic}\`, ${codeInWords(info.basic)}; ${info.standard} (${info.clause})`,
  );
  if (info.options.length > 0) {
    const rows = info.options.map(({ name, action }) => `| \`${name}\` | \`${action}\` | ${codeInWords(action)} |`);
    lines.push(['| option | action | |', '| --- | --- | --- |', ...rows].join('\n'));
  } else if (info.basic !== undefined) lines.push('No option changes that.');
  return lines;
}

/** A text of a file inside Markdown: nothing in it may act. */
function literal(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const padded = text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text;
  return text === '' ? '(empty)' : `${fence}${padded.replaceAll(/[\r\n]+/g, ' ')}${fence}`;
}

const MOST_EFFECTS = 5;

function effectLines(name: string, effects: readonly Effect[]): readonly string[] {
  if (effects.length === 0) return [`*${name.replaceAll(/[*_[\]<>`]/g, ' ')}* does not have it.`];
  const rows = effects.slice(0, MOST_EFFECTS).map(({ path, before, after, effect }) => {
    return `- \`${path}\` ${effect}: ${literal(before)}${after === undefined ? '' : ` → ${literal(after)}`}`;
  });
  const more = effects.length > MOST_EFFECTS ? [`- and ${effects.length - MOST_EFFECTS} more`] : [];
  return [[`In *${name.replaceAll(/[*_[\]<>`]/g, ' ')}*:`, ...rows, ...more].join('\n')];
}

const compiledPolicies = new WeakMap<Policy, CompiledPolicy>();

function compiled(policy: Policy): CompiledPolicy {
  const known = compiledPolicies.get(policy) ?? compilePolicy(policy);
  compiledPolicies.set(policy, known);
  return known;
}

const losses = new WeakMap<Policy, Losses>();

function underRecipe(policy: Policy, pattern: AttributePattern, info: AttributeInfo): readonly string[] {
  const lossOf = losses.get(policy) ?? lossesOf(policy);
  losses.set(policy, lossOf);
  const lost = lossOf(pattern);
  if (lost !== undefined) {
    const words = lossInWords(lost);
    return [`${words.charAt(0).toUpperCase()}${words.slice(1)}: rules for what is in it need KEEP ${lost.sequence}.`];
  }
  if (info.private || pattern.mask !== 0xffffffff) return [];
  const parents = (pattern.parents ?? []).map(({ value }) => value);
  const decision = compiled(policy).decide({ tag: pattern.value, vr: info.vr.slice(0, 2), parents, sopClass: '' });
  return [`This recipe: ${decision === undefined ? 'left as it is' : `${decision.reason} (${decision.clause})`}`];
}

function ofAttribute(token: Token, facts: Facts, policy: Policy | undefined): readonly string[] | undefined {
  const set = expanderOf(token.text);
  const pattern = patternOf(token.text);
  const { open } = facts;
  const effects =
    open === undefined
      ? []
      : effectLines(
          open.name,
          patternsOf(token.text).flatMap((each) => open.effects(each)),
        );
  if (set !== undefined) return [...ofWord(set), ...effects];
  const info = pattern === undefined ? undefined : attributeInfo(pattern);
  if (pattern === undefined || info === undefined) return undefined;
  const path = (pattern.parents ?? []).map(({ value, creator }) =>
    creator === undefined ? keywordOf(value) : privateAttribute(creator, value >>> 16, value & 0xff)?.name,
  );
  const where = path.length === 0 ? [] : [`Inside ${path.map((step) => step ?? '?').join(' → ')} only.`];
  return [
    ...attributeLines(info),
    ...where,
    ...(policy === undefined ? [] : underRecipe(policy, pattern, info)),
    ...effects,
  ];
}

function ofOption(text: string): readonly string[] | undefined {
  try {
    const name = parseOption(text);
    const info = OPTIONS.find((option) => option.name === name);
    return info === undefined ? undefined : [`**${info.meaning}** (\`${info.name}\`, ${info.code} of PS3.16 CID 7050)`];
  } catch {
    // Not an option: its diagnostic says so.
    return undefined;
  }
}

function ofName(tree: RecipeTree, token: Token): readonly string[] | undefined {
  const use = names(tree).find(({ span }) => span.start >= token.span.start && span.end <= token.span.end);
  if (use === undefined) return undefined;
  const count = names(tree).filter(({ kind, name }) => kind === use.kind && name === use.name).length;
  const words = {
    label: 'Label',
    filter: 'Filter',
    fields: 'Group of attributes',
    values: 'Group of values',
    variable: 'Variable',
  };
  return [`**${words[use.kind]} ${use.name}**`, `named ${count === 1 ? 'once' : `${count} times`} in this recipe`];
}

function linesFor(
  tree: RecipeTree,
  line: Line,
  token: Token,
  facts: Facts,
  policy: Policy | undefined,
): readonly string[] | undefined {
  if (token.kind === 'attribute') return ofAttribute(token, facts, policy);
  if (token.kind === 'keyword' || token.kind === 'section') {
    const word = keyword(token.text);
    return word === undefined ? undefined : ofWord(word);
  }
  if (token.kind === 'function') {
    const word = /^func:/i.test(token.text)
      ? undefined
      : functionWord(/^(?:deid_func:)?([a-z_]+)/i.exec(token.text)?.[1] ?? '');
    if (word !== undefined) return ofWord(word);
    return [`**\`${token.text}\`** names code of another program. A recipe never runs code.`];
  }
  if (line.statement?.kind === 'option') return ofOption(token.text);
  return ofName(tree, token);
}

/** `policy` is what the text compiles to, where the caller has it. */
export function hover(tree: RecipeTree, offset: number, facts: Facts, policy?: Policy): Hover | undefined {
  const found = tokenAt(tree, offset);
  if (found === undefined) return undefined;
  const lines = linesFor(tree, found.line, found.token, facts, policy);
  return lines === undefined ? undefined : { span: found.token.span, lines };
}

/** The tables' word on an attribute that completion offers. */
export function describeAttribute(text: string): readonly string[] | undefined {
  const pattern = patternOf(text);
  const info = pattern === undefined ? undefined : attributeInfo(pattern);
  return info === undefined ? undefined : attributeLines(info);
}

/** The attributes that the word at an offset names: what a host has to look up before it asks for the hover. */
export function patternsAt(tree: RecipeTree, offset: number): readonly AttributePattern[] {
  const token = tokenAt(tree, offset)?.token;
  return token?.kind === 'attribute' ? patternsOf(token.text) : [];
}
