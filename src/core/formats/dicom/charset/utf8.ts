// ISO_IR 192: Unicode in UTF-8 (PS3.5 6.1.2.4). A byte order mark is kept as it is.
import type { Codec } from './codec.js';

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const encoder = new TextEncoder();

export const UTF8: Codec = {
  decode(bytes) {
    try {
      return { text: strict.decode(bytes), valid: true };
    } catch {
      return { text: lenient.decode(bytes), valid: false };
    }
  },
  // Half of a surrogate pair is no character.
  encode: (text) => (/\p{Surrogate}/u.test(text) ? undefined : encoder.encode(text)),
};
