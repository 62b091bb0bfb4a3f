// Small JPEG and PNG files made from nothing: whatever a camera or a program may put into one, with invented values.
import { zlibSync } from 'fflate';

const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** Shade of a pixel of a component. */
export type Shade = (x: number, y: number, component: number) => number;

export interface JpegShape {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 colours with colours at half the size, 4 CMYK. */
  readonly components?: 1 | 3 | 4;
  /** Units between restart markers. */
  readonly restart?: number;
  readonly shade?: Shade;
  /** SOF marker instead of that of baseline; the data stay as they are. */
  readonly marker?: number;
}

export function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  return join(Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body);
}

const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
];
export const STEP = 6;

export function coefficients(shade: (x: number, y: number) => number): number[] {
  const out = new Array<number>(64).fill(0);
  for (let v = 0; v < 8; v++)
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let y = 0; y < 8; y++)
        for (let x = 0; x < 8; x++)
          sum +=
            (shade(x, y) - 128) *
            Math.cos(((2 * x + 1) * u * Math.PI) / 16) *
            Math.cos(((2 * y + 1) * v * Math.PI) / 16);
      const scale = (u === 0 ? Math.SQRT1_2 : 1) * (v === 0 ? Math.SQRT1_2 : 1);
      out[v * 8 + u] = Math.round((sum * scale) / 4 / STEP);
    }
  return ZIGZAG.map((at) => out[at] ?? 0);
}

/** Bits with stuffing; codes of all tables are as long as each other, so that a symbol's place is its code. */
export function bitsOut() {
  const bytes: number[] = [];
  let [held, count] = [0, 0];
  const put = (value: number, size: number): void => {
    for (let bit = size - 1; bit >= 0; bit--) {
      held = (held << 1) | ((value >> bit) & 1);
      count += 1;
      if (count < 8) continue;
      bytes.push(held);
      if (held === 0xff) bytes.push(0);
      [held, count] = [0, 0];
    }
  };
  const align = (): void => {
    while (count > 0) put(1, 1);
  };
  return { bytes, put, align };
}

export const sizeOf = (value: number): number => 32 - Math.clz32(Math.abs(value));
export const lowBits = (value: number, size: number): number => (value < 0 ? value + (1 << size) - 1 : value);

/** The segments that code a picture, from DQT to the end of its scan. */
export function codedPicture(shape: JpegShape): Uint8Array {
  const { width, height, components = 1, restart = 0, shade = (x, y) => (x * 3 + y * 5) % 256, marker = 0xc0 } = shape;
  const factors = components === 3 ? [2, 1, 1] : new Array<number>(components).fill(1);
  const most = factors[0] ?? 1;
  const out = bitsOut();
  const before = factors.map(() => 0);
  const block = (component: number, left: number, top: number): void => {
    const scale = most / (factors[component] ?? 1);
    const list = coefficients((x, y) =>
      shade(Math.min(width - 1, (left + x) * scale), Math.min(height - 1, (top + y) * scale), component),
    );
    const difference = (list[0] ?? 0) - (before[component] ?? 0);
    before[component] = list[0] ?? 0;
    const size = sizeOf(difference);
    out.put(size, 4);
    out.put(lowBits(difference, size), size);
    let zeros = 0;
    for (const value of list.slice(1)) {
      if (value === 0) {
        zeros += 1;
        continue;
      }
      for (; zeros > 15; zeros -= 16) out.put(0xf0, 9);
      const bits = sizeOf(value);
      out.put(zeros * 16 + bits, 9);
      out.put(lowBits(value, bits), bits);
      zeros = 0;
    }
    if (zeros > 0) out.put(0, 9);
  };
  const [across, down] = [Math.ceil(width / (8 * most)), Math.ceil(height / (8 * most))];
  for (let unit = 0; unit < across * down; unit++) {
    if (restart > 0 && unit > 0 && unit % restart === 0) {
      out.align();
      out.bytes.push(0xff, 0xd0 + ((unit / restart - 1) % 8));
      before.fill(0);
    }
    const [column, row] = [unit % across, Math.floor(unit / across)];
    for (const [component, factor] of factors.entries())
      for (let at = 0; at < factor * factor; at++)
        block(component, (column * factor + (at % factor)) * 8, (row * factor + Math.floor(at / factor)) * 8);
  }
  out.align();
  const dc = [0, 0, 0, 12, ...new Array<number>(12).fill(0), ...Array.from({ length: 12 }, (_, at) => at)];
  const ac = [
    ...new Array<number>(8).fill(0),
    255,
    ...new Array<number>(7).fill(0),
    ...Array.from({ length: 255 }, (_, at) => at),
  ];
  return join(
    segment(0xdb, Uint8Array.of(0, ...new Array<number>(64).fill(STEP))),
    segment(
      marker,
      Uint8Array.of(
        8,
        height >> 8,
        height & 255,
        width >> 8,
        width & 255,
        components,
        ...factors.flatMap((factor, at) => [at + 1, factor * 17, 0]),
      ),
    ),
    segment(0xc4, Uint8Array.of(0, ...dc)),
    segment(0xc4, Uint8Array.of(0x10, ...ac)),
    ...(restart > 0 ? [segment(0xdd, Uint8Array.of(restart >> 8, restart & 255))] : []),
    segment(0xda, Uint8Array.of(components, ...factors.flatMap((_, at) => [at + 1, 0]), 0, 63, 0)),
    Uint8Array.from(out.bytes),
  );
}

