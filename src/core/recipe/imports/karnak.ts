// Karnak profiles (YAML): a chain of elements, of which the first that speaks of an attribute decides.
import { LineCounter, parseDocument } from 'yaml';
import { parseTag, vrOf } from '../../dictionary/dictionary.js';
import { DeidError } from '../../kernel/deidError.js';
import type { AttributePattern, Condition, DeviceRule, Override, Policy } from '../../policy/policy.js';
import { test } from './conditions.js';
import { createDraft, type Draft, finish, type Importer, lineAt } from './importer.js';
import { withoutExcluded } from './withoutExcluded.js';

type Fields = Readonly<Record<string, unknown>>;

const EVERYTHING: AttributePattern = { value: 0, mask: 0, only: { kind: 'all' } };
const PRIVATE: AttributePattern = { value: 0, mask: 0, only: { kind: 'private' } };

export const karnak: Importer = {
  id: 'karnak',
  title: 'Karnak profile (YAML)',
  detect: (text) => /^\s*profileElements\s*:/m.test(text),
  convert(text) {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
    const [problem] = document.errors;
    if (problem !== undefined) {
      const { line } = lines.linePos(problem.pos[0]);
      throw new DeidError('bad-recipe', `line ${line}: not valid YAML; correct the profile and try again`);
    }
    // Aliases are limited by the library, so that a small file can't grow without bound.
    const profile = fields(document.toJS({ maxAliasCount: 50 }));
    const draft = createDraft();
    const elements = list(profile['profileElements']).map(fields);
    const starts = [...text.matchAll(/^[ \t]*-[ \t]+(?:name|codename)[ \t]*:/gm)].map(({ index }) =>
      lineAt(text, index),
    );
    const basic = elements.some((element) => word(element['codename']) === 'basic.dicom.profile');
    const options: Policy['options'][number][] = [];
    // In Karnak the first that speaks decides, here the last: the chain is turned round.
    for (const [back, element] of [...elements.entries()].reverse()) {
      const line = starts[back] ?? 1;
      if (word(element['codename']) === 'clean.pixel.data') options.push('clean-pixel-data');
      else if (word(element['codename']) === 'clean.recognizable.visual.features')
        options.push('clean-recognizable-visual-features');
      else convertElement(element, line, draft, basic);
    }
    masks(list(profile['masks']).map(fields), draft);
    if (!basic) draft.once('the profile has no basic.dicom.profile: only its own rules hold');
    const name = word(profile['name']);
    const title = name === '' ? 'Converted from a Karnak profile' : `Converted from the Karnak profile ${name}`;
    return finish(draft, title, basic ? 'profile' : 'rules', { options });
  },
};

/** @param basic whether the Basic Profile is behind the chain */
function convertElement(element: Fields, line: number, draft: Draft, basic: boolean): void {
  const codename = word(element['codename']);
  const origin = `karnak:${line}`;
  if (word(element['condition']) !== '') {
    // For every object it must not leave more than it leaves for some.
    const keeps = word(element['action']) === 'K';
    const what = keeps ? 'the rule was left out' : 'the rule holds for every object';
    draft.notes.push({ line, message: `the condition is an expression, which is never run: ${what}` });
    if (keeps) return;
  }
  const tags = patterns(element['tags'], line, draft);
  const excluded = patterns(element['excludedTags'], line, draft);
  switch (codename) {
    case 'basic.dicom.profile':
      return;
    case 'action.on.specific.tags':
    case 'action.on.privatetags': {
      const whole = codename === 'action.on.privatetags' ? [PRIVATE] : [];
      const action = word(element['action']);
      const unknown: AttributePattern[] = [];
      for (const attribute of spared(tags.length === 0 ? whole : tags, excluded, action === 'K', line, draft)) {
        const rule = ruleOf(action, attribute, origin);
        if (rule === undefined) unknown.push(attribute);
        draft.overrides.push(rule ?? taken(attribute, origin));
      }
      if (unknown.length > 0) {
        draft.notes.push({
          line,
          message: `action ${JSON.stringify(action.slice(0, 20))} is not known; its attributes are emptied`,
        });
      }
      return;
    }
    case 'action.on.dates':
      dates(element, tags, excluded, line, draft);
      return;
    case 'action.add.tag': {
      const value = word(fields(element['arguments'])['value']);
      for (const attribute of tags) draft.overrides.push({ kind: 'set', value, add: true, attribute, origin });
      return;
    }
    case 'replace.uid':
      for (const attribute of tags) draft.overrides.push({ kind: 'map-uid', attribute, origin });
      return;
    case 'expression.on.tags':
      withoutKnowing('an expression is code, which is never run', spared(tags, excluded, false, line, draft));
      return;
    default: {
      const what = `codename ${JSON.stringify(codename.slice(0, 60))} has no counterpart`;
      if (codename.includes('.add.') || tags.length === 0) draft.notes.push({ line, message: `${what}; left out` });
      else withoutKnowing(what, spared(tags, excluded, false, line, draft));
    }
  }

  /** What it would have taken away must not stay: what single attributes hold goes, of many the profile decides, if there is one. */
  function withoutKnowing(what: string, attributes: readonly AttributePattern[]): void {
    const taking = attributes.filter(({ mask }) => mask >>> 0 === 0xffffffff || !basic);
    const rest = taking.length < attributes.length ? 'the profile decides about many at once' : '';
    const done = taking.length > 0 ? 'its attributes are emptied, UIDs are replaced' : '';
    draft.notes.push({ line, message: `${what}: ${[done, rest].filter((part) => part !== '').join('; ')}` });
    for (const attribute of taking) draft.overrides.push(taken(attribute, origin));
  }
}

