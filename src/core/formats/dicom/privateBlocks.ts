// Private data elements (PS3.5 7.8): they belong to a block that a creator reserves, and are removed, or kept where a
// safe list names them relative to their creator (PS3.15 E.3.10).
import { privateAttribute } from '../../dictionary/dictionary.js';
import { elementOf, groupOf, isPrivateCreator } from '../../dictionary/tag.js';
import { LEFT } from '../../policy/decidePrivate.js';
import type { Decision } from '../../policy/policy.js';
import { type Cause, empty, found, remove, replaceByDummy } from './apply.js';
import { groupsHeld, noteHeld } from './attributeTexts.js';
import { cleanByVr, mapUids } from './cleanValue.js';
import type { Element } from './element.js';
import { unpadded } from './encode.js';
import { carryOut, cleanInside, type Descend } from './ownRule.js';
import { sayIfCreatorNames } from './privateRules.js';
import { searchKept } from './searchKept.js';
import { andThen, bytesOf, type Growth, type Scope, type Visit } from './visit.js';

/** The private elements of one data set, decided together: a creator stays only with something that it reserves. */
export interface Blocks {
  readonly decisions: ReadonlyMap<Element, Decided>;
  /** Blocks, as group and first two digits of the element, of which something stays. */
  readonly kept: ReadonlySet<number>;
  /** By block. */
  readonly creators: ReadonlyMap<number, string>;
}

interface Decided {
  readonly decision: Decision;
  readonly creator: string;
  readonly holds: readonly string[];
  /** The dictionary's where the file has UN. */
  readonly vr: string;
}

const NO_BLOCK: Cause = {
  rule: 'private/no-creator',
  category: 'private',
  reason: 'a private attribute without a creator',
  clause: 'PS3.15 Table E.1-1, PS3.5 7.8.1',
};
const CREATOR: Cause = {
  rule: 'private/creator',
  category: 'private',
  reason: 'the creator of a private block of which nothing is kept',
  clause: 'PS3.15 Table E.1-1',
};

function blockOf(element: Element): number {
  return groupOf(element.tag) * 0x100 + (elementOf(element.tag) >>> 8);
}

/** Reads the creators of a data set and decides about each private element in it. */
export async function privateBlocks(visit: Visit, scope: Scope, elements: readonly Element[]): Promise<Blocks> {
  const creators = new Map<number, string>();
  const decisions = new Map<Element, Decided>();
  const kept = new Set<number>();
  const { policy } = visit.context;
  const rulesOnly = policy.policy.style === 'rules';
  // Where all private attributes go, what they are does not matter.
  const typed = policy.has('retain-safe-private') || policy.policy.overrides.length > 0;
  for (const element of elements) {
    const group = groupOf(element.tag);
    if ((group & 1) === 0) continue;
    if (isPrivateCreator(element.tag)) {
      if (element.length > 0 && element.length <= 256 && element.items === undefined) {
        const text = scope.charset.decode(await bytesOf(visit.window, element), 'LO');
        creators.set(group * 0x100 + elementOf(element.tag), unpadded(text).trim());
      }
      continue;
    }
    // Without a profile, what has no creator stays like anything that no rule names.
    const creator = creators.get(blockOf(element)) ?? (rulesOnly && elementOf(element.tag) !== 0 ? '' : undefined);
    if (creator === undefined) continue;
    const low = elementOf(element.tag) & 0xff;
    const vr = element.vr === 'UN' && typed ? (privateAttribute(creator, group, low)?.vr ?? 'UN') : element.vr;
    const holds = policy.holds === undefined ? [] : await groupsHeld(visit, scope, element);
    const { parents, creators: around } = scope;
    const decision = policy.decidePrivate({
      creator,
      group,
      element: low,
      vr,
      parents,
      holds,
      ...(around === undefined ? {} : { creators: around }),
    });
    decisions.set(element, { decision, creator, holds, vr });
    if (decision.action !== 'X' || decision.empty === true) kept.add(blockOf(element));
  }
  if (rulesOnly) keepEmptyBlocks(visit, elements, decisions, creators, kept);
  return { decisions, kept, creators };
}

