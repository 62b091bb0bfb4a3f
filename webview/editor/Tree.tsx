// The tree of attributes: a treegrid (WAI-ARIA) whose rows come from the host by the window.
import { computed, defineComponent, onBeforeUnmount, type PropType, ref, watch } from 'vue';
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
import { anchorOf, createRowPopups } from './rowPopups.js';
import { SetField } from './SetField.js';
import { treeColumns } from './treeColumns.js';
import { pressTreeKey } from './treeKeys.js';

export const Tree = defineComponent({
  props: { store: { type: Object as PropType<EditorStore>, required: true } },
  setup(props) {
    const { store } = props;
    const { state } = store;
    const grid = ref<GridHandle>();
    const popups = createRowPopups(store);
    const { menu, details, openMenu, showDetails, hideDetails } = popups;
    /** Grows when rows moved on the screen, so that what hangs on a row follows it. */
    const moved = ref(0);
    /** The field was left for another place of the page, or of the editor. */
    let elsewhere = false;
    watch(grid, store.setGrid);
    onBeforeUnmount(popups.stop);
    watch(
      () => state.setting,
      (now, before) => {
        // The field is gone and the keyboard with it: back to the row, unless the user is elsewhere by now.
        if (before && !now && !elsewhere && document.activeElement === document.body) focusRow();
        elsewhere = false;
      },
      { flush: 'post' },
    );

    const focusRow = () => grid.value?.show(state.active, true);

    function closeMenu(back: boolean): void {
      menu.value = undefined;
      if (back) focusRow();
    }

    function act(row: Row, id: string): void {
      if (id === 'keep' || id === 'empty' || id === 'remove' || id === 'none') store.rule(row, id);
      else if (id === 'set') {
        hideDetails();
        store.setting(row);
      } else if (id === 'tag' || id === 'keyword' || id === 'path' || id === 'value') store.copy(row, id);
      else if (id === 'details') showDetails(row, anchorOf(state.active), true);
    }

    const pressed = (event: KeyboardEvent) => pressTreeKey({ store, popups, act, focusRow }, event);

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
              if (details.value?.byKey) hideDetails();
              store.activate(place);
            }}
            onSort={store.sort}
            onWidths={(widths) => store.remember({ widths })}
            onSee={(first, last, top) => {
              store.see(first, last, top);
              // Nothing of the page is drawn anew while one scrolls, but for what hangs on a row.
              if (state.setting) moved.value++;
              if (details.value) hideDetails();
            }}
            onKey={pressed}
            onPoint={popups.point}
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
                if (!details.value?.byKey) hideDetails();
              }}
            />
          )}
        </div>
      );
    };
  },
});
