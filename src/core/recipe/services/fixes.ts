// Quick fixes: for a diagnostic, the changes that would settle it. The best one comes first.

import { nearest } from '../../dictionary/nearest.js';
import { builtinPolicies } from '../../policy/builtin.js';
import { OPTIONS } from '../../policy/options.js';
import { DEVICES } from '../builtin/deviceName.js';
import { firstWordFor } from '../otherWords.js';
import { quoted } from '../quoting.js';
import type { Diagnostic, RecipeTree } from '../syntax.js';
import { similarKeyword } from '../target.js';
import { CONSTANT_TESTS, FUNCTIONS, PLAIN_TESTS, SECTIONS, VALUE_TESTS } from '../words.js';
import { rectangle } from './checkRegions.js';
import { meant } from './checkSlips.js';
import type { Facts } from './facts.js';
import { type Fix, fix, lineBreak, near, type Problem, removeBlock, removeLine, replace } from './fix.js';
import { lineAt } from './lookUp.js';
import { LOST_PLACE } from './lostPlaces.js';
import { groupNames } from './names.js';
import { instead, keepSequence, suitable } from './ruleFixes.js';

function inQuotes({ tree, diagnostic: { span }, text }: Problem): readonly Fix[] {
  if (text.startsWith('"')) return [];
  return [fix('quotes', [], [{ span, text: quoted(tree.text.slice(span.start, span.end)) }], true)];
}

function clamped({ line, facts }: Problem): readonly Fix[] {
  const { statement } = line;
  const first = statement?.kind === 'region' ? statement.numbers[0] : undefined;
  if (statement?.kind !== 'region' || first === undefined) return [];
  const place = rectangle(statement);
  if (place === undefined) return [];
  const ctp = statement.verb.startsWith('ctp');
  const most = facts.open?.image;
  const inside = place.map((number, at) => {
    const limit = at % 2 === 0 ? most?.columns : most?.rows;
    return Math.max(0, limit === undefined ? number : Math.min(number, limit));
  });
  const [x = 0, y = 0, right = 0, bottom = 0] = inside;
  const [left, wide] = [Math.min(x, right), Math.max(x, right)];
  const [top, high] = [Math.min(y, bottom), Math.max(y, bottom)];
  if (left === wide || top === high) return [];
  const text = (ctp ? [left, top, wide - left, high - top] : [left, top, wide, high]).join(',');
  const span = { start: first.span.start, end: statement.numbers.at(-1)?.span.end ?? first.span.end };
  return [fix('change', [text], [{ span, text }], true)];
}

function startSection({ tree, line }: Problem): readonly Fix[] {
  const { statement, span } = line;
  const at = { start: span.start, end: span.start };
  const section =
    statement?.kind === 'action'
      ? '%header'
      : statement?.kind === 'label'
        ? '%filter graylist'
        : statement?.kind === 'member'
          ? `%${statement.verb === 'split' ? 'values' : 'fields'} group`
          : undefined;
  return section === undefined
    ? []
    : [fix('begin', [section], [{ span: at, text: `${section}${lineBreak(tree)}` }], true)];
}

/** Below FORMAT, or above the first word. */
function withProfile({ tree, diagnostic }: Problem): readonly Fix[] {
  const format = tree.lines.find(({ statement }) => statement?.kind === 'format');
  const at = format?.span.end ?? lineAt(tree, diagnostic.span.start)?.span.start ?? 0;
  const wanted = [
    ['basic', 'profile-basic'],
    ['blank', 'profile-blank'],
    ['none', 'profile-none'],
  ] as const;
  return wanted.map(([name, id], index) => {
    const text = format === undefined ? `PROFILE ${name}${lineBreak(tree)}` : `${lineBreak(tree)}PROFILE ${name}`;
    return fix(id, [], [{ span: { start: at, end: at }, text }], index === 0);
  });
}

const ALL_OPTIONS = OPTIONS.flatMap(({ name }) => [name]);
const PROFILES = [...builtinPolicies.map(({ name }) => name), 'none'];
const TESTS = [...VALUE_TESTS, ...PLAIN_TESTS, ...CONSTANT_TESTS];
const OPERATORS: Readonly<Record<string, string>> = {
  is: 'equals',
  has: 'contains',
  '=': 'equals',
  '==': 'equals',
  exists: 'present',
};

