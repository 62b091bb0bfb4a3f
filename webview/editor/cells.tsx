// The cells of one row of the tree. What happens is told by a word, a shape and a colour of the theme.
import type { VNodeChild } from 'vue';
import type { Row } from '../../src/protocol.js';
import { categoryWord, effectIcon, effectWord } from '../effects.js';
import { Icon } from '../icons.js';
import { number, t } from '../strings.js';
import { ruleWord } from './words.js';

const INDENT = 12;

function tagCell(row: Row, toggle: () => void): VNodeChild {
  return (
    <div role="gridcell" class="cell tag" data-details="">
      <span class="indent" style={{ width: `${row.depth * INDENT}px` }} />
      {row.expandable ? (
        // The row itself says that it is open, and opens by the keyboard: this is for the mouse.
        <span
          class="twistie"
          aria-hidden="true"
          onClick={(event) => {
            toggle();
            event.stopPropagation();
          }}
        >
          <Icon name={row.expanded ? 'down' : 'right'} />
        </span>
      ) : (
        <span class="twistie" />
      )}
      <span class="clip mono">{row.item === undefined ? row.tag : `[${row.item}]`}</span>
    </div>
  );
}

function nameCell(row: Row): VNodeChild {
  const name = row.name || (row.item === undefined ? (row.private ? t('Private attribute') : t('Unknown')) : t('Item'));
  return (
    <div role="gridcell" class={['cell name', !row.name && 'quiet']} data-details="">
      <span class="clip">{name}</span>
      {row.private && row.item === undefined && row.finding?.category !== 'private' && (
        <span class="chip">{t('private')}</span>
      )}
    </div>
  );
}

function valueCell(row: Row): VNodeChild {
  if (row.items !== undefined) {
    return <span class="quiet clip">{row.items === 1 ? t('1 item') : t('{0} items', row.items)}</span>;
  }
  if (row.value === undefined) return null;
  if (row.value === '') return <span class="quiet clip">{t('(empty)')}</span>;
  return (
    <span class="clip mono value">
      {row.value}
      {row.shortened && <span class="quiet">…</span>}
    </span>
  );
}

function effectCell(row: Row): VNodeChild {
  const { finding } = row;
  return [
    finding && (
      <span class={['effect', finding.effect]}>
        <Icon name={effectIcon(finding.effect)} />
        {effectWord(finding.effect)}
      </span>
    ),
    !finding && row.gone && (
      <span class="effect gone">
        <Icon name="cross" />
        {t('Gone with its sequence')}
      </span>
    ),
    !finding && !row.gone && row.rule && <span class="quiet">{t('Unchanged')}</span>,
    row.rule && (
      <span class="chip rule" title={t('The recipe of the workspace has a rule for this attribute.')}>
        <Icon name="pin" />
        {ruleWord(row.rule).replace('…', '')}
      </span>
    ),
    finding?.after !== undefined && finding.after !== '' && (
      <span class="after clip mono">
        <span class="quiet">→ </span>
        {finding.after}
      </span>
    ),
    row.hiddenFindings > 0 && (
      <span class="inside clip">
        {row.hiddenFindings === 1 ? t('1 identifying inside') : t('{0} identifying inside', row.hiddenFindings)}
      </span>
    ),
    finding && finding.category !== 'structure' && (
      <span class={['chip category', finding.category]}>{categoryWord(finding.category)}</span>
    ),
  ];
}

export function rowCells(
  row: Row | undefined,
  toggle: (row: Row) => void,
  actions: (row: Row) => VNodeChild,
): VNodeChild {
  if (!row) {
    // Not here yet: a quiet bar instead of nothing, so that a fast scroll shows that there are rows.
    return <div role="gridcell" class="cell coming" aria-label={t('Loading')} />;
  }
  return [
    tagCell(row, () => toggle(row)),
    nameCell(row),
    <div role="gridcell" class="cell spare vr mono">
      {row.vr}
    </div>,
    <div role="gridcell" class="cell spare end mono quiet">
      {row.length < 0 ? '—' : number(row.length)}
    </div>,
    <div role="gridcell" class="cell">
      {valueCell(row)}
    </div>,
    <div role="gridcell" class="cell effects" data-details="">
      <span class="words">{effectCell(row)}</span>
      {actions(row)}
    </div>,
  ];
}

/** Classes of a row: what style sheets need to colour and strike it. */
export function rowClasses(row: Row | undefined): string {
  if (!row) return 'grid-row';
  const effect = row.finding?.effect;
  const gone = row.gone || effect === 'removed' || effect === 'emptied';
  return ['grid-row', row.finding && `finding ${effect}`, gone && 'struck', row.hiddenFindings > 0 && 'holds']
    .filter(Boolean)
    .join(' ');
}
