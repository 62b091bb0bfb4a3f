// The order in which rules count. pydicom deid acts line by line, but keeps what KEEP names, does not remove what REPLACE
// or JITTER speak of, and does not move what is empty. The policy knows one order only: the last rule that matches counts.
import { addDays, type Day } from '../identity/calendar.js';
import type { AttributePattern, Override } from '../policy/policy.js';
import { type FieldGroups, isSingle, relation } from './patternRelation.js';
import type { ActionVerb } from './syntax.js';

/** Rules with the words that they were written with, which decide their places among the others. */
export interface WrittenRules {
  readonly rules: readonly Override[];
  readonly verbs: readonly ActionVerb[];
}

const NONE: readonly number[] = [];

/** Rules, by their numbers, that may speak of the same attributes as a pattern. */
interface Overlaps {
  add(index: number): void;
  of(attribute: AttributePattern): readonly number[];
}

function createOverlaps(rules: readonly Override[]): Overlaps {
  /** Most attributes have one rule. */
  const byTag = new Map<number, number | number[]>();
  const wide: number[] = [];
  const all: number[] = [];
  return {
    add(index) {
      const attribute = rules[index]?.attribute;
      if (attribute === undefined) return;
      all.push(index);
      if (!isSingle(attribute)) {
        wide.push(index);
        return;
      }
      const same = byTag.get(attribute.value);
      if (typeof same === 'object') same.push(index);
      else byTag.set(attribute.value, same === undefined ? index : [same, index]);
    },
    of(attribute) {
      if (!isSingle(attribute)) return all;
      const found = byTag.get(attribute.value);
      const same = found === undefined ? NONE : typeof found === 'number' ? [found] : found;
      return wide.length === 0 ? same : [...same, ...wide];
    },
  };
}

function collect({ rules, verbs }: WrittenRules, wanted: (verb: ActionVerb, rule: Override) => boolean): Overlaps {
  const found = createOverlaps(rules);
  for (const [index, rule] of rules.entries()) {
    const verb = verbs[index];
    if (verb !== undefined && wanted(verb, rule)) found.add(index);
  }
  return found;
}

function emptied(blank: Override, attribute: AttributePattern): Override {
  return { kind: 'empty', attribute, origin: blank.origin, ...(blank.when === undefined ? {} : { when: blank.when }) };
}

function movedDate(value: string, days: number): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  if (match === null) return undefined;
  const day: Day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const moved = addDays(day, days);
  if (moved === undefined) return undefined;
  const digits = (number: number, width: number): string => String(number).padStart(width, '0');
  return `${digits(moved.year, 4)}${digits(moved.month, 2)}${digits(moved.day, 2)}`;
}

/** Two movements of one attribute add up; a date that was set before is moved. */
function combined(earlier: Override, later: Override, attribute: AttributePattern): Override | undefined {
  if (later.kind !== 'shift' || later.days === undefined || earlier.when !== undefined || later.when !== undefined) {
    return undefined;
  }
  if (earlier.kind === 'shift' && earlier.days !== undefined) {
    return { ...later, attribute, days: earlier.days + later.days };
  }
  if (earlier.kind !== 'set') return undefined;
  const value = movedDate(earlier.value, later.days);
  return value === undefined ? undefined : { ...earlier, value, origin: later.origin };
}

/**
 * The rules so that the last one that matches does what pydicom deid does. `jitters` is told which rule moves what an earlier
 * one moves as well, where the two do not add up as they do there.
 */
