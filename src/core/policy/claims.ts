// What a policy may say of itself: the codes of PS3.16 CID 7050 in (0012,0064), and the words in (0012,0063).
import { vrOf } from '../dictionary/dictionary.js';
import { formatTag, type Tag } from '../dictionary/tag.js';
import type { Issue } from '../kernel/issue.js';
import { type ActionRow, actionRow, rangeRows, singleRows } from './actionTable.js';
import { OPTIONS, optionInfo } from './options.js';
import { isPrivatePattern, matchesTag } from './overrides.js';
import type { AttributePattern, Code, OptionName, Override, Policy } from './policy.js';
import { isClassUid } from './registeredUid.js';
import { chooseOption } from './resolve.js';

/** Nothing of these two is done yet, so nothing of them is claimed. */
const NOT_DONE: ReadonlySet<OptionName> = new Set(['clean-pixel-data', 'clean-recognizable-visual-features']);

const BASIC: Code = { value: '113100', scheme: 'DCM', meaning: 'Basic Application Confidentiality Profile' };

/** A value of LO holds at most 64 characters (PS3.5 6.2). */
const LONGEST = 64;

/** `60xx3000` or `(0010,0010)`, with the creator of a private one. */
export function formatPattern({ value, mask, creator }: AttributePattern): string {
  const hex = [...formatTag(value)];
  const shown =
    creator === undefined
      ? [...formatTag(mask)].map((digit, at) => (digit === '0' ? 'x' : hex[at])).join('')
      : hex.join('');
  return creator === undefined ? shown : `(${shown.slice(1, 5)},"${creator}",${shown.slice(8, 10)})`;
}

function rowAsksForMore(policy: Policy, row: ActionRow, kind: Override['kind']): boolean {
  const choice = chooseOption(row.columns, policy.options);
  if (kind === 'keep') return choice?.action !== 'K';
  return choice === undefined && row.basic === 'X';
}

function asksForMore(policy: Policy, tag: Tag, kind: Override['kind']): boolean {
  const row = actionRow(tag);
  if (row === undefined) {
    const vr = vrOf(tag);
    if (kind !== 'keep') return false;
    return vr === undefined || vr === 'PN' || vr === 'DA' || vr === 'DT' || (vr === 'UI' && !isClassUid(tag));
  }
  return rowAsksForMore(policy, row, kind);
}

/** True where a rule of the user's leaves something that the profile with its options would not leave. */
function weakens(policy: Policy, { kind, attribute: pattern }: Override): boolean {
  if (kind === 'remove') return false;
  if (isPrivatePattern(pattern)) return pattern.creator !== undefined;
  if (pattern.mask === 0xffffffff) return asksForMore(policy, pattern.value, kind);
  const { value: at, mask } = pattern;
  const overlap = rangeRows().some(
    (range) => ((at ^ range.value) & mask & range.mask) === 0 && rowAsksForMore(policy, range.row, kind),
  );
  if (overlap) return true;
  for (const tag of singleRows().keys()) if (matchesTag(pattern, tag) && asksForMore(policy, tag, kind)) return true;
  return false;
}

export interface Claims {
  readonly codes: readonly Code[];
  readonly method: readonly string[];
  readonly issues: readonly Issue[];
}

function methodOf(policy: Policy, done: readonly OptionName[], exceptions: number): readonly string[] {
  const lines = [`medimagecleaner, recipe ${policy.name.replaceAll('\\', ' ')}`];
  if (policy.style === 'blank') {
    const uids = done.includes('retain-uids') ? 'kept' : 'replaced';
    const privates = done.includes('retain-safe-private') ? 'Unlisted private' : 'Private';
    lines.push(`Attributes of PS3.15 Table E.1-1 emptied, UIDs ${uids}`);
    lines.push(`${privates} attributes and identifying sequences removed`);
  } else lines.push('PS3.15 2026c Basic Application Level Confidentiality Profile');
  if (policy.references === 'map') lines.push('References to other objects kept with replaced UIDs');
  for (const name of done) lines.push(`with ${optionInfo(name).name}`);
  if (exceptions > 0) lines.push(`with ${exceptions} exception${exceptions === 1 ? '' : 's'} made by the user`);
  return lines.map((line) => line.slice(0, LONGEST));
}

/**
 * Claims of a policy. A profile that the user's rules weaken is not claimed, and then no option of it either, because
 * an option is defined only in addition to the profile (PS3.15 E.3).
 */
export function claimsOf(policy: Policy, effective: readonly OptionName[]): Claims {
  const issues: Issue[] = [];
  // `blank` promises no removal, so only what is kept departs from it.
  const weak = policy.overrides.filter(
    (override) => (policy.style === 'profile' || override.kind === 'keep') && weakens(policy, override),
  );
  for (const { kind, attribute: pattern } of weak) {
    const claim = policy.style === 'profile' ? ', so the profile is not claimed' : '';
    issues.push({
      code: 'override-weakens-profile',
      severity: kind === 'keep' ? 'warning' : 'info',
      message: `${kind} ${formatPattern(pattern)} leaves what PS3.15 Table E.1-1 would not leave${claim}`,
    });
  }
  const done = OPTIONS.map(({ name }) => name).filter((name) => effective.includes(name) && !NOT_DONE.has(name));
  for (const name of NOT_DONE) {
    if (!policy.options.includes(name)) continue;
    issues.push({
      code: 'pixels-not-examined',
      severity: 'info',
      message: `${name} is not carried out by this version: pixels stay as they are, and the option is not claimed`,
    });
  }
  const claimed = policy.style === 'profile' && weak.length === 0;
  const codes = done.map(
    (name): Code => ({ value: optionInfo(name).code, scheme: 'DCM', meaning: optionInfo(name).meaning }),
  );
  return { codes: claimed ? [BASIC, ...codes] : [], method: methodOf(policy, done, weak.length), issues };
}
