// A JPEG photograph decoded by the host's codecs: to be looked at, and to prove that what was not touched stayed as it was.
import type { FrameCodecs } from '../../pixels/codecPort.js';
import type { Picture } from '../../pixels/detection.js';
import { MOST_PIXELS } from '../../pixels/layout.js';
import { streamHeader } from '../../pixels/streamHeader.js';
import type { JpegFrame } from './jpegParts.js';

/** Why a JPEG can't be decoded here; undefined where nothing speaks against it. */
export function jpegFault({ marker, bits, rows, columns, components }: JpegFrame): string | undefined {
  if (rows === 0) return 'its height stands behind the image, which is not read here';
  if (rows * columns > MOST_PIXELS) return `it has more than ${Math.floor(MOST_PIXELS / 1e6)} megapixels`;
  if (![1, 3, 4].includes(components)) return 'its colours are of a kind that is not read here';
  if (bits !== 8) return `its pixels have ${bits} bits, which photographs here must not have`;
  if (marker > 0xc2) return 'it is lossless or arithmetically coded JPEG, which is not read here';
  return undefined;
}

/** Samples of pixels together; of four components as they are stored, else grey or RGB. */
export interface JpegSamples {
  readonly width: number;
  readonly height: number;
  readonly samples: 1 | 3 | 4;
  readonly bytes: Uint8Array;
}

/** What is to be looked at; a reason where it can't be decoded. */
export function decodeJpeg(bytes: Uint8Array, frame: JpegFrame, codecs: FrameCodecs | undefined): Picture | string {
  const done = decodeSamples(bytes, frame, codecs);
  if (typeof done === 'string') return done;
  const { samples, ...rest } = done;
  return samples === 4 ? { ...rest, samples: 3, bytes: ofInks(done.bytes, inksOf(bytes)) } : { ...rest, samples };
}

/** A reason where it can't be decoded. */
export function decodeSamples(
  bytes: Uint8Array,
  frame: JpegFrame,
  codecs: FrameCodecs | undefined,
): JpegSamples | string {
  if (codecs === undefined) return 'nothing here decodes JPEG';
  const header = streamHeader(bytes);
  if (header === undefined) return 'its JPEG data is damaged';
  const { rows, columns } = frame;
  const samples = frame.components === 1 ? 1 : frame.components === 4 ? 4 : 3;
  const ycc = samples === 3 && header.transform !== 'none';
  const done = codecs.decode({
    codec: 'jpeg',
    format: {
      rows,
      columns,
      samples,
      bitsAllocated: 8,
      bitsStored: 8,
      signed: false,
      planar: false,
      photometric: samples === 1 ? 'MONOCHROME2' : samples === 4 ? 'CMYK' : ycc ? 'YBR_FULL' : 'RGB',
    },
    toRgb: ycc,
    bytes,
  });
  if (done.kind === 'trouble') return done.reason;
  const { format } = done;
  const size = rows * columns * samples;
  if (format.rows !== rows || format.columns !== columns || format.samples !== samples || done.bytes.length < size)
    return 'the decoder made other pixels than the file says';
  const pixels = done.bytes.subarray(0, size);
  const cells = rows * columns;
  return { width: columns, height: rows, samples, bytes: format.planar ? interleaved(pixels, cells, samples) : pixels };
}

/** A value for each component. */
export function blackOfJpeg(bytes: Uint8Array, { components }: JpegFrame): readonly number[] {
  if (components === 4) {
    const inks = inksOf(bytes);
    return inks === 'plain' ? [255, 255, 255, 255] : inks === 'adobe' ? [0, 0, 0, 0] : [255, 128, 128, 0];
  }
  const mixed = components === 3 && streamHeader(bytes)?.transform !== 'none';
  return mixed ? [0, 128, 128] : [0, 0, 0].slice(0, components);
}

/** How four components are inks: by an Adobe marker inverted, three of them mixed as YCbCr or not; else as they are. */
type Inks = 'plain' | 'adobe' | 'ycck';

function inksOf(bytes: Uint8Array): Inks {
  for (let at = 2; at + 16 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda; ) {
    const isAdobe =
      bytes[at + 1] === 0xee && [0x41, 0x64, 0x6f, 0x62, 0x65].every((code, i) => bytes[at + 4 + i] === code);
    if (isAdobe) return bytes[at + 15] === 2 ? 'ycck' : 'adobe';
    at += bytes[at + 1] === 0xff ? 1 : 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  }
  return 'plain';
}

/** Near enough to be looked at: what inks look like is a matter of paper. */
function ofInks(bytes: Uint8Array, inks: Inks): Uint8Array {
  const out = new Uint8ClampedArray((bytes.length / 4) * 3);
  for (let at = 0, to = 0; at < bytes.length; at += 4, to += 3) {
    const [a, b, c, d] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0];
    const [cyan, magenta, yellow] =
      inks === 'ycck'
        ? [
            255 - (a + 1.402 * (c - 128)),
            255 - (a - 0.344 * (b - 128) - 0.714 * (c - 128)),
            255 - (a + 1.772 * (b - 128)),
          ]
        : [a, b, c];
    const light = inks === 'plain' ? 255 - d : d;
    const shown = (value: number): number => ((inks === 'plain' ? 255 - value : value) * light) / 255;
    [out[to], out[to + 1], out[to + 2]] = [shown(cyan), shown(magenta), shown(yellow)];
  }
  return new Uint8Array(out.buffer);
}

function interleaved(planes: Uint8Array, cells: number, samples: number): Uint8Array {
  const out = new Uint8Array(planes.length);
  for (let at = 0; at < planes.length; at++) out[(at % cells) * samples + Math.floor(at / cells)] = planes[at] ?? 0;
  return out;
}
