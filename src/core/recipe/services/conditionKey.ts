// One text for conditions that ask the same.
import type { Condition } from '../../policy/policy.js';
import { mapKey } from './patternKey.js';

const keys = new WeakMap<Condition, string>();

export function conditionKey(condition: Condition): string {
  const known = keys.get(condition);
  if (known !== undefined) return known;
  const made = keyOf(condition);
  keys.set(condition, made);
  return made;
}

function keyOf(condition: Condition): string {
  switch (condition.kind) {
    case 'test':
      return `${condition.op} ${mapKey(condition.attribute)} ${JSON.stringify(condition.value.toLowerCase())}`;
    case 'not':
      return `!(${conditionKey(condition.of)})`;
    default:
      return `${condition.kind}(${condition.of.map(conditionKey).join()})`;
  }
}