/** @param before segments between SOI and the picture @param behind what stands behind the end of the image */
export function jpegFile(
  before: readonly Uint8Array[],
  shape: JpegShape,
  behind: Uint8Array = new Uint8Array(0),
): Uint8Array {
  return join(Uint8Array.of(0xff, 0xd8), ...before, codedPicture(shape), Uint8Array.of(0xff, 0xd9), behind);
}

export const JFIF = segment(0xe0, Uint8Array.of(0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 1, 0, 72, 0, 72, 0, 0));

/** An entry of an Exif directory: text (2), shorts (3), fractions (5), bytes (7). */
export type ExifValue = readonly [tag: number, type: 2 | 3 | 5 | 7, value: string | readonly number[]];

export interface ExifShape {
  readonly little?: boolean;
  readonly main?: readonly ExifValue[];
  readonly exif?: readonly ExifValue[];
  readonly gps?: readonly ExifValue[];
  /** Bytes of a thumbnail. */
  readonly thumbnail?: Uint8Array;
}

/** A TIFF block with its directories one behind the other. */
export function exifBlock({ little = true, main = [], exif, gps, thumbnail }: ExifShape): Uint8Array {
  const two = (value: number): number[] => (little ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const four = (value: number): number[] =>
    little ? [...two(value & 0xffff), ...two(value >>> 16)] : [...two(value >>> 16), ...two(value & 0xffff)];
  const bytesOf = ([, type, value]: ExifValue): number[] => {
    if (typeof value === 'string') return [...latin(value), ...(type === 2 ? [0] : [])];
    return value.flatMap((one) => (type === 3 ? two(one) : type === 5 ? four(one) : [one]));
  };
  const lists = [main, ...(exif === undefined ? [] : [exif]), ...(gps === undefined ? [] : [gps])];
  const sizes = lists.map((list, at) => {
    const pointers = at === 0 ? lists.length - 1 : 0;
    const values = list.reduce(
      (sum, one) => sum + (bytesOf(one).length > 4 ? bytesOf(one).length + (bytesOf(one).length % 2) : 0),
      0,
    );
    return 2 + (list.length + pointers) * 12 + 4 + values;
  });
  const starts = sizes.map((_, at) => 8 + sizes.slice(0, at).reduce((sum, size) => sum + size, 0));
  const end = (starts.at(-1) ?? 8) + (sizes.at(-1) ?? 0);
  const out: number[] = [...latin(little ? 'II' : 'MM'), ...two(42), ...four(8)];
  for (const [at, list] of lists.entries()) {
    const pointers: (readonly [number, number])[] = [];
    if (at === 0 && exif !== undefined) pointers.push([0x8769, starts[1] ?? 0]);
    if (at === 0 && gps !== undefined) pointers.push([0x8825, starts[exif === undefined ? 1 : 2] ?? 0]);
    const count = list.length + pointers.length;
    const values: number[] = [];
    const base = (starts[at] ?? 0) + 2 + count * 12 + 4;
    out.push(...two(count));
    for (const one of list) {
      const own = bytesOf(one);
      const [tag, type] = one;
      out.push(...two(tag), ...two(type), ...four(own.length / { 2: 1, 3: 2, 5: 8, 7: 1 }[type]));
      if (own.length > 4) {
        out.push(...four(base + values.length));
        values.push(...own, ...(own.length % 2 === 0 ? [] : [0]));
      } else out.push(...own, ...new Array<number>(4 - own.length).fill(0));
    }
    for (const [tag, place] of pointers) out.push(...two(tag), ...two(4), ...four(1), ...four(place));
    out.push(...four(at === 0 && thumbnail !== undefined ? end : 0), ...values);
  }
  if (thumbnail !== undefined) {
    out.push(...two(2), ...two(0x0201), ...two(4), ...four(1), ...four(end + 30));
    out.push(...two(0x0202), ...two(4), ...four(1), ...four(thumbnail.length), ...four(0), ...thumbnail);
  }
  return Uint8Array.from(out);
}

export function exifSegment(shape: ExifShape): Uint8Array {
  return segment(0xe1, join(latin('Exif\0\0'), exifBlock(shape)));
}

/** A colour profile of which only header and length are true, with a description. */
export function profile(words: string): Uint8Array {
  return profileOf([['desc', join(latin('text\0\0\0\0'), latin(words), new Uint8Array(48 - words.length))]]);
}

/** A colour profile with tags. @param between what stands between its table and its tags */
export function profileOf(
  tags: readonly (readonly [name: string, data: Uint8Array])[],
  between: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const table = 132 + tags.length * 12;
  const bytes = join(new Uint8Array(table), between, ...tags.map(([, data]) => data));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  view.setUint32(0, bytes.length);
  bytes.set(latin('acsp'), 36);
  view.setUint32(128, tags.length);
  let from = table + between.length;
  for (const [index, [name, data]] of tags.entries()) {
    bytes.set(latin(name), 132 + index * 12);
    view.setUint32(136 + index * 12, from);
    view.setUint32(140 + index * 12, data.length);
    from += data.length;
  }
  return bytes;
}

export function profileSegments(bytes: Uint8Array, parts: number): readonly Uint8Array[] {
  const each = Math.ceil(bytes.length / parts);
  return Array.from({ length: parts }, (_, at) =>
    segment(
      0xe2,
      join(latin('ICC_PROFILE\0'), Uint8Array.of(at + 1, parts), bytes.subarray(at * each, (at + 1) * each)),
    ),
  );
}

export function photoshopSegment(fields: readonly (readonly [dataset: number, text: string])[]): Uint8Array {
  const iptc = join(
    ...fields.map(([dataset, text]) =>
      join(Uint8Array.of(0x1c, 2, dataset, text.length >> 8, text.length & 255), latin(text)),
    ),
  );
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, iptc.length);
  return segment(
    0xed,
    join(
      latin('Photoshop 3.0\0'),
      latin('8BIM'),
      Uint8Array.of(4, 4, 0, 0),
      size,
      iptc,
      new Uint8Array(iptc.length % 2),
    ),
  );
}

