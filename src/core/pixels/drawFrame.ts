// From the bytes of one frame to samples that can be shown. Pure, and possibly slow: a host runs it off its main thread.
import { inflateSync } from 'fflate';
import type { CodecName, Codecs, SampleFormat } from './codecPort.js';
import { interleaved, spread422, toRgb } from './colour.js';
import type { Frame } from './frame.js';
import { isSubsampled, type Layout, MOST_PIXELS, nativeBits } from './layout.js';
import type { Plane } from './overlays.js';
import { applyPalette, type Palette } from './palette.js';
import { decodeRle } from './rle.js';
import { bitPlane, readSamples, type Samples } from './samples.js';
import type { Values } from './storedValues.js';
import { streamHeader } from './streamHeader.js';
import type { Coding } from './syntaxNames.js';
import { applyTable, fullScale, type ValueTable } from './valueTables.js';

/** All that a frame is drawn from. Plain data, so that it can be sent to a worker. */
export interface RawFrame {
  readonly index: number;
  readonly layout: Layout;
  readonly coding: Coding;
  readonly bigEndian: boolean;
  readonly bytes: Uint8Array;
  readonly firstBit: number;
  readonly cut: boolean;
  readonly values: Values;
  readonly palette?: Palette;
  readonly modality?: ValueTable;
  readonly tables: readonly ValueTable[];
  readonly overlays: readonly Plane[];
  readonly regions: Frame['regions'];
}

export type Drawn =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'trouble'; readonly reason: string };

/** Samples before colours and tables: as many as `format` says. */
interface Stored {
  readonly samples: Samples;
  readonly format: SampleFormat;
  readonly note?: string;
}

type Outcome = ({ readonly kind: 'stored' } & Stored) | { readonly kind: 'trouble'; readonly reason: string };

export function drawFrame(raw: RawFrame, codecs: Codecs): Drawn {
  const stored = storedSamples(raw, codecs);
  if (stored.kind === 'trouble') return stored;
  const { format } = stored;
  const colours = coloursOf(raw, stored);
  const modality = raw.modality;
  const grey = modality === undefined ? stored.samples : applyTable(stored.samples, modality);
  const samples = colours ?? grey;
  const { slope, intercept, padding, windows } = raw.values;
  const [window] = windows;
  const note = raw.cut ? 'the end of this frame is missing in the file' : stored.note;
  const frame: Frame = {
    index: raw.index,
    rows: format.rows,
    columns: format.columns,
    samples: colours === undefined ? 1 : 3,
    type: typeOf(samples),
    bytes: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
    inverted: raw.layout.photometric === 'MONOCHROME1',
    slope: modality === undefined ? slope : 1,
    intercept: modality === undefined ? intercept : 0,
    regions: raw.regions,
    overlays: raw.overlays.flatMap((plane) => overlayOf(plane, raw)),
    tables:
      colours === undefined
        ? raw.tables.map((table) => ({ name: table.name, first: table.first, values: fullScale(table) }))
        : [],
    ...(padding === undefined || modality !== undefined || colours !== undefined ? {} : { padding }),
    ...(window === undefined || colours !== undefined
      ? {}
      : {
          window: {
            center: window.center,
            width: window.width,
            ...(window.shape === undefined ? {} : { shape: window.shape }),
          },
        }),
    ...(note === undefined ? {} : { note }),
  };
  return { kind: 'frame', frame };
}

function storedSamples(raw: RawFrame, codecs: Codecs): Outcome {
  const { layout, coding, bytes } = raw;
  switch (coding) {
    case 'native':
      return fromBytes(raw, bytes, raw.firstBit, raw.bigEndian, layout.planar);
    case 'rle': {
      const plain = decodeRle(bytes, layout.rows * layout.columns, layout.samples, layout.bitsAllocated);
      if (plain === undefined)
        return trouble('the RLE header of this frame does not go with its rows, columns and bits; it is damaged');
      const stored = fromBytes(raw, plain.bytes, 0, false, layout.samples > 1);
      return plain.whole || stored.kind === 'trouble'
        ? stored
        : { ...stored, note: 'the RLE data of this frame ends too early' };
    }
    case 'deflate':
      return inflated(raw);
    default:
      return decoded(raw, coding, codecs);
  }
}

function trouble(reason: string): { readonly kind: 'trouble'; readonly reason: string } {
  return { kind: 'trouble', reason };
}

function fromBytes(raw: RawFrame, bytes: Uint8Array, firstBit: number, bigEndian: boolean, planar: boolean): Outcome {
  const { layout } = raw;
  const cells = layout.rows * layout.columns;
  const halved = isSubsampled(layout) && raw.coding !== 'rle';
  const samples = readSamples(bytes, firstBit, cells * (halved ? 2 : layout.samples), layout, bigEndian);
  return {
    kind: 'stored',
    samples: halved ? spread422(samples, cells) : samples,
    format: { ...layout, planar: planar && !halved },
  };
}

