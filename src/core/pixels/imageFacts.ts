// What the editor says of an image before a frame is drawn.
import type { ImageFacts } from './frame.js';
import { frameRate, type Image } from './image.js';
import { isColour } from './layout.js';
import { readAspect, readValues } from './storedValues.js';

export async function imageFacts(image: Image): Promise<ImageFacts> {
  const { layout, frames, syntax, fault } = image;
  // A frame's own windows come with the frame; these are of the first.
  const { windows, unit } = await readValues(image, 0);
  const [rate, aspect] = [frames > 1 ? await frameRate(image) : undefined, await readAspect(image)];
  return {
    frames,
    rows: layout.rows,
    columns: layout.columns,
    transferSyntax: syntax,
    grey: !isColour(layout),
    presets: isColour(layout) ? [] : windows,
    unit,
    ...(fault === undefined ? {} : { cannotDraw: fault }),
    ...(rate === undefined ? {} : { framesPerSecond: Math.min(120, rate) }),
    ...(aspect === undefined ? {} : { aspect }),
  };
}
