// What a recipe would do to the elements that a dump names: by tag, VR and place alone, for dumps whose file is not at hand.
import { elementOf, formatTag, groupOf, isPrivate, isPrivateCreator } from '../dictionary/tag.js';
import type { Category, Effect } from '../kernel/finding.js';
import type { CompiledPolicy, Decision } from '../policy/policy.js';
import { type DumpEntry, parentsOf } from './parseDump.js';

export interface DumpMark {
  readonly line: number;
  readonly effect: Effect;
  readonly category: Category;
  readonly reason: string;
  readonly clause: string;
}

export function decideDump(text: string, entries: readonly DumpEntry[], policy: CompiledPolicy): readonly DumpMark[] {
  const lines = text.split('\n');
  const creators = new Map<string, string>();
  const sopClass = sopClassOf(lines, entries);
  const marks: DumpMark[] = [];
  for (const [index, entry] of entries.entries()) {
    const { tag, vr, line, parent } = entry;
    if (entry.kind !== 'element' || groupOf(tag) === 0x0002) continue;
    if (isPrivateCreator(tag)) creators.set(`${parent}:${formatTag(tag)}`, valueText(lines, entry));
    const decision = isPrivate(tag)
      ? policy.decidePrivate(privateElement(entry, creators))
      : policy.decide({ tag, vr, parents: parentsOf(entries, index), sopClass });
    const effect = decision === undefined ? undefined : effectOf(decision, vr);
    if (decision === undefined || effect === undefined) continue;
    marks.push({ line, effect, category: decision.category, reason: decision.reason, clause: decision.clause });
  }
  return marks;
}

function privateElement({ tag, vr, parent }: DumpEntry, creators: ReadonlyMap<string, string>) {
  const element = elementOf(tag);
  const block = isPrivateCreator(tag) ? element : element >>> 8;
  const creator = creators.get(`${parent}:${formatTag(groupOf(tag) * 0x10000 + block)}`) ?? '';
  return { creator, group: groupOf(tag), element: isPrivateCreator(tag) ? 0 : element & 0xff, vr };
}

/** Undefined for what stays. */
function effectOf({ action, empty, value, code }: Decision, vr: string): Effect | undefined {
  if (value !== undefined || code === 'set') return 'set';
  switch (action) {
    case 'K':
      return undefined;
    case 'X':
      return empty === true ? 'emptied' : 'removed';
    case 'Z':
      return 'emptied';
    case 'D':
      return 'replaced';
    case 'U':
      return 'mapped';
    case 'C':
      return vr === 'DA' || vr === 'DT' ? 'shifted' : 'cleaned';
  }
}

function sopClassOf(lines: readonly string[], entries: readonly DumpEntry[]): string {
  const entry = entries.find(({ tag, parent }) => tag === 0x00080016 && parent === -1);
  const value = entry === undefined ? '' : valueText(lines, entry);
  return /^[\d.]+$/.test(value) ? value : '';
}

function valueText(lines: readonly string[], { line, valueStart, valueEnd }: DumpEntry): string {
  const text = (lines[line] ?? '').slice(valueStart, valueEnd).trim();
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1).trim() : text;
}