/** CRC-32, bit by bit. */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

export function chunk(type: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(body.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, body.length);
  out.set(latin(type), 4);
  out.set(body, 8);
  view.setUint32(body.length + 8, checksum(out.subarray(4, body.length + 8)));
  return out;
}

export interface PngShape {
  readonly width: number;
  readonly height: number;
  readonly depth?: 1 | 2 | 4 | 8 | 16;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  readonly colour?: 0 | 2 | 3 | 4 | 6;
  readonly interlaced?: boolean;
  /** Sample of a pixel. */
  readonly shade?: Shade;
  /** Of the row: 0 to 4. */
  readonly filter?: (row: number) => number;
}

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

export function header({ width, height, depth = 8, colour = 2, interlaced = false }: PngShape): Uint8Array {
  const body = new Uint8Array(13);
  const view = new DataView(body.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  body.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  return chunk('IHDR', body);
}

/** Filtered and compressed rows. */
export function imageData(shape: PngShape): Uint8Array {
  const { width, height, depth = 8, colour = 2, interlaced = false } = shape;
  const { shade = (x, y, c) => (x * 7 + y * 3 + c * 40) % 2 ** depth, filter = (row) => row % 5 } = shape;
  const channels = CHANNELS[colour];
  const passes = interlaced
    ? [
        [0, 0, 8, 8],
        [4, 0, 8, 8],
        [0, 4, 4, 8],
        [2, 0, 4, 4],
        [0, 2, 2, 4],
        [1, 0, 2, 2],
        [0, 1, 1, 2],
      ]
    : [[0, 0, 1, 1]];
  const step = Math.max(1, (channels * depth) / 8);
  const out: number[] = [];
  for (const [x0 = 0, y0 = 0, dx = 1, dy = 1] of passes) {
    const columns = Math.ceil((width - x0) / dx);
    let above: number[] = [];
    for (let y = y0, row = 0; y < height && columns > 0; y += dy, row++) {
      const bits: number[] = [];
      for (let x = x0; x < width; x += dx)
        for (let c = 0; c < channels; c++)
          for (let bit = depth - 1; bit >= 0; bit--) bits.push((shade(x, y, c) >> bit) & 1);
      const line = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
        Number.parseInt(
          bits
            .slice(at * 8, at * 8 + 8)
            .join('')
            .padEnd(8, '0'),
          2,
        ),
      );
      const kind = filter(row);
      out.push(
        kind,
        ...line.map(
          (value, at) => (value - guess(kind, line[at - step] ?? 0, above[at] ?? 0, above[at - step] ?? 0)) & 255,
        ),
      );
      above = line;
    }
  }
  return zlibSync(Uint8Array.from(out));
}

function guess(kind: number, a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
  return [0, a, b, (a + b) >> 1, paeth][kind] ?? 0;
}

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** @param before chunks between header and image data @param after chunks between these and the end */
export function pngFile(
  before: readonly Uint8Array[],
  shape: PngShape,
  after: readonly Uint8Array[] = [],
  behind: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const data = imageData(shape);
  const middle = data.length >> 1;
  const pieces = [chunk('IDAT', data.subarray(0, middle)), chunk('IDAT', data.subarray(middle))];
  return join(PNG_SIGNATURE, header(shape), ...before, ...pieces, ...after, chunk('IEND', new Uint8Array(0)), behind);
}

export function text(keyword: string, words: string): Uint8Array {
  return chunk('tEXt', latin(`${keyword}\0${words}`));
}
