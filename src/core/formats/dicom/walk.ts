// Goes through a data set, decides about every element, and descends into sequences, private ones included.
import { groupOf, isPrivate } from '../../dictionary/tag.js';
import { usesCharacterSet } from '../../dictionary/vr.js';
import { typeOf } from '../../policy/iodTypes.js';
import { lookUp } from '../../policy/lookupTable.js';
import type { Decision } from '../../policy/policy.js';
import { isClassUid } from '../../policy/registeredUid.js';
import { type Cause, empty, found, remove, replace, replaceByDummy } from './apply.js';
import { groupsHeld, noteHeld } from './attributeTexts.js';
import { cleanTerm, isTerm } from './cleanTerm.js';
import { capAges, cleanByVr, mapUids } from './cleanValue.js';
import { dummyCodeItem, isCodeItem } from './codeItem.js';
import { contentItem, holdsContentItems, isStructuredContent } from './contentItem.js';
import { decide, leftover, planeDecision } from './decisions.js';
import { keepRecordTrue } from './directoryRecord.js';
import { addEdit, addIssue } from './draft.js';
import type { Element, Item } from './element.js';
import { encodeU32 } from './encode.js';
import { carryOut, cleanInside } from './ownRule.js';
import { recordPatient, replacePatient, standsForPatient } from './patient.js';
import { type Blocks, privateBlocks, visitPrivate } from './privateBlocks.js';
import { removeStale } from './regionFound.js';
import { searchKept } from './searchKept.js';
import { andThen, elementLocation, type Growth, itemScope, type Scope, type ScopeChange, type Visit } from './visit.js';

const DIRECTORY_RECORDS = 0x00041220;
const TIMEZONE_OFFSET = 0x00080201;

/** Why an attribute that no rule speaks of is looked through. */
const SEARCHED: Cause = { rule: 'kept-value', category: 'other', reason: 'kept', clause: 'PS3.15 E.1.1' };

/** Decides about all elements of a data set or item. Returns by how many bytes it grows. */
export async function visitDataSet(visit: Visit, scope: Scope, elements: readonly Element[]): Promise<number> {
  let delta = 0;
  let blocks: Blocks | undefined;
  for (const element of elements) {
    if (isPrivate(element.tag)) {
      blocks ??= await privateBlocks(visit, scope, elements);
      const growth = visitPrivate(visit, scope, element, elements, blocks, visitSequence);
      delta += typeof growth === 'number' ? growth : await growth;
    } else {
      const growth = visitStandard(visit, scope, element, elements);
      delta += typeof growth === 'number' ? growth : await growth;
    }
  }
  return delta;
}

function visitStandard(visit: Visit, scope: Scope, element: Element, siblings: readonly Element[]): Growth {
  const left = leftover(visit, scope, element);
  if (left !== undefined) return left;
  if (scope.handled?.has(element) === true) return 0;
  const touched = visit.redaction !== undefined && visit.redaction.covered.length > 0;
  const stale = touched ? removeStale(visit, scope, element) : undefined;
  if (stale !== undefined) return stale;
  if (visit.context.policy.holds === undefined) return obey(visit, scope, element, siblings, []);
  // Some rule asks for the value itself.
  return andThen(groupsHeld(visit, scope, element), (held) =>
    andThen(obey(visit, scope, element, siblings, held), (growth) => noteHeld(visit, element, held, growth)),
  );
}

