// Finding one's way: filter, only what identifies, the next finding, masking, the pane with the image.
import { computed, defineComponent, type PropType, ref } from 'vue';
import { Icon } from '../icons.js';
import { FilterField } from '../parts/FilterField.js';
import { t } from '../strings.js';
import { Button, Checkbox, type FieldHandle } from '../toolkit.js';
import type { EditorStore } from './editorState.js';

const MOST_MARKS = 2_000;

export interface ToolbarHandle {
  focusFilter(): void;
}

export const Toolbar = defineComponent({
  props: { store: { type: Object as PropType<EditorStore>, required: true } },
  setup(props, { expose }) {
    const { store } = props;
    const { state } = store;
    const field = ref<FieldHandle>();
    expose({ focusFilter: () => field.value?.focus() } satisfies ToolbarHandle);

    const count = computed(() => {
      const list = state.list;
      if (!list) return '';
      if (state.view.filter !== '' || state.view.onlyIdentifying) return t('{0} of {1} rows', list.total, list.all);
      return list.total === 1 ? t('1 row') : t('{0} rows', list.total);
    });

    const finding = computed(() => {
      const marks = state.list?.marks ?? [];
      if (marks.length === 0) return '';
      // The host thins out what is more.
      if (marks.length >= MOST_MARKS) return t('more than {0} findings', MOST_MARKS);
      const at = marks.indexOf(state.active);
      if (at >= 0) return t('{0} of {1}', at + 1, marks.length);
      return marks.length === 1 ? t('1 finding') : t('{0} findings', marks.length);
    });

    const hasPane = () => state.facts?.image !== undefined || state.facts?.report === true;

    return () => (
      <div class="toolbar" role="toolbar" aria-label={t('Tree')}>
        <FilterField
          ref={field}
          value={state.filter}
          placeholder={t('Filter by tag, keyword, name, value or kind')}
          total={state.list?.total ?? 0}
          onFilter={store.typeFilter}
          onEnterRows={() => {
            const place = Math.max(0, state.active);
            store.activate(place);
            store.focusRow(place);
          }}
          clearable
        />
        <span id="match-count" class="count quiet">
          {count.value}
        </span>
        <Checkbox
          checked={state.view.onlyIdentifying}
          onToggle={(onlyIdentifying: boolean) => store.change({ onlyIdentifying })}
        >
          {t('Only identifying')}
        </Checkbox>
        <span class="group">
          <Button
            look="icon"
            label={t('Previous finding')}
            hint={t('Previous finding (Shift+F8)')}
            onPress={() => store.step(true)}
          >
            <Icon name="up" />
          </Button>
          <Button look="icon" label={t('Next finding')} hint={t('Next finding (F8)')} onPress={() => store.step(false)}>
            <Icon name="down" />
          </Button>
          <span class="count quiet">{finding.value}</span>
        </span>
        <span class="spring" />
        {state.view.expanded.length > 0 && (
          <Button
            look="icon"
            label={t('Close all sequences')}
            hint={t('Close all sequences')}
            onPress={() => store.change({ expanded: [] })}
          >
            <Icon name="fold" />
          </Button>
        )}
        <Button
          look="icon"
          label={t('Mask values')}
          hint={t('Show values as dots, for screen sharing')}
          pressed={state.view.masked}
          onPress={() => store.change({ masked: !state.view.masked })}
        >
          <div class="button-face">
            <Icon name={state.view.masked ? 'hidden' : 'eye'} />
            <span class="button-word">{state.view.masked ? t('Masked') : t('Mask')}</span>
          </div>
        </Button>
        {hasPane() && (
          <Button
            look="icon"
            label={state.facts?.image ? t('Image') : t('Report')}
            hint={state.pane.open ? t('Close the pane beside the tree') : t('Open the pane beside the tree')}
            pressed={state.pane.open}
            onPress={() => store.remember({ pane: { ...state.pane, open: !state.pane.open } })}
          >
            <div class="button-face">
              <Icon name={state.facts?.image ? 'image' : 'file'} />
              <span class="button-word">{state.facts?.image ? t('Image') : t('Report')}</span>
            </div>
          </Button>
        )}
      </div>
    );
  },
});
