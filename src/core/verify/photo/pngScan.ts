// A second, independent reader of PNG files: chunks, and pixels of each image as numbers. It shares no code with the format.
import { unzlibSync } from 'fflate';

export interface PngPiece {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface PngCut {
  readonly pieces: readonly PngPiece[];
  readonly end: number;
  readonly whole: boolean;
}

export function cutPng(bytes: Uint8Array): PngCut {
  const pieces: PngPiece[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const name = [...bytes.subarray(at + 4, at + 8)].map((code) => String.fromCharCode(code)).join('');
    const to = at + 12 + view.getUint32(at);
    if (to > bytes.length) break;
    pieces.push({ name, from: at, to });
    at = to;
    if (name === 'IEND') return { pieces, end: to, whole: true };
  }
  return { pieces, end: bytes.length, whole: false };
}

/** One image: its place on the canvas and its coded data. */
export interface PngPart {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
  readonly data: Uint8Array;
}

export function imagesOf(bytes: Uint8Array, { pieces }: PngCut): readonly PngPart[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): number => view.getUint32(at);
  const images: { left: number; top: number; wide: number; high: number; parts: Uint8Array[] }[] = [];
  for (const { name, from, to } of pieces) {
    if (name === 'IHDR') images.push({ left: 0, top: 0, wide: word(from + 8), high: word(from + 12), parts: [] });
    if (name === 'fcTL' && images[0]?.parts.length !== 0)
      images.push({
        left: word(from + 20),
        top: word(from + 24),
        wide: word(from + 12),
        high: word(from + 16),
        parts: [],
      });
    if (name === 'IDAT') images[0]?.parts.push(bytes.subarray(from + 8, to - 4));
    if (name === 'fdAT') images.at(-1)?.parts.push(bytes.subarray(from + 12, to - 4));
  }
  return images.map(({ parts, ...place }) => {
    const data = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let to = 0;
    for (const part of parts) {
      data.set(part, to);
      to += part.length;
    }
    return { ...place, data };
  });
}

/** Samples of each pixel as bytes: eight and sixteen bits as they are, fewer as one byte each. Undefined where they can't be read. */
export function pixelsOf(
  bytes: Uint8Array,
  { wide, high, data }: PngPart,
): { readonly size: number; readonly samples: Uint8Array } | undefined {
  const [depth = 8, colour = 0, , , interlaced] = bytes.subarray(24, 29);
  const channels = [1, 0, 3, 1, 2, 0, 4][colour] ?? 0;
  if (channels === 0 || wide * high > 2 ** 28) return undefined;
  const size = depth < 8 ? 1 : (channels * depth) / 8;
  const passes =
    interlaced === 1
      ? ['0088', '4088', '0448', '2044', '0224', '1022', '0112'].map((word) => [...word].map(Number))
      : [[0, 0, 1, 1]];
  const rowsOf = passes.map(([x = 0, y = 0, dx = 1, dy = 1]) => {
    const [columns, rows] = [Math.ceil((wide - x) / dx), Math.ceil((high - y) / dy)];
    return { x, y, dx, dy, columns, rows: columns > 0 ? rows : 0, stride: Math.ceil((columns * channels * depth) / 8) };
  });
  let raw: Uint8Array;
  try {
    raw = unzlibSync(data, {
      out: new Uint8Array(rowsOf.reduce((sum, { rows, stride }) => sum + rows * (stride + 1), 0)),
    });
  } catch {
    return undefined;
  }
  const samples = new Uint8Array(wide * high * size);
  const back = Math.max(1, (channels * depth) / 8);
  let at = 0;
  for (const { x, y, dx, dy, columns, rows, stride } of rowsOf) {
    let above = new Uint8Array(stride);
    for (let row = 0; row < rows; row++) {
      const line = raw.slice(at + 1, at + 1 + stride);
      undo(raw[at] ?? 0, line, above, back);
      at += stride + 1;
      above = line;
      for (let column = 0; column < columns; column++) {
        const to = ((y + row * dy) * wide + x + column * dx) * size;
        if (depth >= 8) samples.set(line.subarray(column * size, column * size + size), to);
        else
          samples[to] = ((line[(column * depth) >> 3] ?? 0) >> (8 - depth - ((column * depth) & 7))) & (2 ** depth - 1);
      }
    }
  }
  return { size, samples };
}

function undo(filter: number, line: Uint8Array, above: Uint8Array, back: number): void {
  for (let at = 0; at < line.length; at++) {
    const a = line[at - back] ?? 0;
    const b = above[at] ?? 0;
    const c = above[at - back] ?? 0;
    const nearest = [a, b, c].reduce(
      (best, one) => (Math.abs(a + b - c - one) < Math.abs(a + b - c - best) ? one : best),
      a,
    );
    line[at] = (line[at] ?? 0) + ([0, a, b, Math.floor((a + b) / 2), nearest][filter] ?? 0);
  }
}