function obey(
  visit: Visit,
  scope: Scope,
  element: Element,
  siblings: readonly Element[],
  holds: readonly string[],
): Growth {
  const decision = planeDecision(visit, scope, element, holds) ?? decide(visit, scope, element, holds);
  if (decision === undefined) return undecided(visit, scope, element);
  if (decision.override !== undefined) {
    const task = { visit, scope, element, siblings, decision, descend: visitSequence };
    const growth = carryOut(task, decision.override);
    if (growth !== undefined) return growth;
  }
  switch (decision.action) {
    case 'X':
      // Directory keys of Type 2 keep their place (PS3.3 F.5).
      if (visit.isDirectory && typeOf(visit.sopClass, scope.parents, element.tag) === '2') {
        return empty(visit, scope, element, decision);
      }
      return decision.empty === true ? empty(visit, scope, element, decision) : remove(visit, scope, element, decision);
    case 'Z':
      return emptied(visit, scope, element, siblings, decision);
    case 'D':
      return dummied(visit, scope, element, siblings, decision);
    case 'U':
      return element.items === undefined
        ? mapUids(visit, scope, element, decision)
        : visitSequence(visit, scope, element);
    case 'C':
      return cleaned(visit, scope, element, decision);
    case 'K':
      return kept(visit, scope, element, decision);
  }
}

/** No row and no rule speaks of it: kept, unless it holds an identifier that is known from elsewhere. */
function undecided(visit: Visit, scope: Scope, element: Element): Growth {
  if (element.items !== undefined) return visitSequence(visit, scope, element);
  if (element.vr === 'SQ') return unreadableSequence(visit, scope, element);
  if (scope.dummy && usesCharacterSet(element.vr) && element.length > 0) {
    const cause: Cause = {
      rule: 'dummy-sequence',
      category: 'other',
      reason: 'part of a sequence that is replaced by a dummy',
      clause: 'PS3.15 E.1.1',
    };
    return replaceByDummy(visit, scope, element, cause);
  }
  if (visit.isDirectory && groupOf(element.tag) === 0x0004 && !isClassUid(element.tag)) return 0;
  if (scope.cleans === true && !isTerm(element.tag)) {
    const growth = cleanInside(visit, scope, element);
    if (growth !== undefined) return growth;
  }
  // Without a profile only what the user's rules name changes.
  if (visit.context.policy.policy.style === 'rules') return 0;
  return isTerm(element.tag) ? cleanTerm(visit, scope, element) : searchKept(visit, scope, element, SEARCHED);
}

/** Announced as a sequence, but not readable as one: what can't be examined does not stay. */
function unreadableSequence(visit: Visit, scope: Scope, element: Element): number {
  if (element.length === 0) return 0;
  addIssue(visit.draft, {
    code: 'sequence-not-readable',
    severity: 'warning',
    message: 'a sequence that can not be read was removed',
    location: elementLocation(scope, element),
  });
  return remove(visit, scope, element, {
    rule: 'sequence-not-readable',
    category: 'other',
    reason: 'a sequence that can not be read can not be examined',
    clause: 'PS3.15 E.1.1',
  });
}

/** Descends into the items of a sequence and keeps its length and theirs true. */
async function visitSequence(visit: Visit, scope: Scope, element: Element, change: ScopeChange = {}): Promise<number> {
  const before = visit.draft.findings.length;
  const parents = [...scope.parents, element.tag];
  let delta = 0;
  for (const [index, item] of (element.items ?? []).entries()) {
    const inner = await itemScope(visit, scope, parents, element, item, index, change);
    delta += await visitItem(visit.records === undefined ? visit : ofRecord(visit, item, index), inner, element, item);
  }
  if (delta !== 0 && !element.undefinedLength) {
    const bytes = encodeU32(element.length + delta, scope.encoding);
    addEdit(visit.draft, element.valueOffset - 4, 4, bytes, [before]);
  }
  return delta;
}

/** A directory names many patients: each record has its own code and shift. */
function ofRecord(visit: Visit, item: Item, index: number): Visit {
  const patient = visit.records?.get(item);
  if (patient === undefined) return visit;
  const { identity, policy, table } = visit.context;
  const { min, max } = policy.policy.dateShift;
  const keyedDays = () => identity.dayShift(patient, min, max);
  return {
    ...visit,
    days: policy.dates === 'shift' ? keyedDays() : 0,
    keyedDays,
    patientCode: () => identity.pseudonym('patient', patient),
    lookUp: (variable) => lookUp(table, visit.recordKeys?.[index] ?? '', variable),
  };
}