export function deidOrder(
  written: WrittenRules,
  groups: FieldGroups,
  jitters: (index: number) => void,
): readonly Override[] {
  const { rules, verbs } = written;
  const used = new Set(verbs);
  // Only ADD asks what others do with its attribute.
  const asked = used.has('add') ? written : { rules: [], verbs: [] };
  const removes = collect(asked, (verb) => verb === 'remove');
  const replaced = collect(asked, (verb, rule) => (verb === 'replace' || verb === 'jitter') && !isGroup(rule));
  const keptOnes = collect(asked, (verb) => verb === 'keep');
  const moving = used.has('jitter');
  // Only BLANK and JITTER ask what was changed before.
  const asksForChanged = moving || used.has('blank');
  const out: Override[] = [];
  // What REPLACE and JITTER say of a group protects nothing from REMOVE: deid looks for single attributes and expanders.
  const removing = used.has('remove');
  const isBefore = (index: number, rule: Override): boolean =>
    removing && (verbs[index] === 'replace' || verbs[index] === 'jitter') && isGroup(rule);
  const take = (wanted: (index: number, rule: Override) => boolean): void => {
    for (let index = 0; index < rules.length; index++) {
      const rule = rules[index];
      if (rule !== undefined && wanted(index, rule)) out.push(rule);
    }
  };
  if (used.has('blank')) take((index) => verbs[index] === 'blank');
  if (removing) {
    take(isBefore);
    take((index) => verbs[index] === 'remove');
  }
  const changed = createOverlaps(rules);
  const blanked = createOverlaps(rules);
  const overKeep: Override[] = [];
  const any = (
    of: Overlaps,
    rule: Override,
    test: (index: number, other: Override) => boolean,
    loose = false,
  ): boolean =>
    of.of(rule.attribute).some((index) => {
      const other = rules[index];
      if (other === undefined || !test(index, other)) return false;
      const how = relation(other.attribute, rule.attribute, groups);
      return how === 'equal' || how === 'covers' || (loose && how === 'maybe');
    });

  const addRule = (index: number, rule: Override): void => {
    if (any(keptOnes, rule, (_, kept) => kept.when === undefined, true)) {
      overKeep.push(rule);
      return;
    }
    const gone = any(removes, rule, (at, other) => at > index && other.when === undefined);
    if (gone && !any(replaced, rule, () => true)) return;
    out.push(rule);
    changed.add(index);
  };

  const blank = (index: number, rule: Override): void => {
    if (moving) blanked.add(index);
    const before = changed.of(rule.attribute);
    if (before.length === 0) return;
    const seen = new Set<AttributePattern>();
    for (const at of before) {
      const other = rules[at];
      if (other === undefined) continue;
      const how = relation(rule.attribute, other.attribute, groups);
      if (how === 'apart') continue;
      const attribute = how === 'covers' ? other.attribute : rule.attribute;
      if (seen.has(attribute)) continue;
      seen.add(attribute);
      out.push(emptied(rule, attribute));
    }
  };

  const jitter = (index: number, rule: Override): void => {
    out.push(rule);
    for (const at of changed.of(rule.attribute)) {
      const earlier = rules[at];
      if (earlier?.kind !== 'shift' && earlier?.kind !== 'set') continue;
      const how = relation(earlier.attribute, rule.attribute, groups);
      if (how === 'apart') continue;
      const sum =
        how === 'maybe' ? undefined : combined(earlier, rule, how === 'inside' ? earlier.attribute : rule.attribute);
      if (sum !== undefined) out.push(sum);
      else if (earlier.kind === 'shift') jitters(index);
    }
    for (const at of blanked.of(rule.attribute)) {
      const earlier = rules[at];
      if (earlier === undefined) continue;
      const how = relation(earlier.attribute, rule.attribute, groups);
      if (how === 'apart' || setAgain(changed, written, at, groups)) continue;
      out.push(emptied(earlier, how === 'covers' ? rule.attribute : earlier.attribute));
    }
    changed.add(index);
  };

  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index];
    const verb = verbs[index];
    if (rule === undefined || verb === 'keep' || verb === 'remove') continue;
    if (verb === 'add') addRule(index, rule);
    else if (verb === 'blank') blank(index, rule);
    else if (isBefore(index, rule)) changed.add(index);
    else if (verb === 'jitter') jitter(index, rule);
    else {
      out.push(rule);
      if (asksForChanged) changed.add(index);
    }
  }
  if (used.has('keep')) take((index) => verbs[index] === 'keep');
  for (const rule of overKeep) out.push(rule);
  return out;
}

function isGroup({ attribute }: Override): boolean {
  return attribute.only?.kind === 'fields' || attribute.only?.kind === 'values';
}

/** True where something was written into what a BLANK emptied, behind it. */
function setAgain(changed: Overlaps, { rules, verbs }: WrittenRules, blank: number, groups: FieldGroups): boolean {
  const emptiedOne = rules[blank]?.attribute;
  if (emptiedOne === undefined) return false;
  return changed.of(emptiedOne).some((index) => {
    const other = rules[index];
    if (other === undefined || index < blank || verbs[index] === 'jitter') return false;
    const how = relation(other.attribute, emptiedOne, groups);
    return how === 'equal' || how === 'covers';
  });
}
