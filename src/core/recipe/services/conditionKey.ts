// One text for conditions that ask the same.
import type { Condition } from '../../policy/policy.js';
import { patternKey } from './patternKey.js';

const keys = new WeakMap<Condition, string>();

export function conditionKey(condition: Condition): string {
  const known = keys.get(condition);
  if (known !== undefined) return known;
  const key =
    condition.kind === 'test'
      ? `${condition.op} ${patternKey(condition.attribute)} ${JSON.stringify(condition.value.toLowerCase())}`
      : condition.kind === 'not'
        ? `!(${conditionKey(condition.of)})`
        : `${condition.kind}(${condition.of.map(conditionKey).join()})`;
  keys.set(condition, key);
  return key;
}
