// Base64 (RFC 4648), also as in URLs: bytes of a run, and short texts that are one run and nothing else.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SEXTETS = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(
    0,
    ALPHABET.replace('+', '-').replace('/', '_').indexOf(String.fromCharCode(code)),
    ALPHABET.indexOf(String.fromCharCode(code)),
  ),
);

/** @param body letters of the alphabet, without what fills up */
export function base64Bytes(body: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let held = 0;
  let count = 0;
  let end = 0;
  for (let at = 0; at < body.length; at += 1) {
    held = ((held << 6) | (SEXTETS[body.charCodeAt(at)] ?? 0)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[end] = (held >>> count) & 0xff;
    end += 1;
  }
  return bytes.subarray(0, end);
}

const WHOLE = /^[A-Za-z0-9+/_-]{4,}={0,2} ?$/u;
const FEWEST = 3;

/** True where a text is one run of base64 whose bytes are printed characters (ASCII or UTF-8), and nothing else. */
export function isShortBase64(text: string): boolean {
  // Most words and codes end here: their first byte would not be printed.
  const first = SEXTETS[text.charCodeAt(0)] ?? 0;
  const second = SEXTETS[text.charCodeAt(1)] ?? 0;
  if (!isPrinted((first << 2) | (second >>> 4)) || !WHOLE.test(text)) return false;
  const body = text.replace(/[= ]+$/u, '');
  if (body.length % 4 === 1) return false;
  const bytes = base64Bytes(body);
  return bytes.length >= FEWEST && isText(bytes);
}

function isPrinted(byte: number): boolean {
  return byte >= 0x20 && byte !== 0x7f;
}

/** Printed characters in UTF-8, without its rarer rules. */
function isText(bytes: Uint8Array): boolean {
  let more = 0;
  for (const byte of bytes) {
    const follows = byte >= 0x80 && byte < 0xc0;
    if (follows !== more > 0 || byte >= 0xf8 || !isPrinted(byte)) return false;
    more = follows ? more - 1 : byte < 0xc0 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
  }
  return more === 0;
}

/** What a text of {@link isShortBase64} says. */
export function shortBase64(text: string): string {
  return new TextDecoder().decode(base64Bytes(text.replace(/[= ]+$/u, ''))).trim();
}
