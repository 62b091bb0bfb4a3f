// When the image is painted: once a screen refresh at most, in a hurry while changes follow each other closely, and once more with care.
import { type Ref, watch } from 'vue';
import type { Cover } from './ImageCover.js';
import type { ImageState } from './imageState.js';
import { createPicture, stepFor } from './picture.js';

/** Milliseconds without a change after which the picture is painted with care. */
const PAUSE = 180;

export interface Painter {
  schedule(): void;
  stop(): void;
}

export function createPainter(
  image: ImageState,
  canvas: Ref<HTMLCanvasElement | undefined>,
  cover: Ref<Cover>,
): Painter {
  const picture = createPicture();
  let paintNeeded = true;
  let scheduled = 0;
  let painted = 1;
  let changed = 0;
  let settling: ReturnType<typeof setTimeout> | undefined;

  function schedule(): void {
    if (scheduled === 0) scheduled = requestAnimationFrame(draw);
  }

  function draw(): void {
    scheduled = 0;
    const frame = image.shown.value;
    const element = canvas.value;
    if (element === undefined) return;
    if (frame === undefined || cover.value === 'hidden') {
      element.getContext('2d')?.clearRect(0, 0, element.width, element.height);
      return;
    }
    const hurried = paintNeeded && performance.now() - changed < PAUSE;
    const step = stepFor(frame, image.place.value.scale, hurried);
    if (paintNeeded || step !== painted) {
      const mapping = image.mapping.value ?? { kind: 'window', center: 128, width: 256 };
      picture.paint(frame, mapping, image.view.value.inverted, step);
      if (paintNeeded) changed = performance.now();
      paintNeeded = false;
      painted = step;
    }
    clearTimeout(settling);
    if (hurried && step > stepFor(frame, image.place.value.scale, false)) settling = setTimeout(schedule, PAUSE);
    picture.show(element, image.pane.value, image.place.value, {
      aspect: image.aspect.value,
      overlays: image.view.value.overlays,
      blurred: cover.value === 'blurred',
      colour: getComputedStyle(element).color,
    });
  }

  watch(
    () => [image.shown.value, image.mapping.value, image.view.value.inverted] as const,
    () => {
      paintNeeded = true;
      schedule();
    },
    { flush: 'post' },
  );
  watch(() => [image.place.value, image.view.value.overlays, cover.value, image.pane.value] as const, schedule, {
    flush: 'post',
  });
  return {
    schedule,
    stop() {
      cancelAnimationFrame(scheduled);
      clearTimeout(settling);
    },
  };
}
