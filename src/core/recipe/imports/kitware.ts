// Kitware dicom-anonymizer dictionaries (JSON): an action by tag, on top of rules that follow the Basic Profile.
import { vrOf } from '../../dictionary/dictionary.js';
import { DeidError } from '../../kernel/deidError.js';
import { builtinPolicy } from '../../policy/builtin.js';
import { compilePolicy } from '../../policy/compile.js';
import type { AttributePattern, Override } from '../../policy/policy.js';
import { attributeNamed } from './conditions.js';
import { createDraft, type Draft, finish, type Importer, lineAt } from './importer.js';

/** Four numbers: group, element, and which of their bits count. */
const RANGE =
  /^\s*\(\s*0x([\da-f]{1,4})\s*,\s*0x([\da-f]{1,4})\s*,\s*0x([\da-f]{1,4})\s*,\s*0x([\da-f]{1,4})\s*\)\s*$/i;
const TAG = /^\s*\(\s*0x([\da-f]{1,4})\s*,\s*0x([\da-f]{1,4})\s*\)\s*$/i;

/** Actions that Kitware chooses by what its own table says; ours by the attribute's Type, so the profile decides. */
const BY_TYPE: ReadonlySet<string> = new Set([
  'empty_or_replace',
  'delete_or_empty',
  'delete_or_replace',
  'delete_or_empty_or_replace',
  'delete_or_empty_or_replace_UID',
]);

export const kitware: Importer = {
  id: 'kitware',
  title: 'Kitware dicom-anonymizer dictionary (JSON)',
  detect: (text) =>
    /^\s*\{/.test(text) && /"\s*\(\s*0x[\da-f]{1,4}\s*(?:,\s*0x[\da-f]{1,4}\s*){1,3}\)\s*"\s*:/i.test(text),
  convert(text) {
    const given = parseObject(text);
    const draft = createDraft();
    for (const [key, value] of Object.entries(given)) {
      const at = text.indexOf(JSON.stringify(key));
      const line = lineAt(text, at < 0 ? 0 : at);
      const attribute = attributeOf(key);
      if (attribute === undefined) {
        draft.notes.push({ line, message: `${JSON.stringify(key.slice(0, 40))} is no tag; the rule was left out` });
        continue;
      }
      const options = typeof value === 'object' && value !== null ? { ...value } : { action: value };
      const override = ruleOf(options, attribute, `kitware:${line}`, draft, line);
      if (override !== undefined) draft.overrides.push(override);
    }
    draft.once('the rules stand on the Basic Profile of PS3.15 as this program knows it, which has more attributes');
    draft.once('private attributes are removed, as dicom-anonymizer does without --keepPrivateTags');
    return finish(draft, 'Converted from a Kitware dicom-anonymizer dictionary', 'profile');
  },
};

function attributeOf(key: string): AttributePattern | undefined {
  const range = RANGE.exec(key);
  if (range !== null) {
    const [group = 0, element = 0, groupMask = 0, elementMask = 0] = range
      .slice(1)
      .map((digits) => Number.parseInt(digits, 16));
    const mask = (groupMask * 0x10000 + elementMask) >>> 0;
    return { value: ((group * 0x10000 + element) & mask) >>> 0, mask };
  }
  const digits = TAG.exec(key);
  return digits === null
    ? undefined
    : attributeNamed(`(${digits[1]?.padStart(4, '0')},${digits[2]?.padStart(4, '0')})`);
}

/** What Kitware's own table decides, where our profile would let the attribute stay. */
function byType(action: string, attribute: AttributePattern, origin: string): Override | undefined {
  const basic = builtinPolicy('basic');
  const { value: tag, mask } = attribute;
  const exact = mask >>> 0 === 0xffffffff;
  const vr = exact ? (vrOf(tag) ?? 'UN') : 'UN';
  const said =
    basic === undefined || !exact ? undefined : compilePolicy(basic).decide({ tag, vr, parents: [], sopClass: '' });
  if (said !== undefined && said.action !== 'K') return undefined;
  if (vr === 'UI') return { kind: 'map-uid', attribute, origin };
  return { kind: action === 'delete_or_replace' ? 'dummy' : 'empty', attribute, origin };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new DeidError('bad-recipe', 'not valid JSON; correct the dictionary and try again', { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new DeidError('bad-recipe', 'a dictionary of dicom-anonymizer is an object of tags and actions');
  }
  return { ...parsed };
}

function ruleOf(
  options: Readonly<Record<string, unknown>>,
  attribute: AttributePattern,
  origin: string,
  draft: Draft,
  line: number,
): Override | undefined {
  const action = typeof options['action'] === 'string' ? options['action'] : '';
  switch (action) {
    case 'keep':
      return { kind: 'keep', attribute, origin };
    case 'delete':
      return { kind: 'remove', attribute, origin };
    case 'empty':
      return { kind: 'empty', attribute, origin };
    case 'replace':
      return { kind: 'dummy', attribute, origin };
    case 'replace_UID':
      return { kind: 'map-uid', attribute, origin };
    case 'replace_with_value':
      return { kind: 'set', value: String(options['value'] ?? ''), attribute, origin };
    case 'regexp':
      draft.notes.push({ line, message: 'regexp has no counterpart; the attribute is emptied' });
      return { kind: 'empty', attribute, origin };
    default:
      if (BY_TYPE.has(action)) {
        draft.once(`${action}: the profile decides by the attribute's Type`, line);
        return byType(action, attribute, origin);
      }
      draft.notes.push({
        line,
        message: `${JSON.stringify(action.slice(0, 40))} is no action; the attribute is emptied`,
      });
      return { kind: 'empty', attribute, origin };
  }
}
