// Structured content (PS3.3 C.17.3): content items are judged by their concept (PS3.15 Table E.3.4-1) and, where the
// table has none, by their value type. The tree stays valid: values that must be there become dummies.
import type { Tag } from '../../dictionary/tag.js';
import type { Decision } from '../../policy/policy.js';
import { type Cause, empty, found, replace, replaceByDummy } from './apply.js';
import { cleanTextOf, mapUids, shiftDates } from './cleanValue.js';
import { dummyCodeItem, readCode } from './codeItem.js';
import { addEdit, addFinding } from './draft.js';
import type { Element, Item } from './element.js';
import { plainValue, type Scope, type Visit } from './visit.js';

const CONCEPT_NAME = 0x0040a043;
const VALUE_TYPE = 0x0040a040;

/** Value types by where their value lies. */
const TYPE_OF: ReadonlyMap<Tag, string> = new Map([
  [0x0040a160, 'TEXT'],
  [0x0040a123, 'PNAME'],
  [0x0040a121, 'DATE'],
  [0x0040a122, 'TIME'],
  [0x0040a120, 'DATETIME'],
  [0x0040a124, 'UIDREF'],
  [0x0040a300, 'NUM'],
  [0x0040a168, 'CODE'],
]);

const CONTENT_ITEM_SEQUENCES: ReadonlySet<Tag> = new Set([
  0x0040a730, // Content Sequence
  0x00400555, // Acquisition Context Sequence
  0x00400612, // Specimen Preparation Step Content Item Sequence
  0x00400440, // Protocol Context Sequence
  0x00400441, // Content Item Modifier Sequence
]);
const SPECIMEN_PREPARATION = 0x00400610;
const WAVEFORM_ANNOTATION = 0x0040b020;

const BY_TYPE = { clause: 'PS3.15 E.3.4', confidence: 1 } as const;

export function holdsContentItems(tag: Tag): boolean {
  return CONTENT_ITEM_SEQUENCES.has(tag);
}

/** Sequences that the Clean Structured Content Option speaks of. */
export function isStructuredContent(tag: Tag): boolean {
  return CONTENT_ITEM_SEQUENCES.has(tag) || tag === SPECIMEN_PREPARATION || tag === WAVEFORM_ANNOTATION;
}

export interface ContentOutcome {
  readonly delta: number;
  readonly handled: ReadonlySet<Element>;
}

/** Decides about a content item's own value, and by their kind about values that it should not have. `removed`: the whole item goes, with what it contains. */
export async function contentItem(visit: Visit, scope: Scope, item: Item): Promise<'removed' | ContentOutcome> {
  const { window } = visit;
  const valueType = await plainValue(window, item.elements, VALUE_TYPE);
  const concept = await readCode(window, item.elements, CONCEPT_NAME);
  const decision = visit.context.policy.decideContentItem({ concept, valueType });
  // Under the Clean Structured Content Option the tree keeps its shape: an item that would go keeps its place with a
  // dummy, so that templates and references by position still hold.
  if (decision?.action === 'X' && !visit.byReference && scope.content !== 'clean') {
    removeItem(visit, scope, item, decision);
    return 'removed';
  }
  const handled = new Set<Element>();
  let delta = 0;
  for (const element of item.elements) {
    const type = TYPE_OF.get(element.tag);
    const own = type === valueType;
    if (type === undefined || (!own && (type === 'NUM' || type === 'CODE'))) continue;
    // A rule of the user's own is stronger: the walk over the item's attributes carries it out.
    const { tag, vr } = element;
    if (visit.context.policy.decide({ tag, vr, parents: scope.parents, sopClass: visit.sopClass })?.override) continue;
    const grown = await value(visit, scope, element, type, own ? decision : undefined);
    if (grown === undefined) continue;
    handled.add(element);
    delta += grown;
  }
  return { delta, handled };
}

function removeItem(visit: Visit, scope: Scope, item: Item, decision: Decision): void {
  const index = addFinding(visit.draft, {
    rule: decision.rule,
    location: { kind: 'element', path: scope.path.slice(0, -1), vr: 'SQ', keyword: 'ContentSequence' },
    range: { offset: item.offset, length: item.end - item.offset },
    category: decision.category,
    action: 'X',
    effect: 'removed',
    reason: decision.reason,
    clause: decision.clause,
    confidence: 1,
  });
  addEdit(visit.draft, item.offset, item.end - item.offset, new Uint8Array(0), [index]);
}

/** Undefined where the value is left to the walk over the item's attributes. */
async function value(
  visit: Visit,
  scope: Scope,
  element: Element,
  type: string,
  decision: Decision | undefined,
): Promise<number | undefined> {
  const mode = scope.content ?? 'dummy';
  const cause: Cause = decision ?? {
    rule: `content/${type}`,
    category: categoryOf(type),
    reason: `a ${type} content item`,
    ...BY_TYPE,
  };
  switch (decision?.action) {
    case 'X':
    case 'Z':
    case 'D':
      return dummy(visit, scope, element, type, cause);
    case 'U':
      return mapUids(visit, scope, element, cause);
    case 'K':
      found(visit, scope, element, cause, 'K', 'kept');
      return 0;
    default:
      return byType(visit, scope, element, type, cause, mode);
  }
}

async function byType(
  visit: Visit,
  scope: Scope,
  element: Element,
  type: string,
  cause: Cause,
  mode: 'clean' | 'dummy',
): Promise<number | undefined> {
  switch (type) {
    case 'TEXT':
      return mode === 'clean'
        ? cleanTextOf(visit, scope, element, 'full', cause, true)
        : dummy(visit, scope, element, type, cause);
    case 'PNAME':
      return dummy(visit, scope, element, type, cause);
    case 'DATE':
    case 'DATETIME':
    case 'TIME': {
      const { dates } = visit.context.policy;
      if (dates === 'keep') return 0;
      return dates === 'shift' ? shiftDates(visit, scope, element, cause) : dummy(visit, scope, element, type, cause);
    }
    case 'UIDREF':
      return visit.context.policy.has('retain-uids') ? 0 : mapUids(visit, scope, element, cause);
    default:
      return undefined;
  }
}

/** A value that tells nothing, of the kind that the value type needs (PS3.3 C.17.3.2: the value is Type 1C, a measured value Type 2). */
async function dummy(visit: Visit, scope: Scope, element: Element, type: string, cause: Cause): Promise<number> {
  if (type === 'UIDREF') return mapUids(visit, scope, element, cause);
  if (type === 'NUM') return empty(visit, scope, element, cause, 'Z');
  if (type === 'CODE') return replace(visit, scope, element, dummyCodeItem(scope.encoding), cause, 'D', 'replaced');
  return replaceByDummy(visit, scope, element, cause);
}

function categoryOf(type: string): Cause['category'] {
  if (type === 'PNAME') return 'name';
  if (type === 'DATE' || type === 'TIME' || type === 'DATETIME') return 'date';
  return type === 'UIDREF' ? 'uid' : 'description';
}
