// Identifiers, telephone numbers and serial numbers, compared without their separators.
import { flatten } from './fold.js';
import type { SpanCategory } from './textSpan.js';
import { wordLevel } from './vocabulary.js';

export interface CodeForm {
  /** Upper-case letters and digits; leading zeros of a numeric form are gone. */
  readonly code: string;
  readonly numeric: boolean;
  readonly digits: number;
  readonly category: SpanCategory;
  readonly rule: string;
  /** Too short to be proof without a word such as ID before it. */
  readonly needsLabel: boolean;
  /** One digit more, before or behind it, makes it no other number. */
  readonly loose?: true;
}

/** Forms by their first character. */
export type CodeIndex = ReadonlyMap<string, readonly CodeForm[]>;

const MIN_DIGITS = 5;
const MIN_PHONE = 7;
/** Shorter ones are other numbers backwards, or with a digit more. */
const MIN_LOOSE = 7;

export interface CodeItem {
  readonly value: string;
  readonly category: SpanCategory;
  readonly rule: string;
  /** The patient's own, which is looked for backwards too. */
  readonly own?: true;
}

/** Letters and digits only, upper case. */
export function squeeze(value: string): string {
  return flatten(value)
    .toUpperCase()
    .replace(/[^\p{L}\p{Nd}]+/gu, '');
}

export function indexCodes(ids: readonly CodeItem[], phones: readonly CodeItem[]): CodeIndex {
  const index = new Map<string, CodeForm[]>();
  for (const item of ids) for (const form of idForms(item)) addForm(index, form);
  for (const item of ids) for (const form of item.own === true ? mirrored(item) : []) addForm(index, form);
  for (const item of phones) {
    for (const code of phoneForms(item.value))
      addForm(index, {
        code,
        numeric: true,
        digits: code.length,
        category: item.category,
        rule: item.rule,
        needsLabel: false,
      });
  }
  return index;
}

function addForm(index: Map<string, CodeForm[]>, form: CodeForm): void {
  const first = form.code.slice(0, 1);
  const forms = index.get(first);
  const same = forms?.findIndex((other) => other.code === form.code) ?? -1;
  if (forms === undefined) index.set(first, [form]);
  else if (same < 0) forms.push(form);
  // A number of the patient that is a device's as well is the patient's.
  else if (forms[same]?.category === 'device' || form.loose === true) forms[same] = form;
}

/** How a number of the patient may be written. */
export function codeForms(value: string): readonly CodeForm[] {
  return idForms({ value, category: 'id', rule: 'evidence/id' });
}

/** Backwards. */
function mirrored(item: CodeItem): readonly CodeForm[] {
  const code = [...squeeze(item.value)].reverse().join('').replace(/^0+/, '');
  if (code.length < MIN_LOOSE || code.replace(/\D+/g, '').length < MIN_DIGITS) return [];
  return idForms({ ...item, value: code }).filter((form) => form.code === code && !form.needsLabel);
}

function idForms({ value, category, rule, own }: CodeItem): readonly CodeForm[] {
  const squeezed = squeeze(value);
  const forms: CodeForm[] = [];
  const add = (code: string, numeric: boolean, needsLabel: boolean): void => {
    const more = own === true && numeric && code.length >= MIN_LOOSE ? ({ loose: true } as const) : {};
    forms.push({ code, numeric, digits: code.replace(/\D+/g, '').length, category, rule, needsLabel, ...more });
  };
  if (/^\d+$/.test(squeezed)) {
    const digits = squeezed.replace(/^0+/, '');
    if (digits.length >= 3) add(digits, true, digits.length < MIN_DIGITS && squeezed.length < MIN_DIGITS + 1);
    return forms;
  }
  const digits = squeezed.replace(/\D+/g, '').length;
  if (digits === 0) {
    if (squeezed.length >= 6 && wordLevel(squeezed.toLowerCase()) === 'plain') add(squeezed, false, false);
    return forms;
  }
  // doej1 and ZKLMCT7 tell by their letters.
  const login = wordLevel(squeezed.toLowerCase().replace(/\d+/g, '')) === 'plain';
  if (squeezed.length >= 3) add(squeezed, false, squeezed.length < MIN_DIGITS || (digits < 2 && !login));
  // MRN-0048213 is also written 48213.
  const core = /^\p{L}+0*([1-9]\d*)$/u.exec(squeezed)?.[1];
  if (core !== undefined && core.length >= MIN_DIGITS) add(core, true, false);
  const bare = squeezed.replace(/\D+/g, '').replace(/^0+/, '');
  if (core === undefined && bare.length >= MIN_PHONE) add(bare, true, false);
  return forms;
}

/** The digits of a telephone number with and without its country and area codes. */
function phoneForms(value: string): readonly string[] {
  const flat = flatten(value);
  const trunkless = flat.replace(/\(0\)/g, ' ');
  const groups = trunkless.match(/\d+/g) ?? [];
  const forms = new Set<string>();
  const add = (digits: string): void => {
    const bare = digits.replace(/^0+/, '');
    if (bare.length >= MIN_PHONE) forms.add(bare);
  };
  for (let from = 0; from < groups.length; from += 1) add(groups.slice(from).join(''));
  const all = groups.join('');
  if (/^\s*(?:\+|00)/.test(trunkless)) {
    const bare = all.replace(/^00/, '');
    for (const country of [1, 2, 3]) if (bare.length - country >= 8) add(bare.slice(country));
  }
  return [...forms];
}
