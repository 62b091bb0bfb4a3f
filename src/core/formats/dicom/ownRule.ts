// Carries out the user's own rules that no row of Table E.1-1 asks for: clean, pseudonym, shift, lookup and their kin.
import { keywordOf } from '../../dictionary/dictionary.js';
import { formatTag } from '../../dictionary/tag.js';
import { shiftDate, shiftDateTime } from '../../identity/dates.js';
import { dummyValue } from '../../identity/dummy.js';
import type { Issue } from '../../kernel/issue.js';
import { typeOf } from '../../policy/iodTypes.js';
import type { Decision, Override } from '../../policy/policy.js';
import { isRegisteredUid } from '../../policy/registeredUid.js';
import { fits } from '../../policy/setValue.js';
import { type Cause, empty, remove, replace, replaceByDummy, replaceText } from './apply.js';
import { textsOf } from './attributeTexts.js';
import { cleanByVr, cleanTextOf, mapUids, shiftDates } from './cleanValue.js';
import { isStructuredContent } from './contentItem.js';
import { addIssue } from './draft.js';
import type { Element } from './element.js';
import { ascii } from './encode.js';
import { sayIfNamed } from './ownValue.js';
import { recordPatient, replacePatient } from './patient.js';
import { andThen, elementLocation, type Growth, type Scope, type ScopeChange, type Visit } from './visit.js';

export type Descend = (visit: Visit, scope: Scope, element: Element, change: ScopeChange) => Promise<number>;

/** What carrying out a rule needs. */
interface Task {
  readonly visit: Visit;
  readonly scope: Scope;
  readonly element: Element;
  readonly siblings: readonly Element[];
  readonly decision: Decision;
  readonly descend: Descend;
  /** Creator of a private element. */
  readonly creator?: string;
}

const PATIENT: ReadonlySet<number> = new Set([0x00100010, 0x00100020]);
const TIMEZONE_OFFSET = 0x00080201;
const DATES: ReadonlySet<string> = new Set(['DA', 'DT', 'TM']);
const WORDS: ReadonlySet<string> = new Set('AE CS LO LT PN SH ST UC UR UT'.split(' '));

/** Undefined for the kinds that are done like the profile's own: keep and remove, and a dummy of a sequence. */
export function carryOut(task: Task, override: Override): Growth | undefined {
  switch (override.kind) {
    case 'keep':
    case 'remove':
    case 'empty':
      return undefined;
    case 'set':
      return setOwn(task, override.value);
    case 'clean':
      return cleanOwn(task);
    case 'dummy':
      return dummyOwn(task);
    case 'pseudonym':
      return pseudonymOwn(task);
    case 'map-uid':
      return mapOwn(task);
    case 'shift':
      return shiftOwn(task, override);
    case 'lookup':
      return lookUpOwn(task, override.variable);
  }
}

/** What does not fit is not written, and what stood there does not stay. */
function setOwn(task: Task, value: string): Growth {
  const { visit, scope, element, decision } = task;
  if (!fits(element.tag, element.vr, value)) return unfit(task);
  sayIfNamed(visit, value, elementLocation(scope, element));
  return andThen(recordPatient(visit, scope, element, value), () =>
    replaceText(visit, scope, element, value, decision, 'D', 'set'),
  );
}

function needsValue({ visit, scope, element }: Task): boolean {
  const type = typeOf(visit.sopClass, scope.parents, element.tag);
  return type === '1' || type === '1C';
}

/** Nothing of the value stays: what the object needs gets a dummy. */
function clear(task: Task, reason: string): Growth {
  const { visit, scope, element } = task;
  const decision = { ...task.decision, reason };
  if (element.length === 0) return 0;
  if (element.items !== undefined || !needsValue(task)) return empty(visit, scope, element, decision);
  // A constant UID would make one thing of many: a mapped one tells as little.
  return element.vr === 'UI'
    ? mapUids(visit, scope, element, decision)
    : replaceByDummy(visit, scope, element, decision);
}

