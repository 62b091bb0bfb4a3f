// One action of a recipe as rules of the policy: what its attribute becomes, and what is wrong with it.
import { attribute as dictionaryEntry, keywordOf } from '../dictionary/dictionary.js';
import { isSingle } from '../policy/attributeMatch.js';
import { formatPattern } from '../policy/claims.js';
import type { AttributePattern, Condition, Override } from '../policy/policy.js';
import { isReserved, tooMany, unfit } from '../policy/setValue.js';
import { isNever, lineCondition } from './condition.js';
import type { Report } from './report.js';
import type { ActionVerb, Argument, Span, Statement } from './syntax.js';
import { atTop, resolveTarget } from './target.js';

export type Action = Extract<Statement, { kind: 'action' }>;

/** A rule with the word that it was written with, which decides its place among the others. */
export interface WrittenRule {
  readonly verb: ActionVerb;
  readonly rule: Override;
  readonly span: Span;
}

/** What the argument makes of an attribute, before it is bound to one. */
type Change =
  | { readonly kind: 'keep' | 'remove' | 'empty' | 'clean' | 'dummy' | 'pseudonym' | 'map-uid' }
  | { readonly kind: 'shift'; readonly days?: number; readonly variable?: string }
  | { readonly kind: 'set'; readonly value: string }
  | { readonly kind: 'lookup'; readonly variable: string };

const KEEP: Change = { kind: 'keep' };
const EMPTY: Change = { kind: 'empty' };
const REMOVE: Change = { kind: 'remove' };

/** VRs that hold no text, so that no text can be written into them. */
const BYTES: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ UN AT'.split(' '));
/** De-identification Method and its kin; without a profile the program writes the first alone. */
const PROVENANCE: ReadonlySet<number> = new Set([0x00120062, 0x00120063, 0x00120064, 0x00280303]);
const NUMBERS: ReadonlySet<string> = new Set('FD FL SL SS SV UL US UV'.split(' '));
const DATES: ReadonlySet<string> = new Set(['DA', 'DT']);
const MOST_DAYS = 36_525;

/** VR of the one attribute that a pattern names; undefined for sets, private and unknown ones. */
function vrOfPattern({ value, mask, creator, only }: AttributePattern): string | undefined {
  if (mask !== 0xffffffff || creator !== undefined || only !== undefined) return undefined;
  const entry = dictionaryEntry(value);
  return entry === undefined || entry.ambiguous ? undefined : entry.vr;
}

function nameOfPattern(pattern: AttributePattern): string {
  const { value, mask, creator, only } = pattern;
  if (only !== undefined) return 'the set';
  return (mask === 0xffffffff && creator === undefined ? keywordOf(value) : undefined) ?? formatPattern(pattern);
}

/** Whole days; undefined where the text is none. */
export function daysOf(text: string): number | undefined {
  const days = /^[+-]?\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(days) <= MOST_DAYS ? days + 0 : undefined;
}

function shiftOf(text: string | undefined, span: Span, report: Report): Change {
  if (text === undefined) return { kind: 'shift' };
  const variable = /^var:(.+)$/i.exec(text)?.[1];
  if (variable !== undefined) return { kind: 'shift', variable };
  const days = daysOf(text);
  if (days === 0) report.add('shift-by-zero', 'warning', 'a shift by 0 days leaves the date as it is', span);
  if (days !== undefined) return { kind: 'shift', days };
  report.add('bad-number', 'error', `dates move by whole days, at most ${MOST_DAYS} either way, or by var:NAME`, span);
  return { kind: 'empty' };
}

/** `deid_func:jitter days=3 years=1`: pydicom deid counts a year as 365 days, and moves by one day where it says none. */
function deidJitter(settings: readonly string[]): number | undefined {
  let days = 1;
  let years = 0;
  for (const setting of settings) {
    const [name, value = ''] = setting.split('=');
    const number = daysOf(value);
    if (name !== 'days' && name !== 'years') continue;
    if (number === undefined) return undefined;
    if (name === 'days') days = number;
    else years = number;
  }
  return daysOf(String(years * 365 + days));
}

function functionChange(call: Extract<Argument, { kind: 'function' }>, vr: string | undefined, report: Report): Change {
  const { span } = call.token;
  const [first, ...more] = call.arguments;
  const none = (change: Change): Change => {
    if (first !== undefined)
      report.add('unexpected', 'error', `${call.name}() takes nothing between its parentheses`, span);
    return change;
  };
  switch (call.name) {
    case 'pseudonym':
    case 'clean':
    case 'dummy':
      return none({ kind: call.name });
    case 'uid':
      return none({ kind: 'map-uid' });
    case 'shift':
      if (more.length > 0) report.add('unexpected', 'error', 'shift() takes one number of days', span);
      return shiftOf(first, span, report);
    case 'jitter': {
      const days = deidJitter(call.arguments);
      if (days !== undefined) return { kind: 'shift', days };
      report.add('bad-number', 'error', 'jitter takes days=N and years=N', span);
      return { kind: 'empty' };
    }
    case 'dicom_uuid':
    case 'pydicom_uuid':
    case 'basic_uuid':
    case 'suffix_uuid':
      return vr === undefined
        ? { kind: call.name.startsWith('d') || call.name.startsWith('p') ? 'map-uid' : 'pseudonym' }
        : { kind: vr === 'UI' ? 'map-uid' : 'pseudonym' };
    default:
      report.add(
        'unknown-function',
        'error',
        `pydicom deid has no function '${call.name.slice(0, 40)}'; the attribute is emptied`,
        span,
      );
      return { kind: vr === 'UI' ? 'map-uid' : 'empty' };
  }
}

