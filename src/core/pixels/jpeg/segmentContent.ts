// How much of a segment of JPEG or JPEG-LS its content takes (ISO/IEC 10918-1 B.2, 14495-1 C.2): what is behind is of no use to any
// decoder, however long the segment says it is.

/** @returns how many bytes of the body count; undefined for segments that are not known so well */
export function contentLength(marker: number, body: Uint8Array): number | undefined {
  const most = (length: number): number => Math.min(length, body.length);
  if (marker === 0xc4) return huffmanTables(body);
  if (marker === 0xdb) return quantisation(body);
  if (marker === 0xdc) return most(2);
  // JPEG-LS knows intervals of three and four bytes (14495-1 C.2.5), as long as the segment.
  if (marker === 0xdd) return body.length <= 4 && body[0] === 0 ? body.length : most(2);
  if (marker === 0xda) return most(4 + 2 * (body[0] ?? 0));
  if (marker === 0xdf) return most(1);
  if (marker === 0xf8) return body[0] === 1 ? most(11) : undefined;
  if (marker === 0xf7 || marker === 0xde || (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc))
    return most(6 + 3 * (body[5] ?? 0));
  return undefined;
}

/** Tables one behind the other, up to what is none. */
function huffmanTables(body: Uint8Array): number {
  for (let at = 0; ; ) {
    const kind = body[at] ?? 0xff;
    if (kind >> 4 > 1 || (kind & 15) > 3 || at + 17 > body.length) return at;
    let [symbols, free] = [0, 1];
    for (let length = 1; length <= 16; length++) {
      const count = body[at + length] ?? 0;
      symbols += count;
      free = free * 2 - count;
      if (free < 0) return at;
    }
    if (symbols > 256 || at + 17 + symbols > body.length) return at;
    at += 17 + symbols;
  }
}

function quantisation(body: Uint8Array): number {
  for (let at = 0; ; ) {
    const kind = body[at] ?? 0xff;
    const end = at + 1 + ((kind >> 4) + 1) * 64;
    if (kind >> 4 > 1 || (kind & 15) > 3 || end > body.length) return at;
    at = end;
  }
}
