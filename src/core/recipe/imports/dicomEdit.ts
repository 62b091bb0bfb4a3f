// DicomEdit 6 scripts (XNAT): a statement a line, carried out from top to bottom, so that the last rule counts here too.
import type { AttributePattern, Condition } from '../../policy/policy.js';
import { all, test } from './conditions.js';
import { deTag, splitTop, unquote } from './dicomEditWords.js';
import { createDraft, type Draft, finish, type Importer } from './importer.js';

interface Place {
  readonly draft: Draft;
  readonly line: number;
  readonly origin: string;
  readonly when?: Condition;
  /** Set below a condition that nobody can ask: what takes away holds for every object, what keeps for none. */
  readonly unsure?: boolean;
}

const PRIVATE: AttributePattern = { value: 0, mask: 0, only: { kind: 'private' } };

/** Functions that move dates, and those that make a code of a value. */
const SHIFTS: ReadonlySet<string> = new Set([
  'shiftdatebyincrement',
  'shiftdatetimebyincrement',
  'shiftdatetimesequencebyincrement',
]);
const UIDS: ReadonlySet<string> = new Set(['hashuid', 'newuid', 'mapuid']);

export const dicomEdit: Importer = {
  id: 'dicomedit',
  title: 'DicomEdit 6 script (XNAT)',
  detect: (text) => /^\s*version\s+"6/m.test(text) || (/:=/.test(text) && /\([\da-fx@#]{4},/i.test(text)),
  convert(text) {
    const draft = createDraft();
    for (const { statement, line } of statements(text))
      convert(statement, { draft, line, origin: `dicomedit:${line}` });
    draft.once('a DicomEdit script has no profile behind it: only its own rules hold');
    return finish(draft, 'Converted from a DicomEdit script', 'rules');
  },
};

/** Lines without comments; a bracket that is open at the end of a line goes on in the next. */
function statements(text: string): readonly { readonly statement: string; readonly line: number }[] {
  const found: { statement: string; line: number }[] = [];
  let open = '';
  let start = 1;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = withoutComment(raw).trim();
    if (open === '') start = index + 1;
    open = open === '' ? line : `${open} ${line}`;
    if (depth(open) > 0) continue;
    if (open !== '') found.push({ statement: open, line: start });
    open = '';
  }
  if (open !== '') found.push({ statement: open, line: start });
  return found;
}

function withoutComment(line: string): string {
  let quoted = '';
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (quoted !== '') {
      if (letter === quoted) quoted = '';
    } else if (letter === '"' || letter === "'") quoted = letter;
    else if (letter === '/' && line[at + 1] === '/') return line.slice(0, at);
  }
  return line;
}

function depth(text: string): number {
  let open = 0;
  for (const letter of text.replaceAll(/"[^"]*"|'[^']*'/g, '')) {
    if (letter === '[' || letter === '(') open += 1;
    if (letter === ']' || letter === ')') open -= 1;
  }
  return open;
}

function convert(statement: string, place: Place): void {
  const { draft, line, origin } = place;
  if (/^(?:version|describe|export|echo)\b/i.test(statement)) return;
  const base = { origin, ...(place.when === undefined ? {} : { when: place.when }) };
  if (/^removeAllPrivateTags\b/i.test(statement)) {
    draft.overrides.push({ kind: 'remove', attribute: PRIVATE, ...base });
    return;
  }
  const question = splitTop(statement, '?');
  if (question.length >= 2 && !statement.includes(':=?')) {
    conditional(question[0] ?? '', question.slice(1).join('?'), place);
    return;
  }
  const deletion = /^-\s*(.+)$/s.exec(statement);
  if (deletion !== null) {
    onTags([deletion[1] ?? ''], place, (attribute) => ({ kind: 'remove', attribute, ...base }), true);
    return;
  }
  const assignment = /^(.+?)\s*:=\??\s*(.+)$/s.exec(statement);
  if (assignment !== null) {
    assign(assignment[1] ?? '', assignment[2] ?? '', !statement.includes(':=?'), place);
    return;
  }
  const call = /^(\w+)\s*\[(.*)\]$/s.exec(statement);
  if (call === null) {
    draft.notes.push({ line, message: 'the statement can not be read; left out' });
    return;
  }
  method((call[1] ?? '').toLowerCase(), splitTop(call[2] ?? '', ','), place);
}

function method(name: string, given: readonly string[], place: Place): void {
  const { draft, line, origin } = place;
  const base = { origin, ...(place.when === undefined ? {} : { when: place.when }) };
  switch (name) {
    case 'delete':
      onTags(given, place, (attribute) => ({ kind: 'remove', attribute, ...base }), true);
      return;
    case 'blank':
      onTags(given, place, (attribute) => ({ kind: 'empty', attribute, ...base }), true);
      return;
    case 'set':
      assign(unquote(given[0] ?? ''), given[1] ?? '""', true, place);
      return;
    case 'retainprivatetags':
      draft.overrides.push({ kind: 'remove', attribute: PRIVATE, ...base });
      if (place.unsure === true) return;
      onTags(given, place, (attribute) => ({ kind: 'keep', attribute, ...base }));
      return;
    case 'hashuidlist':
    case 'mapreferenceduids':
      onTags(given.slice(1), place, (attribute) => ({ kind: 'map-uid', attribute, ...base }));
      return;
    case 'alterpixels': {
      const [shape = '', where = ''] = given.map(unquote);
      const side = (word: string) => Number(new RegExp(`\\b${word}\\s*=\\s*(\\d+)`).exec(where)?.[1] ?? Number.NaN);
      const [left, top, right, bottom] = [side('l'), side('t'), side('r'), side('b')];
      if (shape.toLowerCase() !== 'rectangle' || ![left, top, right, bottom].every(Number.isSafeInteger)) {
        draft.notes.push({ line, message: 'alterPixels: only rectangles can be carried over; the rule was left out' });
        return;
      }
      const area = [left ?? 0, top ?? 0, (right ?? 0) - (left ?? 0), (bottom ?? 0) - (top ?? 0)] as const;
      const when: Condition = place.when ?? { kind: 'all', of: [] };
      draft.devices.push({ label: `line-${line}`, when, regions: [{ kind: 'blank', area }], origin });
      return;
    }
    default:
      draft.notes.push({ line, message: `${name}[] has no counterpart; left out` });
  }
}

