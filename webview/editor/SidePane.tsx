// The pane beside the tree: the image, or the structured report as people read it.
import type { FunctionalComponent } from 'vue';
import { Icon } from '../icons.js';
import { t } from '../strings.js';
import { Button } from '../toolkit.js';
import type { EditorStore } from './editorState.js';
import { ImagePane } from './image/ImagePane.js';
import type { ImageView } from './image/props.js';
import { ReportPane } from './image/ReportPane.js';
import type { PaneTab } from './saved.js';

export const SidePane: FunctionalComponent<{ store: EditorStore }> = ({ store }) => {
  const { state } = store;
  const { facts, pane } = state;
  const tabs: readonly { readonly id: PaneTab; readonly word: string }[] = [
    ...(facts?.image ? [{ id: 'image', word: t('Image') } as const] : []),
    ...(facts?.report ? [{ id: 'report', word: t('Report') } as const] : []),
  ];
  const tab = tabs.find(({ id }) => id === pane.tab)?.id ?? tabs[0]?.id;
  return (
    <section class="side" aria-label={t('Beside the tree')}>
      <div class="side-head">
        <div role="tablist" class="tabs">
          {tabs.map(({ id, word }) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`tab-${id}`}
              aria-selected={id === tab}
              aria-controls="side-body"
              tabindex={id === tab ? 0 : -1}
              class={['tab', id === tab && 'chosen']}
              onClick={() => store.remember({ pane: { ...pane, tab: id } })}
              onKeydown={(event) => {
                if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
                const other = tabs.find((entry) => entry.id !== id);
                if (!other) return;
                store.remember({ pane: { ...pane, tab: other.id } });
                document.getElementById(`tab-${other.id}`)?.focus();
              }}
            >
              {word}
            </button>
          ))}
        </div>
        <Button
          look="icon"
          label={t('Close the pane')}
          hint={t('Close the pane')}
          onPress={() => store.remember({ pane: { ...pane, open: false } })}
        >
          <Icon name="cross" />
        </Button>
      </div>
      <div class="side-body" id="side-body" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'image' && facts?.image && (
          <ImagePane
            facts={facts.image}
            post={store.post}
            frame={state.frame}
            noFrame={state.noFrame}
            masked={state.view.masked}
            regions={state.regions}
            after={state.after}
            view={state.image}
            remember={(image: ImageView) => store.remember({ image })}
          />
        )}
        {tab === 'report' && <ReportPane items={state.report} post={store.post} masked={state.view.masked} />}
      </div>
    </section>
  );
};
SidePane.props = ['store'];
