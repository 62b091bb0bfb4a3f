// What was seen in a picture is not looked for in the same picture again: a look at an image makes the copy of it quick. Memory only.
import { createHash } from 'node:crypto';
import type { Detector, Seen } from '../../core/pixels/detection.js';

const MOST = 5000;

export function rememberSeen(detector: Detector): Detector {
  const known = new Map<string, readonly Seen[]>();
  return async (request, signal) => {
    const { picture, kinds, quick = false, unread = false } = request;
    const { width, height, samples, bytes } = picture;
    const name = createHash('sha256')
      .update(`${width} ${height} ${samples} ${kinds.join()} ${quick} ${unread};`)
      .update(bytes)
      .digest('base64');
    const held = known.get(name);
    if (held !== undefined) return held;
    const seen = await detector(request, signal);
    if (known.size >= MOST) known.clear();
    known.set(name, seen);
    return seen;
  };
}
