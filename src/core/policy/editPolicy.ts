// A policy with what a person adds to it: options, rules for single attributes, another date shift.
import { parseTag, vrOf } from '../dictionary/dictionary.js';
import { DeidError } from '../kernel/deidError.js';
import { parseOption } from './options.js';
import { formatPattern } from './patternText.js';
import type { AttributePattern, DateShift, Override, Policy } from './policy.js';
import { isReserved, tooMany, unfit } from './setValue.js';

/** Attributes as {@link parseTag} reads them; `set` has `ATTRIBUTE=VALUE`. */
export interface PolicyEdits {
  readonly options?: readonly string[];
  readonly keep?: readonly string[];
  readonly remove?: readonly string[];
  readonly empty?: readonly string[];
  readonly set?: readonly string[];
  readonly patient?: Policy['patient'];
  readonly dateShift?: DateShift;
}

/** VRs whose values are not text: a value from a command line can't be written into them. */
const NOT_TEXT: ReadonlySet<string> = new Set('AT FD FL OB OD OF OL OV OW SL SQ SS SV UL UN US UV'.split(' '));

function parsed(text: string, flag: string): AttributePattern {
  const pattern = parseTag(text);
  if (pattern !== undefined) return pattern;
  throw new DeidError(
    'usage',
    `--${flag}: ${JSON.stringify(text.slice(0, 80))} is no attribute; write a keyword, (gggg,eeee), 60xx3000 or (gggg,"CREATOR",ee)`,
  );
}

function setRule(text: string): Override {
  const match = /^(\([^)]*\)|[^=]*)=(.*)$/s.exec(text.trim());
  if (match === null) throw new DeidError('usage', '--set takes ATTRIBUTE=VALUE');
  const [, name = '', value = ''] = match;
  const pattern = parsed(name, 'set');
  const vr = pattern.creator === undefined ? vrOf(pattern.value) : undefined;
  if (vr !== undefined && NOT_TEXT.has(vr)) {
    throw new DeidError(
      'usage',
      `--set: ${formatPattern(pattern)} has VR ${vr}, which holds no text; --empty or --remove it`,
    );
  }
  if (pattern.creator === undefined && isReserved(pattern.value)) {
    throw new DeidError(
      'usage',
      `--set: ${formatPattern(pattern)} is written by the program itself and can not be set`,
    );
  }
  const why = vr === undefined ? undefined : (unfit(vr, value) ?? tooMany(pattern.value, vr, value));
  if (why !== undefined) throw new DeidError('usage', `--set: ${formatPattern(pattern)} has VR ${vr}: it ${why}`);
  if (/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(value))
    throw new DeidError('usage', '--set: the value holds a control character');
  // `--set T=V` is documented to add an attribute that the object does not have.
  return { kind: 'set', attribute: pattern, value, add: true, origin: `--set ${formatPattern(pattern)}` };
}

function rules(texts: readonly string[], kind: 'keep' | 'remove' | 'empty'): readonly Override[] {
  return texts.map((text) => {
    const attribute = parsed(text, kind);
    return { kind, attribute, origin: `--${kind} ${formatPattern(attribute)}` };
  });
}

function refuseTwice(overrides: readonly Override[]): void {
  const seen = new Map<string, Override>();
  for (const override of overrides) {
    const key = formatPattern(override.attribute).toLowerCase();
    const earlier = seen.get(key);
    if (earlier !== undefined && earlier.kind !== override.kind) {
      const name = formatPattern(override.attribute);
      throw new DeidError('usage', `--${earlier.kind} and --${override.kind} both speak of ${name}: which is meant?`);
    }
    seen.set(key, override);
  }
}

/**
 * The policy with the edits; its own rules come first, so that the new ones win.
 * @throws DeidError `usage` for an option or attribute that does not exist, or two rules for one attribute
 */
export function withOptions(policy: Policy, edits: PolicyEdits): Policy {
  const added = (edits.options ?? []).map(parseOption);
  const overrides = [
    ...rules(edits.keep ?? [], 'keep'),
    ...rules(edits.remove ?? [], 'remove'),
    ...rules(edits.empty ?? [], 'empty'),
    ...(edits.set ?? []).map(setRule),
  ];
  refuseTwice(overrides);
  return {
    ...policy,
    options: [...new Set([...policy.options, ...added])],
    overrides: [...policy.overrides, ...overrides],
    patient: edits.patient ?? policy.patient,
    dateShift: edits.dateShift ?? policy.dateShift,
  };
}
