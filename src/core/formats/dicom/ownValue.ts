// A value that a rule or a lookup table sets is written as it is asked for. Where it holds what the file names, that is
// said: nothing else would tell that an identifier went back into the copy.
import type { Location } from '../../kernel/finding.js';
import { findIdentifiers } from '../../text/findIdentifiers.js';
import { addIssue } from './draft.js';
import type { Visit } from './visit.js';

export function sayIfNamed(visit: Visit, value: string, location?: Location): void {
  if (value === '' || !value.split('\\').some((each) => named(visit, each))) return;
  addIssue(visit.draft, {
    code: 'set-value-identifies',
    severity: 'warning',
    message:
      'a value that the recipe sets holds what the file itself names of a person, a place or a day, and was written as asked: change the rule if it identifies',
    ...(location === undefined ? {} : { location }),
  });
}

function named(visit: Visit, value: string): boolean {
  return findIdentifiers(value, visit.evidence, 'evidence').length > 0;
}
