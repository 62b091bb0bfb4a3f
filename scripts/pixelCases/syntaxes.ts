// The transfer syntaxes that cases come in, and which pixels each can hold.
import type { PixelFormat } from './pixelFormat.js';

export interface CaseSyntax {
  readonly name: string;
  readonly uid: string;
  /** Decoding gives other values than were encoded. */
  readonly lossy?: boolean;
  /** How an uncompressed file becomes one of this syntax; absent where it is written at once. */
  readonly encoder?: readonly [program: string, ...options: string[]];
  takes(format: PixelFormat): boolean;
}

const BASE = '1.2.840.10008.1.2';
const any = (): boolean => true;
const notSubsampled = ({ photometric }: PixelFormat): boolean => photometric !== 'YBR_FULL_422';
/** What every codec takes without changing a value: grey, or RGB of eight bits with the samples of a pixel together. */
const plain = ({ photometric, planar }: PixelFormat): boolean =>
  !planar && (photometric.startsWith('MONOCHROME') || photometric === 'RGB');
const grey = ({ photometric, signed }: PixelFormat): boolean => !signed && photometric.startsWith('MONOCHROME');

export const NATIVE: CaseSyntax = { name: 'explicit', uid: `${BASE}.1`, takes: any };

export const SYNTAXES: readonly CaseSyntax[] = [
  NATIVE,
  { name: 'implicit', uid: BASE, takes: any },
  { name: 'big endian', uid: `${BASE}.2`, takes: ({ bitsAllocated }) => bitsAllocated === 16 },
  { name: 'deflated', uid: `${BASE}.1.99`, takes: any },
  { name: 'RLE', uid: `${BASE}.5`, encoder: ['dcmcrle'], takes: notSubsampled },
  {
    name: 'JPEG baseline',
    uid: `${BASE}.4.50`,
    lossy: true,
    encoder: ['dcmcjpeg', '+eb', '+q', '90'],
    takes: (format) => plain(format) && format.bitsStored === 8,
  },
  {
    name: 'JPEG extended',
    uid: `${BASE}.4.51`,
    lossy: true,
    encoder: ['dcmcjpeg', '+ee', '+q', '95'],
    takes: (format) => grey(format) && format.bitsStored === 12,
  },
  { name: 'JPEG lossless', uid: `${BASE}.4.57`, encoder: ['dcmcjpeg', '+el'], takes: plain },
  { name: 'JPEG lossless SV1', uid: `${BASE}.4.70`, encoder: ['dcmcjpeg', '+e1'], takes: plain },
  { name: 'JPEG-LS', uid: `${BASE}.4.80`, encoder: ['dcmcjpls', '+el'], takes: plain },
  { name: 'JPEG-LS near', uid: `${BASE}.4.81`, lossy: true, encoder: ['dcmcjpls', '+en', '+md', '2'], takes: grey },
  { name: 'JPEG 2000', uid: `${BASE}.4.90`, encoder: ['gdcmconv', '--j2k'], takes: plain },
  {
    name: 'JPEG 2000 lossy',
    uid: `${BASE}.4.91`,
    lossy: true,
    encoder: ['gdcmconv', '--j2k', '--lossy', '-r', '8'],
    takes: grey,
  },
];
