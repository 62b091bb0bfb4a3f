// Progressive JPEG files made from nothing: by frequency and bit by bit, with runs of blocks without an end of their own, restart
// intervals and any sampling (ISO/IEC 10918-1 Annex G). Written apart from what the program writes.
import { bitsOut, coefficients, lowBits, type Shade, STEP, segment, sizeOf } from './photoWriter.js';

export interface ProgressiveShape {
  readonly width: number;
  readonly height: number;
  /** Blocks of each component across and down in an MCU. */
  readonly factors: readonly (readonly [number, number])[];
  readonly restart?: number;
  readonly shade?: Shade;
  /** So many scans only: the rest of the bits never come. */
  readonly scans?: number;
}

type Script = readonly (readonly [
  components: readonly number[],
  first: number,
  last: number,
  high: number,
  low: number,
])[];

interface Plane {
  readonly wide: number;
  readonly needed: readonly [number, number];
  readonly blocks: readonly (readonly number[])[];
}

const join = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const DC = [0, 0, 0, 12, ...new Array<number>(12).fill(0), ...Array.from({ length: 12 }, (_, at) => at)];
const AC = [...new Array<number>(8).fill(0), 255, ...new Array<number>(7).fill(0)];

function scriptFor(count: number): Script {
  const all = Array.from({ length: count }, (_, at) => at);
  const others = all.slice(1);
  return [
    [all, 0, 0, 0, 1],
    [[0], 1, 5, 0, 2],
    ...others.map((at) => [[at], 1, 63, 0, 1] as const),
    [[0], 6, 63, 0, 2],
    [[0], 1, 63, 2, 1],
    [all, 0, 0, 1, 0],
    ...others.map((at) => [[at], 1, 63, 1, 0] as const),
    [[0], 1, 63, 1, 0],
  ];
}

/** Segments from DQT to the end of the last scan. */
export function progressivePicture(shape: ProgressiveShape): Uint8Array {
  const { width, height, factors, restart = 0, shade = (x, y) => (x * 3 + y * 5) % 256 } = shape;
  const most = [Math.max(...factors.map(([h]) => h)), Math.max(...factors.map(([, v]) => v))] as const;
  const planes = factors.map(([h, v], component): Plane => {
    const [wide, high] = [Math.ceil(width / (8 * most[0])) * h, Math.ceil(height / (8 * most[1])) * v];
    const blocks = Array.from({ length: wide * high }, (_, at) =>
      coefficients((x, y) => {
        const [left, top] = [((at % wide) * 8 + x) * (most[0] / h), (Math.floor(at / wide) * 8 + y) * (most[1] / v)];
        return shade(Math.min(width - 1, left), Math.min(height - 1, top), component);
      }),
    );
    const size = (pixels: number, own: number, all: number): number => Math.ceil(Math.ceil((pixels * own) / all) / 8);
    return { wide, blocks, needed: [size(width, h, most[0]), size(height, v, most[1])] };
  });
  const ids = factors.flatMap(([h, v], at) => [at + 1, h * 16 + v, 0]);
  return join([
    segment(0xdb, Uint8Array.of(0, ...new Array<number>(64).fill(STEP))),
    segment(0xc2, Uint8Array.of(8, height >> 8, height & 255, width >> 8, width & 255, factors.length, ...ids)),
    segment(0xc4, Uint8Array.of(0, ...DC)),
    segment(0xc4, Uint8Array.of(0x10, ...AC, ...Array.from({ length: 255 }, (_, at) => at))),
    ...(restart > 0 ? [segment(0xdd, Uint8Array.of(restart >> 8, restart & 255))] : []),
    ...scriptFor(factors.length)
      .slice(0, shape.scans)
      .flatMap(([components, first, last, high, low]) => [
        segment(
          0xda,
          Uint8Array.of(components.length, ...components.flatMap((at) => [at + 1, 0]), first, last, high * 16 + low),
        ),
        scanOf(planes, factors, most, [components, first, last, high, low], shape),
      ]),
  ]);
}