function groups({ tree, facts, line }: Problem): readonly string[] {
  const text = line.statement?.kind === 'action' ? (line.statement.target?.text ?? '') : '';
  const of = /^fields:/i.test(text) ? 'fields' : 'values';
  return [tree, ...facts.included.values()].flatMap((each) => groupNames(each, of));
}

function fixesFor(problem: Problem): readonly Fix[] {
  const { diagnostic, text, tree, facts } = problem;
  switch (diagnostic.code) {
    case 'unknown-keyword':
      return [...replace(problem, firstWordFor(text)), removeLine(problem)];
    case 'unknown-section':
      return near(
        problem,
        SECTIONS.map((word) => `%${word}`),
      );
    case 'unknown-test':
      return replace(problem, OPERATORS[text.toLowerCase()] ?? nearest(text, TESTS));
    case 'unknown-attribute':
      return [...replace(problem, similarPath(text)), removeLine(problem)];
    case 'unknown-option':
      return near(problem, ALL_OPTIONS);
    case 'unknown-profile':
      return near(problem, PROFILES);
    case 'unknown-function':
      return [
        ...near(
          problem,
          Object.keys(FUNCTIONS).map((name) => `${name}()`),
        ),
        ...suitable(problem),
      ];
    case 'unknown-group':
      return near(problem, groups(problem));
    case 'unknown-variable':
      return near(problem, facts.variables);
    case 'unknown-format':
      return replace(problem, 'dicom');
    case 'missing-include':
      return near(problem, [...facts.recipes, ...builtinPolicies.map(({ name }) => name), DEVICES]);
    case 'no-profile':
      return withProfile(problem);
    case 'missing-format':
      return [fix('format', [], [{ span: { start: 0, end: 0 }, text: `FORMAT dicom${lineBreak(tree)}` }], true)];
    case 'misplaced':
      return startSection(problem);
    case 'unexpected':
    case 'unexpected-value':
      return [fix('remove-part', [], [{ span: diagnostic.span, text: '' }], true)];
    case 'bad-pattern':
    case 'looks-like-function':
    case 'equals-alternatives':
      return inQuotes(problem);
    case 'foreign-function':
    case 'vr-mismatch':
      return [...suitable(problem), removeLine(problem)];
    case 'keep-defeats-profile':
      return instead(problem);
    case LOST_PLACE:
      return keepSequence(problem);
    case 'duplicate-label':
      return [removeBlock(problem, 'remove-label')];
    case 'unused-group':
      return [removeBlock(problem, 'remove-group')];
    case 'unreachable-filter':
    case 'impossible-filter':
      return problem.line.statement?.kind === 'label' ? [removeBlock(problem, 'remove-label')] : [removeLine(problem)];
    case 'negative-coordinates':
    case 'empty-region':
    case 'outside-image':
    case 'bad-coordinates':
      return [...clamped(problem), removeLine(problem)];
    case 'duplicate-rule':
    case 'shadowed-rule':
    case 'duplicate-option':
      return [removeLine(problem, 'remove-line', true)];
    case 'options-conflict':
    case 'options-without-profile':
    case 'needs-creator':
    case 'reserved-attribute':
    case 'second-profile':
      return [removeLine(problem)];
    default:
      return replace(problem, meant(diagnostic.code, text));
  }
}

/** The last step of a path, or the whole, with the nearest keyword. */
function similarPath(text: string): string | undefined {
  const at = text.lastIndexOf('.') + 1;
  const found = similarKeyword(text.slice(at));
  return found === undefined ? undefined : text.slice(0, at) + found;
}

/** Lists of edits are sorted and do not overlap; see {@link TextEdit}. */
export function fixes(tree: RecipeTree, diagnostic: Diagnostic, facts: Facts): readonly Fix[] {
  const line = diagnostic.file === undefined ? lineAt(tree, diagnostic.span.start) : undefined;
  if (line === undefined) return [];
  const text = tree.text.slice(diagnostic.span.start, diagnostic.span.end);
  return fixesFor({ tree, line, diagnostic, text, facts })
    .map((found) => ({ ...found, edits: [...found.edits].sort((a, b) => a.span.start - b.span.start) }))
    .filter(({ edits }) => edits.length > 0);
}
