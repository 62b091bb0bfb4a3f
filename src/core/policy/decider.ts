// Decisions about attributes under rules that hold: the user's own, else the profile's. What can be said once for a tag is
// said once: the hot path is two map look-ups, also under a recipe whose rules ask for places or values.
import { keywordOf } from '../dictionary/dictionary.js';
import { isPrivate, type Tag } from '../dictionary/tag.js';
import { actionRow } from './actionTable.js';
import { type Attributed, effectiveVr, matches } from './attributeMatch.js';
import { categoryOf } from './category.js';
import { attributeRule, type Dates, type Rule } from './decideAttribute.js';
import { decidePrivateElement } from './decidePrivate.js';
import { type AttributeType, typeOf } from './iodTypes.js';
import { type ActiveRule, type Candidate, candidatesOf, overrideDecision, stronger } from './overrides.js';
import type { Decision, Policy, PrivateElement, Subject } from './policy.js';

export interface Decider {
  decide(subject: Subject): Decision | undefined;
  decidePrivate(element: PrivateElement): Decision;
}

/** A file may hold any number of tags that no one knows: their rules are not worth remembering beyond this. */
const MOST_REMEMBERED = 20_000;

/** And SOP classes come from files too. */
const MOST_ANSWERS = 100_000;

/** Decisions about the attributes outside sequences of one SOP class, by VR and tag; null stands for none. */
type Answers = Map<string, Map<Tag, Decision | null>>;

interface Remembered {
  readonly rule: Rule;
  readonly byType: Map<AttributeType, Decision>;
  /** Rules of the user's own of which place or value decides; with a fixed one, that is the last. */
  readonly candidates: readonly Candidate[];
}

/** Sequences of references to images that the table maps where the IOD wants them: code X/Z/U*. */
const IMAGES: ReadonlySet<Tag> = new Set([0x00081140, 0x00082112]);
const REFERENCED_SERIES = 0x00081115;
const NO_CANDIDATES: readonly Candidate[] = [];

/** An IOD that lists what its objects refer to (PS3.3 C.12.2) wants the references that are listed. */
function typeHere(sopClass: string, parents: readonly Tag[], tag: Tag): AttributeType {
  const type = typeOf(sopClass, parents, tag);
  return type === '3' && IMAGES.has(tag) && typeOf(sopClass, [], REFERENCED_SERIES) === '1C' ? '1C' : type;
}

export function createDecider(policy: Policy, dates: Dates, active: readonly ActiveRule[]): Decider {
  const rules = new Map<string, Map<Tag, Remembered>>();
  let remembered = 0;
  const answers = new Map<string, Answers>();
  let answered = 0;
  let privates = new Map<string, readonly Candidate[]>();

  function remember(tag: Tag, vr: string): Remembered {
    const it: Attributed = { tag, vr, parents: [] };
    const candidates = active.length === 0 ? NO_CANDIDATES : candidatesOf(active, it, policy);
    const first = candidates[0];
    if (first?.fixed === true && first.sure) {
      const category = categoryOf(keywordOf(tag) ?? '', effectiveVr(it), actionRow(tag));
      const rule = { decision: overrideDecision(first.override, category, tag) };
      return { rule, byType: new Map(), candidates: NO_CANDIDATES };
    }
    return { rule: attributeRule(policy, dates, tag, vr), byType: new Map(), candidates };
  }

  function ruleOf(tag: Tag, vr: string): Remembered {
    const known = rules.get(vr)?.get(tag);
    if (known !== undefined) return known;
    const entry = remember(tag, vr);
    if (remembered++ >= MOST_REMEMBERED) return entry;
    const map = rules.get(vr) ?? new Map<Tag, Remembered>();
    rules.set(vr, map);
    map.set(tag, entry);
    return entry;
  }

  /** The last rule that matches counts; where nobody can say whether it holds, what leaves less of it and the next one. */
  function byRules(
    candidates: readonly Candidate[],
    it: Attributed,
    decisionOf: (rule: Candidate) => Decision,
    otherwise: () => Decision | undefined,
  ): Decision | undefined {
    let unsure: Decision | undefined;
    let some = false;
    const settle = (decision: Decision | undefined) => (some ? stronger(unsure, decision) : decision);
    for (const candidate of candidates) {
      if (!candidate.fixed && !matches(candidate.override.attribute, it, policy)) continue;
      const decision = settle(decisionOf(candidate));
      if (candidate.sure) return decision;
      unsure = decision;
      some = true;
    }
    return settle(otherwise());
  }

  function byProfile({ rule, byType }: Remembered, { sopClass, parents, tag }: Subject): Decision | undefined {
    if ('decision' in rule) return rule.decision;
    const type = typeHere(sopClass, parents, tag);
    const known = byType.get(type);
    if (known !== undefined) return known;
    const decision = rule.byType(type);
    byType.set(type, decision);
    return decision;
  }

  function decideAnew(subject: Subject): Decision | undefined {
    const { tag, vr } = subject;
    if (isPrivate(tag)) return decidePrivate({ ...subject, creator: '', group: tag >>> 16, element: tag & 0xff });
    const entry = ruleOf(tag, vr);
    if (entry.candidates.length === 0) return byProfile(entry, subject);
    const category = categoryOf(keywordOf(tag) ?? '', effectiveVr(subject), actionRow(tag));
    return byRules(
      entry.candidates,
      subject,
      ({ override }) => overrideDecision(override, category, tag),
      () => byProfile(entry, subject),
    );
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
    if (subject.parents.length > 0 || (subject.holds !== undefined && subject.holds.length > 0)) {
      return decideAnew(subject);
    }
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

  function privateCandidates(it: Attributed): readonly Candidate[] {
    const key = `${it.tag} ${it.vr} ${it.creator ?? ''}`;
    const known = privates.get(key);
    if (known !== undefined) return known;
    const found = candidatesOf(active, it, policy);
    if (privates.size >= MOST_REMEMBERED) privates = new Map();
    privates.set(key, found);
    return found;
  }

  function decidePrivate(element: PrivateElement): Decision {
    const byDefault = decidePrivateElement(policy, dates, element);
    if (active.length === 0) return byDefault;
    const { creator, vr, parents = [], creators, holds } = element;
    const it: Attributed = {
      tag: (element.group * 0x10000 + (element.element & 0xff)) >>> 0,
      vr,
      creator,
      parents,
      ...(creators === undefined ? {} : { creators }),
      ...(holds === undefined ? {} : { holds }),
    };
    const decisionOf = ({ override }: Candidate) => overrideDecision(override, 'private');
    return byRules(privateCandidates(it), it, decisionOf, () => byDefault) ?? byDefault;
  }

  return { decide, decidePrivate };
}
