// The frame and its overlays as pictures off the screen, and how they are put on it. No WebGL: a table look-up and one copy.
import { type Mapping, paint, paintedSize } from '../../../src/core/pixels/grey.js';
import type { Frame } from '../../../src/protocol.js';
import type { Extent, Place } from './viewport.js';

/** Browsers have no larger canvas; beyond it every second pixel is drawn. */
const LONGEST_SIDE = 16_384;
const LARGE = 16 * 1024 * 1024;
/** How many columns are left of a picture that is not to be read. */
const BLURRED = 24;

export interface Picture {
  /** Paints the frame anew, every `step`th pixel of it: after another frame, window, inversion or step. */
  paint(frame: Frame, mapping: Mapping, inverted: boolean, step: number): void;
  show(canvas: HTMLCanvasElement, pane: Extent, place: Place, look: Look): void;
}

export interface Look {
  readonly aspect: number;
  readonly overlays: boolean;
  readonly blurred: boolean;
  /** Of drawings over the image, as CSS has it. */
  readonly colour: string;
}

/**
 * Which pixels are painted: all of them, unless so many are to be seen in so little space that it would only take time.
 * @param hurried while the user drags: what the screen can't show is left out
 */
export function stepFor(frame: Frame, scale: number, hurried: boolean): number {
  const side = Math.ceil(Math.max(frame.rows, frame.columns) / LONGEST_SIDE);
  const shown = scale * (window.devicePixelRatio || 1);
  const spare = hurried ? 1 / shown : frame.rows * frame.columns > LARGE ? 0.5 / shown : 1;
  return Math.max(1, side, Math.floor(spare));
}

export function createPicture(): Picture {
  const picture = document.createElement('canvas');
  const planes = document.createElement('canvas');
  const small = document.createElement('canvas');
  let data: ImageData | undefined;
  let whole = true;
  let painted: Frame | undefined;
  let planesOf: Frame | undefined;

  function paintFrame(frame: Frame, mapping: Mapping, inverted: boolean, step: number): void {
    const { width, height } = paintedSize(frame, step);
    const context = picture.getContext('2d', { alpha: false });
    if (context === null) return;
    if (picture.width !== width || picture.height !== height || data === undefined) {
      picture.width = width;
      picture.height = height;
      data = context.createImageData(width, height);
    }
    paint(frame, mapping, inverted, new Uint32Array(data.data.buffer), step);
    context.putImageData(data, 0, 0);
    painted = frame;
    whole = step === 1;
  }

  function paintPlanes(frame: Frame, colour: string): void {
    planesOf = frame;
    planes.width = Math.min(LONGEST_SIDE, frame.columns);
    planes.height = Math.min(LONGEST_SIDE, frame.rows);
    const context = planes.getContext('2d');
    if (context === null) return;
    context.fillStyle = colour;
    for (const { bits, left, top, rows, columns } of frame.overlays) {
      for (let row = 0; row < rows; row++) {
        // Runs of set bits, line by line.
        for (let column = 0, start = -1; column <= columns; column++) {
          const bit = row * columns + column;
          const set = column < columns && (((bits[bit >>> 3] ?? 0) >>> (bit & 7)) & 1) === 1;
          if (set && start < 0) start = column;
          if (!set && start >= 0) {
            context.fillRect(left + start, top + row, column - start, 1);
            start = -1;
          }
        }
      }
    }
  }

  return {
    paint: paintFrame,
    show(canvas, pane, place, look) {
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [Math.round(pane.width * ratio), Math.round(pane.height * ratio)];
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      const context = canvas.getContext('2d');
      if (context === null) return;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, pane.width, pane.height);
      if (painted === undefined) return;
      const frame = painted;
      const [w, h] = [frame.columns * place.scale, frame.rows * place.scale * look.aspect];
      context.imageSmoothingEnabled = look.blurred || place.scale * ratio < 2;
      // The careful way takes long, and an image that is thinned out does not get better by it.
      context.imageSmoothingQuality = whole ? 'high' : 'low';
      if (look.blurred) {
        small.width = BLURRED;
        small.height = Math.max(1, Math.round((BLURRED * frame.rows) / frame.columns));
        small.getContext('2d')?.drawImage(picture, 0, 0, small.width, small.height);
        context.drawImage(small, place.left, place.top, w, h);
        return;
      }
      context.drawImage(picture, place.left, place.top, w, h);
      if (!look.overlays) return;
      if (frame.overlays.length > 0) {
        if (planesOf !== frame) paintPlanes(frame, look.colour);
        const scaled = { w: planes.width * place.scale, h: planes.height * place.scale * look.aspect };
        context.drawImage(planes, place.left, place.top, scaled.w, scaled.h);
      }
    },
  };
}
