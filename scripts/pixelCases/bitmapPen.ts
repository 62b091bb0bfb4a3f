// Letters of five by seven dots, as consoles of modalities draw them. Heights that are no multiple of seven take the nearest dot.
import { type Font, filled, type Ink, type InkRequest, trimmed } from './ink.js';

/** Seven rows of five bits, two hexadecimal digits each. */
const DOTS: Readonly<Record<string, string>> = {
  A: '0e11111f111111',
  B: '1e11111e11111e',
  C: '0e11101010110e',
  D: '1e11111111111e',
  E: '1f10101e10101f',
  F: '1f10101e101010',
  G: '0e11101711110f',
  H: '1111111f111111',
  I: '0e04040404040e',
  J: '0702020202120c',
  K: '11121418141211',
  L: '1010101010101f',
  M: '111b1515111111',
  N: '11191513111111',
  O: '0e11111111110e',
  P: '1e11111e101010',
  Q: '0e11111115120d',
  R: '1e11111e141211',
  S: '0f10100e01011e',
  T: '1f040404040404',
  U: '1111111111110e',
  V: '11111111110a04',
  W: '11111115151b11',
  X: '11110a040a1111',
  Y: '11110a04040404',
  Z: '1f01020408101f',
  a: '00000e010f110f',
  b: '1010161911111e',
  c: '00000e1010110e',
  d: '01010d1311110f',
  e: '00000e111f100e',
  f: '0609081c080808',
  g: '000f11110f010e',
  h: '10101619111111',
  i: '04000c0404040e',
  j: '0200060202120c',
  k: '10101214181412',
  l: '0c04040404040e',
  m: '00001a15151111',
  n: '00001619111111',
  o: '00000e1111110e',
  p: '00001e111e1010',
  q: '00000d130f0101',
  r: '00001619101010',
  s: '00000e100e011e',
  t: '08081c08080906',
  u: '0000111111130d',
  v: '00001111110a04',
  w: '0000111115150a',
  x: '0000110a040a11',
  y: '000011110f010e',
  z: '00001f0204081f',
  '0': '0e11131519110e',
  '1': '040c040404040e',
  '2': '0e11010608101f',
  '3': '1f02040201110e',
  '4': '02060a121f0202',
  '5': '1f101e0101110e',
  '6': '0608101e11110e',
  '7': '1f010204080808',
  '8': '0e11110e11110e',
  '9': '0e11110f01020c',
  '.': '00000000000c0c',
  ',': '000000000c0408',
  ':': '000c0c000c0c00',
  ';': '000c0c000c0408',
  '/': '01010204081010',
  '-': '0000001f000000',
  '+': '0004041f040400',
  '=': '00001f001f0000',
  '^': '040a1100000000',
  '(': '02040808080402',
  ')': '08040202020408',
  '#': '0a0a1f0a1f0a0a',
  '%': '18190204081303',
  "'": '04040800000000',
  '*': '00150e1f0e1500',
  '&': '0c12140815120d',
  '@': '0e11171515100e',
  _: '0000000000001f',
  '?': '0e110102040004',
  ' ': '00000000000000',
};

export const BITMAP_FONT: Font = { name: 'dots 5x7', style: 'bitmap', scripts: ['latin'] };

export function drawDots({ text, height }: Omit<InkRequest, 'font'>): Ink {
  // Compatibility forms fall apart into letter and mark; the mark is left out.
  const letters = [...text.normalize('NFD')].filter((letter) => DOTS[letter] !== undefined);
  const rows = letters.map((letter) => {
    const dots = DOTS[letter] ?? '';
    return Array.from({ length: 7 }, (_, row) => Number.parseInt(dots.slice(row * 2, row * 2 + 2), 16));
  });
  const scale = height / 7;
  const width = Math.max(1, Math.round(letters.length * 6 * scale));
  const ink = filled(width, Math.max(1, Math.round(height)), (x, y) => {
    const [column, row] = [Math.floor((x + 0.5) / scale), Math.floor((y + 0.5) / scale)];
    const bits = rows[Math.floor(column / 6)]?.[Math.min(6, row)] ?? 0;
    return (bits >> (4 - (column % 6))) & 1 ? 255 : 0;
  });
  return trimmed(ink);
}
