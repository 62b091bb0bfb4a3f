// Looks into the images of files one after the other, in the order of the walk, and tells of each.
import type { DicomContext } from '../core/formats/dicom/context.js';
import { detectRegions } from '../core/formats/dicom/detectRegions.js';
import { dicom, photo } from '../core/formats/index.js';
import { changingParts, detectPhotoRegions } from '../core/formats/photo/detectRegions.js';
import { DeidError } from '../core/kernel/deidError.js';
import type { Source } from '../core/kernel/source.js';
import type { Detection } from '../core/pixels/pixelLook.js';
import type { FoundPart } from '../core/verify/redacted.js';
import { lazyCodecs } from './codecs/index.js';
import { openSource } from './fileSource.js';
import { createDetector, type Device } from './models/index.js';
import { lazyDetector } from './models/lazyDetector.js';
import type { NamedItem } from './outputPaths.js';
import { joinPath, nativePath, type RawPath, rawBytes } from './rawPath.js';
import { walk } from './walk.js';

export interface DetectRequest {
  readonly item: NamedItem;
  /** All but what looks into pixels. */
  readonly context: Omit<DicomContext, 'detector' | 'codecs'>;
  readonly device: Device;
  readonly signal?: AbortSignal;
}

export interface DetectedFile {
  /** Below the item; empty where the item is the file. */
  readonly inside: RawPath;
  readonly detection: Detection;
}

/** @throws DeidError `cancelled`, and what the file system says of a single file */
export async function* detectFiles({
  item,
  context,
  device,
  signal,
}: DetectRequest): AsyncGenerator<DetectedFile, void, undefined> {
  const detector = createDetector({ device });
  const seen: DicomContext = { ...context, detector: (request) => detector(request, signal), codecs: lazyCodecs() };
  try {
    for await (const path of pathsOf(item)) {
      if (signal?.aborted === true) throw new DeidError('cancelled', 'cancelled');
      const source = openSource(path);
      try {
        const look = await lookFor(source);
        if (look !== undefined) {
          const inside = item.kind === 'folder' ? below(path, item.source) : rawBytes(new Uint8Array());
          yield { inside, detection: await look(source, seen) };
        }
      } finally {
        source.close();
      }
    }
  } finally {
    await detector.close();
  }
}

/** What looks into a file of its format; undefined where it is of none. */
async function lookFor(source: Source): Promise<typeof detectRegions | undefined> {
  if (await dicom.detect(source)) return detectRegions;
  return (await photo.detect(source)) ? detectPhotoRegions : undefined;
}

async function* pathsOf(item: NamedItem): AsyncGenerator<RawPath, void, undefined> {
  if (item.kind !== 'folder') {
    yield item.source;
    return;
  }
  for await (const entry of walk(item.source)) if (entry.kind === 'file') yield entry.path;
}

function below(path: RawPath, folder: RawPath): RawPath {
  return rawBytes(nativePath(path).subarray(nativePath(joinPath(folder, '')).length));
}

/** Looks into an original once more, to tell what of it should not be in its copy. The thread that looks does not keep the program alive. */
export function partsFinder(
  context: DetectRequest['context'],
  device: Device,
): (original: Source) => Promise<readonly FoundPart[]> {
  const seen: DicomContext = { ...context, detector: lazyDetector(device).detectorFor(() => {}), codecs: lazyCodecs() };
  return async (original) => {
    // All frames of a photograph go together.
    if (!(await dicom.detect(original)) && (await photo.detect(original)))
      return (await changingParts(original, seen)).map((box) => ({ frames: [0, 0], box }));
    const detection = await (await lookFor(original))?.(original, seen);
    if (detection?.kind !== 'looked') return [];
    return detection.regions
      .filter(({ taken }) => taken)
      .flatMap(({ region: { frames, box } }) => frames.map((range) => ({ frames: range, box })));
  };
}
