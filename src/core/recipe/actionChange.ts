// What an action makes of an attribute: what its verb, its value, its variable or its function says, as far as it can stand there.
import { attribute as dictionaryEntry, keywordOf } from '../dictionary/dictionary.js';
import { isSingle } from '../policy/attributeMatch.js';
import { formatPattern } from '../policy/claims.js';
import type { AttributePattern } from '../policy/policy.js';
import { tooMany, unfit } from '../policy/setValue.js';
import type { Report } from './report.js';
import type { ActionVerb, Argument, Statement, Token } from './syntax.js';

export type Action = Extract<Statement, { kind: 'action' }>;

/** What the argument makes of an attribute, before it is bound to one. */
export type Change =
  | { readonly kind: 'keep' | 'remove' | 'empty' | 'clean' | 'dummy' | 'pseudonym' | 'map-uid' }
  | { readonly kind: 'shift'; readonly days?: number; readonly variable?: string }
  | { readonly kind: 'set'; readonly value: string }
  | { readonly kind: 'lookup'; readonly variable: string };

const KEEP: Change = { kind: 'keep' };
const EMPTY: Change = { kind: 'empty' };
const REMOVE: Change = { kind: 'remove' };
const SHIFT: Change = { kind: 'shift' };
/** What functions of ours make that take nothing. */
const MAKERS: Readonly<Record<'pseudonym' | 'clean' | 'dummy' | 'uid', Change>> = {
  pseudonym: { kind: 'pseudonym' },
  clean: { kind: 'clean' },
  dummy: { kind: 'dummy' },
  uid: { kind: 'map-uid' },
};

/** VRs that hold no text, so that no text can be written into them. */
const BYTES: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ UN AT'.split(' '));
const NUMBERS: ReadonlySet<string> = new Set('FD FL SL SS SV UL US UV'.split(' '));
const DATES: ReadonlySet<string> = new Set(['DA', 'DT']);
const MOST_DAYS = 36_525;

/** VR of the one attribute that a pattern names; undefined for sets, private and unknown ones. */
function vrOfPattern({ value, mask, creator, only }: AttributePattern): string | undefined {
  if (mask !== 0xffffffff || creator !== undefined || only !== undefined) return undefined;
  const entry = dictionaryEntry(value);
  return entry === undefined || entry.ambiguous ? undefined : entry.vr;
}

export function nameOfPattern(pattern: AttributePattern): string {
  const { value, mask, creator, only } = pattern;
  if (only !== undefined) return 'the set';
  return (mask === 0xffffffff && creator === undefined ? keywordOf(value) : undefined) ?? formatPattern(pattern);
}

/** Whole days; undefined where the text is none. */
export function daysOf(text: string): number | undefined {
  const days = /^[+-]?\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(days) <= MOST_DAYS ? days + 0 : undefined;
}

function shiftOf(text: string | undefined, token: Token, report: Report): Change {
  if (text === undefined) return SHIFT;
  const variable = /^var:(.+)$/i.exec(text)?.[1];
  if (variable !== undefined) return { kind: 'shift', variable };
  const days = daysOf(text);
  if (days === 0) report.add('shift-by-zero', 'warning', 'a shift by 0 days leaves the date as it is', token.span);
  if (days !== undefined) return { kind: 'shift', days };
  report.add(
    'bad-number',
    'error',
    `dates move by whole days, at most ${MOST_DAYS} either way, or by var:NAME`,
    token.span,
  );
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
  const { token } = call;
  const [first, ...more] = call.arguments;
  switch (call.name) {
    case 'pseudonym':
    case 'clean':
    case 'dummy':
    case 'uid':
      if (first !== undefined) {
        report.add('unexpected', 'error', `${call.name}() takes nothing between its parentheses`, token.span);
      }
      return MAKERS[call.name];
    case 'shift':
      if (more.length > 0) report.add('unexpected', 'error', 'shift() takes one number of days', token.span);
      return shiftOf(first, token, report);
    case 'jitter': {
      const days = deidJitter(call.arguments);
      if (days !== undefined) return { kind: 'shift', days };
      report.add('bad-number', 'error', 'jitter takes days=N and years=N', token.span);
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
        token.span,
      );
      return { kind: vr === 'UI' ? 'map-uid' : 'empty' };
  }
}

