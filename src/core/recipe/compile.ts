// From a recipe's tree to a policy. It never throws: what can't be done as written is a diagnostic, those of the tree
// included, sorted by where they stand. What an INCLUDE brings is weaker than what the recipe itself says.

import type { Override, Policy } from '../policy/policy.js';
import type { Action } from './actionChange.js';
import { gatherLabels } from './device.js';
import { type Draft, emptyDraft, policyOf } from './draft.js';
import { builtinName, includeKey } from './includeKey.js';
import { movedSpan } from './line.js';
import { deidOrder, type WrittenRules } from './order.js';
import { addLineRules, conditionOfLine, originOf } from './perLine.js';
import { pixelPolicy } from './pixels.js';
import { unquoted } from './quoting.js';
import { createRecorder, lineReport, type Recorder, type Report } from './report.js';
import { addOption, applySetting, setProfile } from './settings.js';
import type { ActionVerb, Diagnostic, Line, RecipeTree, Section, Span, Statement, Token } from './syntax.js';
import { resolveTarget } from './target.js';

const DEEPEST = 20;
const MOST_INCLUDED = 1000;
const NOWHERE: Span = { start: 0, end: 0 };

export interface Compiled {
  readonly policy: Policy;
  readonly diagnostics: readonly Diagnostic[];
}

interface Job {
  readonly tree: RecipeTree;
  /** As rules name where they stand. */
  readonly name: string;
  readonly file: string | undefined;
  readonly included: ReadonlyMap<string, RecipeTree>;
  readonly diagnostics: Diagnostic[];
  readonly above: readonly string[];
  /** How many recipes were included so far, each as often as it was. */
  readonly count: { included: number };
}

/** `included` holds the trees of all recipes that are included, by {@link includeKey}. */
export function compileRecipe(
  tree: RecipeTree,
  { name, included }: { readonly name: string; readonly included: ReadonlyMap<string, RecipeTree> },
): Compiled {
  const diagnostics: Diagnostic[] = [];
  const draft = emptyDraft();
  compileInto(draft, { tree, name, file: undefined, included, diagnostics, above: [], count: { included: 0 } });
  checkPixels(draft, tree, diagnostics);
  if (draft.style === undefined) {
    const first = tree.lines.find(({ read }) => read.statement !== undefined);
    diagnostics.push({
      code: 'no-profile',
      severity: 'warning',
      message:
        'no PROFILE: only what the rules below name changes, and all else stays, as in pydicom deid. PROFILE none says that this is meant',
      span: first?.tokens[0]?.span ?? { start: 0, end: 0 },
    });
  }
  diagnostics.sort(
    (a, b) => Number(a.file !== undefined) - Number(b.file !== undefined) || a.span.start - b.span.start,
  );
  return { policy: policyOf(draft, name), diagnostics };
}

/** Rules alone look into pixels only where an option asks for it: what is said of them means nothing else. */
function checkPixels({ style, options, pixels }: Draft, { lines }: RecipeTree, diagnostics: Diagnostic[]): void {
  if (pixelPolicy(pixels) === undefined || (style !== undefined && style !== 'rules')) return;
  if (options.includes('clean-pixel-data') || options.includes('clean-recognizable-visual-features')) return;
  const line = lines.find(({ read }) => isPixels(read.statement));
  if (line?.statement?.kind !== 'setting') return;
  diagnostics.push({
    code: 'pixels-without-option',
    severity: 'warning',
    message: 'rules alone look into pixels only with OPTION clean-pixel-data, so that PIXELS does nothing',
    span: line.statement.name.span,
  });
}

function isPixels(statement: Statement | undefined): boolean {
  const [subject] = statement?.kind === 'setting' ? statement.values : [];
  return (
    statement?.kind === 'setting' &&
    statement.name.text.toUpperCase() === 'PIXELS' &&
    subject?.text.toLowerCase() !== 'devices'
  );
}

/** Rules as they are written, with the line of each. */
interface RuleList extends WrittenRules {
  readonly rules: Override[];
  readonly verbs: ActionVerb[];
  readonly lines: Line[];
}

function emptyRules(): RuleList {
  return { rules: [], verbs: [], lines: [] };
}

function addRules(list: RuleList, line: Line, action: Action, file: string, recorder: Recorder): void {
  addLineRules(line, action, file, recorder, list.rules);
  while (list.lines.length < list.rules.length) {
    list.verbs.push(action.verb);
    list.lines.push(line);
  }
}

/** Where the rule's attribute stands now. */
function targetSpan({ lines }: RuleList, index: number): Span {
  const line = lines[index];
  const statement = line?.read.statement;
  const target = statement?.kind === 'action' ? statement.target : undefined;
  return line === undefined || target === undefined ? NOWHERE : movedSpan(target.span, line.by);
}

