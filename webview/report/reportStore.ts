// What the report page knows and does.
import { type ComputedRef, computed, shallowReactive } from 'vue';
import type { ReportFile, ReportToHost, ReportToWebview, RunReport } from '../../src/protocol.js';
import { readWidths, type Widths } from '../grid/columns.js';
import type { GridHandle } from '../grid/VirtualGrid.js';
import type { Host } from '../host.js';
import { reportColumns } from './reportColumns.js';
import { type FilesView, listed } from './reportView.js';

export interface ReportState {
  report: RunReport | undefined;
  view: FilesView;
  widths: Widths;
  /** Id of the file that the user is on; -1 for none. */
  selected: number;
  note: string;
}

export interface ReportStore {
  readonly state: ReportState;
  readonly files: ComputedRef<readonly ReportFile[]>;
  readonly active: ComputedRef<number>;
  readonly post: (message: ReportToHost) => void;
  readonly firstTop: number;
  grid: GridHandle | undefined;
  change(patch: Partial<FilesView>): void;
  select(place: number): void;
  setWidths(widths: Widths): void;
  scrolled(top: number): void;
}

interface Saved {
  readonly version: 1;
  readonly view: FilesView;
  readonly widths: Widths;
  readonly selected: number;
  readonly top: number;
}

const FIRST: Saved = {
  version: 1,
  view: { text: '', kind: 'all', sort: { by: 'kind', descending: false } },
  widths: {},
  selected: -1,
  top: 0,
};

function readSaved(saved: unknown): Saved {
  if (typeof saved !== 'object' || saved === null || !('version' in saved) || saved.version !== 1) return FIRST;
  const known = saved as Saved;
  return {
    ...FIRST,
    ...known,
    view: { ...FIRST.view, ...known.view },
    widths: readWidths(known.widths, reportColumns()),
  };
}

export function createReportStore(host: Host<ReportToHost, ReportToWebview>): ReportStore {
  const saved = readSaved(host.restore());
  let top = saved.top;
  let saving = 0;
  const state: ReportState = shallowReactive({
    report: undefined,
    view: saved.view,
    widths: saved.widths,
    selected: saved.selected,
    note: '',
  });
  const files = computed(() => listed(state.report?.files ?? [], state.view));
  const active = computed(() => files.value.findIndex((file) => file.id === state.selected));

  function save(): void {
    clearTimeout(saving);
    saving = window.setTimeout(() => {
      const { view, widths, selected } = state;
      host.save({ version: 1, view, widths, selected, top } satisfies Saved);
    }, 100);
  }

  host.listen((message) => {
    switch (message.kind) {
      case 'report':
        state.report = message.report;
        return;
      case 'note':
        state.note = state.note === message.text ? `${message.text}\u00a0` : message.text;
        return;
    }
  });
  host.post({ kind: 'ready' });

  return {
    state,
    files,
    active,
    post: host.post,
    firstTop: saved.top,
    grid: undefined,
    change(patch) {
      state.view = { ...state.view, ...patch };
      this.grid?.setTop(0);
      save();
    },
    select(place) {
      state.selected = files.value[place]?.id ?? -1;
      save();
    },
    setWidths(widths) {
      state.widths = widths;
      save();
    },
    scrolled(now) {
      top = now;
      save();
    },
  };
}
