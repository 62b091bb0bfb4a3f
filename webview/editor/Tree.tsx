// The tree of attributes: a treegrid (WAI-ARIA) whose rows come from the host by the window.
import { computed, defineComponent, onBeforeUnmount, type PropType, ref, shallowRef, watch } from 'vue';
import type { Row } from '../../src/protocol.js';
import { type GridHandle, VirtualGrid } from '../grid/VirtualGrid.js';
import type { Anchor } from '../parts/Floating.js';
import { Menu } from '../parts/Menu.js';
import { t } from '../strings.js';
import { rowContent } from './cells.js';
import { DetailsBox } from './DetailsBox.js';
import type { EditorStore } from './editorState.js';
import { RowActions } from './RowActions.js';
import { menuItems } from './rowMenu.js';
import { SetField } from './SetField.js';
import { treeColumns } from './treeColumns.js';
import { RULES } from './words.js';

const HOVER_PAUSE = 600;

export const Tree = defineComponent({
  props: { store: { type: Object as PropType<EditorStore>, required: true } },
  setup(props) {
    const { store } = props;
    const { state } = store;
    const grid = ref<GridHandle>();
    const menu = shallowRef<{ readonly row: Row; readonly anchor: Anchor }>();
    const details = shallowRef<{ readonly path: string; readonly anchor: Anchor; readonly byKey: boolean }>();
    /** Grows when rows moved on the screen, so that what hangs on a row follows it. */
    const moved = ref(0);
    let hover = 0;
    /** The field was left for another place of the page, or of the editor. */
    let elsewhere = false;
    watch(grid, (handle) => {
      store.grid = handle;
    });
    onBeforeUnmount(() => clearTimeout(hover));
    watch(
      () => state.setting,
      (now, before) => {
        // The field is gone and the keyboard with it: back to the row, unless the user is elsewhere by now.
        if (before && !now && !elsewhere && document.activeElement === document.body) focusRow();
        elsewhere = false;
      },
      { flush: 'post' },
    );

    const rowElement = (place: number) => document.querySelector<HTMLElement>(`[data-place="${place}"]`);
    const focusRow = () => grid.value?.show(state.active, true);

    function anchorOf(place: number, inset = 160): Anchor {
      const box = rowElement(place)?.getBoundingClientRect();
      return box ? { left: box.left + inset, top: box.top, bottom: box.bottom } : { left: 8, top: 120, bottom: 140 };
    }

    function openMenu(row: Row, anchor: Anchor): void {
      clearTimeout(hover);
      details.value = undefined;
      menu.value = { row, anchor };
    }

    function closeMenu(back: boolean): void {
      menu.value = undefined;
      if (back) focusRow();
    }

    function act(row: Row, id: string): void {
      if (id === 'keep' || id === 'empty' || id === 'remove' || id === 'none') store.rule(row, id);
      else if (id === 'set') {
        details.value = undefined;
        store.setting(row);
      } else if (id === 'tag' || id === 'keyword' || id === 'path' || id === 'value') store.copy(row, id);
      else if (id === 'details') showDetails(row, anchorOf(state.active), true);
    }

    function showDetails(row: Row, anchor: Anchor, byKey: boolean): void {
      store.askDetails(row.path);
      details.value = { path: row.path, anchor, byKey };
    }

    function point(place: number, element: HTMLElement | undefined, event: PointerEvent | undefined): void {
      clearTimeout(hover);
      const over = (event?.target as HTMLElement | undefined)?.closest('.cell.tag, .cell.name, .cell.effects');
      const row = place < 0 ? undefined : store.row(place);
      if (details.value && !details.value.byKey && (!over || details.value.path !== row?.path)) {
        hover = window.setTimeout(() => {
          if (!document.querySelector('.details:hover')) details.value = undefined;
        }, 250);
      }
      if (!over || !row || !element || menu.value || state.setting || event?.pointerType === 'touch') return;
      const box = element.getBoundingClientRect();
      const anchor = { left: (event?.clientX ?? box.left) + 8, top: box.top, bottom: box.bottom };
      hover = window.setTimeout(() => showDetails(row, anchor, false), HOVER_PAUSE);
    }

    function pressed(event: KeyboardEvent): void {
      const row = store.activeRow();
      if (!row || (event.target as HTMLElement).getAttribute('role') !== 'row') return;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
      const rule = RULES.find((entry) => entry.key === key);
      if (!plain) {
        if (key === 'C' && (event.ctrlKey || event.metaKey) && !String(window.getSelection())) store.copy(row, 'value');
        else return;
      } else if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) openMenu(row, anchorOf(state.active));
      else if (key === 'Enter') store.toggle(row);
      else if (key === 'ArrowRight') {
        if (row.expandable && !row.expanded) store.toggle(row, true);
        else if (row.expandable) {
          store.activate(state.active + 1);
          grid.value?.show(state.active, true);
        }
      } else if (key === 'ArrowLeft') {
        if (row.expandable && row.expanded) store.toggle(row, false);
        else store.toParent(state.active);
      } else if (key === ' ') {
        if (details.value) details.value = undefined;
        else showDetails(row, anchorOf(state.active), true);
      } else if (rule && !event.shiftKey) act(row, rule.rule);
      else if (key === 'Delete') act(row, 'none');
      else if (key === 'Escape' && state.setting) store.setting(undefined);
      else if (key === 'Escape' && details.value) details.value = undefined;
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    function context(event: MouseEvent): void {
      const element = (event.target as HTMLElement).closest<HTMLElement>('[data-place]');
      const row = element ? store.row(Number(element.dataset['place'])) : undefined;
      if (!row || event.button !== 2) return;
      event.preventDefault();
      openMenu(row, { left: event.clientX, top: event.clientY, bottom: event.clientY });
    }

    const content = (place: number) => {
      const row = store.row(place);
      return rowContent(row, place === state.active, row !== undefined && row.path === details.value?.path);
    };

    function actions(place: number, active: boolean) {
      const row = store.row(place);
      return (
        row && (
          <RowActions
            row={row}
            canWrite={state.facts?.canWrite ?? false}
            focusable={active}
            onAct={(id: string) => {
              store.activate(place);
              act(row, id);
            }}
            onMore={(anchor: Anchor) => {
              store.activate(place);
              openMenu(row, anchor);
            }}
          />
        )
      );
    }

    const settingAnchor = computed(() => {
      moved.value;
      return state.setting && anchorOf(state.active, 150);
    });

    return () => {
      return (
        <div class={['tree', state.view.masked && 'masked']} onContextmenu={context}>
          <VirtualGrid
            ref={grid}
            role="treegrid"
            label={t('Attributes')}
            columns={treeColumns()}
            widths={state.widths}
            sort={state.view.sort}
            total={state.list?.total ?? 0}
            active={state.active}
            marks={state.list?.marks ?? []}
            busy={state.waiting}
            depends={[state.rows, state.facts, details.value?.path]}
            content={content}
            actions={actions}
            onOpen={(place) => {
              const row = store.row(place);
              if (row) store.toggle(row);
            }}
            onActivate={(place) => {
              if (details.value?.byKey) details.value = undefined;
              store.activate(place);
            }}
            onSort={store.sort}
            onWidths={(widths) => store.remember({ widths })}
            onSee={(first, last, top) => {
              store.see(first, last, top);
              // Nothing of the page is drawn anew while one scrolls, but for what hangs on a row.
              if (state.setting) moved.value++;
              if (details.value) details.value = undefined;
            }}
            onKey={pressed}
            onPoint={point}
          />
          {menu.value && (
            <Menu
              anchor={menu.value.anchor}
              label={t('Actions for {0}', menu.value.row.name || menu.value.row.tag)}
              items={menuItems(menu.value.row, state.facts?.canWrite ?? false)}
              onPick={(id) => {
                const row = menu.value?.row;
                closeMenu(id !== 'set');
                if (row) act(row, id);
              }}
              onClose={closeMenu}
            />
          )}
          {state.setting && settingAnchor.value && (
            <SetField
              anchor={settingAnchor.value}
              row={state.setting.row}
              error={state.setting.error}
              waiting={state.setting.sent}
              onSet={(value: string) => state.setting && store.rule(state.setting.row, 'set', value)}
              onClose={(back: boolean) => {
                elsewhere = !back;
                store.setting(undefined);
              }}
            />
          )}
          {details.value && (
            <DetailsBox
              anchor={details.value.anchor}
              details={state.details.get(details.value.path)}
              onLeave={() => {
                if (!details.value?.byKey) details.value = undefined;
              }}
            />
          )}
        </div>
      );
    };
  },
});
