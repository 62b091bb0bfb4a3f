// The detector alone: what it sees in a picture is taken for gone. For work on the detector; a score goes through the whole program.
import { createDetector } from '../../../src/node/models/index.js';
import type { Examined, ExaminedRegion, Examiner } from './examined.js';
import { pictureOf } from './picture.js';

export function detectorExaminer(modelsFolder: string): Examiner {
  const detector = createDetector({ modelsFolder });
  return {
    examine: async ({ frames }): Promise<Examined> => {
      const start = performance.now();
      const regions: ExaminedRegion[] = [];
      for (const [frame, scene] of frames.entries()) {
        const seen = await detector({ picture: pictureOf(scene), kinds: ['text'], unread: true });
        for (const { box, polygon } of seen)
          regions.push({
            kind: 'text',
            box,
            ...(polygon === undefined ? {} : { polygon }),
            frames: [[frame, frame]],
            judgement: 'unknown',
            removed: true,
          });
      }
      return { regions, ms: performance.now() - start };
    },
    close: () => detector.close(),
  };
}
