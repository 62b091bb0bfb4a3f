// Turns values into the bytes of their value representation (PS3.5 6.2), without padding.

/** Specific Character Set is what the caller says it is: bytes of other sets are given as bytes. */
export type TextEncoding = 'latin1' | 'utf-8';

export type Value = string | number | bigint | readonly (string | number | bigint)[];

const WIDTH: Readonly<Record<string, number>> = {
  US: 2,
  SS: 2,
  OW: 2,
  UL: 4,
  SL: 4,
  OL: 4,
  AT: 4,
  FL: 4,
  OF: 4,
  FD: 8,
  OD: 8,
  SV: 8,
  UV: 8,
  OV: 8,
  OB: 1,
  UN: 1,
};

function setNumber(view: DataView, vr: string, at: number, value: number | bigint, le: boolean): void {
  const plain = Number(value);
  switch (vr) {
    case 'US':
    case 'OW':
      view.setUint16(at, plain, le);
      break;
    case 'SS':
      view.setInt16(at, plain, le);
      break;
    case 'UL':
    case 'OL':
      view.setUint32(at, plain, le);
      break;
    case 'SL':
      view.setInt32(at, plain, le);
      break;
    case 'AT':
      view.setUint16(at, plain >>> 16, le);
      view.setUint16(at + 2, plain & 0xffff, le);
      break;
    case 'FL':
    case 'OF':
      view.setFloat32(at, plain, le);
      break;
    case 'FD':
    case 'OD':
      view.setFloat64(at, plain, le);
      break;
    case 'SV':
      view.setBigInt64(at, BigInt(value), le);
      break;
    case 'UV':
    case 'OV':
      view.setBigUint64(at, BigInt(value), le);
      break;
    default:
      view.setUint8(at, plain);
  }
}

/** Encodes text in one byte per character or as UTF-8. */
function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** @throws TypeError for text where the value representation is binary */
export function encodeValue(vr: string, value: Value, littleEndian: boolean, text: TextEncoding): Uint8Array {
  const values = Array.isArray(value) ? value : [value];
  const width = WIDTH[vr];
  if (width === undefined) return encodeText(values.join('\\'), text);
  const view = new DataView(new ArrayBuffer(width * values.length));
  for (const [index, one] of values.entries()) {
    if (typeof one === 'string') throw new TypeError(`text for ${vr}`);
    setNumber(view, vr, index * width, one, littleEndian);
  }
  return new Uint8Array(view.buffer);
}
