// Scores an output against an answer key: the ten check types of MIDI-B, a score is passed / all checks.
import {
  type AnswerKey,
  type AnswerRow,
  type Check,
  type CheckType,
  checksOf,
  checkType,
  unbracket,
} from './answerKey.js';
import type { IndexedFile } from './outputIndex.js';
import { regionHidden } from './pixelRegion.js';
import { textPasses } from './textCheck.js';

interface Mapping {
  readonly uids: ReadonlyMap<string, string>;
  readonly patients: ReadonlyMap<string, string>;
}

export interface CheckResult {
  readonly type: CheckType;
  readonly passed: boolean;
  readonly row: AnswerRow;
  readonly check: Check;
  /** Undefined where the file or the element is missing. */
  readonly found: string | undefined;
}

/** What a file that is not in the output passes: nothing of it can leak, nothing of it was kept. */
const PASSES_WHEN_MISSING: ReadonlySet<CheckType> = new Set([
  'text_removed',
  'date_shifted',
  'uid_changed',
  'pixels_hidden',
]);

export function scoreKey(
  key: AnswerKey,
  output: ReadonlyMap<string, IndexedFile>,
  mapping: Mapping,
): readonly CheckResult[] {
  const results: CheckResult[] = [];
  for (const row of key.answer_data) {
    const instance = mapping.uids.get(unbracket(row.SOPInstanceUID));
    const file = instance === undefined ? undefined : output.get(instance);
    for (const check of checksOf(row)) {
      const type = checkType(check);
      if (type === undefined) continue;
      const found = file?.texts.get(check.tag_ds);
      const passed = file === undefined ? PASSES_WHEN_MISSING.has(type) : passes(type, check, file, mapping);
      results.push({ type, passed, row, check, found });
    }
  }
  return results;
}

function passes(type: CheckType, check: Check, file: IndexedFile, mapping: Mapping): boolean {
  const text = file.texts.get(check.tag_ds);
  const value = unbracket(check.value);
  const wanted = unbracket(check.action_text ?? '');
  switch (type) {
    case 'tag_retained':
      return text !== undefined;
    case 'text_notnull':
      return text !== undefined && text !== '';
    case 'text_retained':
      return text !== undefined && textPasses(text, wanted, 'retain');
    case 'text_removed':
      return text === undefined || text === '' || text === '(removed)' || textPasses(text, wanted, 'remove');
    case 'date_shifted':
    case 'uid_changed':
      return text === undefined || !text.replaceAll('\\', '').includes(value.replaceAll('\\', ''));
    case 'uid_consistent':
      return text === undefined || text === mapped(value, mapping.uids);
    case 'patid_consistent':
      return text === undefined || text === mapped(value, mapping.patients);
    case 'pixels_retained':
      return file.pixelDigest === wanted;
    case 'pixels_hidden':
      return regionHidden(file.read, check.action_text ?? '');
  }
}

/** Several values are mapped one by one. */
function mapped(value: string, map: ReadonlyMap<string, string>): string {
  return value
    .split('\\')
    .map((one) => map.get(one) ?? '')
    .join('\\');
}
