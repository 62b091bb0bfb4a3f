// From a row of Table E.1-1 to one action: the options that are on, then the attribute's Type (PS3.15 E.1.1).
import type { ActionCode } from '../kernel/finding.js';
import type { ActionRow } from './actionTable.js';
import type { AttributeType } from './iodTypes.js';
import { optionInfo } from './options.js';
import type { OptionName } from './policy.js';

/** What the options say about a row; undefined where none that is on says anything. */
export interface OptionChoice {
  readonly action: 'K' | 'C';
  readonly option: OptionName;
  /** An option whose K gave way to the C of `option`. */
  readonly yielded?: OptionName;
}

/**
 * The choice of the options that are on. Where one keeps and another cleans, cleaning wins: what it leaves is as useful
 * and safer. So modified dates win over full ones, and over the calibration dates that Retain Device Identity keeps.
 */
export function chooseOption(columns: string, options: readonly OptionName[]): OptionChoice | undefined {
  let keep: OptionName | undefined;
  let clean: OptionName | undefined;
  for (const name of options) {
    const { column } = optionInfo(name);
    if (column === undefined) continue;
    const letter = columns[column];
    if (letter === 'K') keep ??= name;
    else if (letter === 'C') clean ??= name;
  }
  if (clean !== undefined) {
    return keep === undefined ? { action: 'C', option: clean } : { action: 'C', option: clean, yielded: keep };
  }
  return keep === undefined ? undefined : { action: 'K', option: keep };
}

/** True where the Type decides what the code means. */
export function dependsOnType(code: string): boolean {
  return code !== 'K' && code !== 'C' && code !== 'U' && code !== 'D';
}

/**
 * A code such as X/Z/D as one action. Type 1 needs a value and Type 2 a place; 1C and 2C count as 1 and 2. An X or Z that
 * would break the IOD becomes D: the de-identifier keeps the object valid (PS3.15 E.1.1). A Type 1C attribute may be
 * absent, so X takes it away.
 */
export function resolveCode(code: string, type: AttributeType, isSequence: boolean): ActionCode {
  const needsValue = type === '1' || type === '1C';
  const needsPlace = type !== '3';
  switch (code) {
    case 'X':
      return type === '1' && !isSequence ? 'D' : 'X';
    case 'Z':
    case 'Z/D':
      return needsValue ? 'D' : 'Z';
    case 'X/Z':
      return needsValue ? 'D' : needsPlace ? 'Z' : 'X';
    case 'X/D':
      return needsPlace ? 'D' : 'X';
    case 'X/Z/D':
      return needsValue ? 'D' : needsPlace ? 'Z' : 'X';
    case 'X/Z/U*':
      // Mapped references say no more than an empty sequence, and the object stays whole.
      return needsPlace ? 'U' : 'X';
    case 'D':
    case 'K':
    case 'C':
    case 'U':
      return code;
    default:
      return 'X';
  }
}

/** Values that are data rather than text or numbers: emptied, they would say nothing that their absence does not. */
const BULK: ReadonlySet<string> = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);

/** The `blank` style: what the profile removes stays as an empty attribute, or as a dummy where the IOD needs a value. */
export function blankCode(
  row: ActionRow | undefined,
  code: string,
  type: AttributeType,
  vr: string,
): 'Z' | 'D' | undefined {
  if (vr === 'SQ' || BULK.has(vr) || row === undefined || !code.startsWith('X')) return undefined;
  return type === '1' || type === '1C' ? 'D' : 'Z';
}
