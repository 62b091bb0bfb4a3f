// What a compressed frame says of itself, before a codec is let at it: JPEG and JPEG-LS (ISO 10918-1 B.2, ISO 14495-1 C.2),
// JPEG 2000 (ISO 15444-1 A.5).
import type { CodecName } from './codecPort.js';

export interface StreamHeader {
  readonly codec: CodecName;
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly bits: number;
  readonly signed: boolean;
  /** JPEG: the colour transform by an Adobe marker, or that there is a JFIF marker; undefined where neither says. */
  readonly transform?: 'none' | 'ycc';
}

/** Undefined where the bytes are no stream that is known here. */
export function streamHeader(bytes: Uint8Array): StreamHeader | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegHeader(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0x4f) return codestreamHeader(bytes, 0);
  // A JP2 file around a codestream: the SOC and SIZ markers follow each other.
  if (bytes[4] === 0x6a && bytes[5] === 0x50)
    for (let at = 12; at + 4 <= Math.min(bytes.length, 65_536); at++)
      if (bytes[at] === 0xff && bytes[at + 1] === 0x4f && bytes[at + 2] === 0xff && bytes[at + 3] === 0x51)
        return codestreamHeader(bytes, at);
  return undefined;
}

function jpegHeader(bytes: Uint8Array): StreamHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let transform: StreamHeader['transform'];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return undefined;
    const length = view.getUint16(at + 2);
    if (marker === 0xee && length >= 14 && ascii(bytes, at + 4, 5) === 'Adobe')
      transform = bytes[at + 15] === 0 ? 'none' : 'ycc';
    if (marker === 0xe0 && transform === undefined && ascii(bytes, at + 4, 4) === 'JFIF') transform = 'ycc';
    const frame = (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === 0xf7;
    if (frame) {
      if (at + 10 > bytes.length) return undefined;
      return {
        codec: marker === 0xf7 ? 'jpeg-ls' : 'jpeg',
        bits: bytes[at + 4] ?? 0,
        rows: view.getUint16(at + 5),
        columns: view.getUint16(at + 7),
        samples: bytes[at + 9] ?? 0,
        signed: false,
        ...(transform === undefined ? {} : { transform }),
      };
    }
    at += 2 + length;
  }
  return undefined;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function codestreamHeader(bytes: Uint8Array, start: number): StreamHeader | undefined {
  if (bytes.length < start + 45) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
  if (view.getUint16(2) !== 0xff51) return undefined;
  const capabilities = view.getUint16(6);
  const depth = view.getUint8(42);
  return {
    // Bit 14 of Rsiz: a CAP marker follows, and high throughput is what it is used for (ISO 15444-15 A.2).
    codec: (capabilities & 0x4000) === 0 ? 'jpeg-2000' : 'htj2k',
    columns: view.getUint32(8) - view.getUint32(16),
    rows: view.getUint32(12) - view.getUint32(20),
    samples: view.getUint16(40),
    bits: (depth & 0x7f) + 1,
    signed: depth > 0x7f,
  };
}
