// Questions to an object, answered yes, no, or "nobody can say" (three-valued logic): a pattern that can't be run, or a
// directory, whose records tell of many objects. Who asks decides what an unknown answer means; it is never a keep.
import type { AttributePattern, Condition, ObjectFacts, Policy, ValueGroup } from './policy.js';
import { safePattern } from './safePattern.js';

/** Undefined: nobody can say. */
export type Answer = boolean | undefined;

export type { ObjectFacts } from './policy.js';

/** Longer values are no header text; whether a pattern matches them is not asked. */
const LONGEST_VALUE = 65_536;

const patterns = new Map<string, ((text: string) => boolean) | null>();

function testOf(source: string): ((text: string) => boolean) | null {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const made = safePattern(source);
  const test = made.kind === 'pattern' ? made.test : null;
  if (patterns.size >= 1000) patterns.clear();
  patterns.set(source, test);
  return test;
}

type Test = Extract<Condition, { kind: 'test' }>;

function holdsText({ op, value }: Test, text: string): Answer {
  if (text.length > LONGEST_VALUE) return undefined;
  const [wanted, given] = [value.toLowerCase(), text.toLowerCase()];
  switch (op) {
    case 'contains':
      return given.includes(wanted);
    case 'equals':
      return given === wanted;
    case 'starts-with':
      return given.startsWith(wanted);
    case 'ends-with':
      return given.endsWith(wanted);
    case 'matches':
      return testOf(value)?.(text);
    default:
      return undefined;
  }
}

function any(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function all(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function answerTest(test: Test, facts: ObjectFacts): Answer {
  const found = facts.texts(test.attribute);
  if (found.length === 0 && !facts.complete) return undefined;
  switch (test.op) {
    case 'missing':
      return found.length === 0;
    case 'present':
      return found.length > 0;
    case 'empty':
      return found.some((values) => values?.every((value) => value === '') === true);
    default:
      return any(
        found.map((values) => {
          if (values === undefined) return undefined;
          // Each value, and all of them as the attribute has them: ORIGINAL\PRIMARY.
          const texts = values.length > 1 ? [...values, values.join('\\')] : values;
          return any(texts.map((text) => holdsText(test, text)));
        }),
      );
  }
}

/** An attribute that is missing is `missing`, and nothing else. */
export function answer(condition: Condition, facts: ObjectFacts): Answer {
  switch (condition.kind) {
    case 'all':
      return all(condition.of.map((part) => answer(part, facts)));
    case 'any':
      return any(condition.of.map((part) => answer(part, facts)));
    case 'not': {
      const inner = answer(condition.of, facts);
      return inner === undefined ? undefined : !inner;
    }
    case 'test':
      return answerTest(condition, facts);
  }
}

/** All single tests of a condition. */
export function testsOf(condition: Condition): readonly Test[] {
  if (condition.kind === 'test') return [condition];
  if (condition.kind === 'not') return testsOf(condition.of);
  return condition.of.flatMap(testsOf);
}

/** The attributes that have to be read of an object before anything is decided about it. */
export function askedOf({
  overrides,
  admission = [],
  devices = [],
  valueGroups = [],
}: Policy): readonly AttributePattern[] {
  const conditions = [...overrides, ...admission, ...devices].flatMap(({ when }) => (when === undefined ? [] : [when]));
  const sources = valueGroups.flatMap((group) => group.sources.map(({ attribute }) => attribute));
  return [...conditions.flatMap(testsOf).map(({ attribute }) => attribute), ...sources];
}

/** The values that an object itself names, by group, in lower case. */
export function gatherValues(
  groups: readonly ValueGroup[],
  facts: ObjectFacts,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    groups.map(({ name, sources }) => {
      const values = new Set<string>();
      for (const { attribute, split } of sources) {
        for (const value of facts.texts(attribute).flatMap((texts) => texts ?? [])) {
          const parts =
            split === undefined || split.by === ''
              ? [value]
              : value.split(split.by).filter((part) => part.trim().length >= split.shortest);
          for (const part of parts) if (part.trim() !== '') values.add(part.trim().toLowerCase());
        }
      }
      return [name, [...values]];
    }),
  );
}
