// What is said of private attributes where a rule of the user's own does less, or leaves more, than it seems to.
import { findIdentifiers } from '../../text/findIdentifiers.js';
import { addIssue } from './draft.js';
import type { Element } from './element.js';
import { elementLocation, type Scope, type Visit } from './visit.js';

/** A creator stays with what it reserves (PS3.5 7.8.1): its own text is not cleaned, because the block would be another's. */
export function sayIfCreatorNames(visit: Visit, scope: Scope, element: Element, creator: string | undefined): void {
  if (creator === undefined || findIdentifiers(creator, visit.evidence, 'evidence').length === 0) return;
  addIssue(visit.draft, {
    code: 'creator-identifies',
    severity: 'warning',
    message:
      'the creator of a private block of which something is kept holds what the file itself names of a person, a place or a day: change the rule that keeps it if it identifies',
    location: elementLocation(scope, element),
  });
}

/** A value for a private attribute that the object does not have: no block is reserved for it, and that is told. */
export function sayWhatWasNotSet(visit: Visit): void {
  for (const rule of visit.context.policy.policy.overrides) {
    if ((rule.kind !== 'set' && rule.kind !== 'lookup') || rule.add !== true || rule.when !== undefined) continue;
    if (rule.attribute.creator === undefined || visit.draft.privateRules.has(rule)) continue;
    addIssue(visit.draft, {
      code: 'not-set',
      severity: 'warning',
      message:
        'a private attribute that a rule gives a value is not in this object, and was not added: private attributes are set only where they are',
    });
  }
}
