// The detector of a thread that works on files: nothing of it is loaded before the first image that is looked into.
import type { Detector } from '../../core/pixels/detection.js';
import type { Device, OwnDetector } from './index.js';

export interface LazyDetector {
  /** For one file; `beat` is told while it is looked into, and what it throws ends the search. */
  detectorFor(beat: () => void): Detector;
  close(): Promise<void>;
}

export function lazyDetector(device: Device): LazyDetector {
  let made: Promise<OwnDetector> | undefined;
  let current: () => void = () => {};
  const own = (): Promise<OwnDetector> => {
    made ??= import('./index.js').then(({ createDetector }) => createDetector({ device, step: () => current() }));
    return made;
  };
  return {
    detectorFor: (beat) => async (request, signal) => {
      const detector = await own();
      current = beat;
      return detector(request, signal);
    },
    close: async () => (await made)?.close(),
  };
}
