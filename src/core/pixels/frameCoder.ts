// Compressed frames as samples and back, without loss: RLE and deflate here, the rest by the codecs of the host. What is encoded
// is decoded again before it is believed.
import { deflateSync, inflateSync } from 'fflate';
import type { CodecName, FrameCodecs, SampleFormat } from './codecPort.js';
import { type Layout, MOST_PIXELS, nativeBits } from './layout.js';
import { decodeRle, encodeRle } from './rle.js';
import { type StreamHeader, streamHeader } from './streamHeader.js';
import type { Coding } from './syntaxNames.js';

type Trouble = { readonly kind: 'trouble'; readonly reason: string };

/** One frame, in little endian; `layout` is that of these bytes. */
export interface Unpacked {
  readonly kind: 'unpacked';
  readonly layout: Layout;
  readonly bytes: Uint8Array;
  /** Of the stream it came from; absent where there is none. */
  readonly stream?: StreamHeader;
}

export type Packed = { readonly kind: 'packed'; readonly bytes: Uint8Array } | Trouble;

export interface FrameCoder {
  decode(bytes: Uint8Array): Unpacked | Trouble;
  /** Of even length. */
  encode(frame: Unpacked): Packed;
}

const trouble = (reason: string): Trouble => ({ kind: 'trouble', reason });

/** Undefined where nothing here reads frames of this coding. */
export function frameCoder(
  coding: Coding,
  layout: Layout,
  codecs: FrameCodecs | undefined,
  encodeAs: CodecName | 'rle' | undefined = undefined,
): FrameCoder | undefined {
  const reader = coderOf(coding, layout, codecs);
  const writer = encodeAs === undefined ? reader : coderOf(encodeAs, layout, codecs);
  if (reader === undefined || writer === undefined) return undefined;
  // OpenJPEG reads HTJ2K as well as OpenJPH, which wrote it: neither is believed alone.
  const second =
    (encodeAs ?? coding) === 'htj2k' && codecs !== undefined
      ? codecCoder(layout, 'htj2k', codecs, 'jpeg-2000')
      : undefined;
  return {
    decode: reader.decode,
    encode: (frame) => {
      const packed = writer.encode(frame);
      if (packed.kind === 'trouble') return packed;
      for (const { decode } of second === undefined ? [writer] : [writer, second]) {
        const again = decode(packed.bytes);
        if (again.kind === 'trouble') return trouble(`what was encoded can not be decoded: ${again.reason}`);
        if (again.bytes.length !== frame.bytes.length || !sameSamples(again, frame))
          return trouble('what was encoded is not what is decoded from it');
      }
      return { kind: 'packed', bytes: even(packed.bytes) };
    },
  };
}

function coderOf(coding: Coding, layout: Layout, codecs: FrameCodecs | undefined): FrameCoder | undefined {
  if (coding === 'rle') return rleCoder(layout);
  if (coding === 'deflate') return deflateCoder(layout);
  return coding === 'native' || codecs === undefined ? undefined : codecCoder(layout, coding, codecs);
}

function sameSamples(a: Unpacked, b: Unpacked): boolean {
  return a.layout.planar === b.layout.planar && a.bytes.every((byte, at) => byte === b.bytes[at]);
}

export function even(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const out = new Uint8Array(bytes.length + 1);
  out.set(bytes);
  return out;
}

/** Each sample has its own segments, unpacked in little endian. */
function rleCoder(layout: Layout): FrameCoder {
  const { rows, columns, samples, bitsAllocated } = layout;
  return {
    decode: (bytes) => {
      const plain = decodeRle(bytes, rows * columns, samples, bitsAllocated);
      if (plain === undefined || !plain.whole) return trouble('it is not valid RLE');
      return { kind: 'unpacked', layout: { ...layout, planar: samples > 1 }, bytes: plain.bytes };
    },
    encode: (frame) => ({
      kind: 'packed',
      bytes: encodeRle(frame.layout.planar || samples === 1 ? frame.bytes : inPlanes(frame), frame.layout),
    }),
  };
}

