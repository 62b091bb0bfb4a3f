// One row as the webview shows it. Masking happens here, so that a masked value never leaves the extension host.
import type { Row, RowFinding } from '../../protocol.js';
import { placeOfPart } from './photoRows.js';
import { canRule, type RowRule } from './ruleTarget.js';
import { identifyingBelow, isExpandable, type TreeModel } from './treeModel.js';

/** Stands in place of every value, long or short. */
export const MASK = '•••••';

/** So many characters of a value are shown. */
export const SHOWN_LENGTH = 200;

export interface RowTexts {
  /** One character longer than what is shown, where there is more. */
  readonly value?: string;
  readonly after?: string;
}

export interface RowWish {
  readonly expanded: boolean;
  readonly masked: boolean;
  readonly rule?: RowRule;
  /** Replacements are made under a key that nobody keeps. */
  readonly exampleKey: boolean;
}

export function rowOf(model: TreeModel, place: number, texts: RowTexts, wish: RowWish): Row | undefined {
  const shown = model.shown[place];
  if (shown === undefined) return undefined;
  const { row } = shown;
  const item = row.item !== undefined;
  const expandable = isExpandable(model, place);
  const expanded = expandable && wish.expanded;
  const value = texts.value === undefined ? {} : shownValue(texts.value, wish.masked);
  const finding = findingOf(model, place, texts, wish);
  return {
    path: model.keys[place] ?? row.path,
    tag: item ? '' : row.path.startsWith('(') ? tagText(row.tag) : placeOfPart(row.path),
    depth: row.depth,
    keyword: item ? '' : row.keyword,
    name: item ? '' : row.name,
    vr: item ? '' : row.vr,
    length: row.length,
    private: row.private,
    expandable,
    expanded,
    gone: shown.gone,
    hiddenFindings: expanded ? 0 : identifyingBelow(model, place),
    canRule: canRule(row),
    ...value,
    ...(row.item === undefined ? {} : { item: row.item }),
    ...(row.items === undefined || item ? {} : { items: row.items }),
    ...(wish.rule === undefined ? {} : { rule: wish.rule }),
    ...(finding === undefined ? {} : { finding }),
  };
}

function tagText(tag: number): string {
  const hex = tag.toString(16).toUpperCase().padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}

function shownValue(value: string, masked: boolean): Pick<Row, 'value' | 'shortened'> {
  if (value === '') return { value };
  if (masked) return { value: MASK };
  return value.length > SHOWN_LENGTH ? { value: value.slice(0, SHOWN_LENGTH), shortened: true } : { value };
}

/** Effects whose result depends on the key. */
const KEYED: ReadonlySet<string> = new Set(['replaced', 'mapped', 'shifted']);

function findingOf(model: TreeModel, place: number, { after }: RowTexts, wish: RowWish): RowFinding | undefined {
  const finding = model.shown[place]?.finding;
  if (finding === undefined) return undefined;
  const { effect, action, category, reason, clause, confidence } = finding;
  // What a cleaned text keeps, or by how much a date moved, tells of the original.
  const dots = wish.masked && (effect === 'cleaned' || effect === 'shifted');
  const example = wish.exampleKey && KEYED.has(effect);
  return {
    effect,
    action,
    category,
    reason,
    clause,
    confidence,
    ...(after === undefined ? {} : { after: dots ? MASK : after, ...(example ? { example } : {}) }),
  };
}
