// The fonts that need nothing installed.
import { BITMAP_FONT, drawDots } from './bitmapPen.js';
import type { Ink, InkRequest, Pen } from './ink.js';
import { drawStrokes, STROKE_FONTS } from './strokePen.js';

export const OWN_FONTS = [BITMAP_FONT, ...STROKE_FONTS];

export function drawOwn(request: InkRequest): Ink {
  return request.font === BITMAP_FONT.name ? drawDots(request) : drawStrokes(request);
}

export function ownPen(): Pen {
  return {
    fonts: OWN_FONTS,
    draw: async (requests) => requests.map(drawOwn),
    close: async () => undefined,
  };
}