function argumentChange(argument: Argument, vr: string | undefined, report: Report): Change {
  const { span } = argument.token;
  switch (argument.kind) {
    case 'variable':
      if (argument.name !== '') return { kind: 'lookup', variable: argument.name };
      report.add('missing-name', 'error', 'var: needs the name of a column of the lookup table', span);
      return { kind: 'empty' };
    case 'function':
      if (!argument.foreign) return functionChange(argument, vr, report);
      report.add(
        'foreign-function',
        'error',
        `func:${argument.name.slice(0, 40)} is code of another program, and no recipe runs code: nothing of it is run. Use pseudonym(), uid(), shift(), clean(), dummy() or var:NAME`,
        span,
      );
      // What the code would have written is not known; what it would have taken away must not stay.
      return { kind: vr === 'UI' ? 'map-uid' : 'empty' };
    case 'value':
      if (/^[a-z_]\w*\([^()]*\)$/i.test(argument.token.text)) {
        report.add(
          'looks-like-function',
          'warning',
          'there is no such function: the attribute is set to this very text; put it in quotes if that is meant',
          span,
        );
      }
      return { kind: 'set', value: argument.value };
  }
}

function mismatch(pattern: AttributePattern, vr: string, why: string, span: Span, report: Report): void {
  report.add('vr-mismatch', 'error', `${nameOfPattern(pattern)} has VR ${vr}: ${why}`, span);
}

/** A value that can't stand in the attribute is an error: nothing is written that a reader could stumble over. */
function checkedChange(
  change: Change,
  pattern: AttributePattern,
  vr: string | undefined,
  span: Span,
  report: Report,
): Change {
  if (change.kind === 'set' && /[\0-\x08\x0b\x0e-\x1f\x7f]/.test(change.value)) {
    report.add('bad-value', 'error', 'the value holds a control character', span);
    return { kind: 'empty' };
  }
  if (vr === undefined) return change;
  if (change.kind === 'set') {
    const numeric =
      NUMBERS.has(vr) &&
      !change.value.split('\\').every((part) => /^ *[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)? *$/i.test(part));
    const many = isSingle(pattern) ? tooMany(pattern.value, vr, change.value) : undefined;
    const why = BYTES.has(vr) ? 'it holds no text' : numeric ? 'it needs a number' : (unfit(vr, change.value) ?? many);
    if (why === undefined) return change;
    mismatch(pattern, vr, why.startsWith('it ') ? why : `it ${why}`, span, report);
    return { kind: vr === 'UI' ? 'map-uid' : 'empty' };
  }
  if (change.kind === 'shift' && !DATES.has(vr)) {
    // deid moves what looks like a date in a text as well.
    const timeless = vr === 'TM';
    report.add(
      'vr-mismatch',
      'warning',
      `${nameOfPattern(pattern)} has VR ${vr}: ${timeless ? 'a time of day has no days to move' : 'only dates can be moved by days'}`,
      span,
    );
  }
  if (change.kind === 'map-uid' && vr !== 'UI') {
    mismatch(pattern, vr, 'uid() makes UIDs; use pseudonym()', span, report);
  }
  if ((change.kind === 'pseudonym' || change.kind === 'clean') && (vr === 'UI' || BYTES.has(vr) || NUMBERS.has(vr))) {
    const why = `${change.kind}() needs an attribute that holds text${vr === 'UI' ? '; use uid()' : ''}`;
    mismatch(pattern, vr, why, span, report);
  }
  return change;
}

/** What KEEP, BLANK and REMOVE do to any attribute. */
function plainChange(verb: ActionVerb): Change | undefined {
  if (verb === 'keep') return KEEP;
  if (verb === 'blank') return EMPTY;
  return verb === 'remove' ? REMOVE : undefined;
}

/** What the other verbs do to one attribute. */
function valueChange({ verb, argument }: Action, pattern: AttributePattern, span: Span, report: Report): Change {
  const vr = vrOfPattern(pattern);
  const change =
    verb === 'jitter'
      ? jitterChange(argument, vr, report)
      : argument === undefined
        ? EMPTY
        : argumentChange(argument, vr, report);
  return checkedChange(change, pattern, vr, span, report);
}

function jitterChange(argument: Argument | undefined, vr: string | undefined, report: Report): Change {
  if (argument === undefined) return { kind: 'shift' };
  if (argument.kind === 'variable' && argument.name !== '') return { kind: 'shift', variable: argument.name };
  if (argument.kind === 'value') return shiftOf(argument.value, argument.token.span, report);
  return argumentChange(argument, vr, report);
}

