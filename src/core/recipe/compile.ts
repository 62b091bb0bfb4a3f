// From a recipe's tree to a policy. It never throws: what can't be done as written is a diagnostic, those of the tree
// included, sorted by where they stand. What an INCLUDE brings is weaker than what the recipe itself says.

import { DeidError } from '../kernel/deidError.js';
import { builtinPolicy } from '../policy/builtin.js';
import { parseOption } from '../policy/options.js';
import type { Admission, DateShift, DeviceRule, OptionName, Override, Policy, ValueGroup } from '../policy/policy.js';
import { daysOf, type WrittenRule } from './actionRule.js';
import { lineCondition } from './condition.js';
import { Labels } from './device.js';
import { builtinName, includeKey } from './includeKey.js';
import { deidOrder } from './order.js';
import { lineRules } from './perLine.js';
import { type PixelDraft, pixelPolicy, withPixels } from './pixels.js';
import { unquoted } from './quoting.js';
import { type Report, reportTo } from './report.js';
import type { Diagnostic, Line, RecipeTree, Span, Statement, Token } from './syntax.js';
import { resolveTarget } from './target.js';

/** `blank` is where every recipe starts: what it has and a recipe does not name stays so. */
const DEFAULT_SHIFT: DateShift = builtinPolicy('blank')?.dateShift ?? { min: -1825, max: -365 };
const DEEPEST = 20;
const MOST_INCLUDED = 1000;

export interface Compiled {
  readonly policy: Policy;
  readonly diagnostics: readonly Diagnostic[];
}

