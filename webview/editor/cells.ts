// The cells of one row of the tree. What happens is told by a word, a shape and a colour of the theme.
import type { Row } from '../../src/protocol.js';
import { categoryWord, effectIcon, effectWord } from '../effects.js';
import type { Cell, Part, RowContent } from '../grid/rowContent.js';
import { number, t } from '../strings.js';
import { ruleWord } from './words.js';

const INDENT = 12;
/** What stands before a tag: the sign that opens a row. */
const TWISTIE = 22;

function tagCell(row: Row): Cell {
  const text = row.item === undefined ? row.tag : `[${row.item}]`;
  const indent = row.depth * INDENT;
  if (!row.expandable) return { class: 'cell tag mono', text, indent: indent + TWISTIE };
  // The row itself says that it is open, and opens by the keyboard: this is for the mouse.
  const twistie = { class: 'twistie', text: '', icon: row.expanded ? 'down' : 'right' } as const;
  return { class: 'cell tag mono', parts: [twistie, { class: '', text }], indent: indent + 4 };
}

function nameCell(row: Row): Cell {
  const name = row.name || (row.item === undefined ? (row.private ? t('Private attribute') : t('Unknown')) : t('Item'));
  const words = `cell name${row.name ? '' : ' quiet'}`;
  if (!row.private || row.item !== undefined || row.finding?.category === 'private')
    return { class: words, text: name };
  return {
    class: words,
    parts: [
      { class: 'clip', text: name },
      { class: 'chip', text: t('private') },
    ],
  };
}

function valueCell(row: Row): Cell {
  const { items, value } = row;
  if (items !== undefined) return { class: 'cell quiet', text: items === 1 ? t('1 item') : t('{0} items', items) };
  if (value === undefined) return { class: 'cell' };
  if (value === '') return { class: 'cell quiet', text: t('(empty)') };
  return { class: 'cell mono value', text: row.shortened ? `${value}…` : value };
}

function effectCell(row: Row): Cell {
  const { finding, rule } = row;
  const parts: readonly Part[] = [
    ...(finding
      ? [{ class: `effect ${finding.effect}`, icon: effectIcon(finding.effect), text: effectWord(finding.effect) }]
      : row.gone
        ? [{ class: 'effect gone', icon: 'cross' as const, text: t('Gone with its sequence') }]
        : rule
          ? [{ class: 'quiet', text: t('Unchanged') }]
          : []),
    ...(rule
      ? [
          {
            class: 'chip rule',
            icon: 'pin' as const,
            text: ruleWord(rule).replace('…', ''),
            title: t('The recipe of the workspace has a rule for this attribute.'),
          },
        ]
      : []),
    ...(finding?.after ? [{ class: 'after clip mono', text: finding.after }] : []),
    ...(row.hiddenFindings > 0
      ? [
          {
            class: 'inside clip',
            text:
              row.hiddenFindings === 1 ? t('1 identifying inside') : t('{0} identifying inside', row.hiddenFindings),
          },
        ]
      : []),
    ...(finding && finding.category !== 'structure'
      ? [{ class: `chip category ${finding.category}`, text: categoryWord(finding.category) }]
      : []),
  ];
  return { class: 'cell effects', parts };
}

/** Not here yet: a quiet bar instead of nothing, so that a fast scroll shows that there are rows. */
function coming(): readonly Cell[] {
  const empty = { class: 'cell' };
  const spare = { class: 'cell spare' };
  return [
    { class: 'cell coming', label: t('Loading') },
    empty,
    spare,
    spare,
    empty,
    { class: 'cell effects', parts: [] },
  ];
}

function cells(row: Row): readonly Cell[] {
  return [
    tagCell(row),
    nameCell(row),
    { class: 'cell spare vr mono', text: row.vr },
    { class: 'cell spare end mono quiet', text: row.length < 0 ? '—' : number(row.length) },
    valueCell(row),
    effectCell(row),
  ];
}

/** Classes of a row: what style sheets need to colour and strike it. */
function rowClasses(row: Row | undefined): string {
  if (!row) return 'grid-row';
  const effect = row.finding?.effect;
  const gone = row.gone || effect === 'removed' || effect === 'emptied';
  return ['grid-row', row.finding && `finding ${effect}`, gone && 'struck', row.hiddenFindings > 0 && 'holds']
    .filter(Boolean)
    .join(' ');
}

/** @param described its details are on the screen */
export function rowContent(row: Row | undefined, active: boolean, described: boolean): RowContent {
  return {
    class: rowClasses(row),
    attributes: {
      'aria-level': String((row?.depth ?? 0) + 1),
      'aria-expanded': row?.expandable ? String(row.expanded) : undefined,
      'aria-selected': String(active),
      'aria-describedby': described ? 'details' : undefined,
    },
    cells: row ? cells(row) : coming(),
  };
}
