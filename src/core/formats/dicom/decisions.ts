// What is decided about an element before anything is done to it: what has no place goes, parts of a plane go together, the policy says the rest.
import { elementOf, groupOf } from '../../dictionary/tag.js';
import type { Decision } from '../../policy/policy.js';
import { remove } from './apply.js';
import type { Element } from './element.js';
import type { Scope, Visit } from './visit.js';

const OVERLAY_DATA = 0x60003000;

const STRUCTURE = { category: 'structure', clause: 'PS3.5 7.2' } as const;

/** Group lengths and what has no place in a data set; undefined for all other elements. */
export function leftover(visit: Visit, scope: Scope, element: Element): number | undefined {
  const group = groupOf(element.tag);
  if (elementOf(element.tag) === 0) {
    return remove(
      visit,
      scope,
      element,
      { rule: 'group-length', reason: 'group lengths are retired and would be stale', ...STRUCTURE },
      'structure',
    );
  }
  // No rule could name them, so that they go whatever is behind the rules.
  if (group === 0x0002 || group === 0x0000 || (group === 0x0004 && !visit.isDirectory)) {
    const reason = 'a command, file meta or directory element has no place in a data set and may identify';
    return remove(visit, scope, element, {
      rule: 'misplaced-group',
      reason,
      category: 'other',
      clause: 'PS3.10 7.1, PS3.15 E.1.1',
    });
  }
  return undefined;
}

export function decide(
  visit: Visit,
  { parents, creators }: Scope,
  { tag, vr }: Element,
  holds: readonly string[],
): Decision | undefined {
  const subject = { tag, vr, parents, sopClass: visit.sopClass };
  if (creators === undefined && holds.length === 0) return visit.context.policy.decide(subject);
  return visit.context.policy.decide({ ...subject, holds, ...(creators === undefined ? {} : { creators }) });
}

/** Overlay Data and the rest of its plane go together: a plane without data is no plane (PS3.3 C.9.2). So do curves. */
export function planeDecision(
  visit: Visit,
  scope: Scope,
  element: Element,
  holds: readonly string[],
): Decision | undefined {
  const group = groupOf(element.tag);
  if (group >>> 8 === 0x50) {
    const curve = decide(visit, scope, element, holds);
    return curve?.empty === true && curve.override === undefined ? { ...curve, action: 'X', empty: false } : curve;
  }
  if (group >>> 8 !== 0x60 || element.tag === ((group << 16) | 0x3000) >>> 0) return undefined;
  const plane = (group - 0x6000) * 0x10000 + OVERLAY_DATA;
  const data = visit.context.policy.decide({ tag: plane, vr: 'OW', parents: scope.parents, sopClass: visit.sopClass });
  const own = decide(visit, scope, element, holds);
  if (own?.override !== undefined) return own;
  if (data?.action !== 'X' && data?.action !== 'C') return undefined;
  // Not the rule itself: what is cleaned there has to go here.
  const { override: _override, ...rest } = data;
  return { ...rest, action: 'X', reason: 'part of an overlay that is removed' };
}