/** The rule asks for something that the VR can't hold: what was to be changed does not stay as it is. */
function unfit(task: Task): Growth {
  const { visit, scope, element, decision } = task;
  if (element.length > 0) {
    const issue: Issue = {
      code: 'rule-does-not-fit',
      severity: 'warning',
      message: `${decision.code} can not be done with VR ${element.vr} or with this value: it was taken out instead`,
      location: elementLocation(scope, element),
    };
    addIssue(visit.draft, issue, `${issue.code} ${decision.code} ${element.vr}`);
  }
  return clear(task, 'the recipe asks for what this value can not give: taken out');
}

function into(task: Task, change: ScopeChange): Growth {
  const { visit, scope, element, descend, creator } = task;
  return descend(visit, scope, element, creator === undefined ? change : { ...change, creator });
}

/** As the Clean options do, whatever options are on (PS3.15 E.3.4 to E.3.6); what can't be cleaned goes. */
function cleanOwn(task: Task): Growth {
  const { visit, scope, element, decision } = task;
  if (element.items !== undefined) {
    const content = isStructuredContent(element.tag) ? { content: 'clean' as const } : {};
    return into(task, { cleans: true, ...content });
  }
  if (element.length === 0) return 0;
  if (element.tag === TIMEZONE_OFFSET) return remove(visit, scope, element, decision);
  if (DATES.has(element.vr)) return shiftDates(visit, scope, element, decision, visit.keyedDays());
  const needed = needsValue(task);
  if (element.vr === 'PN') return cleanTextOf(visit, scope, element, 'full', decision, needed);
  if (element.vr === 'UI') return mapUids(visit, scope, element, decision);
  return andThen(cleanByVr(visit, scope, element, decision, needed, 'C'), (delta) => {
    if (delta !== undefined) return delta;
    return needed ? replaceByDummy(visit, scope, element, decision) : remove(visit, scope, element, decision);
  });
}

const INSIDE: Cause = {
  rule: 'override/clean',
  category: 'other',
  reason: 'part of a sequence that is cleaned because the recipe says so',
  clause: 'PS3.15 E.3.5',
};

/** What no rule speaks of, in a sequence that a rule cleans; undefined where there is nothing to clean. */
export function cleanInside(visit: Visit, scope: Scope, element: Element): Growth | undefined {
  const { vr } = element;
  if (element.length === 0 || element.items !== undefined) return undefined;
  if (DATES.has(vr)) return shiftDates(visit, scope, element, INSIDE, visit.keyedDays());
  if (vr === 'PN') return cleanTextOf(visit, scope, element, 'full', INSIDE);
  if (!WORDS.has(vr) && vr !== 'AS') return undefined;
  return andThen(cleanByVr(visit, scope, element, INSIDE, false, 'C'), (delta) => delta ?? 0);
}

function dummyOwn(task: Task): Growth | undefined {
  const { visit, scope, element, decision } = task;
  if (element.items !== undefined || element.vr === 'SQ') return undefined;
  // What is empty says nothing already.
  if (element.length === 0) return 0;
  if (element.vr === 'UI') return mapUids(visit, scope, element, decision);
  return replaceByDummy(visit, scope, element, decision);
}

/** A code of the key for each value. One of our own comes back unchanged, so that a second time changes nothing. */
function pseudonymOwn(task: Task): Growth {
  const { visit, scope, element, siblings, decision } = task;
  if (element.length === 0) return 0;
  if (PATIENT.has(element.tag)) return replacePatient(visit, scope, element, siblings, decision);
  if (element.vr === 'UI') return mapUids(visit, scope, element, decision);
  if (element.items !== undefined) return into(task, {});
  if (!WORDS.has(element.vr)) return unfit(task);
  return andThen(textsOf(visit.window, element, scope.charset, scope.encoding), (texts) => {
    if (texts === undefined) return unfit(task);
    const codes = texts.map((text) => codeOf(task, text));
    return replace(visit, scope, element, ascii(codes.join('\\')), decision, 'D', 'replaced');
  });
}

/** One person is one code in whatever attribute. A code string has no hyphen (PS3.5 6.2): an underscore stands for it. */
function codeOf({ visit, element }: Task, text: string): string {
  const { vr, tag } = element;
  const { identity } = visit.context;
  const domain = vr === 'PN' ? 'person' : vr === 'AE' ? 'ae-title' : (keywordOf(tag) ?? `x${formatTag(tag)}`);
  if (vr !== 'CS') return identity.pseudonym(domain, text);
  return identity.pseudonym(domain, text.replace(/^([A-Z])_/u, '$1-')).replace('-', '_');
}

