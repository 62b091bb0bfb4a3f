// RLE Lossless (PS3.5 Annex G): a header of segment offsets, then the bytes of each plane, packed.

/** Samples in planes of bytes become samples in little endian, one plane after the other; undefined where the segments don't fit. */
export function decodeRle(
  bytes: Uint8Array,
  cells: number,
  samples: number,
  bitsAllocated: number,
): { readonly bytes: Uint8Array; readonly whole: boolean } | undefined {
  if (bytes.length < 64) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = Math.max(1, bitsAllocated / 8);
  const planes = samples * width;
  if (view.getUint32(0, true) !== planes) return undefined;
  // Single bits stay packed, eight to a byte (PS3.5 8.2.2).
  const size = bitsAllocated === 1 ? Math.ceil(cells / 8) : cells;
  const out = new Uint8Array(size * planes);
  let whole = true;
  for (let plane = 0; plane < planes; plane++) {
    const start = view.getUint32(4 + plane * 4, true);
    const next = plane + 1 < planes ? view.getUint32(8 + plane * 4, true) : bytes.length;
    if (start < 64 || start > bytes.length) return undefined;
    // The most significant byte of a sample comes first (PS3.5 G.2).
    const sample = Math.floor(plane / width);
    const low = width - 1 - (plane % width);
    const written = unpack(bytes.subarray(start, Math.max(start, next)), out, sample * size * width + low, width, size);
    whole &&= written === size;
  }
  return { bytes: out, whole };
}

/** PackBits into every `step`th byte from `at`; returns how many it wrote, `count` at most. */
function unpack(packed: Uint8Array, out: Uint8Array, at: number, step: number, count: number): number {
  let written = 0;
  for (let i = 0; i + 1 < packed.length && written < count; ) {
    const control = packed[i++] ?? 0;
    if (control === 128) continue;
    if (control < 128) {
      const end = Math.min(i + control + 1, packed.length, i + count - written);
      for (; i < end; i++) out[at + written++ * step] = packed[i] ?? 0;
    } else {
      const value = packed[i++] ?? 0;
      const end = Math.min(written + 257 - control, count);
      for (; written < end; written++) out[at + written * step] = value;
    }
  }
  return written;
}

interface RleFrame {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly bitsAllocated: number;
}

/** The reverse of {@link decodeRle}: each row of each plane of bytes for itself (PS3.5 G.3.1), of even length. */
export function encodeRle(bytes: Uint8Array, { rows, columns, samples, bitsAllocated }: RleFrame): Uint8Array {
  const width = Math.max(1, bitsAllocated / 8);
  const bits = bitsAllocated === 1;
  // Rows of single bits do not end at bytes: they are packed as one.
  const [lines, line] = bits ? [1, Math.ceil((rows * columns) / 8)] : [rows, columns];
  const size = lines * line;
  const planes = samples * width;
  // A literal run of 128 bytes takes one more; then a byte of padding for each segment.
  const out = new Uint8Array(64 + planes * (lines * (line + Math.ceil(line / 128)) + 1));
  const view = new DataView(out.buffer);
  view.setUint32(0, planes, true);
  let end = 64;
  for (let plane = 0; plane < planes; plane++) {
    view.setUint32(4 + plane * 4, end, true);
    const first = Math.floor(plane / width) * size * width + width - 1 - (plane % width);
    for (let row = 0; row < lines; row++) end = pack(bytes, first + row * line * width, width, line, out, end);
    end += end & 1;
  }
  return out.slice(0, end);
}

/** PackBits of `count` bytes, every `step`th from `at`; returns where the packed bytes end. */
function pack(bytes: Uint8Array, at: number, step: number, count: number, out: Uint8Array, start: number): number {
  const value = (index: number): number => bytes[at + index * step] ?? 0;
  const runAt = (index: number): number => {
    let length = 1;
    while (length < 128 && index + length < count && value(index + length) === value(index)) length++;
    return length;
  };
  let end = start;
  for (let i = 0; i < count; ) {
    const run = runAt(i);
    if (run > 1) {
      out[end++] = 257 - run;
      out[end++] = value(i);
      i += run;
      continue;
    }
    // A literal run ends where three alike begin: two alike inside it cost nothing.
    const from = end++;
    let length = 0;
    while (length < 128 && i < count && (length === 0 || runAt(i) < 3)) {
      out[end++] = value(i++);
      length++;
    }
    out[from] = length - 1;
  }
  return end;
}
