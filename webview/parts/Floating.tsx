// Something that floats beside a place of the page and stays inside the window.
import { defineComponent, onMounted, onUpdated, type PropType, ref } from 'vue';

export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

const MARGIN = 4;

export const Floating = defineComponent({
  props: { anchor: { type: Object as PropType<Anchor>, required: true } },
  setup(props, { slots }) {
    const box = ref<HTMLElement>();
    function place(): void {
      const element = box.value;
      if (!element) return;
      const { width, height } = element.getBoundingClientRect();
      const below = props.anchor.bottom + MARGIN;
      const fits = below + height <= window.innerHeight - MARGIN;
      const top = fits ? below : Math.max(MARGIN, props.anchor.top - height - MARGIN);
      element.style.top = `${top}px`;
      element.style.left = `${Math.max(MARGIN, Math.min(props.anchor.left, window.innerWidth - width - MARGIN))}px`;
    }
    onMounted(place);
    onUpdated(place);
    return () => (
      <div class="floating" ref={box}>
        {slots.default?.()}
      </div>
    );
  },
});
