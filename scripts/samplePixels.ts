// Pictures of the sample study: a phantom of ellipses, and letters drawn into an image as a modality would.

/** Rows of 5 bits, top to bottom, for the letters that the sample writes. */
const FONT: Readonly<Record<string, readonly number[]>> = {
  A: [0x0e, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11],
  D: [0x1e, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1e],
  E: [0x1f, 0x10, 0x10, 0x1e, 0x10, 0x10, 0x1f],
  I: [0x0e, 0x04, 0x04, 0x04, 0x04, 0x04, 0x0e],
  L: [0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1f],
  M: [0x11, 0x1b, 0x15, 0x15, 0x11, 0x11, 0x11],
  N: [0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11],
  P: [0x1e, 0x11, 0x11, 0x1e, 0x10, 0x10, 0x10],
  Q: [0x0e, 0x11, 0x11, 0x11, 0x15, 0x12, 0x0d],
  R: [0x1e, 0x11, 0x11, 0x1e, 0x14, 0x12, 0x11],
  S: [0x0f, 0x10, 0x10, 0x0e, 0x01, 0x01, 0x1e],
  T: [0x1f, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04],
  V: [0x11, 0x11, 0x11, 0x11, 0x11, 0x0a, 0x04],
};

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly value: number;
}

function inside(ellipse: Ellipse, x: number, y: number): boolean {
  return ((x - ellipse.x) / ellipse.width) ** 2 + ((y - ellipse.y) / ellipse.height) ** 2 <= 1;
}

/** A slice of a body with two lungs and a spine, `size` x `size` 16-bit values, little endian; `level` moves through it. */
export function phantom(size: number, level: number): Uint8Array {
  const unit = size / 64;
  const ellipses: readonly Ellipse[] = [
    { x: 32, y: 32, width: 28, height: 22, value: 1060 },
    { x: 20, y: 30, width: 8 + level, height: 12, value: 200 },
    { x: 44, y: 30, width: 8 + level, height: 12, value: 200 },
    { x: 32, y: 46, width: 4, height: 4, value: 1800 },
    { x: 33, y: 27, width: 5, height: 6 - level, value: 1150 },
  ];
  const view = new DataView(new ArrayBuffer(size * size * 2));
  for (let at = 0; at < size * size; at++) {
    const x = (at % size) / unit;
    const y = Math.floor(at / size) / unit;
    const value = ellipses.reduce((below, ellipse) => (inside(ellipse, x, y) ? ellipse.value : below), 0);
    view.setUint16(at * 2, value, true);
  }
  return new Uint8Array(view.buffer);
}

/** A fan of echoes, 8 bits a pixel, with `text` burned into its upper left. */
export function captured(width: number, height: number, text: string): Uint8Array {
  const image = new Uint8Array(width * height);
  for (let at = 0; at < image.length; at++) {
    const x = (at % width) - width / 2;
    const y = Math.floor(at / width) - 14;
    const radius = Math.hypot(x, y);
    if (y > 0 && Math.abs(x) < y && radius < height - 18) image[at] = 60 + ((radius * 7) % 90);
  }
  for (const [index, letter] of [...text].entries()) {
    for (const [row, bits] of (FONT[letter] ?? []).entries()) {
      for (let column = 0; column < 5; column++) {
        if ((bits >> (4 - column)) & 1) image[(3 + row) * width + 4 + index * 6 + column] = 255;
      }
    }
  }
  return image;
}