function inPlanes({ layout, bytes }: Unpacked): Uint8Array {
  const { rows, columns, samples, bitsAllocated } = layout;
  const [cells, width] = [rows * columns, bitsAllocated / 8];
  const out = new Uint8Array(bytes.length);
  for (let cell = 0; cell < cells; cell++)
    for (let sample = 0; sample < samples; sample++)
      for (let byte = 0; byte < width; byte++)
        out[(sample * cells + cell) * width + byte] = bytes[(cell * samples + sample) * width + byte] ?? 0;
  return out;
}

/** Deflated Image Frame Compression (PS3.5 A.4.13): native pixels of one frame. */
function deflateCoder(layout: Layout): FrameCoder {
  const size = Math.ceil(nativeBits(layout) / 8);
  return {
    decode: (bytes) => {
      try {
        // The buffer given is all that is written: a bomb ends there.
        return { kind: 'unpacked', layout, bytes: inflateSync(bytes, { out: new Uint8Array(size) }) };
      } catch {
        return trouble('it can not be inflated');
      }
    },
    encode: ({ bytes }) => ({ kind: 'packed', bytes: deflateSync(bytes) }),
  };
}

/** @param by what decodes, where that is not what the stream says of itself */
function codecCoder(
  layout: Layout,
  coding: CodecName,
  { decode, encode }: FrameCodecs,
  by: CodecName | undefined = undefined,
): FrameCoder {
  return {
    decode: (bytes) => {
      const stream = streamHeader(bytes);
      if (stream === undefined && coding !== 'jpeg-xl')
        return trouble('it does not begin like a compressed image of its transfer syntax');
      const { rows, columns, samples, bits } = stream ?? { ...layout, bits: layout.bitsStored };
      if (rows !== layout.rows || columns !== layout.columns || samples !== layout.samples)
        return trouble('its compressed data and the header differ in rows, columns or samples');
      if (rows * columns > MOST_PIXELS) return trouble('it is too large to be decoded whole');
      const signed = isWavelet(stream) && stream?.signed === true;
      const format = formatOf(layout, bits, Math.max(bits, layout.bitsStored) > 8 ? 16 : 8, signed);
      const result = decode({ codec: by ?? stream?.codec ?? coding, format, toRgb: false, bytes });
      if (result.kind === 'trouble') return result;
      const { bitsAllocated, planar } = result.format;
      const size = rows * columns * samples * (bitsAllocated / 8);
      if (result.bytes.length < size) return trouble('the decoder made fewer pixels than the header says');
      return {
        kind: 'unpacked',
        layout: {
          ...layout,
          bitsAllocated,
          highBit: layout.bitsStored - 1,
          planar,
          photometric: unmixed(layout, stream),
        },
        bytes: result.bytes.subarray(0, size),
        ...(stream === undefined ? {} : { stream }),
      };
    },
    encode: ({ layout: own, bytes, stream }) => {
      const bits = stream?.bits ?? own.bitsStored;
      const signed = coding === 'jpeg-2000' || coding === 'htj2k' ? (stream?.signed ?? own.signed) : false;
      const format = { ...formatOf(own, bits, own.bitsAllocated, signed), planar: own.planar };
      const result = encode({ codec: coding, format, bytes });
      return result.kind === 'trouble' ? result : { kind: 'packed', bytes: result.bytes };
    },
  };
}

function isWavelet(stream: StreamHeader | undefined): boolean {
  return stream?.codec === 'jpeg-2000' || stream?.codec === 'htj2k';
}

/**
 * Colours once decoded: JPEG 2000 undoes its own mixing, and each pixel has its own (PS3.3 C.7.6.3.1.2, YBR_ICT, YBR_RCT and
 * YBR_FULL_422).
 */
function unmixed({ photometric, samples }: Layout, stream: StreamHeader | undefined): string {
  if (samples !== 3) return photometric;
  const mixed = photometric === 'YBR_ICT' || photometric === 'YBR_RCT' || stream === undefined;
  return mixed ? 'RGB' : photometric.startsWith('YBR_') ? 'YBR_FULL' : photometric;
}

function formatOf(layout: Layout, bitsStored: number, bitsAllocated: number, signed: boolean): SampleFormat {
  const { rows, columns, samples, photometric } = layout;
  return { rows, columns, samples, bitsAllocated, bitsStored, signed, planar: false, photometric };
}