function argumentChange(argument: Argument, vr: string | undefined, report: Report): Change {
  const { token } = argument;
  switch (argument.kind) {
    case 'variable':
      if (argument.name !== '') return { kind: 'lookup', variable: argument.name };
      report.add('missing-name', 'error', 'var: needs the name of a column of the lookup table', token.span);
      return { kind: 'empty' };
    case 'function':
      if (!argument.foreign) return functionChange(argument, vr, report);
      report.add(
        'foreign-function',
        'error',
        `func:${argument.name.slice(0, 40)} is code of another program, and no recipe runs code: nothing of it is run. ` +
          'Use pseudonym(), uid(), shift(), clean(), dummy() or var:NAME',
        token.span,
      );
      // What the code would have written is not known; what it would have taken away must not stay.
      return { kind: vr === 'UI' ? 'map-uid' : 'empty' };
    case 'value':
      if (/^[a-z_]\w*\([^()]*\)$/i.test(token.text)) {
        report.add(
          'looks-like-function',
          'warning',
          'there is no such function: the attribute is set to this very text; put it in quotes if that is meant',
          token.span,
        );
      }
      return { kind: 'set', value: argument.value };
  }
}

function mismatch(pattern: AttributePattern, vr: string, why: string, token: Token, report: Report): void {
  report.add('vr-mismatch', 'error', `${nameOfPattern(pattern)} has VR ${vr}: ${why}`, token.span);
}

/** A value that can't stand in the attribute is an error: nothing is written that a reader could stumble over. */
function checkedChange(
  change: Change,
  pattern: AttributePattern,
  vr: string | undefined,
  token: Token,
  report: Report,
): Change {
  if (change.kind === 'set' && /[\0-\x08\x0b\x0e-\x1f\x7f]/.test(change.value)) {
    report.add('bad-value', 'error', 'the value holds a control character', token.span);
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
    mismatch(pattern, vr, why.startsWith('it ') ? why : `it ${why}`, token, report);
    return { kind: vr === 'UI' ? 'map-uid' : 'empty' };
  }
  if (change.kind === 'shift' && !DATES.has(vr)) {
    // deid moves what looks like a date in a text as well.
    const timeless = vr === 'TM';
    report.add(
      'vr-mismatch',
      'warning',
      `${nameOfPattern(pattern)} has VR ${vr}: ${timeless ? 'a time of day has no days to move' : 'only dates can be moved by days'}`,
      token.span,
    );
  }
  if (change.kind === 'map-uid' && vr !== 'UI') {
    mismatch(pattern, vr, 'uid() makes UIDs; use pseudonym()', token, report);
  }
  if ((change.kind === 'pseudonym' || change.kind === 'clean') && (vr === 'UI' || BYTES.has(vr) || NUMBERS.has(vr))) {
    const why = `${change.kind}() needs an attribute that holds text${vr === 'UI' ? '; use uid()' : ''}`;
    mismatch(pattern, vr, why, token, report);
  }
  return change;
}

/** What KEEP, BLANK and REMOVE do to any attribute. */
export function plainChange(verb: ActionVerb): Change | undefined {
  if (verb === 'keep') return KEEP;
  if (verb === 'blank') return EMPTY;
  return verb === 'remove' ? REMOVE : undefined;
}

/** What the other verbs do to one attribute. */
export function valueChange(
  { verb, argument }: Action,
  pattern: AttributePattern,
  token: Token,
  report: Report,
): Change {
  const vr = vrOfPattern(pattern);
  const change =
    verb === 'jitter'
      ? jitterChange(argument, vr, report)
      : argument === undefined
        ? EMPTY
        : argumentChange(argument, vr, report);
  return checkedChange(change, pattern, vr, token, report);
}

function jitterChange(argument: Argument | undefined, vr: string | undefined, report: Report): Change {
  if (argument === undefined) return SHIFT;
  if (argument.kind === 'variable' && argument.name !== '') return { kind: 'shift', variable: argument.name };
  if (argument.kind === 'value') return shiftOf(argument.value, argument.token, report);
  return argumentChange(argument, vr, report);
}
