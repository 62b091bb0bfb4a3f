// Codes that few use for texts: characters as decimal numbers, base32 (RFC 4648), Ascii85 in its marks, and uuencoded files.

export interface Code {
  readonly pattern: RegExp;
  decode(run: string): Uint8Array;
}

/** So many numbers in a row may be a name. */
export const FEWEST_NUMBERS = 5;

const DECIMAL: Code = {
  pattern: /(?<![\d.])\d{2,3}(?:(?:[ ,;:-]|\r?\n|, )\d{2,3}){4,}(?![\d.])/gu,
  decode: (run) => Uint8Array.from((run.match(/\d+/gu) ?? []).map(Number).filter((code) => code < 256)),
};

const ALPHABET32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE32: Code = {
  pattern: /(?<![A-Za-z0-9])[A-Z2-7]{12,}(?:={1,6}|(?![A-Za-z0-9]))/gu,
  decode: (run) => joined(run.replace(/=+$/u, ''), 5, (letter) => ALPHABET32.indexOf(letter)),
};

const UUENCODED: Code = {
  pattern: /begin [0-7]{3,4} [^\r\n]{1,100}\r?\n[ -`]{2,61}(?:\r?\n[ -`]{1,61})*/gu,
  decode: (run) => {
    const lines = run.split(/\r?\n/u).slice(1);
    const bytes = lines.flatMap((line) => {
      const length = (line.charCodeAt(0) - 32) & 63;
      return [
        ...joined(
          line.slice(1).padEnd(Math.ceil(length / 3) * 4),
          6,
          (letter) => (letter.charCodeAt(0) - 32) & 63,
        ).subarray(0, length),
      ];
    });
    return Uint8Array.from(bytes);
  },
};

const ASCII85: Code = {
  pattern: /<~[!-uz\s]{5,}~>/gu,
  decode: (run) => {
    const body = run.slice(2, -2).replace(/\s+/gu, '').replace(/z/gu, '!!!!!');
    const bytes = new Uint8Array(Math.ceil(body.length / 5) * 4);
    for (let at = 0; at < body.length; at += 5) {
      let value = 0;
      for (let index = at; index < at + 5; index += 1)
        value = value * 85 + (index < body.length ? body.charCodeAt(index) - 33 : 84);
      for (let index = 0; index < 4; index += 1)
        bytes[(at / 5) * 4 + index] = Math.floor(value / 256 ** (3 - index)) & 255;
    }
    return bytes.subarray(0, Math.floor((body.length * 4) / 5));
  },
};

export const OTHER_CODES: readonly Code[] = [DECIMAL, BASE32, UUENCODED, ASCII85];

/** Letters of so many bits each as bytes. */
function joined(letters: string, width: number, worth: (letter: string) => number): Uint8Array {
  const bytes = new Uint8Array(Math.floor((letters.length * width) / 8));
  let [held, count, end] = [0, 0, 0];
  for (const letter of letters) {
    held = ((held << width) | Math.max(0, worth(letter))) & 0xffff;
    count += width;
    if (count < 8 || end >= bytes.length) continue;
    count -= 8;
    bytes[end] = (held >>> count) & 255;
    end += 1;
  }
  return bytes;
}
