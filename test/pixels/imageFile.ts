// Small invented images as files, and the way from their bytes to a frame.
import { type ElementSpec, type FileOptions, writeFile } from '../../scripts/dicomWriter.js';
import { readObject } from '../../src/core/formats/dicom/read.js';
import { bufferSource, type Source } from '../../src/core/kernel/source.js';
import type { Codecs } from '../../src/core/pixels/codecPort.js';
import type { Frame } from '../../src/core/pixels/frame.js';
import { samplesOf } from '../../src/core/pixels/grey.js';
import { type Image, openImage } from '../../src/core/pixels/image.js';
import { readFrame } from '../../src/core/pixels/readFrame.js';
import { codecsFile, lazyCodecs } from '../../src/node/codecs/index.js';
import { el, raw, sorted, withElements } from '../support/dataset.js';
import { CLASS } from '../support/objects.js';

export interface ImageSpec {
  readonly rows: number;
  readonly columns: number;
  readonly pixels: ElementSpec;
  readonly samples?: number;
  readonly photometric?: string;
  readonly bits?: number;
  readonly stored?: number;
  readonly high?: number;
  readonly signed?: boolean;
  readonly planar?: number;
  readonly frames?: number;
  readonly more?: readonly ElementSpec[];
}

/** Pixel Data of these bytes. */
export function pixelData(bytes: Uint8Array, vr = 'OW'): ElementSpec {
  return raw(0x7fe00010, vr, bytes);
}

/** Encapsulated Pixel Data; `offsets` is the Basic Offset Table. */
export function encapsulated(fragments: readonly Uint8Array[], offsets: readonly number[] = []): ElementSpec {
  return { tag: 0x7fe00010, vr: 'OB', fragments: fragments.map(even), offsets };
}

function even(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const out = new Uint8Array(bytes.length + 1);
  out.set(bytes);
  return out;
}

export function imageFile(spec: ImageSpec, options: FileOptions = {}): Uint8Array {
  const bits = spec.bits ?? 8;
  const stored = spec.stored ?? bits;
  const elements = sorted(
    el(0x00080016, 'UI', CLASS.secondaryCapture),
    el(0x00080018, 'UI', '1.2.826.0.1.3680043.10.1500.9.1'),
    el(0x00080060, 'CS', 'OT'),
    el(0x00280002, 'US', spec.samples ?? 1),
    el(0x00280004, 'CS', spec.photometric ?? 'MONOCHROME2'),
    spec.planar === undefined ? [] : el(0x00280006, 'US', spec.planar),
    spec.frames === undefined ? [] : el(0x00280008, 'IS', String(spec.frames)),
    el(0x00280010, 'US', spec.rows),
    el(0x00280011, 'US', spec.columns),
    el(0x00280100, 'US', bits),
    el(0x00280101, 'US', stored),
    el(0x00280102, 'US', spec.high ?? stored - 1),
    el(0x00280103, 'US', spec.signed === true ? 1 : 0),
    spec.pixels,
  );
  return writeFile(withElements(elements, ...(spec.more ?? [])), options);
}

export async function openBytes(bytes: Uint8Array | Source): Promise<Image> {
  const source = bytes instanceof Uint8Array ? bufferSource(bytes) : bytes;
  const read = await readObject(source, true);
  if (read.kind === 'refusal') throw new Error(read.refusal.message);
  const image = await openImage(read.object);
  if (image === undefined) throw new Error('no image');
  return image;
}

/** No test that uses it decodes anything. */
export const noCodecs: Codecs = () => ({ kind: 'trouble', reason: 'no codec here' });

export const WASM = codecsFile();

export const frameCodecs = lazyCodecs();

export function codecs(): Codecs {
  return frameCodecs.decode;
}

export async function frameOf(image: Image, index = 0, use: Codecs = noCodecs): Promise<Frame> {
  const drawn = await readFrame(image, index, use);
  if (drawn.kind === 'trouble') throw new Error(drawn.reason);
  return drawn.frame;
}

export async function troubleOf(image: Image, index = 0, use: Codecs = noCodecs): Promise<string> {
  const drawn = await readFrame(image, index, use);
  if (drawn.kind === 'frame') throw new Error('a frame was drawn');
  return drawn.reason;
}

/** Stored values, or colours, as plain numbers. */
export function valuesOf(frame: Frame): readonly number[] {
  return [...samplesOf(frame)];
}

/** Values as words of 16 bits. */
export function words(values: readonly number[], littleEndian = true): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((value, at) => {
    view.setUint16(at * 2, value & 0xffff, littleEndian);
  });
  return new Uint8Array(view.buffer);
}