const UID = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/u;

function mapOwn(task: Task): Growth {
  const { visit, scope, element, decision } = task;
  if (element.items !== undefined) return into(task, {});
  if (element.vr === 'UI') return mapUids(visit, scope, element, decision);
  if (!WORDS.has(element.vr)) return unfit(task);
  // A UID may stand in a text, such as in a private attribute.
  return andThen(textsOf(visit.window, element, scope.charset, scope.encoding), (texts) => {
    if (texts === undefined || !texts.every((text) => text === '' || UID.test(text))) return unfit(task);
    const mapped = texts.map((uid) => {
      if (uid === '' || isRegisteredUid(uid)) return uid;
      const next = visit.context.identity.mapUid(uid);
      visit.context.record?.('uid', uid, next);
      return next;
    });
    return replace(visit, scope, element, ascii(mapped.join('\\')), decision, 'U', 'mapped');
  });
}

/** Undefined where no whole number of days is known; an issue then says so. */
function daysOf({ visit, scope, element }: Task, override: Extract<Override, { kind: 'shift' }>): number | undefined {
  if (override.days !== undefined) return Number.isSafeInteger(override.days) ? override.days : undefined;
  if (override.variable === undefined) return visit.keyedDays();
  const text = visit.lookUp(override.variable);
  if (text !== undefined && /^[+-]?\d{1,7}$/u.test(text)) return Number(text);
  const issue: Issue = {
    code: text === undefined ? 'lookup-missing' : 'lookup-not-a-number',
    severity: 'warning',
    message:
      text === undefined
        ? `the lookup table has no ${override.variable} for this object: the date was taken out`
        : `${override.variable} of the lookup table is no whole number of days: the date was taken out`,
    location: elementLocation(scope, element),
  };
  addIssue(visit.draft, issue, `${issue.code} ${override.variable}`);
  return undefined;
}

function shiftOwn(task: Task, override: Extract<Override, { kind: 'shift' }>): Growth {
  const { visit, scope, element, decision } = task;
  if (element.items !== undefined) return into(task, {});
  if (element.length === 0) return 0;
  if (!DATES.has(element.vr) && !WORDS.has(element.vr)) return unfit(task);
  const days = daysOf(task, override);
  if (days === undefined) return clear(task, 'by how many days it moves is not known: taken out');
  if (DATES.has(element.vr)) return shiftDates(visit, scope, element, decision, days);
  // A date may stand in a text.
  const end = element.valueOffset + element.length;
  return andThen(textsOf(visit.window, element, scope.charset, scope.encoding), (texts) => {
    if (texts !== undefined && visit.moved?.get(end) === texts.join('\\')) return 0;
    const moved = texts?.map((text) => shiftDate(text, days) ?? shiftDateTime(text, days));
    if (moved === undefined || moved.some((text) => text === undefined)) return unfit(task);
    visit.draft.moved.set(end, moved.join('\\'));
    return replace(visit, scope, element, ascii(moved.join('\\')), decision, 'C', 'shifted');
  });
}

function lookUpOwn(task: Task, variable: string): Growth {
  const { visit, scope, element } = task;
  const value = visit.lookUp(variable);
  if (value !== undefined && element.items === undefined && typeof dummyValue(element.vr) === 'string') {
    return setOwn(task, value);
  }
  if (value !== undefined) return unfit(task);
  reportMissing(visit, scope, element, variable);
  return clear(task, 'the lookup table has no value for it: taken out');
}

function reportMissing(visit: Visit, scope: Scope, element: Element, variable: string): void {
  const issue: Issue = {
    code: 'lookup-missing',
    severity: 'warning',
    message: `the lookup table has no ${variable} for this object: the attribute was emptied, or got a dummy where it needs a value`,
    location: elementLocation(scope, element),
  };
  addIssue(visit.draft, issue, `${issue.code} ${variable}`);
}
