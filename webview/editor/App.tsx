// The editor page as a whole: what is loading, what failed, and the tree with all that goes with it.
import { defineComponent, onBeforeUnmount, onMounted, type PropType, ref } from 'vue';
import { Icon } from '../icons.js';
import { Banners } from '../parts/Banners.js';
import { Split } from '../parts/Split.js';
import { t } from '../strings.js';
import { Button } from '../toolkit.js';
import type { EditorStore } from './editorState.js';
import { whenFirstRowsPainted } from './firstRows.js';
import { Header } from './Header.js';
import { SidePane } from './SidePane.js';
import { SummaryStrip } from './SummaryStrip.js';
import { Toolbar, type ToolbarHandle } from './Toolbar.js';
import { Tree } from './Tree.js';

export const App = defineComponent({
  props: { store: { type: Object as PropType<EditorStore>, required: true } },
  setup(props) {
    const { store } = props;
    const { state } = store;
    const toolbar = ref<ToolbarHandle>();
    /** The first rows were painted: what stands beside them comes after them. */
    const painted = ref(false);
    whenFirstRowsPainted(state, () => {
      painted.value = true;
    });

    // Before VS Code sees them: its own commands for these keys would do the same a second time.
    function pressed(event: KeyboardEvent): void {
      const find =
        event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (event.key === 'F8') store.step(event.shiftKey);
      else if (find) toolbar.value?.focusFilter();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
    onMounted(() => document.addEventListener('keydown', pressed, true));
    onBeforeUnmount(() => document.removeEventListener('keydown', pressed, true));

    function empty() {
      if (state.list === undefined || state.list.total > 0) return null;
      const filtered = state.view.filter !== '' || state.view.onlyIdentifying;
      return (
        <div class="message">
          <p>
            {filtered
              ? state.view.filter !== ''
                ? t('No row matches the filter.')
                : t('No attribute identifies anybody under this recipe.')
              : state.facts?.photo
                ? t('The photograph has no metadata of which anything goes or is kept for the recipe.')
                : t('The object has no attributes.')}
          </p>
          {filtered && (
            <Button
              onPress={() => {
                state.filter = '';
                store.change({ filter: '', onlyIdentifying: false });
              }}
            >
              {t('Show all rows')}
            </Button>
          )}
        </div>
      );
    }

    return () => (
      <main class="page">
        {state.facts && <Header facts={state.facts} post={store.post} />}
        {state.failure ? (
          <div class="message failed" role="alert">
            <Icon name="error" />
            <p>
              <strong>{state.failure.message}</strong>
            </p>
            <p>{state.failure.hint}</p>
            <Button onPress={store.reload}>{t('Try again')}</Button>
          </div>
        ) : state.facts ? (
          <>
            <SummaryStrip summary={state.facts.summary} filter={state.filter} onFilter={store.typeFilter} />
            <Banners refusal={state.facts.refusal} issues={state.facts.issues} />
            <Toolbar ref={toolbar} store={store} />
            <Split
              share={state.pane.share}
              open={state.pane.open && (state.facts.image !== undefined || state.facts.report)}
              onShare={(share: number) => store.remember({ pane: { ...state.pane, share } })}
            >
              {{
                first: () => (
                  <>
                    <Tree store={store} />
                    {empty()}
                  </>
                ),
                second: () => painted.value && <SidePane store={store} />,
              }}
            </Split>
          </>
        ) : (
          <div class="message" role="status">
            <div class="busy" aria-hidden="true" />
            <p>{t('Reading the file…')}</p>
          </div>
        )}
        <div class="status" role="status" aria-live="polite">
          {state.note}
        </div>
      </main>
    );
  },
});
