// The user's own rules as decisions. They are stronger than the profile; of two that match, the last one counts.
import { isPrivate, type Tag } from '../dictionary/tag.js';
import type { Category } from '../kernel/finding.js';
import { type Attributed, effectiveVr, isDynamic, isSingle, mayMatch, namesByCreator } from './attributeMatch.js';
import type { AttributeSet, Decision, Override, Policy } from './policy.js';

const WORDS: Readonly<Record<Override['kind'], string>> = {
  keep: 'kept',
  remove: 'removed',
  empty: 'emptied',
  set: 'set to a given value',
  clean: 'cleaned',
  dummy: 'replaced by a dummy',
  pseudonym: 'replaced by a keyed code',
  'map-uid': 'mapped',
  shift: 'moved by days',
  lookup: 'set to a value of the lookup table',
};

/** A rule that holds for an object, as far as anybody can say. */
export interface ActiveRule {
  readonly override: Override;
  /** False where its condition has no answer. */
  readonly sure: boolean;
}

/** An {@link ActiveRule} that may speak of a tag; `fixed` where it does so in every place and with any value. */
export interface Candidate extends ActiveRule {
  readonly fixed: boolean;
}

const WORDS_OF_TEXT = 'AE CS LO LT PN SH ST UC UR UT'.split(' ');
const DATES = ['DA', 'DT', 'TM'];
/** VRs whose values are letters or digits. */
const LETTERS: ReadonlySet<string> = new Set([...WORDS_OF_TEXT, ...DATES, 'AS', 'DS', 'IS', 'UI']);

/** The VRs that a kind of rule can serve, where not all. */
const SERVES: Partial<Readonly<Record<Override['kind'], ReadonlySet<string>>>> = {
  clean: new Set([...WORDS_OF_TEXT, ...DATES, 'AS', 'SQ']),
  pseudonym: new Set(WORDS_OF_TEXT),
  'map-uid': new Set(['UI']),
  shift: new Set(DATES),
  set: LETTERS,
  lookup: LETTERS,
};

/** True where a rule of that kind has a meaning for a VR. A set of attributes means those for which it has. */
export function serves(kind: Override['kind'], vr: string): boolean {
  return SERVES[kind]?.has(vr) !== false;
}

/** What may hold any text, such as a document: where a value that a rule is about was found in it, it goes as a whole. */
const OPAQUE: ReadonlySet<string> = new Set(['OB', 'UN']);

function servesSet(kind: Override['kind'], set: AttributeSet, vr: string): boolean {
  return serves(kind, vr) || (set.kind === 'values' && OPAQUE.has(vr));
}

const CHARACTER_SET = 0x00080005;

/** What says how the object was de-identified: written by the program wherever a profile is behind the rules. */
const PROVENANCE: ReadonlySet<Tag> = new Set([0x00120062, 0x00120063, 0x00120064, 0x00280303]);

/** True where a rule can have no effect, because the program writes the attribute or reads the others by it. */
export function isWithoutEffect(override: Override, { style }: Pick<Policy, 'style'>): boolean {
  const { attribute, kind } = override;
  if (kind === 'keep' || kind === 'remove' || kind === 'empty') return false;
  if (!isSingle(attribute)) return false;
  return attribute.value === CHARACTER_SET || (style !== 'rules' && PROVENANCE.has(attribute.value));
}

/**
 * A rule without a creator names a place that any device may use for anything, or a set of which nobody knows what its
 * private members are: it may take away or empty what is there, but keeps and sets nothing. Without a profile all private
 * attributes stay anyway, so that a set may do with them what it does with the others; and one that says "private" means them.
 */
export function reachesPrivate({ kind, attribute }: Override, policy: Policy, it?: Attributed): boolean {
  const { style } = policy;
  if (attribute.creator !== undefined || kind === 'remove' || kind === 'empty') return true;
  if (attribute.only?.kind === 'private') return true;
  // Members of a group of fields stand for themselves.
  if (it !== undefined && namesByCreator(attribute, it, policy)) return true;
  return attribute.only !== undefined && (style === 'rules' || kind === 'dummy');
}

/** The rules that may speak of a tag, the strongest first. */
export function candidatesOf(active: readonly ActiveRule[], it: Attributed, policy: Policy): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let at = active.length - 1; at >= 0; at--) {
    const rule = active[at];
    if (rule === undefined) continue;
    const { override } = rule;
    const { attribute, kind } = override;
    if (!mayMatch(attribute, it, policy)) continue;
    if (isPrivate(it.tag) && !reachesPrivate(override, policy, it)) continue;
    if (attribute.only !== undefined && !servesSet(kind, attribute.only, effectiveVr(it))) continue;
    if (isWithoutEffect(override, policy)) continue;
    const fixed = !isDynamic(attribute, policy);
    found.push({ ...rule, fixed });
    if (fixed && rule.sure) break;
  }
  return found;
}

/** An object without it is none: a set that would take it away has it mapped instead. */
const SOP_INSTANCE = 0x00080018;
const TAKES_AWAY: ReadonlySet<Override['kind']> = new Set(['remove', 'empty', 'dummy', 'set', 'lookup']);

export function overrideDecision(override: Override, category: Category, tag?: Tag): Decision {
  const { kind, origin, attribute, when } = override;
  if (tag === SOP_INSTANCE && !isSingle(attribute) && TAKES_AWAY.has(kind)) {
    const mapped: Override = { kind: 'map-uid', attribute, origin, ...(when === undefined ? {} : { when }) };
    return overrideDecision(mapped, category);
  }
  const base = {
    code: kind,
    rule: `override/${kind}`,
    category,
    reason: `${WORDS[kind]} because the recipe says so`,
    clause: origin,
    override,
  };
  switch (override.kind) {
    case 'keep':
      return { ...base, action: 'K' };
    case 'remove':
      return { ...base, action: 'X' };
    case 'empty':
      return { ...base, action: 'Z', empty: true };
    case 'set':
      return { ...base, action: 'D', value: override.value };
    case 'dummy':
    case 'pseudonym':
    case 'lookup':
      return { ...base, action: 'D' };
    case 'map-uid':
      return { ...base, action: 'U' };
    case 'clean':
    case 'shift':
      return { ...base, action: 'C' };
  }
}

/** How much of the original a decision leaves: all, parts, a code, nothing. */
const STRENGTH: Readonly<Record<Decision['action'], number>> = { K: 0, C: 1, U: 2, D: 3, Z: 3, X: 3 };

/** Of two decisions of which nobody can say which one holds, the one that leaves less. */
export function stronger(a: Decision | undefined, b: Decision | undefined): Decision | undefined {
  if (a === undefined || b === undefined) return a?.action === 'K' ? b : (a ?? (b?.action === 'K' ? undefined : b));
  return STRENGTH[b.action] > STRENGTH[a.action] ? b : a;
}
