// A second, independent reader of JPEG files: cuts the bytes at their markers. It shares no code with the format.

export interface JpegPiece {
  readonly marker: number;
  readonly from: number;
  readonly to: number;
}

export interface JpegCut {
  readonly pieces: readonly JpegPiece[];
  /** Behind EOI; the length of the file where there is none. */
  readonly end: number;
  readonly whole: boolean;
}

/** Pieces from marker to marker; of SOS with the coded data behind it. */
export function cutJpeg(bytes: Uint8Array): JpegCut {
  const pieces: JpegPiece[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) break;
    let to = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    if (marker === 0xda) {
      while (to < bytes.length) {
        const next = bytes[to + 1] ?? 0;
        if (bytes[to] === 0xff && next > 0 && next < 0xff && (next < 0xd0 || next > 0xd7)) break;
        to++;
      }
    }
    pieces.push({ marker, from: at, to: Math.min(to, bytes.length) });
    at = to;
  }
  const whole = bytes[at] === 0xff && bytes[at + 1] === 0xd9;
  return { pieces, end: whole ? at + 2 : bytes.length, whole };
}

/** Everything that codes the picture and nothing that tells of it. */
export function isCoding(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdd);
}

/** True where a piece begins with that text behind its length. */
export function beginsWith(bytes: Uint8Array, { from }: JpegPiece, text: string): boolean {
  return [...text].every((letter, at) => bytes[from + 4 + at] === letter.charCodeAt(0));
}
