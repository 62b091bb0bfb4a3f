// The report page as a whole: what the run did, in tiles, and what became of each file, in a table.
import { defineComponent, onBeforeUnmount, onMounted, type PropType, ref } from 'vue';
import type { RunReport } from '../../src/protocol.js';
import { EFFECTS, effectIcon, effectTally } from '../effects.js';
import { Icon } from '../icons.js';
import { Banners } from '../parts/Banners.js';
import { number, size, t } from '../strings.js';
import { Button, type FieldHandle, TextField } from '../toolkit.js';
import { FileDetails } from './FileDetails.js';
import { FilesTable } from './FilesTable.js';
import { kindIcon, kindWord } from './kinds.js';
import type { ReportStore } from './reportStore.js';
import type { KindFilter } from './reportView.js';

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (ms < 10_000) return t('{0} s', number(Math.round(ms / 100) / 10));
  return seconds < 60 ? t('{0} s', seconds) : t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}

function facts(report: RunReport): string {
  const started = new Date(report.started);
  const when = Number.isNaN(started.valueOf()) ? report.started : started.toLocaleString(document.documentElement.lang);
  return [
    t('Recipe {0}', report.recipe),
    when,
    duration(report.elapsedMs),
    size(report.totals.bytes),
    ...(report.output ? [t('Output in {0}', report.output)] : []),
  ].join(' · ');
}

export const ReportApp = defineComponent({
  props: { store: { type: Object as PropType<ReportStore>, required: true } },
  setup(props) {
    const { store } = props;
    const { state } = store;
    const field = ref<FieldHandle>();

    function pressed(event: KeyboardEvent): void {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      field.value?.focus();
      event.preventDefault();
      event.stopPropagation();
    }
    onMounted(() => document.addEventListener('keydown', pressed, true));
    onBeforeUnmount(() => document.removeEventListener('keydown', pressed, true));

    function tiles(report: RunReport) {
      const { totals } = report;
      const warned = report.files.filter((file) => file.warnings.length > 0).length;
      const kinds: readonly (readonly [KindFilter, string, number])[] = [
        ['all', t('Files'), totals.files],
        report.dryRun
          ? ['planned', kindWord('planned'), totals.planned]
          : ['written', kindWord('written'), totals.written],
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
              aria-pressed={state.view.kind === kind}
              onClick={() => store.change({ kind: state.view.kind === kind ? 'all' : kind })}
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
    }

    function done(report: RunReport) {
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
    }

    function actions(report: RunReport) {
      const again = report.totals.refused + report.totals.failed;
      return (
        <div class="actions">
          <Button
            look="primary"
            disabled={report.output === undefined}
            hint={t('Show the clean copies in the explorer')}
            onPress={() => store.post({ kind: 'open-output-folder' })}
          >
            {t('Open output folder')}
          </Button>
          <Button
            disabled={report.output === undefined}
            hint={t('Read the output with an independent second reader')}
            onPress={() => store.post({ kind: 'verify' })}
          >
            {t('Verify')}
          </Button>
          <Button
            disabled={again === 0}
            hint={t('Run again on the files that were refused or failed')}
            onPress={() => store.post({ kind: 'retry-refused' })}
          >
            {t('Retry refused')}
          </Button>
          <Button hint={t('Save this report as a file')} onPress={() => store.post({ kind: 'save-report' })}>
            {t('Save report')}
          </Button>
        </div>
      );
    }

    function banners(report: RunReport) {
      return (
        <>
          {report.dryRun && (
            <div class="banner info">
              <Icon name="info" />
              <span>
                <strong>{t('Preview:')}</strong> {t('nothing was written. This is what a run would do.')}
              </span>
            </div>
          )}
          {report.stopped !== undefined && (
            <div class="banner warning" role="alert">
              <Icon name="warning" />
              <span>
                <strong>{t('Stopped:')}</strong> {report.stopped}
              </span>
            </div>
          )}
          <Banners issues={report.issues} />
        </>
      );
    }

    function body(report: RunReport) {
      const shown = store.files.value.length;
      return (
        <>
          <header class="header">
            <div class="facts">
              <h1 class="file-name clip">{report.title}</h1>
              <div class="file-facts clip" title={facts(report)}>
                {facts(report)}
              </div>
            </div>
            {actions(report)}
          </header>
          {banners(report)}
          <section class="overall" aria-label={t('Totals')}>
            {tiles(report)}
            {done(report)}
          </section>
          <div class="toolbar">
            <TextField
              ref={field}
              id="filter"
              class="filter"
              value={state.view.text}
              label={t('Filter')}
              placeholder={t('Filter by file, reason or warning')}
              describedBy="match-count"
              onChange={(text: string) => store.change({ text })}
              onKey={(event: KeyboardEvent) => {
                if (event.key === 'Escape' && state.view.text !== '') store.change({ text: '' });
                else if ((event.key === 'ArrowDown' || event.key === 'Enter') && shown > 0) {
                  const place = Math.max(0, store.active.value);
                  store.select(place);
                  store.grid?.show(place, true);
                } else return;
                event.preventDefault();
              }}
            >
              <span slot="start">
                <Icon name="search" />
              </span>
            </TextField>
            <span id="match-count" class="count quiet" role="status">
              {shown === report.files.length
                ? shown === 1
                  ? t('1 file')
                  : t('{0} files', shown)
                : t('{0} of {1} files', shown, report.files.length)}
            </span>
            {(state.view.kind !== 'all' || state.view.text !== '') && (
              <button type="button" class="link" onClick={() => store.change({ kind: 'all', text: '' })}>
                {t('Show all files')}
              </button>
            )}
          </div>
          <div class="split-first">
            <FilesTable store={store} />
            {shown === 0 && (
              <div class="message">
                <p>{report.files.length === 0 ? t('The run found no files.') : t('No file matches the filter.')}</p>
              </div>
            )}
          </div>
          <FileDetails store={store} />
        </>
      );
    }

    return () => (
      <main class="page">
        {state.report ? (
          body(state.report)
        ) : (
          <div class="message" role="status">
            <div class="busy" aria-hidden="true" />
            <p>{t('Reading the report…')}</p>
          </div>
        )}
        <div class="status" role="status" aria-live="polite">
          {state.note}
        </div>
      </main>
    );
  },
});