/** Without a profile a creator goes with what it reserves; one that reserves nothing goes where a rule means it too. */
function keepEmptyBlocks(
  visit: Visit,
  elements: readonly Element[],
  decisions: ReadonlyMap<Element, Decided>,
  creators: ReadonlyMap<number, string>,
  kept: Set<number>,
): void {
  const used = new Set([...decisions.keys()].map(blockOf));
  for (const { tag } of elements) {
    const group = groupOf(tag);
    const block = group * 0x100 + elementOf(tag);
    if (!isPrivateCreator(tag) || used.has(block)) continue;
    const subject = { creator: creators.get(block) ?? '', group, element: elementOf(tag), vr: 'LO' };
    if (visit.context.policy.decidePrivate(subject).action !== 'X') kept.add(block);
  }
}

/** Carries out what was decided about a private element. */
export function visitPrivate(
  visit: Visit,
  scope: Scope,
  element: Element,
  siblings: readonly Element[],
  blocks: Blocks,
  descend: Descend,
): Growth {
  if (elementOf(element.tag) === 0) {
    const reason = 'group lengths are retired and would be stale';
    return remove(
      visit,
      scope,
      element,
      { rule: 'group-length', category: 'structure', reason, clause: 'PS3.5 7.2' },
      'structure',
    );
  }
  if (isPrivateCreator(element.tag)) {
    const block = groupOf(element.tag) * 0x100 + elementOf(element.tag);
    if (!blocks.kept.has(block)) return remove(visit, scope, element, CREATOR);
    sayIfCreatorNames(visit, scope, element, blocks.creators.get(block));
    return 0;
  }
  const decided = blocks.decisions.get(element);
  if (decided === undefined) return remove(visit, scope, element, NO_BLOCK);
  const { decision, creator, holds, vr } = decided;
  const typed = vr === element.vr ? element : { ...element, vr };
  const inside: Descend = (inner, where, sequence, change) => descend(inner, where, sequence, { ...change, creator });
  if (decision.override !== undefined) {
    visit.draft.privateRules.add(decision.override);
    const task = { visit, scope, element: typed, siblings, decision, descend: inside, creator };
    const growth = carryOut(task, decision.override) ?? act(visit, scope, typed, decision, inside);
    return holds.length === 0 ? growth : andThen(growth, (delta) => noteHeld(visit, element, holds, delta));
  }
  return act(visit, scope, typed, decision, inside);
}

function act(visit: Visit, scope: Scope, element: Element, decision: Decision, descend: Descend): Growth {
  switch (decision.action) {
    case 'X':
      return decision.empty === true ? empty(visit, scope, element, decision) : remove(visit, scope, element, decision);
    case 'Z':
      return empty(visit, scope, element, decision);
    case 'D':
      return element.items === undefined
        ? replaceByDummy(visit, scope, element, decision)
        : empty(visit, scope, element, decision);
    case 'U':
      return element.vr === 'UI' ? mapUids(visit, scope, element, decision) : empty(visit, scope, element, decision);
    case 'C':
    case 'K':
      return keep(visit, scope, element, decision, descend);
  }
}

/** A listed element stays; what it holds and is known to identify does not. Its creator stays with it, so it is emptied, not removed. */
function keep(visit: Visit, scope: Scope, element: Element, decision: Decision, descend: Descend): Growth {
  const own = decision.override !== undefined;
  if (element.items !== undefined) return descend(visit, scope, element, {});
  if (decision === LEFT) return (scope.cleans === true ? cleanInside(visit, scope, element) : undefined) ?? 0;
  if (element.vr === 'SQ')
    return empty(visit, scope, element, { ...decision, reason: 'a sequence that can not be read' });
  if (element.length > 0) found(visit, scope, element, decision, 'K', 'kept');
  if (own) return 0;
  if (decision.action !== 'C') return searchKept(visit, scope, element, decision);
  return andThen(
    cleanByVr(visit, scope, element, decision, false, 'C'),
    (delta) => delta ?? searchKept(visit, scope, element, decision),
  );
}
