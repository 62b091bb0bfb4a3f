// Content items by their concept (PS3.15 Table E.3.4-1). X takes the item away, D leaves it with a value that says nothing.
import type { ActionCode, Category } from '../kernel/finding.js';
import { type ContentItemRow, contentItemRow } from './contentItems.js';
import type { ContentItem, Decision, Policy } from './policy.js';
import { chooseOption } from './resolve.js';

/** References to other objects keep their kind, and their UIDs are mapped: that is their dummy. */
const REFERENCES: ReadonlySet<string> = new Set(['UIDREF', 'IMAGE', 'COMPOSITE', 'WAVEFORM']);

function basicAction(row: ContentItemRow, valueType: string): ActionCode {
  // X/D: the template may ask for the item, and nothing here knows the template; a dummy keeps it whole.
  if (!row.basic.includes('D')) return row.basic === 'X' ? 'X' : 'Z';
  return REFERENCES.has(valueType) ? 'U' : 'D';
}

function categoryOf(row: ContentItemRow): Category {
  switch (row.valueType) {
    case 'PNAME':
      return 'name';
    case 'DATE':
    case 'TIME':
    case 'DATETIME':
      return 'date';
    case 'UIDREF':
    case 'IMAGE':
    case 'COMPOSITE':
    case 'WAVEFORM':
      return 'uid';
    default:
  }
  if (row.columns[4] !== '.') return 'demographic';
  if (row.columns[3] !== '.') return 'institution';
  if (row.columns[2] !== '.') return 'device';
  if (row.columns[7] !== '.') return 'description';
  return 'id';
}

/** Undefined where the table has no row for the concept. */
export function decideItem(policy: Policy, item: ContentItem): Decision | undefined {
  const row = contentItemRow(item);
  if (row === undefined) return undefined;
  const choice = chooseOption(row.columns, policy.options);
  const basic = basicAction(row, item.valueType);
  return {
    action: choice?.action ?? basic,
    code: choice === undefined ? row.basic : choice.action === 'C' ? `C (${basic})` : 'K',
    rule: 'ps3.15/content-item',
    category: categoryOf(row),
    reason: `the content item ${row.meaning}${choice === undefined ? '' : `, option ${choice.option}`}`,
    clause: 'PS3.15 Table E.3.4-1',
  };
}