/** Where nobody knows what would have become of it. */
function taken(attribute: AttributePattern, origin: string): Override {
  const uid = attribute.mask >>> 0 === 0xffffffff && vrOf(attribute.value) === 'UI';
  return { kind: uid ? 'map-uid' : 'empty', attribute, origin };
}

function ruleOf(action: string, attribute: AttributePattern, origin: string): Override | undefined {
  switch (action) {
    case 'K':
      return { kind: 'keep', attribute, origin };
    case 'X':
      return { kind: 'remove', attribute, origin };
    case 'Z':
      return { kind: 'empty', attribute, origin };
    case 'U':
      return { kind: 'map-uid', attribute, origin };
    case 'D':
    case 'DDum':
      return { kind: 'dummy', attribute, origin };
    default:
      return undefined;
  }
}

function dates(
  element: Fields,
  tags: readonly AttributePattern[],
  excluded: readonly AttributePattern[],
  line: number,
  draft: Draft,
): void {
  const origin = `karnak:${line}`;
  const given = fields(element['arguments']);
  const wanted: readonly AttributePattern[] =
    tags.length > 0 ? tags : ['DA', 'DT', 'TM', 'AS'].map((vr) => ({ ...EVERYTHING, only: { kind: 'vr', vr } }));
  const attributes = spared(wanted, excluded, true, line, draft);
  const option = word(element['option']);
  const days = Number(given['days']);
  if (option === 'shift' && Number.isSafeInteger(days)) {
    // Karnak takes days away; seconds would move times of day, which here stay.
    for (const attribute of attributes) draft.overrides.push({ kind: 'shift', days: -days, attribute, origin });
  } else if (option === 'shift_range' || option === 'shift_by_tag') {
    draft.notes.push({ line, message: `${option}: the patient's own number of days under the key is used` });
    for (const attribute of attributes) draft.overrides.push({ kind: 'shift', attribute, origin });
  } else {
    draft.notes.push({
      line,
      message: `date option ${JSON.stringify(option.slice(0, 20))} has no counterpart; dates are emptied`,
    });
    for (const attribute of attributes) draft.overrides.push({ kind: 'empty', attribute, origin });
  }
  if (given['seconds'] !== undefined || given['max_seconds'] !== undefined) {
    draft.once('seconds are not shifted: whole days only, so that intervals within a day stay true', line);
  }
}

/** What a rule speaks of, less its excludedTags. Where that can't be said, the safe side is taken and told. */
function spared(
  tags: readonly AttributePattern[],
  excluded: readonly AttributePattern[],
  leavesMore: boolean,
  line: number,
  draft: Draft,
): readonly AttributePattern[] {
  const exact = withoutExcluded(tags, excluded);
  if (exact !== undefined) return exact;
  const what = leavesMore ? 'the rule was left out' : 'the rule holds for these attributes, too';
  draft.notes.push({ line, message: `excludedTags can not be carried over here: ${what}` });
  return leavesMore ? [] : tags;
}

function patterns(given: unknown, line: number, draft: Draft): readonly AttributePattern[] {
  return list(given).flatMap((each): AttributePattern[] => {
    const text = word(each);
    const pattern = /^\(?\s*[x]{4}\s*,?\s*[x]{4}\s*\)?$/i.test(text) ? EVERYTHING : parseTag(text);
    if (pattern !== undefined) return [pattern];
    draft.notes.push({ line, message: `${JSON.stringify(text.slice(0, 40))} is no attribute; left out` });
    return [];
  });
}

/** Masks of `clean.pixel.data`: by station name, `*` for the rest. */
function masks(given: readonly Fields[], draft: Draft): void {
  const station = parseTag('StationName');
  if (station === undefined) return;
  const named = given.map((mask) => word(mask['stationName'])).filter((name) => name !== '*' && name !== '');
  for (const [index, mask] of given.entries()) {
    const areas = list(mask['rectangles']).flatMap((each) => {
      const numbers = word(each)
        .split(/[\s,]+/)
        .map(Number);
      const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = numbers;
      return [x, y, width, height].every(Number.isSafeInteger) ? [[x, y, width, height] as const] : [];
    });
    if (areas.length === 0) continue;
    const name = word(mask['stationName']);
    const when: Condition =
      name === '*' || name === ''
        ? { kind: 'all', of: named.map((each): Condition => ({ kind: 'not', of: test(station, 'equals', each) })) }
        : test(station, 'equals', name);
    const regions: DeviceRule['regions'] = areas.map((area) => ({ kind: 'blank', area }));
    draft.devices.push({ label: `mask-${index + 1}`, when, regions, origin: `karnak:mask ${index + 1}` });
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function word(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
