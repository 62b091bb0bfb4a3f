// What turns bytes into text and back, and the byte arithmetic that all codecs share.

export const REPLACEMENT = 0xfffd;
export const ESC = 0x1b;

export interface Decoded {
  readonly text: string;
  /** False where a byte had no meaning, which U+FFFD stands for, or where a set was called that is not declared. */
  readonly valid: boolean;
}

/** Knows nothing of VRs but where the state of ISO 2022 returns to its start: `delimiters` are those characters. */
export interface Codec {
  decode(bytes: Uint8Array, delimiters: string): Decoded;
  /** Undefined where a character has no code. */
  encode(text: string, delimiters: string): Uint8Array | undefined;
}

/** Told of each character. */
export type Visit = (codePoint: number) => void;

/** Gathers what `scan` visits; `scan` answers whether all bytes had a meaning. */
export function gather(scan: (visit: Visit) => boolean): Decoded {
  let text = '';
  const valid = scan((codePoint) => {
    text += codePoint < 0x10000 ? String.fromCharCode(codePoint) : String.fromCodePoint(codePoint);
  });
  return { text, valid };
}

/** True for bytes that say the same in every character set: 7 bits, and nothing that calls another set. */
export function isPlain(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80 || byte === ESC) return false;
  return true;
}

export function isPlainText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80 || unit === ESC) return false;
  }
  return true;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text of bytes for which {@link isPlain} holds. */
export function plainToText(bytes: Uint8Array): string {
  // A call into the host costs more than a short loop.
  if (bytes.length > 64) return utf8.decode(bytes);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Bytes of text for which {@link isPlainText} holds. */
export function textToPlain(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
