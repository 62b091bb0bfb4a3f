// A context menu: arrow keys, letters and Escape; closes when the focus leaves it.
import { defineComponent, nextTick, onMounted, type PropType, ref } from 'vue';
import { Icon, type IconName } from '../icons.js';
import { type Anchor, Floating } from './Floating.js';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly key?: string;
  readonly icon?: IconName;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly group?: boolean;
}

export const Menu = defineComponent({
  props: {
    anchor: { type: Object as PropType<Anchor>, required: true },
    label: { type: String, required: true },
    items: { type: Array as PropType<readonly MenuItem[]>, required: true },
    onPick: { type: Function as PropType<(id: string) => void>, required: true },
    /** `back`: the focus goes back to where it was. */
    onClose: { type: Function as PropType<(back: boolean) => void>, required: true },
  },
  setup(props) {
    const list = ref<HTMLElement>();
    const entries = () => [...(list.value?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    onMounted(() => {
      nextTick(() => entries()[0]?.focus()).catch(() => undefined);
    });

    function pressed(event: KeyboardEvent): void {
      const all = entries();
      const at = all.indexOf(document.activeElement as HTMLElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (to !== undefined) all[(to + all.length) % all.length]?.focus();
      else if (event.key === 'Escape' || event.key === 'Tab') props.onClose(true);
      else {
        const item = props.items.find(({ key }) => key?.toLowerCase() === event.key.toLowerCase());
        if (!item || item.disabled || event.ctrlKey || event.metaKey || event.altKey) return;
        props.onPick(item.id);
      }
      event.preventDefault();
      event.stopPropagation();
    }

    return () => (
      <Floating anchor={props.anchor}>
        <div
          ref={list}
          role="menu"
          class="menu"
          aria-label={props.label}
          onKeydown={pressed}
          onFocusout={(event) => {
            const to = event.relatedTarget as Node | null;
            if (!list.value?.contains(to)) props.onClose(false);
          }}
        >
          {props.items.map((item) => [
            item.group && <div role="separator" class="menu-line" />,
            <button
              key={item.id}
              type="button"
              role="menuitem"
              class="menu-item"
              tabindex={-1}
              aria-disabled={item.disabled}
              onClick={() => !item.disabled && props.onPick(item.id)}
              onPointerenter={(event) => (event.currentTarget as HTMLElement).focus()}
            >
              <span class="menu-icon">{item.icon && <Icon name={item.icon} />}</span>
              <span class="menu-word">{item.label}</span>
              {item.key && <kbd class="menu-key">{item.key}</kbd>}
            </button>,
          ])}
        </div>
      </Floating>
    );
  },
});
