// Turns a policy into decisions. Rules are found once per attribute and remembered: the hot path is two map look-ups.
import { isPrivate, type Tag } from '../dictionary/tag.js';
import type { Issue } from '../kernel/issue.js';
import { singleRows } from './actionTable.js';
import { claimsOf, formatPattern } from './claims.js';
import { attributeRule, type Dates, type Rule } from './decideAttribute.js';
import { decideItem } from './decideContentItem.js';
import { decidePrivateElement } from './decidePrivate.js';
import { policyDigest } from './digest.js';
import { type AttributeType, typeOf } from './iodTypes.js';
import { isPrivatePattern, overrideDecision, overrideOf } from './overrides.js';
import type { CompiledPolicy, Decision, OptionName, Policy, PrivateElement, Subject } from './policy.js';
import { chooseOption } from './resolve.js';

/** A file may hold any number of tags that no one knows: their rules are not worth remembering beyond this. */
const MOST_REMEMBERED = 20_000;

const CLEANING: readonly OptionName[] = [
  'clean-descriptors',
  'clean-structured-content',
  'clean-graphics',
  'retain-safe-private',
  'retain-patient-characteristics',
];

/** And SOP classes come from files too. */
const MOST_ANSWERS = 100_000;

/** Decisions about the attributes outside sequences of one SOP class, by VR and tag; null stands for none. */
type Answers = Map<string, Map<Tag, Decision | null>>;

type Remembered = { readonly rule: Rule; readonly byType: Map<AttributeType, Decision> };

/** Sequences of references to images that the table maps where the IOD wants them: code X/Z/U*. */
const IMAGES: ReadonlySet<Tag> = new Set([0x00081140, 0x00082112]);
const REFERENCED_SERIES = 0x00081115;

/** An IOD that lists what its objects refer to (PS3.3 C.12.2) wants the references that are listed. */
function typeHere(sopClass: string, parents: readonly Tag[], tag: Tag): AttributeType {
  const type = typeOf(sopClass, parents, tag);
  return type === '3' && IMAGES.has(tag) && typeOf(sopClass, [], REFERENCED_SERIES) === '1C' ? '1C' : type;
}

function datesOf(options: readonly OptionName[]): Dates {
  if (options.includes('retain-modified-dates')) return 'shift';
  return options.includes('retain-full-dates') ? 'keep' : 'remove';
}

/** Options that want different things of the same attributes, and what comes of it. */
function conflicts(options: readonly OptionName[]): readonly Issue[] {
  if (options.length < 2) return [];
  const counts = new Map<string, number>();
  for (const { columns } of singleRows().values()) {
    const choice = chooseOption(columns, options);
    if (choice?.yielded === undefined) continue;
    const key = `${choice.option} ${choice.yielded}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]): Issue => {
    const [clean, keep] = key.split(' ');
    const both = clean === 'retain-modified-dates' && keep === 'retain-full-dates';
    const message = both
      ? 'retain-full-dates and retain-modified-dates exclude each other: dates are shifted'
      : `${clean} cleans ${count} attribute${count === 1 ? '' : 's'} that ${keep} would keep as they are`;
    return { code: 'options-conflict', severity: both ? 'warning' : 'info', message };
  });
}

function withoutCreator(policy: Policy): readonly Issue[] {
  return policy.overrides
    .filter(
      ({ kind, attribute }) =>
        attribute.creator === undefined && isPrivatePattern(attribute) && (kind === 'keep' || kind === 'set'),
    )
    .map(
      ({ kind, attribute }): Issue => ({
        code: 'override-needs-creator',
        severity: 'warning',
        message: `${kind} ${formatPattern(attribute)} has no effect: a private attribute means nothing without its creator, as in (0019,"CREATOR",02)`,
      }),
    );
}

/** What is left of the options once those that exclude each other are settled. */
function effectiveOptions(options: readonly OptionName[]): readonly OptionName[] {
  const unique = [...new Set(options)];
  return unique.includes('retain-modified-dates') ? unique.filter((name) => name !== 'retain-full-dates') : unique;
}

/** Compiles a policy. Never throws: what can't be done as asked is an issue. */
export function compilePolicy(given: Policy): CompiledPolicy {
  const options = effectiveOptions(given.options);
  const policy: Policy = { ...given, options };
  const dates = datesOf(options);
  const on = new Set(options);
  const claims = claimsOf(policy, options);
  const rules = new Map<string, Map<Tag, Remembered>>();
  let remembered = 0;
  const answers = new Map<string, Answers>();
  let answered = 0;

  function ruleOf(tag: Tag, vr: string): Remembered {
    const known = rules.get(vr)?.get(tag);
    if (known !== undefined) return known;
    const entry: Remembered = { rule: attributeRule(policy, dates, tag, vr), byType: new Map() };
    if (remembered++ >= MOST_REMEMBERED) return entry;
    const map = rules.get(vr) ?? new Map<Tag, Remembered>();
    rules.set(vr, map);
    map.set(tag, entry);
    return entry;
  }

  function decidePrivate(element: PrivateElement): Decision {
    return decidePrivateElement(policy, dates, element);
  }

  function decideAnew({ tag, vr, parents, sopClass }: Subject): Decision | undefined {
    if (isPrivate(tag)) {
      const override = overrideOf(policy.overrides, tag);
      if (override?.kind === 'remove' || override?.kind === 'empty') return overrideDecision(override, 'private');
      return decidePrivate({ creator: '', group: tag >>> 16, element: tag & 0xff, vr });
    }
    const { rule, byType } = ruleOf(tag, vr);
    if ('decision' in rule) return rule.decision;
    const type = typeHere(sopClass, parents, tag);
    const known = byType.get(type);
    if (known !== undefined) return known;
    const decision = rule.byType(type);
    byType.set(type, decision);
    return decision;
  }

  function answersOf(sopClass: string, vr: string): Map<Tag, Decision | null> {
    let byVr = answers.get(sopClass);
    if (byVr === undefined) {
      byVr = new Map();
      answers.set(sopClass, byVr);
    }
    let byTag = byVr.get(vr);
    if (byTag === undefined) {
      byTag = new Map();
      byVr.set(vr, byTag);
    }
    return byTag;
  }

  function decide(subject: Subject): Decision | undefined {
    if (subject.parents.length > 0) return decideAnew(subject);
    const known = answersOf(subject.sopClass, subject.vr);
    const answer = known.get(subject.tag);
    if (answer !== undefined) return answer ?? undefined;
    const decision = decideAnew(subject);
    if (++answered > MOST_ANSWERS) {
      answers.clear();
      answered = 0;
    } else known.set(subject.tag, decision ?? null);
    return decision;
  }

  return {
    policy,
    digest: policyDigest(policy),
    issues: [...conflicts(given.options), ...withoutCreator(policy), ...claims.issues],
    dates,
    cleansText: CLEANING.some((name) => on.has(name)),
    has: (option) => on.has(option),
    decide,
    decidePrivate,
    decideContentItem: (item) => decideItem(policy, item),
    codes: claims.codes,
    method: claims.method,
  };
}