/** REMOVE, KEEP and BLANK take no value; deid knows `REMOVE ALL values:group` and a function that decides. */
function refineTargets(
  action: Action,
  patterns: readonly AttributePattern[],
  report: Report,
): readonly AttributePattern[] {
  const { verb, argument } = action;
  if (argument === undefined || verb === 'add' || verb === 'replace' || verb === 'jitter') return patterns;
  const { span } = argument.token;
  if (argument.kind === 'function' && argument.foreign) {
    const done = verb === 'keep' ? 'kept' : 'taken out wherever it stands';
    report.add(
      'foreign-function',
      'error',
      `func:${argument.name.slice(0, 40)} is code of another program, and no recipe runs code; the attribute is ${done}`,
      span,
    );
    return patterns;
  }
  const values =
    verb === 'remove' && argument.kind === 'value' ? /^values:(.+)$/i.exec(argument.value)?.[1] : undefined;
  if (values !== undefined && patterns.every(({ only }) => only === undefined || only.kind === 'all')) {
    return patterns.map((pattern) => ({ ...pattern, only: { kind: 'values', group: values } }));
  }
  report.add(
    'unexpected-value',
    'error',
    `${verb.toUpperCase()} takes no value; conditions stand behind where, as in REMOVE PatientComments where contains PatientComments phone`,
    span,
  );
  return patterns;
}

function bind(
  change: Change,
  attribute: AttributePattern,
  add: boolean,
  origin: string,
  when: Condition | undefined,
): Override {
  switch (change.kind) {
    case 'set':
    case 'lookup': {
      const made = when === undefined ? { ...change, attribute, origin } : { ...change, attribute, origin, when };
      return add ? { ...made, add } : made;
    }
    case 'shift':
      return when === undefined ? { ...change, attribute, origin } : { ...change, attribute, origin, when };
    default: {
      // Most rules are such: they are made without copying, and all alike, so that reading thousands of them is quick.
      const { kind } = change;
      return when === undefined ? { kind, attribute, origin } : { kind, attribute, origin, when };
    }
  }
}

const NO_RULES: readonly WrittenRule[] = [];

/** The rules of an action; none where it names nothing that can be changed. */
export function rulesOf(action: Action, origin: string, report: Report): readonly WrittenRule[] {
  const { target: token } = action;
  if (token === undefined) return NO_RULES;
  const span = token.span;
  const target = resolveTarget(token.text);
  if (target.kind === 'problem') {
    // An attribute that DICOM does not have is in no file: deid passes it over.
    report.add(target.code, target.code === 'unknown-attribute' ? 'warning' : 'error', target.message, span);
    return NO_RULES;
  }
  const when = action.tests.length === 0 ? undefined : lineCondition(action.tests, report);
  if (when !== undefined && isNever(when)) return NO_RULES;
  const patterns = refineTargets(action, target.patterns, report);
  const [first] = patterns;
  if (first === undefined) return NO_RULES;
  const about = { action, path: target.path, when, origin, span };
  if (patterns.length === 1) {
    const rule = ruleOf(about, first, report);
    return rule === undefined ? NO_RULES : [rule];
  }
  return patterns.flatMap((pattern) => ruleOf(about, pattern, report) ?? []);
}

interface About {
  readonly action: Action;
  /** The target says at which depth its attributes stand. */
  readonly path: boolean;
  readonly when: Condition | undefined;
  readonly origin: string;
  readonly span: Span;
}

/** What an action says of one of its attributes. */
function ruleOf(about: About, pattern: AttributePattern, report: Report): WrittenRule | undefined {
  const { action, path, when, origin, span } = about;
  const { verb, argument } = action;
  const single = pattern.only === undefined && pattern.mask === 0xffffffff && pattern.creator === undefined;
  // What an earlier program wrote of its own work can be taken away all the same.
  const takes = (verb === 'remove' || verb === 'blank') && PROVENANCE.has(pattern.value);
  if (single && isReserved(pattern.value) && !takes) {
    const message = `${nameOfPattern(pattern)} is written by the program itself: this rule has no effect`;
    report.add('reserved-attribute', 'info', message, span);
    return undefined;
  }
  if (verb === 'add' && pattern.creator !== undefined) {
    const message = 'ADD sets a private attribute only where it is there already: a block is not made for it';
    report.add('adds-no-private', 'warning', message, span);
  }
  if (verb === 'add' && pattern.mask !== 0xffffffff && pattern.creator === undefined) {
    report.add('bad-expander', 'error', 'ADD names one attribute, not a set of them', span);
    return undefined;
  }
  const change = plainChange(verb) ?? valueChange(action, pattern, argument?.token.span ?? span, report);
  // deid adds to the data set itself, and replaces at every depth.
  const attribute = verb === 'add' && !path ? atTop(pattern) : pattern;
  return { verb, rule: bind(change, attribute, verb === 'add', origin, when), span };
}
