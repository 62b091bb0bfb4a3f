// What a run did, in numbers: a tile for each kind of outcome, which shows its files, and what became of the findings.
import type { FunctionalComponent } from 'vue';
import type { RunReport } from '../../src/protocol.js';
import { EFFECTS, effectIcon, effectTally } from '../effects.js';
import { Icon } from '../icons.js';
import { number, t } from '../strings.js';
import { kindIcon, kindWord } from './kinds.js';
import type { ReportStore } from './reportStore.js';
import type { KindFilter } from './reportView.js';

interface Props {
  store: ReportStore;
  report: RunReport;
}

export const RunTiles: FunctionalComponent<Props> = ({ store, report }) => {
  const { totals } = report;
  const warned = report.files.filter((file) => file.warnings.length > 0).length;
  const kinds: readonly (readonly [KindFilter, string, number])[] = [
    ['all', t('Files'), totals.files],
    report.dryRun ? ['planned', kindWord('planned'), totals.planned] : ['written', kindWord('written'), totals.written],
    ['refused', kindWord('refused'), totals.refused],
    ['failed', kindWord('failed'), totals.failed],
    ['skipped', kindWord('skipped'), totals.skipped],
    ['not-dicom', kindWord('not-dicom'), totals.notDicom],
    ['warned', t('With warnings'), warned],
  ];
  return (
    <div class="tiles" role="group" aria-label={t('Totals; each shows its files')}>
      {kinds.map(([kind, word, count]) => (
        <button
          key={kind}
          type="button"
          class={['tile', kind, count === 0 && 'none']}
          aria-pressed={store.state.view.kind === kind}
          onClick={() => store.change({ kind: store.state.view.kind === kind ? 'all' : kind })}
        >
          <span class="tile-count">{number(count)}</span>
          <span class="tile-word">
            {kind !== 'all' && <Icon name={kind === 'warned' ? 'warning' : kindIcon(kind)} />}
            {word}
          </span>
        </button>
      ))}
      {totals.notReached > 0 && (
        <div class="tile">
          <span class="tile-count">{number(totals.notReached)}</span>
          <span class="tile-word">{t('Not reached')}</span>
        </div>
      )}
    </div>
  );
};
RunTiles.props = ['store', 'report'];

export const RunTally: FunctionalComponent<{ report: RunReport }> = ({ report }) => {
  const { effects, findings } = report.totals;
  return (
    <div class="tally done">
      <strong>{findings === 1 ? t('1 finding') : t('{0} findings', findings)}</strong>
      {EFFECTS.filter((effect) => effect !== 'structure' && (effects[effect] ?? 0) > 0).map((effect) => (
        <span key={effect} class={['effect', effect]}>
          <Icon name={effectIcon(effect)} />
          {effectTally(effect, effects[effect] ?? 0)}
        </span>
      ))}
    </div>
  );
};
RunTally.props = ['report'];