function scanOf(
  planes: readonly Plane[],
  factors: ProgressiveShape['factors'],
  most: readonly [number, number],
  [components, first, last, high, low]: Script[number],
  { width, height, restart = 0 }: ProgressiveShape,
): Uint8Array {
  const out = bitsOut();
  const before = components.map(() => 0);
  let run = 0;
  let pending: number[] = [];
  const bits = (list: readonly number[]): void => {
    for (const bit of list) out.put(bit, 1);
  };
  const endRun = (): void => {
    if (run > 0) {
      const size = sizeOf(run) - 1;
      out.put(size * 16, 9);
      out.put(run - (1 << size), size);
    }
    bits(pending);
    [run, pending] = [0, []];
  };
  const dc = (part: number, block: readonly number[]): void => {
    const value = (block[0] ?? 0) >> low;
    if (high > 0) {
      out.put(value & 1, 1);
      return;
    }
    const difference = value - (before[part] ?? 0);
    before[part] = value;
    out.put(sizeOf(difference), 4);
    out.put(lowBits(difference, sizeOf(difference)), sizeOf(difference));
  };
  const firstBits = (values: readonly number[]): void => {
    let zeros = 0;
    for (const value of values) {
      if (value === 0) {
        zeros++;
        continue;
      }
      endRun();
      for (; zeros > 15; zeros -= 16) out.put(0xf0, 9);
      out.put(zeros * 16 + sizeOf(value), 9);
      out.put(lowBits(value, sizeOf(value)), sizeOf(value));
      zeros = 0;
    }
    if (zeros > 0) run++;
  };
  const moreBits = (values: readonly number[]): void => {
    const end = values.findLastIndex((value) => Math.abs(value) === 1);
    let zeros = 0;
    let own: number[] = [];
    for (const [at, value] of values.entries()) {
      if (value === 0) {
        zeros++;
        continue;
      }
      for (; zeros > 15 && at <= end; zeros -= 16) {
        endRun();
        out.put(0xf0, 9);
        bits(own);
        own = [];
      }
      if (Math.abs(value) > 1) {
        own.push(Math.abs(value) & 1);
        continue;
      }
      endRun();
      out.put(zeros * 16 + 1, 9);
      out.put(value < 0 ? 0 : 1, 1);
      bits(own);
      [zeros, own] = [0, []];
    }
    if (zeros === 0 && own.length === 0) return;
    run++;
    pending.push(...own);
  };
  const one = (part: number, block: readonly number[]): void => {
    if (first === 0) {
      dc(part, block);
      return;
    }
    const values = block.slice(first, last + 1).map((value) => Math.trunc(value / 2 ** low));
    if (high === 0) firstBits(values);
    else moreBits(values);
    if (run === 0x7fff) endRun();
  };
  const alone = components.length === 1;
  const [wide, high2] = alone
    ? (planes[components[0] ?? 0]?.needed ?? [0, 0])
    : [Math.ceil(width / (8 * most[0])), Math.ceil(height / (8 * most[1]))];
  for (let unit = 0; unit < wide * high2; unit++) {
    if (restart > 0 && unit > 0 && unit % restart === 0) {
      endRun();
      out.align();
      out.bytes.push(0xff, 0xd0 + ((unit / restart - 1) % 8));
      before.fill(0);
    }
    const [column, row] = [unit % wide, Math.floor(unit / wide)];
    for (const [part, component] of components.entries()) {
      const [h, v] = alone ? [1, 1] : (factors[component] ?? [1, 1]);
      const plane = planes[component];
      for (let at = 0; at < h * v; at++)
        one(part, plane?.blocks[(row * v + Math.floor(at / h)) * plane.wide + column * h + (at % h)] ?? []);
    }
  }
  endRun();
  out.align();
  return Uint8Array.from(out.bytes);
}

/** @param before segments between SOI and the picture @param behind what stands behind the end of the image */
export function progressiveFile(
  before: readonly Uint8Array[],
  shape: ProgressiveShape,
  behind: Uint8Array = new Uint8Array(0),
): Uint8Array {
  return join([Uint8Array.of(0xff, 0xd8), ...before, progressivePicture(shape), Uint8Array.of(0xff, 0xd9), behind]);
}
