// Streams of compressed frames, made by hand: segments of JPEG, and even lengths as DICOM wants them (PS3.5 7.1.1).
import { bytesOf } from '../../scripts/dicomWriter.js';

export function segment(code: number, payload: Uint8Array | string): Uint8Array {
  const bytes = bytesOf(payload);
  return bytesOf(Uint8Array.of(0xff, code, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff), bytes);
}

export function even(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const bytes = bytesOf(...parts);
  return bytes.length % 2 === 0 ? bytes : bytesOf(bytes, '\0');
}
