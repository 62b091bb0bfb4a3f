// The files of a run, one a row.
import { defineComponent, nextTick, type PropType, ref, shallowRef, watch } from 'vue';
import type { ReportFile } from '../../src/protocol.js';
import { EFFECTS, effectIcon, effectTally } from '../effects.js';
import { type GridHandle, type RowState, VirtualGrid } from '../grid/VirtualGrid.js';
import { Icon } from '../icons.js';
import type { Anchor } from '../parts/Floating.js';
import { Menu } from '../parts/Menu.js';
import { number, size, t } from '../strings.js';
import { fileActions } from './fileActions.js';
import { kindIcon, kindWord } from './kinds.js';
import { reportColumns } from './reportColumns.js';
import type { ReportStore } from './reportStore.js';
import { type FileSort, nextSort } from './reportView.js';

function lastCell(file: ReportFile) {
  if (file.reason) return <span class="clip">{file.reason}</span>;
  if (file.warnings.length > 0) {
    return (
      <span class="warned clip">
        <Icon name="warning" />
        {file.warnings.join(' ')}
      </span>
    );
  }
  return (
    <span class="tally clip">
      {EFFECTS.filter((effect) => effect !== 'structure' && (file.effects[effect] ?? 0) > 0).map((effect) => (
        <span key={effect} class={['effect', effect]}>
          <Icon name={effectIcon(effect)} />
          {effectTally(effect, file.effects[effect] ?? 0)}
        </span>
      ))}
    </span>
  );
}

function cells(file: ReportFile | undefined) {
  if (!file) return null;
  const slash = file.path.lastIndexOf('/') + 1;
  return [
    <div role="gridcell" class="cell" title={file.path}>
      <span class="path">
        <span class="folder quiet">{file.path.slice(0, slash)}</span>
        <span class="leaf">{file.path.slice(slash)}</span>
      </span>
    </div>,
    <div role="gridcell" class={['cell kind', file.kind]}>
      <Icon name={kindIcon(file.kind)} />
      {kindWord(file.kind)}
    </div>,
    <div role="gridcell" class="cell end">
      {file.findings > 0 ? number(file.findings) : ''}
    </div>,
    <div role="gridcell" class="cell end quiet">
      {size(file.bytes)}
    </div>,
    <div role="gridcell" class="cell">
      {lastCell(file)}
    </div>,
  ];
}

export const FilesTable = defineComponent({
  props: { store: { type: Object as PropType<ReportStore>, required: true } },
  setup(props) {
    const { store } = props;
    const grid = ref<GridHandle>();
    const menu = shallowRef<{ readonly file: ReportFile; readonly anchor: Anchor }>();
    watch(grid, (handle) => {
      store.grid = handle;
      nextTick(() => handle?.setTop(store.firstTop)).catch(() => undefined);
    });

    function pressed(event: KeyboardEvent): void {
      const file = store.files.value[store.active.value];
      if (!file || (event.target as HTMLElement).getAttribute('role') !== 'row') return;
      if (event.key === 'Enter') store.post({ kind: file.hasOutput ? 'open-output' : 'open-original', id: file.id });
      else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
        const box = (event.target as HTMLElement).getBoundingClientRect();
        menu.value = { file, anchor: { left: box.left + 160, top: box.top, bottom: box.bottom } };
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }

    function context(event: MouseEvent): void {
      const element = (event.target as HTMLElement).closest<HTMLElement>('[data-place]');
      const file = element ? store.files.value[Number(element.dataset['place'])] : undefined;
      if (!file) return;
      event.preventDefault();
      menu.value = { file, anchor: { left: event.clientX, top: event.clientY, bottom: event.clientY } };
    }

    return () => (
      <div class="tree" onContextmenu={context}>
        <VirtualGrid
          ref={grid}
          role="grid"
          label={t('Files')}
          columns={reportColumns()}
          widths={store.state.widths}
          sort={store.state.view.sort}
          total={store.files.value.length}
          active={store.active.value}
          depends={[store.files.value]}
          attributes={(place: number) => ({
            class: 'grid-row',
            'aria-selected': place === store.active.value,
            onDblclick: () => {
              const file = store.files.value[place];
              if (file) store.post({ kind: file.hasOutput ? 'open-output' : 'open-original', id: file.id });
            },
          })}
          cells={({ place }: RowState) => cells(store.files.value[place])}
          onActivate={store.select}
          onSort={(by) => store.change({ sort: nextSort(store.state.view.sort, by as FileSort) })}
          onWidths={store.setWidths}
          onSee={(_first, _last, top) => store.scrolled(top)}
          onKey={pressed}
        />
        {menu.value && (
          <Menu
            anchor={menu.value.anchor}
            label={t('Actions for {0}', menu.value.file.path)}
            items={fileActions(menu.value.file)}
            onPick={(kind) => {
              const file = menu.value?.file;
              menu.value = undefined;
              const action = file && fileActions(file).find(({ id }) => id === kind);
              if (file && action) store.post({ kind: action.id, id: file.id });
            }}
            onClose={(back) => {
              menu.value = undefined;
              if (back) grid.value?.show(store.active.value, true);
            }}
          />
        )}
      </div>
    );
  },
});
