// Marks beside the scroll bar: where in the whole list the identifying rows are. A picture of what the list also says.
import { defineComponent, onBeforeUnmount, onMounted, type PropType, ref, watch } from 'vue';

const THICKNESS = 2;

export const Overview = defineComponent({
  props: {
    marks: { type: Array as PropType<readonly number[]>, required: true },
    total: { type: Number, required: true },
    onJump: { type: Function as PropType<(place: number) => void>, required: true },
  },
  setup(props) {
    const canvas = ref<HTMLCanvasElement>();

    function draw(): void {
      const element = canvas.value;
      const pen = element?.getContext('2d');
      if (!element || !pen) return;
      const ratio = window.devicePixelRatio;
      const { width, height } = element.getBoundingClientRect();
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      pen.scale(ratio, ratio);
      // The colour is the element's own, so that style sheets and themes decide it.
      pen.fillStyle = getComputedStyle(element).color;
      for (const mark of props.marks) {
        pen.fillRect(2, Math.round((mark / Math.max(1, props.total)) * (height - THICKNESS)), width - 4, THICKNESS);
      }
    }

    const size = new ResizeObserver(draw);
    const theme = new MutationObserver(draw);
    onMounted(() => {
      if (canvas.value) size.observe(canvas.value);
      theme.observe(document.body, { attributes: true, attributeFilter: ['class'] });
      theme.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
    });
    onBeforeUnmount(() => {
      size.disconnect();
      theme.disconnect();
    });
    watch(() => [props.marks, props.total], draw, { flush: 'post' });

    return () => (
      <canvas
        ref={canvas}
        class="overview"
        aria-hidden="true"
        onPointerdown={(event) => {
          const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
          props.onJump(Math.floor(((event.clientY - box.top) / box.height) * props.total));
        }}
      />
    );
  },
});