interface Draft {
  name: string | undefined;
  title: string | undefined;
  style: Policy['style'] | undefined;
  options: OptionName[];
  overrides: Override[];
  patient: Policy['patient'];
  dateShift: DateShift;
  references: Policy['references'];
  admission: Admission[];
  devices: DeviceRule[];
  pixels: PixelDraft;
  fieldGroups: Map<string, NonNullable<Policy['fieldGroups']>[number]['attributes'][number][]>;
  valueGroups: Map<string, ValueGroup['sources'][number][]>;
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

function emptyDraft(): Draft {
  return {
    name: undefined,
    title: undefined,
    style: undefined,
    options: [],
    overrides: [],
    patient: 'empty',
    dateShift: DEFAULT_SHIFT,
    references: 'profile',
    admission: [],
    devices: [],
    pixels: {},
    fieldGroups: new Map(),
    valueGroups: new Map(),
  };
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
    const first = tree.lines.find(({ statement }) => statement !== undefined);
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

/** The option that `no-clean-descriptors` takes away; undefined for a word that takes none away. */
function withoutOption(text: string): string | undefined {
  return /^no-(.+)$/i.exec(text)?.[1];
}

/** Rules alone look into pixels only where an option asks for it: what is said of them means nothing else. */
function checkPixels({ style, options, pixels }: Draft, { lines }: RecipeTree, diagnostics: Diagnostic[]): void {
  if (pixelPolicy(pixels) === undefined || (style !== undefined && style !== 'rules')) return;
  if (options.includes('clean-pixel-data') || options.includes('clean-recognizable-visual-features')) return;
  const line = lines.find(({ statement }) => isPixels(statement));
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

function policyOf(draft: Draft, name: string): Policy {
  const { fieldGroups, valueGroups, admission, devices } = draft;
  const pixels = pixelPolicy(draft.pixels);
  return {
    name: draft.name ?? name.replace(/\.(?:deid|json)$/i, ''),
    title: draft.title ?? '',
    style: draft.style ?? 'rules',
    options: draft.options,
    overrides: draft.overrides,
    patient: draft.patient,
    dateShift: draft.dateShift,
    references: draft.references,
    ...(admission.length === 0 ? {} : { admission }),
    ...(devices.length === 0 ? {} : { devices }),
    ...(draft.pixels.knownDevices === undefined ? {} : { knownDevices: draft.pixels.knownDevices }),
    ...(pixels === undefined ? {} : { pixels }),
    ...(fieldGroups.size === 0
      ? {}
      : { fieldGroups: [...fieldGroups].map(([group, attributes]) => ({ name: group, attributes })) }),
    ...(valueGroups.size === 0
      ? {}
      : { valueGroups: [...valueGroups].map(([group, sources]) => ({ name: group, sources })) }),
  };
}

function compileInto(draft: Draft, job: Job): void {
  const { tree, file, diagnostics } = job;
  const report = reportTo(diagnostics, file);
  for (const each of tree.diagnostics) diagnostics.push(file === undefined ? each : { ...each, file });
  const origin = (line: Line): string => `${file ?? job.name}:${line.number + 1}`;
  const labels = new Labels(report, origin);
  const rules: WrittenRule[] = [];
  const finals: WrittenRule[] = [];
  // An INCLUDE counts before all that the recipe says, wherever it stands.
  for (const { statement } of tree.lines) {
    if (statement?.kind === 'include' && statement.target !== undefined) include(draft, job, statement.target, report);
  }
  for (const line of tree.lines) {
    const { statement, section } = line;
    if (statement === undefined) continue;
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
        addMember(draft, line, statement, report);
        break;
      case 'action':
        if (section?.kind === 'labels') break;
        for (const rule of lineRules(line, statement, origin(line), report)) {
          (section?.kind === 'header' && section.final ? finals : rules).push(rule);
        }
        break;
      case 'admission':
        admit(draft, statement, report, origin(line));
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
  const groups = [...draft.fieldGroups].map(([name, attributes]) => ({ name, attributes }));
  draft.overrides.push(...deidOrder(rules, groups, report), ...finals.map(({ rule }) => rule));
  draft.devices.push(...labels.rules());
  checkGroups(draft, [...rules, ...finals], report);
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
  { section }: Line,
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
  { verb, tests }: Extract<Statement, { kind: 'admission' }>,
  report: Report,
  origin: string,
): void {
  if (tests.length === 0) return;
  // A test that can't be understood matches nothing; the diagnostic stops the run.
  draft.admission.push({ kind: verb, when: lineCondition(tests, report), origin });
}

function setProfile(draft: Draft, token: Token | undefined, report: Report): void {
  if (token === undefined) return;
  const name = token.text.toLowerCase();
  if (name === 'none') {
    draft.style = 'rules';
    return;
  }
  const builtin = builtinPolicy(name);
  if (builtin === undefined) {
    report.add(
      'unknown-profile',
      'error',
      `there is no profile '${token.text.slice(0, 40)}'; there are blank, basic, research and none`,
      token.span,
    );
    return;
  }
  draft.style = builtin.style;
  for (const option of builtin.options) if (!draft.options.includes(option)) draft.options.push(option);
  if (builtin.patient !== 'empty') draft.patient = builtin.patient;
  if (builtin.references !== 'profile') draft.references = builtin.references;
}

function addOption(draft: Draft, token: Token | undefined, report: Report): void {
  if (token === undefined) return;
  const taken = withoutOption(token.text);
  try {
    const option = parseOption(taken ?? token.text);
    if (taken !== undefined) {
      if (!draft.options.includes(option)) {
        const message = `${option} is not on: neither an INCLUDE or PROFILE nor a line above brought it`;
        report.add('option-not-on', 'warning', message, token.span);
      }
      draft.options = draft.options.filter((each) => each !== option);
      return;
    }
    if (draft.options.includes(option)) return;
    draft.options.push(option);
  } catch (error) {
    if (!(error instanceof DeidError)) throw error;
    report.add('unknown-option', 'error', error.message, token.span);
  }
}

function choice<T extends string>(token: Token, choices: readonly T[], word: string, report: Report): T | undefined {
  const found = choices.find((each) => each === token.text.toLowerCase());
  if (found === undefined) {
    report.add(
      'bad-setting',
      'error',
      `${word} is ${choices.join(' or ')}, not '${token.text.slice(0, 40)}'`,
      token.span,
    );
  }
  return found;
}

function applySetting(draft: Draft, name: Token, values: readonly Token[], report: Report): void {
  const [first, ...more] = values;
  if (first === undefined) return;
  const word = name.text.toUpperCase();
  if (word === 'NAME') draft.name = unquoted(first.text);
  else if (word === 'TITLE') draft.title = unquoted(first.text);
  else if (word === 'DATES') setDates(draft, first, more, report);
  else if (word === 'PIXELS') draft.pixels = withPixels(draft.pixels, values, report);
  else {
    if (word === 'PATIENT') draft.patient = choice(first, ['pseudonym', 'empty'], word, report) ?? draft.patient;
    else draft.references = choice(first, ['map', 'profile'], word, report) ?? draft.references;
    extra(more, report);
  }
}

function extra(tokens: readonly Token[], report: Report): void {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return;
  report.add('unexpected', 'error', 'this part of the line has no meaning here', {
    start: first.span.start,
    end: last.span.end,
  });
}

/** `DATES shift -365..-30`, `DATES range -365..-30` (for shift() alone), `DATES keep`, `DATES remove`. */
function setDates(draft: Draft, first: Token, more: readonly Token[], report: Report): void {
  const word = choice(first, ['shift', 'range', 'keep', 'remove'], 'DATES', report);
  if (word === undefined) return;
  const without = draft.options.filter(
    (option) => option !== 'retain-full-dates' && option !== 'retain-modified-dates',
  );
  if (word === 'keep' || word === 'remove') {
    draft.options = word === 'keep' ? [...without, 'retain-full-dates'] : without;
    extra(more, report);
    return;
  }
  if (word === 'shift') {
    const kept = draft.options.filter((option) => option !== 'retain-full-dates');
    draft.options = kept.includes('retain-modified-dates') ? kept : [...kept, 'retain-modified-dates'];
  }
  const [range, ...rest] = more;
  extra(rest, report);
  if (range === undefined) return;
  const match = /^([+-]?\d+)(?:\.\.([+-]?\d+))?$/.exec(range.text);
  const min = daysOf(match?.[1] ?? '');
  const max = match?.[2] === undefined ? min : daysOf(match[2]);
  if (min === undefined || max === undefined || min > max) {
    bad(report, range.span);
    return;
  }
  if (min <= 0 && max >= 0) {
    const all = min === max;
    const message = `a shift by 0 days ${all ? 'leaves every date as it is' : 'leaves the dates of some patients as they are: leave 0 out of the range'}`;
    report.add('shift-by-zero', 'warning', message, range.span);
  }
  draft.dateShift = { min, max };
}

function bad(report: Report, span: Span): void {
  report.add(
    'bad-number',
    'error',
    'days are a whole number, such as -30, or a range from the smaller to the larger, such as -365..-30, at most 36525 either way',
    span,
  );
}

/** Groups that a rule names have to be there. */
function checkGroups(draft: Draft, rules: readonly WrittenRule[], report: Report): void {
  for (const { rule, span } of rules) {
    const { only } = rule.attribute;
    if (only?.kind !== 'fields' && only?.kind !== 'values') continue;
    const known = only.kind === 'fields' ? draft.fieldGroups : draft.valueGroups;
    if (known.has(only.group)) continue;
    report.add('unknown-group', 'error', `there is no %${only.kind} ${only.group.slice(0, 40)}`, span);
  }
}