function assign(target: string, given: string, add: boolean, place: Place): void {
  const { draft, line, origin } = place;
  const base = { origin, ...(place.when === undefined ? {} : { when: place.when }) };
  if (/^[A-Za-z_]\w*$/.test(target.trim())) {
    draft.notes.push({
      line,
      message: 'a variable is worked out by DicomEdit only; where it is used the attribute is emptied',
    });
    return;
  }
  const value = given.trim();
  const call = /^(\w+)\s*\[(.*)\]$/s.exec(value);
  const name = (call?.[1] ?? '').toLowerCase();
  onTags([target], place, (attribute) => {
    if (/^"[^"]*"$|^'[^']*'$/s.test(value)) {
      const text = unquote(value);
      return text === ''
        ? { kind: 'empty', attribute, ...base }
        : { kind: 'set', value: text, attribute, ...base, ...(add ? { add } : {}) };
    }
    if (UIDS.has(name)) {
      draft.once('UIDs are replaced under the key; DicomEdit hashes them without one', line);
      return { kind: 'map-uid', attribute, ...base };
    }
    if (SHIFTS.has(name)) {
      const days = unquote(splitTop(call?.[2] ?? '', ',')[1] ?? '').trim();
      if (/^[+-]?\d{1,6}$/.test(days)) return { kind: 'shift', days: Number(days), attribute, ...base };
      draft.once("shifts without a number of days become shift(): the patient's own days under the key", line);
      return { kind: 'shift', attribute, ...base };
    }
    if (name === 'lookup') {
      draft.once('lookup[] becomes a variable: give its table with --table', line);
      const variable = unquote(splitTop(call?.[2] ?? '', ',')[0] ?? '').replaceAll(/\W+/g, '_') || 'value';
      return { kind: 'lookup', variable, attribute, ...base };
    }
    if (/^(?:project|subject|session)$/.test(value)) {
      draft.once(
        'project, subject and session are XNAT names: they become variables; give their table with --table',
        line,
      );
      return { kind: 'lookup', variable: value, attribute, ...base };
    }
    draft.notes.push({ line, message: 'the value is worked out by DicomEdit only; the attribute is emptied' });
    return { kind: 'empty', attribute, ...base };
  });
}

function conditional(question: string, rest: string, place: Place): void {
  const { draft, line } = place;
  const asked = conditionOf(question);
  const [yes = '', no] = splitTop(rest, ':');
  if (asked === undefined) {
    draft.notes.push({ line, message: 'the condition has no counterpart; what it leads to holds for every object' });
    const either = [no, yes].map((branch) => branch?.trim() ?? '').filter((branch) => branch !== '');
    // Of two that nobody can choose between, one that takes away counts.
    const taking = (branch: string) => /^(?:-|delete\b|blank\b|removeAllPrivateTags\b)/i.test(branch);
    for (const branch of [...either].sort((a, b) => Number(taking(a)) - Number(taking(b)))) {
      convert(branch, { ...place, unsure: true });
    }
    return;
  }
  const within = (of: Condition): Condition => (place.when === undefined ? of : (all([place.when, of]) ?? of));
  convert(yes.trim(), { ...place, when: within(asked) });
  if (no !== undefined) convert(no.trim(), { ...place, when: within({ kind: 'not', of: asked }) });
}

/** `tag = "x"`, `tag != "x"`, `tag ~ "pattern"`, `tag !~ "pattern"`. */
function conditionOf(text: string): Condition | undefined {
  const match = /^(.+?)\s*(!=|!~|=|~)\s*("[^"]*"|'[^']*')$/s.exec(text.trim());
  if (match === null) return undefined;
  const attribute = deTag((match[1] ?? '').trim());
  if (attribute === undefined || attribute.parents !== undefined) return undefined;
  const operator = match[2] ?? '';
  const value = unquote(match[3] ?? '');
  // The whole value has to match.
  const one = operator.endsWith('~') ? test(attribute, 'matches', `^(?:${value})$`) : test(attribute, 'equals', value);
  return operator.startsWith('!') ? { kind: 'not', of: one } : one;
}

function onTags(
  given: readonly string[],
  { draft, line }: Place,
  rule: (attribute: AttributePattern) => Draft['overrides'][number],
  takes = false,
): void {
  for (const text of given) {
    const attribute = deTag(unquote(text.trim()), takes);
    if (attribute === undefined) {
      draft.notes.push({ line, message: 'a tag path can not be carried over; its rule was left out' });
      continue;
    }
    draft.overrides.push(rule(attribute));
  }
}
