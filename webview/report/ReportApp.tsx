// The report page as a whole: what the run did, in tiles, and what became of each file, in a table.
import { defineComponent, onBeforeUnmount, onMounted, type PropType, ref } from 'vue';
import type { RunReport } from '../../src/protocol.js';
import { FilterField } from '../parts/FilterField.js';
import { number, size, t } from '../strings.js';
import type { FieldHandle } from '../toolkit.js';
import { FileDetails } from './FileDetails.js';
import { FilesTable } from './FilesTable.js';
import { RunActions } from './RunActions.js';
import { RunBanners } from './RunBanners.js';
import { RunTally, RunTiles } from './RunTotals.js';
import type { ReportStore } from './reportStore.js';

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
            <RunActions store={store} report={report} />
          </header>
          <RunBanners report={report} />
          <section class="overall" aria-label={t('Totals')}>
            <RunTiles store={store} report={report} />
            <RunTally report={report} />
          </section>
          <div class="toolbar">
            <FilterField
              ref={field}
              value={state.view.text}
              placeholder={t('Filter by file, reason or warning')}
              total={shown}
              onFilter={(text: string) => store.change({ text })}
              onEnterRows={() => {
                const place = Math.max(0, store.active.value);
                store.select(place);
                store.grid?.show(place, true);
              }}
            />
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