function compileInto(draft: Draft, job: Job): void {
  const { tree, file, diagnostics } = job;
  const report = lineReport(diagnostics, file);
  for (const each of tree.diagnostics) diagnostics.push(file === undefined ? each : { ...each, file });
  const recorder = createRecorder(report);
  const named = file ?? job.name;
  const labels = gatherLabels(report, named);
  const ordered = emptyRules();
  const finals = emptyRules();
  // An INCLUDE counts before all that the recipe says, wherever it stands.
  for (const { read, by } of tree.lines) {
    const { statement } = read;
    if (statement?.kind !== 'include' || statement.target === undefined) continue;
    report.by = by;
    include(draft, job, statement.target, report);
  }
  for (const line of tree.lines) {
    const { statement, section } = line.read;
    if (statement === undefined) continue;
    report.by = line.by;
    switch (statement.kind) {
      case 'section':
        labels.close();
        openGroup(draft, statement);
        break;
      case 'label':
      case 'condition':
      case 'region':
        if (section?.kind === 'filter') labels.take(line, statement);
        break;
      case 'member':
        addMember(draft, section, statement, report);
        break;
      case 'action':
        if (section?.kind === 'labels') break;
        addRules(section?.kind === 'header' && section.final ? finals : ordered, line, statement, named, recorder);
        break;
      case 'admission':
        admit(draft, line, statement, recorder, named);
        break;
      case 'profile':
        setProfile(draft, statement.name, report);
        break;
      case 'option':
        addOption(draft, statement.name, report);
        break;
      case 'setting':
        applySetting(draft, statement.name, statement.values, report);
        break;
      case 'format':
      case 'include':
      case 'unknown':
        break;
    }
  }
  report.by = 0;
  const groups = [...draft.fieldGroups].map(([name, attributes]) => ({ name, attributes }));
  const jitters = (index: number): void => {
    const message = 'two lines move the same dates: here only the later one counts, in pydicom deid their days add up';
    report.add('jitter-combines', 'warning', message, targetSpan(ordered, index));
  };
  draft.overrides = draft.overrides.concat(deidOrder(ordered, groups, jitters), finals.rules);
  for (const device of labels.rules()) draft.devices.push(device);
  for (const list of [ordered, finals]) checkGroups(draft, list, report);
}

function include(draft: Draft, job: Job, target: Token, report: Report): void {
  const key = includeKey(unquoted(target.text), job.file);
  if (job.above.includes(key) || job.above.length >= DEEPEST) {
    report.add('include-cycle', 'error', `${key} includes itself, by way of this line`, target.span);
    return;
  }
  if (++job.count.included > MOST_INCLUDED) {
    report.add('too-many', 'error', `more than ${MOST_INCLUDED} recipes are included, one way or another`, target.span);
    return;
  }
  const tree = job.included.get(key);
  if (tree === undefined) {
    const builtin = builtinName(unquoted(target.text));
    const what = builtin === undefined ? 'there is no such recipe' : 'the built-in recipe was not loaded';
    report.add('missing-include', 'error', `${key} can't be included: ${what}`, target.span);
    return;
  }
  // Names and titles are the recipe's own.
  const { name, title } = draft;
  compileInto(draft, { ...job, tree, file: key, above: [...job.above, key] });
  draft.name = name;
  draft.title = title;
}

function openGroup(draft: Draft, { section }: Extract<Statement, { kind: 'section' }>): void {
  if (section?.kind === 'fields' && !draft.fieldGroups.has(section.name)) draft.fieldGroups.set(section.name, []);
  if (section?.kind === 'values' && !draft.valueGroups.has(section.name)) draft.valueGroups.set(section.name, []);
}

function addMember(
  draft: Draft,
  section: Section | undefined,
  { verb, target: token, by, shortest }: Extract<Statement, { kind: 'member' }>,
  report: Report,
): void {
  if (token === undefined) return;
  const target = resolveTarget(token.text);
  if (target.kind === 'problem') {
    report.add(target.code, target.code === 'unknown-attribute' ? 'warning' : 'error', target.message, token.span);
    return;
  }
  if (section?.kind === 'fields') draft.fieldGroups.get(section.name)?.push(...target.patterns);
  if (section?.kind !== 'values') return;
  const split = verb === 'split' ? { split: { by, shortest } } : {};
  draft.valueGroups.get(section.name)?.push(...target.patterns.map((attribute) => ({ attribute, ...split })));
}

function admit(
  draft: Draft,
  line: Line,
  { verb, tests }: Extract<Statement, { kind: 'admission' }>,
  recorder: Recorder,
  file: string,
): void {
  if (tests.length === 0) return;
  // A test that can't be understood matches nothing; the diagnostic stops the run.
  const when = conditionOfLine(line, tests, recorder);
  draft.admission.push({ kind: verb, when, origin: originOf(file, line.number) });
}

/** Groups that a rule names have to be there. */
function checkGroups(draft: Draft, list: RuleList, report: Report): void {
  for (let index = 0; index < list.rules.length; index++) {
    const only = list.rules[index]?.attribute.only;
    if (only?.kind !== 'fields' && only?.kind !== 'values') continue;
    const known = only.kind === 'fields' ? draft.fieldGroups : draft.valueGroups;
    if (known.has(only.group)) continue;
    report.add(
      'unknown-group',
      'error',
      `there is no %${only.kind} ${only.group.slice(0, 40)}`,
      targetSpan(list, index),
    );
  }
}
