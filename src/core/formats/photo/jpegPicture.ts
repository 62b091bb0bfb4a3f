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
  if (components !== 1 && components !== 3) return 'its colours are CMYK, or others that are not read here';
  if (bits !== 8) return `its pixels have ${bits} bits, which photographs here must not have`;
  if (marker > 0xc2) return 'it is lossless or arithmetically coded JPEG, which is not read here';
  return undefined;
}

/** Grey or RGB; a reason where it can't be decoded. */
export function decodeJpeg(bytes: Uint8Array, frame: JpegFrame, codecs: FrameCodecs | undefined): Picture | string {
  if (codecs === undefined) return 'nothing here decodes JPEG';
  const header = streamHeader(bytes);
  if (header === undefined) return 'its JPEG data is damaged';
  const { rows, columns } = frame;
  const samples = frame.components === 1 ? 1 : 3;
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
      photometric: samples === 1 ? 'MONOCHROME2' : ycc ? 'YBR_FULL' : 'RGB',
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
  return { width: columns, height: rows, samples, bytes: format.planar ? interleaved(pixels, rows * columns) : pixels };
}

function interleaved(planes: Uint8Array, cells: number): Uint8Array {
  const out = new Uint8Array(planes.length);
  for (let at = 0; at < planes.length; at++) out[(at % cells) * 3 + Math.floor(at / cells)] = planes[at] ?? 0;
  return out;
}
