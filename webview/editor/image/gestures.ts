// Mouse and keys on the image: dragging sets window and level or moves the image, the wheel zooms, keys do all of it.
import type { Ref } from 'vue';
import { autoWindow } from '../../../src/core/pixels/grey.js';
import type { DrawGestures } from '../regions/drawGestures.js';
import type { ImageState } from './imageState.js';

export interface Gestures {
  down(event: PointerEvent): void;
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
  wheel(event: WheelEvent): void;
  key(event: KeyboardEvent): void;
}

interface Drag {
  readonly kind: 'pan' | 'window';
  readonly x: number;
  readonly y: number;
  readonly center: number;
  readonly width: number;
}

/** So many screen pixels make a window e times as wide, or move it by its own width. */
const WIDTH_PIXELS = 160;
const LEVEL_PIXELS = 240;
const STEP = 40;

export function createGestures(
  image: ImageState,
  frames: () => number,
  hand: Ref<boolean>,
  drawing: DrawGestures,
): Gestures {
  let drag: Drag | undefined;

  function begin(event: PointerEvent): Drag {
    const { mapping, shown } = image;
    const frame = shown.value;
    const window = mapping.value?.kind === 'window' ? mapping.value : frame && autoWindow(frame);
    const pan = event.button !== 0 || event.shiftKey || hand.value || mapping.value === undefined;
    return {
      kind: pan ? 'pan' : 'window',
      x: event.clientX,
      y: event.clientY,
      center: window?.center ?? 0,
      width: window?.width ?? 1,
    };
  }

  /** Window by keys: wider, narrower, brighter, darker. */
  function adjust(widthBy: number, levelBy: number): void {
    const now = image.mapping.value;
    if (now?.kind === 'window') image.window({ center: now.center + levelBy * now.width, width: now.width * widthBy });
  }

  function step(by: number): void {
    image.stop();
    image.goTo(image.view.value.index + by);
  }

  const keys: Readonly<Record<string, () => void>> = {
    Home: () => step(-frames()),
    End: () => step(frames()),
    PageUp: () => step(-10),
    PageDown: () => step(10),
    '+': () => image.zoomBy(1.25),
    '=': () => image.zoomBy(1.25),
    '-': () => image.zoomBy(1 / 1.25),
    '0': () => image.change({ zoom: 0, x: 0, y: 0 }),
    '1': () => image.zoomTo(1),
    i: () => image.change({ inverted: !image.view.value.inverted }),
    o: () => image.change({ overlays: !image.view.value.overlays }),
    ' ': () => image.play(!image.playing.value),
  };

  function act({ key, shiftKey, altKey }: KeyboardEvent): boolean {
    const { x, y } = ARROWS[key] ?? { x: 0, y: 0 };
    if (x !== 0 || y !== 0) {
      if (shiftKey) image.pan(-x * STEP, -y * STEP);
      else if (altKey) adjust(x === 0 ? 1 : 1.1 ** x, y * 0.05);
      else if (frames() > 1) step(x + y);
      else image.pan(-x * STEP, -y * STEP);
      return true;
    }
    const run = keys[key];
    run?.();
    return run !== undefined;
  }

  return {
    down(event) {
      if (event.button > 2 || image.shown.value === undefined || drawing.down(event)) return;
      const stage = event.currentTarget as HTMLElement;
      stage.setPointerCapture(event.pointerId);
      drag = begin(event);
    },
    move(event) {
      if (drawing.move(event) || drag === undefined) return;
      const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
      if (drag.kind === 'window') {
        const width = drag.width * Math.exp(dx / WIDTH_PIXELS);
        image.window({
          center: rounded(drag.center + (dy * drag.width) / LEVEL_PIXELS, drag.width),
          width: rounded(width, drag.width),
        });
        return;
      }
      image.pan(dx, dy);
      drag = { ...drag, x: event.clientX, y: event.clientY };
    },
    up() {
      if (drawing.up()) return;
      drag = undefined;
    },
    wheel(event) {
      event.preventDefault();
      const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
      // Lines and pages of old mice count as many pixels.
      const amount = event.deltaY * (event.deltaMode === 0 ? 1 : 30);
      image.zoomBy(Math.exp(-amount / 400), event.clientX - box.left, event.clientY - box.top);
    },
    key(event) {
      if (event.target !== event.currentTarget) return;
      const known = drawing.key(event) || (!event.ctrlKey && !event.metaKey && act(event));
      if (!known) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Whole numbers where the window is wide enough for them. */
function rounded(value: number, width: number): number {
  return width >= 20 ? Math.round(value) : Number(value.toPrecision(4));
}
