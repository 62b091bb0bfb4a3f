// Types the value that a rule sets. The host judges it: its note stands below the field.
import { defineComponent, nextTick, onMounted, type PropType, ref } from 'vue';
import type { Row } from '../../src/protocol.js';
import { Icon } from '../icons.js';
import { type Anchor, Floating } from '../parts/Floating.js';
import { t } from '../strings.js';
import { Button, type FieldHandle, TextField } from '../toolkit.js';
import { exampleOf } from './words.js';

export const SetField = defineComponent({
  props: {
    anchor: { type: Object as PropType<Anchor>, required: true },
    row: { type: Object as PropType<Row>, required: true },
    error: { type: String, required: true },
    waiting: Boolean,
    onSet: { type: Function as PropType<(value: string) => void>, required: true },
    /** @param back the keyboard goes back to the row; else the user took it elsewhere */
    onClose: { type: Function as PropType<(back: boolean) => void>, required: true },
  },
  setup(props) {
    // What stands there now would be the wrong start: a rule holds for all files, and would carry this file's value.
    const text = ref(props.row.rule === 'set' ? (props.row.finding?.after ?? '') : '');
    const field = ref<FieldHandle>();
    onMounted(() => {
      // The toolkit's field has no input before its first frame.
      nextTick(() => requestAnimationFrame(() => field.value?.focus())).catch(() => undefined);
    });

    function pressed(event: KeyboardEvent): void {
      if (event.key === 'Enter') props.onSet(text.value);
      else if (event.key === 'Escape') props.onClose(true);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    return () => (
      <Floating anchor={props.anchor}>
        <div
          class="set-field"
          role="dialog"
          aria-label={t('Set {0}', props.row.name || props.row.tag)}
          onFocusout={(event) => {
            const to = event.relatedTarget as Node | null;
            if (to && !(event.currentTarget as HTMLElement).contains(to)) props.onClose(false);
          }}
        >
          <div class="set-line">
            <TextField
              ref={field}
              value={text.value}
              label={t('New value for {0}', props.row.name || props.row.tag)}
              placeholder={exampleOf(props.row.vr)}
              invalid={props.error !== ''}
              describedBy="set-hint"
              onChange={(value: string) => {
                text.value = value;
              }}
              onKey={pressed}
            />
            <Button look="primary" disabled={props.waiting} onPress={() => props.onSet(text.value)}>
              {t('Set')}
            </Button>
            <Button look="icon" label={t('Cancel')} hint={t('Cancel (Escape)')} onPress={() => props.onClose(true)}>
              <Icon name="cross" />
            </Button>
          </div>
          <div id="set-hint" class={props.error ? 'set-error' : 'set-hint'} role={props.error ? 'alert' : undefined}>
            {props.error ? (
              <>
                <Icon name="error" />
                {props.error}
              </>
            ) : (
              t('Every file gets this value. It is written into the recipe of the workspace.')
            )}
          </div>
        </div>
      </Floating>
    );
  },
});