/** Deflated Image Frame Compression (PS3.5 A.4.13): each frame is a deflate stream of native pixels. */
function inflated(raw: RawFrame): Outcome {
  const size = Math.ceil(nativeBits(raw.layout) / 8);
  try {
    // The buffer given is all that is written: a bomb ends there.
    const bytes = inflateSync(raw.bytes, { out: new Uint8Array(size) });
    return fromBytes(raw, bytes, 0, false, raw.layout.planar);
  } catch {
    return trouble('this frame can not be inflated; it is damaged');
  }
}

/** What the stream itself says wins over the header: by it the samples are read. */
function decoded(raw: RawFrame, coding: CodecName, codecs: Codecs): Outcome {
  const { layout } = raw;
  const header = streamHeader(raw.bytes);
  if (header === undefined && coding !== 'jpeg-xl')
    return trouble('this frame does not begin like a compressed image of its transfer syntax; it is damaged');
  const { rows, columns, samples, bits } = header ?? { ...layout, bits: layout.bitsStored };
  if (rows === 0 || columns === 0 || rows * columns > MOST_PIXELS)
    return trouble(
      `the compressed data says ${columns} × ${rows} pixels, the header ${layout.columns} × ${layout.rows}; this frame is damaged`,
    );
  if (samples !== layout.samples)
    return trouble(`the compressed data has ${samples} samples per pixel, the header says ${layout.samples}`);
  const wide = Math.max(bits, layout.bitsStored) > 8;
  const format: SampleFormat = {
    rows,
    columns,
    samples,
    bitsAllocated: wide ? 16 : 8,
    bitsStored: bits,
    signed: layout.signed,
    planar: false,
    photometric: layout.photometric,
  };
  const codec = header?.codec ?? coding;
  // A stream that says itself what its colours are is believed (PS3.5 8.2.1 wants both to agree, and often they don't).
  const ycc = header?.transform === undefined ? layout.photometric !== 'RGB' : header.transform === 'ycc';
  const result = codecs({ codec, format, toRgb: codec === 'jpeg' && samples === 3 && ycc, bytes: raw.bytes });
  if (result.kind === 'trouble') return trouble(`this frame can not be decoded: ${result.reason}`);
  const out = result.format;
  const count = out.rows * out.columns * out.samples;
  if (
    out.samples !== samples ||
    out.rows * out.columns > MOST_PIXELS ||
    result.bytes.length < count * (out.bitsAllocated / 8)
  )
    return trouble('the decoder made fewer pixels than the header says; this frame is damaged');
  // JPEG XL always comes out as RGB, and so does a JPEG whose Adobe marker says that nothing was transformed.
  const rgb = samples === 3 && (codec === 'jpeg-xl' || header?.transform === 'none');
  const differs = out.rows !== layout.rows || out.columns !== layout.columns;
  const signed =
    header?.codec === 'jpeg-2000' || header?.codec === 'htj2k' ? header.signed || layout.signed : layout.signed;
  // Streams without a sign may be wider than what is stored: the sign is where the header says.
  const narrow = header?.codec === 'jpeg' || header?.codec === 'jpeg-ls' ? Math.min(bits, layout.bitsStored) : bits;
  const own = signed ? narrow : bits;
  const stored = { bitsAllocated: out.bitsAllocated, bitsStored: own, highBit: own - 1, signed, float: false };
  return {
    kind: 'stored',
    samples: readSamples(result.bytes, 0, count, stored, false),
    format: { ...out, bitsStored: bits, ...(rgb ? { photometric: 'RGB' } : {}) },
    ...(differs
      ? {
          note: `the compressed frame has ${out.columns} × ${out.rows} pixels, the header says ${layout.columns} × ${layout.rows}`,
        }
      : {}),
  };
}

/** RGB of eight bits; undefined for grey. */
function coloursOf(raw: RawFrame, { samples, format }: Stored): Uint8Array | undefined {
  const cells = format.rows * format.columns;
  if (raw.palette !== undefined) return applyPalette(samples, raw.palette);
  if (format.samples !== 3) return undefined;
  const pixels = interleaved(samples, cells, format.planar, format.bitsStored);
  if (/^YBR_(?:FULL|PARTIAL)/u.test(format.photometric)) toRgb(pixels, format.photometric.startsWith('YBR_PARTIAL'));
  return new Uint8Array(pixels.buffer);
}

function overlayOf({ bits, ...place }: Plane, raw: RawFrame): readonly Frame['overlays'][number][] {
  if (typeof bits !== 'number') return [{ ...place, bits }];
  if (raw.coding !== 'native' || raw.layout.samples !== 1) return [];
  return [
    { ...place, bits: bitPlane(raw.bytes, place.rows * place.columns, raw.layout.bitsAllocated, bits, raw.bigEndian) },
  ];
}

function typeOf(samples: Samples): Frame['type'] {
  if (samples instanceof Uint8Array) return 'u8';
  if (samples instanceof Int8Array) return 's8';
  if (samples instanceof Uint16Array) return 'u16';
  if (samples instanceof Int16Array) return 's16';
  if (samples instanceof Uint32Array) return 'u32';
  return samples instanceof Int32Array ? 's32' : 'f32';
}
