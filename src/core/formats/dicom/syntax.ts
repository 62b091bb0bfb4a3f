// Transfer syntaxes (PS3.5 section 10 and Annex A): how a data set's bytes are laid out.

/** How elements are written. */
export interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

export const EXPLICIT_LITTLE: Encoding = { explicit: true, littleEndian: true };
export const EXPLICIT_BIG: Encoding = { explicit: true, littleEndian: false };
export const IMPLICIT_LITTLE: Encoding = { explicit: false, littleEndian: true };
/** Never valid, but written by some devices of the ACR-NEMA days. */
export const IMPLICIT_BIG: Encoding = { explicit: false, littleEndian: false };

const IMPLICIT_VR_LITTLE_ENDIAN = '1.2.840.10008.1.2';
const EXPLICIT_VR_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const EXPLICIT_VR_BIG_ENDIAN = '1.2.840.10008.1.2.2';
const DEFLATED = new Set([
  '1.2.840.10008.1.2.1.99', // Deflated Explicit VR Little Endian
  '1.2.840.10008.1.2.4.95', // JPIP Referenced Deflate
  '1.2.840.10008.1.2.4.205', // JPIP HTJ2K Referenced Deflate
]);
const GE_PRIVATE_BIG_PIXELS = '1.2.840.113619.5.2';

/** What the transfer syntax says; every one not named here is Explicit VR Little Endian (PS3.5 A.4). */
export function encodingOf(uid: string): Encoding {
  if (uid === IMPLICIT_VR_LITTLE_ENDIAN || uid === GE_PRIVATE_BIG_PIXELS) return IMPLICIT_LITTLE;
  if (uid === EXPLICIT_VR_BIG_ENDIAN) return EXPLICIT_BIG;
  return EXPLICIT_LITTLE;
}

export function isDeflated(uid: string): boolean {
  return DEFLATED.has(uid);
}

/** The uncompressed transfer syntax that has this layout; undefined where none has. */
export function nativeSyntaxOf(encoding: Encoding): string | undefined {
  if (encoding.explicit) return encoding.littleEndian ? EXPLICIT_VR_LITTLE_ENDIAN : EXPLICIT_VR_BIG_ENDIAN;
  return encoding.littleEndian ? IMPLICIT_VR_LITTLE_ENDIAN : undefined;
}
