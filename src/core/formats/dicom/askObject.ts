// What an object answers to a recipe's questions, and the private creators that it names: for counting files, not for runs.
import { isPrivateCreator } from '../../dictionary/tag.js';
import type { Source } from '../../kernel/source.js';
import { builtinPolicies } from '../../policy/builtin.js';
import type { ObjectFacts } from '../../policy/condition.js';
import type { AttributePattern } from '../../policy/policy.js';
import { characterSet } from './charset/characterSet.js';
import type { Element } from './element.js';
import { objectFacts } from './objectFacts.js';
import { readObject } from './read.js';
import { charsetOf, plainValue } from './visit.js';

export interface Asked {
  readonly facts: ObjectFacts;
  readonly creators: readonly string[];
}

const DIRECTORY = '1.2.840.10008.1.3.10';
/** Deeper ones are rare, and a creator that is not offered can still be typed. */
const DEEPEST = 3;

/** Undefined for what is no DICOM object, or can't be read as one. */
export async function askObject(source: Source, patterns: readonly AttributePattern[]): Promise<Asked | undefined> {
  const [policy] = builtinPolicies;
  const read = await readObject(source, false);
  if (read.kind !== 'object' || policy === undefined) return undefined;
  const { object } = read;
  const { window, table } = object;
  const charset = await charsetOf(window, table.elements, characterSet([]));
  const facts = await objectFacts(object, charset, patterns, policy, object.sopClass === DIRECTORY);
  const creators = new Set<string>();
  const gather = async (elements: readonly Element[], depth: number): Promise<void> => {
    for (const { tag, items } of elements) {
      if (isPrivateCreator(tag)) creators.add(await plainValue(window, elements, tag));
      if (depth >= DEEPEST) continue;
      for (const item of items ?? []) await gather(item.elements, depth + 1);
    }
  };
  await gather(table.elements, 0);
  creators.delete('');
  return { facts, creators: [...creators] };
}
