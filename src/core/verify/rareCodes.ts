// Check: decoders of codes that few use: characters as decimal numbers, base32 (RFC 4648), uuencoded lines and Ascii85. Written anew, apart
// from the planning.

/** What runs of a text stand for, where they may be such codes. */
export function* rareDecodings(text: string): Generator<Uint8Array> {
  for (const { 0: run } of text.matchAll(/\d{2,3}(?:[\s,;:-]{1,2}\d{2,3}){4,}/gu))
    yield Uint8Array.from(run.split(/[^\d]+/u), (number) => Number(number) & 0xff);
  for (const { 0: run } of text.matchAll(/[A-Z2-7]{12,}/gu)) {
    if (!/[2-7]/u.test(run) && run.length < 24) continue;
    yield fromBits(run, 5, (code) => (code < 0x41 ? code - 0x32 + 26 : code - 0x41));
  }
  for (const { 0: run } of text.matchAll(/begin \d{3,4} .{1,100}\r?\n[ -`\r\n]+/gu)) {
    const parts = run
      .split(/\r?\n/u)
      .slice(1)
      .filter((line) => line !== '');
    const lines = parts.map((line) =>
      fromBits(line.slice(1).padEnd(84), 6, (code) => (code - 32) & 63).subarray(0, (line.charCodeAt(0) - 32) & 63),
    );
    yield Uint8Array.from(lines.flatMap((line) => [...line]));
  }
  for (const { 1: run = '' } of text.matchAll(/<~([!-uz\s]{5,})~>/gu)) yield fromBase85(run);
}

function fromBits(letters: string, width: number, digitOf: (code: number) => number): Uint8Array {
  const size = Math.trunc((letters.length * width) / 8);
  const bytes = new Uint8Array(size);
  for (let at = 0; at < letters.length * width; at++) {
    const digit = digitOf(letters.charCodeAt(Math.trunc(at / width)));
    const bit = (digit >> (width - 1 - (at % width))) & 1;
    const byte = at >> 3;
    if (byte < size) bytes[byte] = (bytes[byte] ?? 0) | (bit << (7 - (at & 7)));
  }
  return bytes;
}

function fromBase85(run: string): Uint8Array {
  const digits = Array.from(run.replace(/\s/gu, '').replaceAll('z', '!!!!!'), (letter) => letter.charCodeAt(0) - 33);
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 5) {
    const own = digits.slice(at, at + 5);
    let value = 0;
    for (let index = 0; index < 5; index++) value = value * 85 + (own[index] ?? 84);
    const four = [24, 16, 8, 0].map((shift) => Math.trunc(value / 2 ** shift) & 255);
    bytes.push(...four.slice(0, own.length - 1));
  }
  return Uint8Array.from(bytes);
}
