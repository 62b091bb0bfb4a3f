// The order in which rules count. pydicom deid acts line by line, but keeps what KEEP names, does not remove what REPLACE
// or JITTER speak of, and does not move what is empty. The policy knows one order only: the last rule that matches counts.
import { addDays, type Day } from '../identity/calendar.js';
import type { AttributePattern, Override } from '../policy/policy.js';
import type { WrittenRule } from './actionRule.js';
import { type FieldGroups, isSingle, relation } from './cover.js';

interface Placed {
  readonly index: number;
  readonly written: WrittenRule;
}

/** Rules that may speak of the same attributes as a pattern. */
class Overlaps {
  readonly #byTag = new Map<number, Placed[]>();
  readonly #wide: Placed[] = [];
  readonly #all: Placed[] = [];

  add(placed: Placed): void {
    const { attribute } = placed.written.rule;
    this.#all.push(placed);
    if (!isSingle(attribute)) this.#wide.push(placed);
    else {
      const same = this.#byTag.get(attribute.value);
      if (same === undefined) this.#byTag.set(attribute.value, [placed]);
      else same.push(placed);
    }
  }

  of(attribute: AttributePattern): readonly Placed[] {
    if (!isSingle(attribute)) return this.#all;
    const same = this.#byTag.get(attribute.value) ?? [];
    return this.#wide.length === 0 ? same : [...same, ...this.#wide];
  }
}

function collect(rules: readonly WrittenRule[], verbs: readonly WrittenRule['verb'][]): Overlaps {
  const found = new Overlaps();
  for (const [index, written] of rules.entries()) if (verbs.includes(written.verb)) found.add({ index, written });
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
  rules: readonly WrittenRule[],
  groups: FieldGroups,
  jitters: (index: number) => void,
): readonly Override[] {
  const used = new Set<WrittenRule['verb']>();
  for (const { verb } of rules) used.add(verb);
  // Only ADD asks what others do with its attribute.
  const asked = used.has('add') ? rules : [];
  const removes = collect(asked, ['remove']);
  const replaced = collect(
    asked.filter(({ rule }) => !isGroup(rule)),
    ['replace', 'jitter'],
  );
  const keptOnes = collect(asked, ['keep']);
  const moving = used.has('jitter');
  // Only BLANK and JITTER ask what was changed before.
  const asksForChanged = moving || used.has('blank');
  const out: Override[] = [];
  // What REPLACE and JITTER say of a group protects nothing from REMOVE: deid looks for single attributes and expanders.
  const removing = used.has('remove');
  const isBefore = ({ verb, rule }: WrittenRule): boolean =>
    removing && (verb === 'replace' || verb === 'jitter') && isGroup(rule);
  for (const each of rules) if (each.verb === 'blank') out.push(each.rule);
  for (const each of rules) if (isBefore(each)) out.push(each.rule);
  for (const each of rules) if (each.verb === 'remove') out.push(each.rule);
  const changed = new Overlaps();
  const blanked = new Overlaps();
  const overKeep: Override[] = [];
  const any = (of: Overlaps, rule: Override, test: (placed: Placed) => boolean, loose = false): boolean =>
    of.of(rule.attribute).some((placed) => {
      if (!test(placed)) return false;
      const how = relation(placed.written.rule.attribute, rule.attribute, groups);
      return how === 'equal' || how === 'covers' || (loose && how === 'maybe');
    });

  const addRule = (placed: Placed): void => {
    const { index, written } = placed;
    const { rule } = written;
    if (any(keptOnes, rule, ({ written: { rule: kept } }) => kept.when === undefined, true)) {
      overKeep.push(rule);
      return;
    }
    const gone = any(removes, rule, (other) => other.index > index && other.written.rule.when === undefined);
    if (gone && !any(replaced, rule, () => true)) return;
    out.push(rule);
    changed.add(placed);
  };

  const blank = (placed: Placed): void => {
    const { rule } = placed.written;
    if (moving) blanked.add(placed);
    const before = changed.of(rule.attribute);
    if (before.length === 0) return;
    const seen = new Set<AttributePattern>();
    for (const { written } of before) {
      const how = relation(rule.attribute, written.rule.attribute, groups);
      if (how === 'apart') continue;
      const attribute = how === 'covers' ? written.rule.attribute : rule.attribute;
      if (seen.has(attribute)) continue;
      seen.add(attribute);
      out.push(emptied(rule, attribute));
    }
  };

  const jitter = (placed: Placed): void => {
    const { rule } = placed.written;
    out.push(rule);
    for (const { written } of changed.of(rule.attribute)) {
      const earlier = written.rule;
      if (earlier.kind !== 'shift' && earlier.kind !== 'set') continue;
      const how = relation(earlier.attribute, rule.attribute, groups);
      if (how === 'apart') continue;
      const sum =
        how === 'maybe' ? undefined : combined(earlier, rule, how === 'inside' ? earlier.attribute : rule.attribute);
      if (sum !== undefined) out.push(sum);
      else if (earlier.kind === 'shift') jitters(placed.index);
    }
    for (const { index, written } of blanked.of(rule.attribute)) {
      const how = relation(written.rule.attribute, rule.attribute, groups);
      if (how === 'apart' || setAgain(changed, written.rule, index, groups)) continue;
      out.push(emptied(written.rule, how === 'covers' ? rule.attribute : written.rule.attribute));
    }
    changed.add(placed);
  };

  for (const [index, written] of rules.entries()) {
    if (written.verb === 'keep' || written.verb === 'remove') continue;
    const placed = { index, written };
    if (written.verb === 'add') addRule(placed);
    else if (written.verb === 'blank') blank(placed);
    else if (isBefore(written)) changed.add(placed);
    else if (written.verb === 'jitter') jitter(placed);
    else if (written.verb === 'replace') {
      out.push(written.rule);
      if (asksForChanged) changed.add(placed);
    }
  }
  for (const { verb, rule } of rules) if (verb === 'keep') out.push(rule);
  for (const rule of overKeep) out.push(rule);
  return out;
}

function isGroup({ attribute }: Override): boolean {
  return attribute.only?.kind === 'fields' || attribute.only?.kind === 'values';
}

/** True where something was written into what a BLANK emptied, behind it. */
function setAgain(changed: Overlaps, blank: Override, after: number, groups: FieldGroups): boolean {
  return changed.of(blank.attribute).some(({ index, written }) => {
    if (index < after || written.verb === 'jitter') return false;
    const how = relation(written.rule.attribute, blank.attribute, groups);
    return how === 'equal' || how === 'covers';
  });
}
