// What a policy may say of itself: the codes of PS3.16 CID 7050 in (0012,0064), and the words in (0012,0063).
import { vrOf } from '../dictionary/dictionary.js';
import { tagsByKeyword } from '../dictionary/standardEntries.js';
import type { Tag } from '../dictionary/tag.js';
import type { Issue } from '../kernel/issue.js';
import { type ActionRow, actionRow, rangeRows, singleRows } from './actionTable.js';
import { isPrivatePattern, isSingle, mayMatch } from './attributeMatch.js';
import { OPTIONS, optionInfo } from './options.js';
import { isWithoutEffect, serves } from './overrides.js';
import { formatPattern } from './patternText.js';
import { isOfPixels } from './pixelOptions.js';
import type { AttributeSet, Code, OptionName, Override, Policy } from './policy.js';
import { isClassUid } from './registeredUid.js';
import { chooseOption } from './resolve.js';

const BASIC: Code = { value: '113100', scheme: 'DCM', meaning: 'Basic Application Confidentiality Profile' };

/** A value of LO holds at most 64 characters (PS3.5 6.2). */
const LONGEST = 64;

export { formatPattern } from './patternText.js';

type Kind = Override['kind'];

/** Kinds that leave all or parts of the original value, and those that leave parts. */
const LEAVES: ReadonlySet<Kind> = new Set(['keep', 'clean', 'shift']);
const CLEANS: ReadonlySet<Kind> = new Set(['clean', 'shift']);

function rowAsksForMore(policy: Policy, row: ActionRow, kind: Kind): boolean {
  const choice = chooseOption(row.columns, policy.options);
  if (kind === 'keep') return choice?.action !== 'K';
  if (CLEANS.has(kind)) return choice === undefined;
  // A mapped UID is what the profile asks for of UIDs.
  if ((kind === 'map-uid' || kind === 'pseudonym') && row.basic.includes('U')) return false;
  return choice === undefined && row.basic === 'X';
}

function asksForMore(policy: Policy, tag: Tag, kind: Kind): boolean {
  const row = actionRow(tag);
  if (row !== undefined) return rowAsksForMore(policy, row, kind);
  const vr = vrOf(tag);
  const dated = vr === 'DA' || vr === 'DT';
  if (CLEANS.has(kind)) return vr === 'PN' || (dated && !policy.options.includes('retain-modified-dates'));
  return kind === 'keep' && (vr === undefined || vr === 'PN' || dated || (vr === 'UI' && !isClassUid(tag)));
}

/** How often a group may name a group. */
const DEEPEST = 20;

/** Sets with members that PS3.6 does not know. */
const OPEN: ReadonlySet<AttributeSet['kind']> = new Set(['all', 'except', 'matches', 'matches-not', 'vr', 'values']);

/** True where a rule of the user's leaves something that the profile with its options would not leave. */
function weakens(policy: Policy, rule: Override, depth = 0): boolean {
  const { kind, attribute: pattern } = rule;
  if (kind === 'remove' || isWithoutEffect(rule, policy)) return false;
  const { only } = pattern;
  if (only?.kind === 'fields') {
    // A group stands for its members; one that names itself stands for nothing.
    const group = policy.fieldGroups?.find(({ name }) => name === only.group);
    const members = depth > DEEPEST ? [] : (group?.attributes ?? []);
    return members.some((attribute) => weakens(policy, { ...rule, attribute }, depth + 1));
  }
  if (only?.kind === 'private') return true;
  if (isPrivatePattern(pattern)) return pattern.creator !== undefined;
  if (isSingle(pattern)) return asksForMore(policy, pattern.value, kind);
  const { value: at, mask } = pattern;
  const overlap = rangeRows().some(
    (range) => ((at ^ range.value) & mask & range.mask) === 0 && rowAsksForMore(policy, range.row, kind),
  );
  if (overlap && only === undefined) return true;
  // A set also means attributes that no row lists and that are removed for what they are.
  if (kind === 'keep' && (only === undefined || OPEN.has(only.kind))) return true;
  const unlisted = LEAVES.has(kind) ? tagsByKeyword().values() : [];
  for (const tag of new Set([...singleRows().keys(), ...unlisted])) {
    const it = { tag, vr: vrOf(tag) ?? 'UN', parents: [] };
    if (only !== undefined && !serves(kind, it.vr)) continue;
    if (mayMatch(pattern, it, policy) && asksForMore(policy, tag, kind)) return true;
  }
  return false;
}

export interface Claims {
  readonly codes: readonly Code[];
  readonly method: readonly string[];
  readonly issues: readonly Issue[];
}

function methodOf(policy: Policy, done: readonly OptionName[], exceptions: number): readonly string[] {
  const lines = [`medimagecleaner, recipe ${policy.name.replaceAll('\\', ' ')}`];
  if (policy.style === 'rules') lines.push("Rules of the user's own only");
  else if (policy.style === 'blank') {
    const uids = done.includes('retain-uids') ? 'kept' : 'replaced';
    const privates = done.includes('retain-safe-private') ? 'Unlisted private' : 'Private';
    lines.push(`Attributes of PS3.15 Table E.1-1 emptied, UIDs ${uids}`);
    lines.push(`${privates} attributes and identifying sequences removed`);
  } else lines.push('PS3.15 2026c Basic Application Level Confidentiality Profile');
  if (policy.references === 'map' && policy.style !== 'rules') {
    lines.push('References to other objects kept with replaced UIDs');
  }
  for (const name of done) lines.push(`with ${optionInfo(name).name}`);
  if (exceptions > 0) lines.push(`with ${exceptions} exception${exceptions === 1 ? '' : 's'} made by the user`);
  return lines.map((line) => line.slice(0, LONGEST));
}

/**
 * Claims of a policy. A profile that the user's rules weaken is not claimed, and then no option of it either, because
 * an option is defined only in addition to the profile (PS3.15 E.3).
 */
export function claimsOf(policy: Policy, effective: readonly OptionName[]): Claims {
  if (policy.style === 'rules') return { codes: [], method: methodOf(policy, [], 0), issues: [] };
  const issues: Issue[] = [];
  // `blank` promises no removal, so only what is kept departs from it.
  const weak = policy.overrides.filter(
    (override) => (policy.style === 'profile' || LEAVES.has(override.kind)) && weakens(policy, override),
  );
  for (const { kind, attribute: pattern } of weak) {
    const claim = policy.style === 'profile' ? ', so the profile is not claimed' : '';
    issues.push({
      code: 'override-weakens-profile',
      severity: LEAVES.has(kind) ? 'warning' : 'info',
      message: `${kind} ${formatPattern(pattern)} leaves what PS3.15 Table E.1-1 would not leave${claim}`,
    });
  }
  // What was done with pixels is claimed per object, by what was seen in it (PS3.15 E.3.1, E.3.2), and never by the recipe alone.
  const done = OPTIONS.map(({ name }) => name).filter((name) => effective.includes(name) && !isOfPixels(name));
  const claimed = policy.style === 'profile' && weak.length === 0;
  const codes = done.map(
    (name): Code => ({ value: optionInfo(name).code, scheme: 'DCM', meaning: optionInfo(name).meaning }),
  );
  return { codes: claimed ? [BASIC, ...codes] : [], method: methodOf(policy, done, weak.length), issues };
}
