// Which attribute of a recipe a row of the tree stands for, and what the recipe says of it.
import type { TreeRow } from '../../core/formats/dicom/treeRows.js';
import type { AttributePattern, Override } from '../../core/policy/policy.js';
import type { TreeModel } from './treeModel.js';

const WHOLE = 0xffffffff;
const WITHIN_BLOCK = 0xffff00ff;

/** Parts of the file that no rule speaks of: file meta, group lengths, items, structure. */
export function canRule({ tag, item }: TreeRow): boolean {
  const group = tag >>> 16;
  const element = tag & 0xffff;
  if (item !== undefined || element === 0 || group === 0x0002 || group === 0xfffe) return false;
  // What says how the rest is to be read, or belongs to the structure of a directory.
  return tag !== 0x00080005 && group !== 0x0004;
}

/** The attribute itself, without the sequences around it. */
function bareAttribute({ tag, creator }: TreeRow): AttributePattern {
  const element = tag & 0xffff;
  if ((tag & 0x10000) === 0 || creator === undefined || element < 0x1000) return { value: tag, mask: WHOLE };
  return { value: (tag & WITHIN_BLOCK) >>> 0, mask: WITHIN_BLOCK, creator };
}

/** The attribute of a row in its sequences; at the top of the object without any, which means at every depth. */
export function ruleTarget({ shown, parent }: TreeModel, place: number): AttributePattern | undefined {
  const row = shown[place]?.row;
  if (row === undefined || !canRule(row)) return undefined;
  const parents: AttributePattern[] = [];
  for (let above = parent[place] ?? -1; above >= 0; above = parent[above] ?? -1) {
    const outer = shown[above]?.row;
    if (outer !== undefined && outer.item === undefined) parents.unshift(bareAttribute(outer));
  }
  return { ...bareAttribute(row), ...(parents.length === 0 ? {} : { parents }) };
}

/** One text for one attribute, so that rules can be looked up. */
function targetKey({ value, mask, creator, parents = [], only }: AttributePattern): string {
  if (only !== undefined) return '';
  const own = `${value.toString(16)}/${mask.toString(16)}/${creator?.toLowerCase() ?? ''}`;
  return [...parents.map(targetKey), own].join('>');
}

export type RowRule = 'keep' | 'empty' | 'remove' | 'set';

/** What the recipe's own rules say of single attributes, without conditions; the last one counts. */
export function rulesByTarget(overrides: readonly Override[]): ReadonlyMap<string, RowRule> {
  const rules = new Map<string, RowRule>();
  for (const { kind, attribute, when } of overrides) {
    const key = targetKey(attribute);
    if (when !== undefined || key === '') continue;
    if (kind === 'keep' || kind === 'empty' || kind === 'remove' || kind === 'set') rules.set(key, kind);
    else rules.delete(key);
  }
  return rules;
}

/** The pattern by which the recipe speaks of a row: its own in its sequences, else that of the attribute at every depth. */
export function ruledTarget(
  target: AttributePattern,
  rules: ReadonlyMap<string, RowRule>,
): { readonly attribute: AttributePattern; readonly rule?: RowRule } {
  const { parents: _parents, ...bare } = target;
  for (const attribute of [target, bare]) {
    const rule = rules.get(targetKey(attribute));
    if (rule !== undefined) return { attribute, rule };
  }
  return { attribute: target };
}
