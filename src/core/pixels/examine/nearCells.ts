// Cells of video: coding with loss changes every pixel a little from frame to frame, so a cell counts as what it was before where it
// differs by less than text that can be read would.
import { type CellMap, SIDE } from './cells.js';

/** Noise of coding goes up and down; a stroke of text moves the mean of the pixels around it, even one pixel wide. */
const BLOCK = 4;
const NEAR_MEAN = 5;
const NEAR = 40;
/** So many contents of a cell are kept; one that was forgotten is new. */
const KEPT = 4;

interface Content {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly means: Float32Array;
}

/**
 * Of RGB frames. Each content has a number in the place of a digest. What is compared with stays what it was, so that slow changes are
 * seen as well.
 */
export function nearCells(): (width: number, height: number, values: Uint8Array) => CellMap {
  const known: Content[][] = [];
  let next = 1;
  return (width, height, values) => {
    const [across, down] = [Math.ceil(width / SIDE), Math.ceil(height / SIDE)];
    const digests = new Float64Array(across * down);
    for (let cell = 0; cell < digests.length; cell++) {
      const [left, top] = [(cell % across) * SIDE, Math.floor(cell / across) * SIDE];
      const [columns, rows] = [Math.min(SIDE, width - left), Math.min(SIDE, height - top)];
      const bytes = new Uint8Array(columns * rows * 3);
      for (let y = 0; y < rows; y++) {
        const from = ((top + y) * width + left) * 3;
        bytes.set(values.subarray(from, from + columns * 3), y * columns * 3);
      }
      const means = meansOf(bytes, columns, rows);
      known[cell] ??= [];
      const own = known[cell] ?? [];
      let content = own.find((one) => within(one.bytes, bytes, NEAR) && within(one.means, means, NEAR_MEAN));
      if (content === undefined) {
        content = { id: next++, bytes, means };
        own.push(content);
        if (own.length > KEPT) own.shift();
      }
      digests[cell] = content.id;
    }
    return { across, down, digests };
  };
}

/** Brightness of blocks of pixels. */
function meansOf(bytes: Uint8Array, columns: number, rows: number): Float32Array {
  const across = Math.ceil(columns / BLOCK);
  const means = new Float32Array(across * Math.ceil(rows / BLOCK));
  for (let y = 0, at = 0; y < rows; y++)
    for (let x = 0; x < columns; x++, at += 3) {
      const block = Math.floor(y / BLOCK) * across + Math.floor(x / BLOCK);
      const brightness = (bytes[at] ?? 0) * 0.299 + (bytes[at + 1] ?? 0) * 0.587 + (bytes[at + 2] ?? 0) * 0.114;
      means[block] = (means[block] ?? 0) + brightness / (BLOCK * BLOCK);
    }
  return means;
}

function within(a: Uint8Array | Float32Array, b: Uint8Array | Float32Array, most: number): boolean {
  for (let i = 0; i < a.length; i++) if (Math.abs((a[i] ?? 0) - (b[i] ?? 0)) > most) return false;
  return true;
}
