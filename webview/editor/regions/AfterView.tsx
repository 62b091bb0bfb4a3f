// Before and after: the same frame as it would be in the copy, to the right of a divider that mouse and keys move.
import { defineComponent, onBeforeUnmount, onMounted, type PropType, ref, watch } from 'vue';
import type { Frame } from '../../../src/protocol.js';
import { t } from '../../strings.js';
import type { ImageState } from '../image/imageState.js';
import { mappingOf } from '../image/mappings.js';
import { createPicture, stepFor } from '../image/picture.js';
import type { ImagePaneProps } from '../image/props.js';

export const AfterView = defineComponent({
  props: {
    image: { type: Object as PropType<ImageState>, required: true },
    facts: { type: Object as PropType<ImagePaneProps['facts']>, required: true },
    frame: Object as PropType<Frame>,
    reason: String,
    blurred: { type: Boolean, required: true },
  },
  setup(props) {
    const canvas = ref<HTMLCanvasElement>();
    const share = ref(50);
    const picture = createPicture();
    let scheduled = 0;

    function draw(): void {
      scheduled = 0;
      const { frame, image } = props;
      const element = canvas.value;
      if (element === undefined || frame === undefined) return;
      const { center, width, inverted } = image.view.value;
      const own = center === undefined || width === undefined ? undefined : { center, width };
      // In the same brightness as the original, so that only what was changed differs.
      const mapping =
        image.mapping.value ??
        (frame.samples === 3 ? { kind: 'window' as const, center: 128, width: 256 } : undefined) ??
        mappingOf(props.facts, frame, image.choice.value, own);
      picture.paint(frame, mapping, inverted, stepFor(frame, image.place.value.scale, false));
      picture.show(element, image.pane.value, image.place.value, {
        aspect: image.aspect.value,
        overlays: image.view.value.overlays,
        blurred: props.blurred,
        colour: getComputedStyle(element).color,
      });
    }
    function schedule(): void {
      if (scheduled === 0) scheduled = requestAnimationFrame(draw);
    }
    watch(
      () => [
        props.frame,
        props.image.mapping.value,
        props.image.view.value,
        props.image.place.value,
        props.image.pane.value,
        props.blurred,
      ],
      schedule,
      { flush: 'post' },
    );
    onMounted(schedule);
    onBeforeUnmount(() => cancelAnimationFrame(scheduled));

    function drag(event: PointerEvent): void {
      const line = event.currentTarget as HTMLElement;
      const stage = line.parentElement;
      if (stage === null || !line.hasPointerCapture(event.pointerId)) return;
      const box = stage.getBoundingClientRect();
      share.value = Math.min(100, Math.max(0, ((event.clientX - box.left) / Math.max(1, box.width)) * 100));
    }
    function key(event: KeyboardEvent): void {
      const steps: Readonly<Record<string, number>> = { ArrowLeft: -2, ArrowRight: 2, PageDown: -20, PageUp: 20 };
      const by = steps[event.key];
      if (by !== undefined) share.value = Math.min(100, Math.max(0, share.value + by));
      else if (event.key === 'Home') share.value = 0;
      else if (event.key === 'End') share.value = 100;
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    return () => (
      <>
        <div class="after-view" style={{ clipPath: `inset(0 0 0 ${share.value}%)` }}>
          <canvas ref={canvas} aria-hidden="true" />
        </div>
        <span class="after-word before" aria-hidden="true">
          {t('Before')}
        </span>
        <span class="after-word after" aria-hidden="true">
          {t('After')}
        </span>
        <div
          class="after-line"
          role="slider"
          tabindex={0}
          aria-label={t('Before and after')}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share.value)}
          aria-valuetext={t('{0} % before, {1} % after', Math.round(share.value), 100 - Math.round(share.value))}
          style={{ left: `${share.value}%` }}
          onPointerdown={(event) => {
            event.stopPropagation();
            (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
          }}
          onPointermove={drag}
          onKeydown={key}
        />
        {props.frame === undefined && (
          <p class="after-wait" role={props.reason === undefined ? 'status' : 'alert'}>
            {props.reason ?? t('Making the copy in memory…')}
          </p>
        )}
      </>
    );
  },
});
