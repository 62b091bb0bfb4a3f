// Where in a large table of numbers (waveforms, palettes, spectra) letters stand as they do in words: so much of it that all of it
// can't be read as text. One pass, nothing held.

/** Fewer letters and digits than this are no words. */
const FEWEST = 5;

const OTHER = 0;
const PRINTED = 1;
const WORD = 2;

/** Bytes that stand in text; those beyond ASCII where names have letters of that kind. Numbers below zero are full of FF. */
function kindsOf(beyondAscii: boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    const lower = byte | 0x20;
    if ((lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39)) return WORD;
    if (byte >= 0x20 && byte < 0x7f) return PRINTED;
    return beyondAscii && byte >= 0x80 && byte < 0xff ? PRINTED : OTHER;
  });
}

const ASCII = kindsOf(false);
const BEYOND = kindsOf(true);

/** Runs of at least `fewest` characters, of one byte or, without their nulls, of two. */
export function* textRuns(bytes: Uint8Array, fewest: number, beyondAscii: boolean): Generator<Uint8Array> {
  const kinds = beyondAscii ? BEYOND : ASCII;
  let [start, words] = [0, 0];
  let [wide, wideWords] = [-1, 0];
  for (let at = 0; at <= bytes.length; at++) {
    const kind = at < bytes.length ? (kinds[bytes[at] ?? 0] ?? OTHER) : OTHER;
    if (kind !== OTHER) {
      if (kind === WORD) words++;
      continue;
    }
    const length = at - start;
    if (length >= fewest && words >= FEWEST) yield bytes.subarray(start, at);
    // A character with a null on each side is one of two bytes.
    const single = length === 1 && at < bytes.length && bytes[at] === 0;
    if (single) {
      if (wide < 0) [wide, wideWords] = [start, 0];
      wideWords += words;
    }
    if (!single && wide >= 0) {
      if ((start - wide) / 2 >= fewest && wideWords >= FEWEST) yield narrowed(bytes, wide, start);
      wide = -1;
    }
    start = at + 1;
    words = 0;
  }
}

function narrowed(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return Uint8Array.from({ length: Math.ceil((to - from) / 2) }, (_, index) => bytes[from + index * 2] ?? 0);
}
