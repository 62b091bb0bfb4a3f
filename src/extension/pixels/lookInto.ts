// What the look host does with one file: looks for words, faces and codes as a run does, and makes the copy in memory, by the same plan
// and the same edits, to show how it would be. No vscode here.
import { randomBytes } from 'node:crypto';
import type { DicomContext } from '../../core/formats/dicom/context.js';
import { detectRegions } from '../../core/formats/dicom/detectRegions.js';
import { readObject } from '../../core/formats/dicom/read.js';
import { dicom } from '../../core/formats/index.js';
import { createIdentity } from '../../core/identity/createIdentity.js';
import { outputSize } from '../../core/kernel/edit.js';
import { execute } from '../../core/kernel/pipeline.js';
import { bufferSource, type Sink } from '../../core/kernel/source.js';
import type { FrameCodecs } from '../../core/pixels/codecPort.js';
import type { Detector } from '../../core/pixels/detection.js';
import { type Image, openImage } from '../../core/pixels/image.js';
import type { Detection } from '../../core/pixels/pixelLook.js';
import { settledContext } from '../../core/pixels/settled.js';
import type { VideoCodec } from '../../core/pixels/videoPort.js';
import { compilePolicy } from '../../core/policy/compile.js';
import { type FileSource, openSource } from '../../node/fileSource.js';
import { rawPath } from '../../node/rawPath.js';
import type { Looked, LookRequest, Previewed } from './lookMessages.js';

declare const MEDIMAGECLEANER_VERSION: string;

/** A copy that is larger is made by a run only: this one lies in memory. */
const LARGEST_COPY = 768 * 1024 * 1024;

export interface Eyes {
  readonly detector: Detector;
  readonly codecs: FrameCodecs;
  readonly video?: VideoCodec;
}

type Pixels = DicomContext['pixels'];

function contextOf(request: LookRequest, eyes: Eyes, pixels: Pixels, beat: () => void): DicomContext {
  return {
    policy: compilePolicy(request.policy),
    identity: createIdentity(request.key ?? new Uint8Array(randomBytes(32))),
    patientEvidence: [],
    salvage: request.salvage,
    pixels,
    producer: `medimagecleaner ${MEDIMAGECLEANER_VERSION}`,
    beat,
    ...eyes,
  };
}

/** @param step told of each frame. @throws what the detector and the file system say */
export async function lookInto(request: LookRequest, eyes: Eyes, step: () => void): Promise<Looked> {
  return withFile(request, async (source) => {
    // As a run would first; where a run would not look, the user's wish is enough.
    const asRun = await detectRegions(source, contextOf(request, eyes, 'auto', step));
    const looks = asRun.kind !== 'not-looked';
    const detection = looks ? asRun : await detectRegions(source, contextOf(request, eyes, 'all', step));
    return lookedOf(detection, looks);
  });
}

function lookedOf(detection: Detection, runLooks: boolean): Looked {
  switch (detection.kind) {
    case 'looked':
      return { kind: 'looked', regions: detection.regions, runLooks };
    case 'refusal':
      return { kind: 'trouble', message: detection.refusal.message };
    case 'no-image':
    case 'not-looked':
      return { kind: 'nothing-to-look-for' };
  }
}

/** The image of the copy that a run would write, or why there is none. */
export type Copy =
  | { readonly kind: 'copy'; readonly image: Image }
  | { readonly kind: 'none'; readonly answer: Extract<Previewed, { kind: 'none' }> };

export async function copyOf(request: LookRequest, eyes: Eyes, step: () => void): Promise<Copy> {
  return withFile(request, async (source): Promise<Copy> => {
    const none = (reason: string): Copy => ({ kind: 'none', answer: { kind: 'none', reason } });
    const context = { ...contextOf(request, eyes, 'auto', step), ...settledContext(request.settled) };
    const plan = await dicom.plan(source, context);
    if (plan.refusal !== undefined) return none(plan.refusal.message);
    const size = plan.layer === undefined ? outputSize(plan.edits, plan.size) : plan.size;
    if (size > LARGEST_COPY)
      return none(`the file is too large to make its copy in memory (more than ${LARGEST_COPY / 1024 / 1024} MB)`);
    const sink = memorySink(size);
    await execute(source, plan, sink);
    const read = await readObject(bufferSource(sink.bytes()), true);
    const image = read.kind === 'object' ? await openImage(read.object) : undefined;
    return image === undefined ? none('the copy has no image') : { kind: 'copy', image };
  });
}

async function withFile<T>({ file }: LookRequest, act: (source: FileSource) => Promise<T>): Promise<T> {
  const source = openSource(rawPath(file));
  try {
    return await act(source);
  } finally {
    source.close();
  }
}

/** In one piece, made once: parts that are joined at the end would need twice the memory. */
function memorySink(expected: number): Sink & { bytes(): Uint8Array } {
  let held = new Uint8Array(expected);
  let at = 0;
  const room = (length: number): void => {
    if (at + length <= held.length) return;
    const more = new Uint8Array(Math.max(at + length, held.length * 2));
    more.set(held.subarray(0, at));
    held = more;
  };
  const write = (bytes: Uint8Array): void => {
    room(bytes.length);
    held.set(bytes, at);
    at += bytes.length;
  };
  return {
    write,
    async copy(source, offset, length) {
      const piece = 4 * 1024 * 1024;
      for (let done = 0; done < length; done += piece)
        write(await source.read(offset + done, Math.min(piece, length - done)));
    },
    bytes: () => held.subarray(0, at),
  };
}