async function visitItem(visit: Visit, scope: Scope, element: Element, item: Item): Promise<number> {
  const before = visit.draft.findings.length;
  let delta = 0;
  let inner = scope;
  if (holdsContentItems(element.tag) && scope.content !== undefined) {
    const outcome = await contentItem(visit, scope, item);
    if (outcome === 'removed') return item.offset - item.end;
    delta += outcome.delta;
    inner = { ...scope, handled: outcome.handled };
  }
  if (visit.isDirectory && element.tag === DIRECTORY_RECORDS) delta += await keepRecordTrue(visit, scope, item);
  delta += await visitDataSet(visit, inner, item.elements);
  if (delta !== 0 && !item.undefinedLength) {
    addEdit(visit.draft, item.valueOffset - 4, 4, encodeU32(item.length + delta, scope.encoding), [before]);
  }
  return delta;
}

function emptied(
  visit: Visit,
  scope: Scope,
  element: Element,
  siblings: readonly Element[],
  decision: Decision,
): Growth {
  // A rule of the user's that empties it is stronger than what the recipe does with patients.
  if (decision.override === undefined && standsForPatient(visit, element, 'Z')) {
    return replacePatient(visit, scope, element, siblings, decision);
  }
  return andThen(recordPatient(visit, scope, element), () => empty(visit, scope, element, decision));
}

function dummied(
  visit: Visit,
  scope: Scope,
  element: Element,
  siblings: readonly Element[],
  decision: Decision,
): Growth {
  if (element.items === undefined) {
    if (element.vr === 'SQ') return unreadableSequence(visit, scope, element);
    if (standsForPatient(visit, element, 'D')) return replacePatient(visit, scope, element, siblings, decision);
    // A constant UID would make one thing of many: a mapped one tells as little.
    if (element.vr === 'UI') return mapUids(visit, scope, element, decision);
    return replaceByDummy(visit, scope, element, decision);
  }
  if (holdsContentItems(element.tag)) return visitSequence(visit, scope, element, { content: 'dummy' });
  const first = element.items[0];
  if (first !== undefined && isCodeItem(first)) {
    const body = dummyCodeItem(first.encoding);
    return replace(visit, scope, element, body, decision, 'D', 'replaced');
  }
  return visitSequence(visit, scope, element, { dummy: true });
}

function cleaned(visit: Visit, scope: Scope, element: Element, decision: Decision): Growth {
  if (element.items !== undefined) {
    return visitSequence(visit, scope, element, isStructuredContent(element.tag) ? { content: 'clean' } : {});
  }
  // An offset from UTC has nothing to clean: it tells a place, and dates that move by whole days do without it.
  if (element.tag === TIMEZONE_OFFSET) return remove(visit, scope, element, decision);
  const needed = decision.code.includes('D');
  return andThen(cleanByVr(visit, scope, element, decision, needed, 'C'), (delta) => {
    if (delta !== undefined) return delta;
    // Nothing here can clean such a value (PS3.15 E.1.1 leaves removal): bytes, or a kind of number.
    return needed ? replaceByDummy(visit, scope, element, decision) : remove(visit, scope, element, decision);
  });
}

function kept(visit: Visit, scope: Scope, element: Element, decision: Decision): Growth {
  if (element.items !== undefined) return visitSequence(visit, scope, element, { cleans: false });
  if (element.vr === 'SQ') return unreadableSequence(visit, scope, element);
  if (element.vr === 'AS' && decision.override === undefined) {
    const before = visit.draft.findings.length;
    return andThen(capAges(visit, scope, element, decision), (delta) =>
      visit.draft.findings.length > before ? delta : keptAsItIs(visit, scope, element, decision),
    );
  }
  return keptAsItIs(visit, scope, element, decision);
}

function keptAsItIs(visit: Visit, scope: Scope, element: Element, decision: Decision): Growth {
  if (element.length > 0) found(visit, scope, element, decision, 'K', 'kept');
  return decision.override !== undefined ? 0 : searchKept(visit, scope, element, decision);
}
