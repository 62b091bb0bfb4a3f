// The files of a run, one a row.
import { defineComponent, nextTick, type PropType, ref, shallowRef, watch } from 'vue';
import type { ReportFile } from '../../src/protocol.js';
import { EFFECTS, effectIcon, effectTally } from '../effects.js';
import type { Cell } from '../grid/rowContent.js';
import { type GridHandle, VirtualGrid } from '../grid/VirtualGrid.js';
import type { Anchor } from '../parts/Floating.js';
import { Menu } from '../parts/Menu.js';
import { number, size, t } from '../strings.js';
import { fileActions } from './fileActions.js';
import { kindIcon, kindWord } from './kinds.js';
import { reportColumns } from './reportColumns.js';
import type { ReportStore } from './reportStore.js';
import { type FileSort, nextSort } from './reportView.js';

function lastCell(file: ReportFile): Cell {
  if (file.reason) return { class: 'cell', text: file.reason };
  if (file.warnings.length > 0)
    return { class: 'cell', parts: [{ class: 'warned clip', icon: 'warning', text: file.warnings.join(' ') }] };
  const done = EFFECTS.filter((effect) => effect !== 'structure' && (file.effects[effect] ?? 0) > 0);
  return {
    class: 'cell tally',
    parts: done.map((effect) => ({
      class: `effect ${effect}`,
      icon: effectIcon(effect),
      text: effectTally(effect, file.effects[effect] ?? 0),
    })),
  };
}

function cells(file: ReportFile | undefined): readonly Cell[] {
  if (!file) return [];
  const slash = file.path.lastIndexOf('/') + 1;
  return [
    {
      class: 'cell path',
      title: file.path,
      parts: [
        { class: 'folder quiet', text: file.path.slice(0, slash) },
        { class: 'leaf', text: file.path.slice(slash) },
      ],
    },
    {
      class: `cell kind ${file.kind}`,
      parts: [{ class: 'effect', icon: kindIcon(file.kind), text: kindWord(file.kind) }],
    },
    { class: 'cell end', text: file.findings > 0 ? number(file.findings) : '' },
    { class: 'cell end quiet', text: size(file.bytes) },
    lastCell(file),
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
          content={(place: number) => ({
            class: 'grid-row',
            attributes: { 'aria-selected': String(place === store.active.value) },
            cells: cells(store.files.value[place]),
          })}
          onOpen={(place: number) => {
            const file = store.files.value[place];
            if (file) store.post({ kind: file.hasOutput ? 'open-output' : 'open-original', id: file.id });
          }}
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
