// Two panes with a border that can be dragged, or moved by the arrow keys; side by side, or stacked where there is no room.
import { defineComponent, onBeforeUnmount, onMounted, type PropType, ref } from 'vue';
import { t } from '../strings.js';

/** Below this width the second pane goes under the first. */
const NARROW = 860;
const LEAST = 0.15;
const MOST = 0.85;

export const Split = defineComponent({
  props: {
    /** Of the second pane, 0 to 1. */
    share: { type: Number, required: true },
    open: Boolean,
    onShare: { type: Function as PropType<(share: number) => void>, required: true },
  },
  setup(props, { slots }) {
    const box = ref<HTMLElement>();
    const stacked = ref(false);
    const watcher = new ResizeObserver(() => {
      stacked.value = (box.value?.clientWidth ?? NARROW) < NARROW;
    });
    onMounted(() => box.value && watcher.observe(box.value));
    onBeforeUnmount(() => watcher.disconnect());

    const set = (share: number) => props.onShare(Math.max(LEAST, Math.min(MOST, share)));

    function drag(event: PointerEvent): void {
      const bar = event.currentTarget as HTMLElement;
      bar.setPointerCapture(event.pointerId);
      const move = (moved: PointerEvent) => {
        const area = box.value?.getBoundingClientRect();
        if (!area) return;
        set(
          stacked.value
            ? (area.bottom - moved.clientY) / Math.max(1, area.height)
            : (area.right - moved.clientX) / Math.max(1, area.width),
        );
      };
      const end = () => {
        bar.removeEventListener('pointermove', move);
        bar.removeEventListener('pointerup', end);
        bar.removeEventListener('pointercancel', end);
      };
      bar.addEventListener('pointermove', move);
      bar.addEventListener('pointerup', end);
      bar.addEventListener('pointercancel', end);
      event.preventDefault();
    }

    function pressed(event: KeyboardEvent): void {
      const [more, less] = stacked.value ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
      if (event.key !== more && event.key !== less) return;
      set(props.share + (event.key === more ? 0.04 : -0.04));
      event.preventDefault();
    }

    return () => (
      <div
        ref={box}
        class={['split', stacked.value && 'stacked', props.open && 'open']}
        style={{ '--share': props.open ? String(props.share) : '0' }}
      >
        <div class="split-first">{slots['first']?.()}</div>
        {props.open && (
          <div
            role="separator"
            class="split-bar"
            tabindex={0}
            aria-label={t('Width of the pane')}
            aria-orientation={stacked.value ? 'horizontal' : 'vertical'}
            aria-valuenow={Math.round(props.share * 100)}
            aria-valuemin={LEAST * 100}
            aria-valuemax={MOST * 100}
            onPointerdown={drag}
            onKeydown={pressed}
          />
        )}
        {props.open && <div class="split-second">{slots['second']?.()}</div>}
      </div>
    );
  },
});
