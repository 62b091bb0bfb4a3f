// The field over a table that says which rows are shown: Escape empties it, Enter and the arrow down go to the rows.
import { defineComponent, type PropType, ref } from 'vue';
import { Icon } from '../icons.js';
import { t } from '../strings.js';
import { type FieldHandle, TextField } from '../toolkit.js';

export const FilterField = defineComponent({
  props: {
    value: { type: String, required: true },
    placeholder: { type: String, required: true },
    /** How many rows are shown. */
    total: { type: Number, required: true },
    /** With a button that empties it. */
    clearable: Boolean,
    onFilter: { type: Function as PropType<(text: string) => void>, required: true },
    onEnterRows: { type: Function as PropType<() => void>, required: true },
  },
  setup(props, { expose }) {
    const field = ref<FieldHandle>();
    expose({ focus: () => field.value?.focus() } satisfies FieldHandle);

    function pressed(event: KeyboardEvent): void {
      if (event.key === 'Escape' && props.value !== '') props.onFilter('');
      else if ((event.key === 'ArrowDown' || event.key === 'Enter') && props.total > 0) props.onEnterRows();
      else return;
      event.preventDefault();
    }

    return () => (
      <TextField
        ref={field}
        id="filter"
        class="filter"
        value={props.value}
        label={t('Filter')}
        placeholder={props.placeholder}
        describedBy="match-count"
        onChange={props.onFilter}
        onKey={pressed}
      >
        <span slot="start">
          <Icon name="search" />
        </span>
        {props.clearable && props.value !== '' && (
          <button
            slot="end"
            type="button"
            class="clear"
            title={t('Clear the filter (Escape)')}
            aria-label={t('Clear the filter')}
            onClick={() => {
              props.onFilter('');
              field.value?.focus();
            }}
          >
            <Icon name="cross" />
          </button>
        )}
      </TextField>
    );
  },
});
