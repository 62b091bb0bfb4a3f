// Where the content of a JPEG segment ends (ISO/IEC 10918-1 B.2, 14495-1 C.2). Written anew, apart from the planning.

/** Index in the segment, marker and length included, behind what counts; that of its end where nobody can tell. */
export function contentEnd(segment: Uint8Array): number {
  const code = segment[1] ?? 0;
  const byte = (at: number): number => segment[at] ?? 0;
  let end = segment.length;
  if (code === 0xc4 || code === 0xdb) {
    end = 4;
    for (let size = tableSize(segment, end); size > 0; size = tableSize(segment, end)) end += size;
  } else if (code === 0xda) end = 8 + 2 * byte(4);
  else if (code === 0xdc) end = 6;
  else if (code === 0xdd) end = segment.length <= 8 && byte(4) === 0 ? segment.length : 6;
  else if (code === 0xdf) end = 5;
  else if (code === 0xf8 && byte(4) === 1) end = 15;
  else if (code === 0xf7 || code === 0xde || (code >> 4 === 12 && code !== 0xc8 && code !== 0xcc))
    end = 10 + 3 * byte(9);
  return Math.min(end, segment.length);
}

/** Of a Huffman or quantisation table; 0 where none begins. */
function tableSize(segment: Uint8Array, at: number): number {
  const left = segment.length - at;
  const kind = segment[at];
  if (kind === undefined || (kind & 0xec) !== 0) return 0;
  const wide = kind >> 4;
  if (segment[1] === 0xdb) return left > 64 * (wide + 1) ? 1 + 64 * (wide + 1) : 0;
  const lengths = segment.subarray(at + 1, at + 17);
  const symbols = lengths.reduce((sum, count) => sum + count, 0);
  // No more codes than there is room for (C.2).
  const codes = lengths.reduce((sum, count, index) => sum + count / 2 ** (index + 1), 0);
  return codes > 1 || lengths.length < 16 || symbols > 256 || 17 + symbols > left ? 0 : 17 + symbols;
}
