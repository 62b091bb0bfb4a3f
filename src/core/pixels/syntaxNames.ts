// Transfer syntaxes of images in words, and what decodes them (PS3.5 Annex A, PS3.6 Table A-1).

/** Who turns the bytes of a frame into samples. */
export type Coding = 'native' | 'rle' | 'deflate' | 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k' | 'jpeg-xl';

export interface SyntaxName {
  readonly words: string;
  readonly coding?: Coding;
  /** Why frames of this syntax are not drawn. */
  readonly why?: string;
}

const VIDEO = 'is video: no decoder for it comes with this program; open the file in a video player or a DICOM viewer';
const ELSEWHERE = 'only refers to pixel data on a server: the file itself holds none';
const video = (words: string): SyntaxName => ({ words, why: `${words} ${VIDEO}` });
const elsewhere = (words: string): SyntaxName => ({ words, why: `${words} ${ELSEWHERE}` });

const BASE = '1.2.840.10008.1.2';
const NAMES: Readonly<Record<string, SyntaxName>> = {
  '': { words: 'uncompressed', coding: 'native' },
  '.1': { words: 'uncompressed', coding: 'native' },
  '.2': { words: 'uncompressed, big endian', coding: 'native' },
  '.1.99': { words: 'uncompressed, data set deflated', coding: 'native' },
  '.5': { words: 'RLE, lossless', coding: 'rle' },
  '.8.1': { words: 'deflated frames, lossless', coding: 'deflate' },
  '.4.50': { words: 'JPEG baseline, lossy', coding: 'jpeg' },
  '.4.51': { words: 'JPEG extended, lossy', coding: 'jpeg' },
  '.4.53': { words: 'JPEG spectral selection, lossy', coding: 'jpeg' },
  '.4.55': { words: 'JPEG progressive, lossy', coding: 'jpeg' },
  '.4.57': { words: 'JPEG lossless', coding: 'jpeg' },
  '.4.70': { words: 'JPEG lossless, first order', coding: 'jpeg' },
  '.4.80': { words: 'JPEG-LS, lossless', coding: 'jpeg-ls' },
  '.4.81': { words: 'JPEG-LS, near lossless', coding: 'jpeg-ls' },
  '.4.90': { words: 'JPEG 2000, lossless', coding: 'jpeg-2000' },
  '.4.91': { words: 'JPEG 2000', coding: 'jpeg-2000' },
  '.4.92': { words: 'JPEG 2000 multi-component, lossless', coding: 'jpeg-2000' },
  '.4.93': { words: 'JPEG 2000 multi-component', coding: 'jpeg-2000' },
  '.4.110': { words: 'JPEG XL, lossless', coding: 'jpeg-xl' },
  '.4.111': { words: 'JPEG XL, recompressed JPEG', coding: 'jpeg-xl' },
  '.4.112': { words: 'JPEG XL', coding: 'jpeg-xl' },
  '.4.201': { words: 'High-Throughput JPEG 2000, lossless', coding: 'htj2k' },
  '.4.202': { words: 'High-Throughput JPEG 2000 with RPCL, lossless', coding: 'htj2k' },
  '.4.203': { words: 'High-Throughput JPEG 2000', coding: 'htj2k' },
  '.4.94': elsewhere('JPIP'),
  '.4.95': elsewhere('JPIP'),
  '.4.204': elsewhere('JPIP HTJ2K'),
  '.4.205': elsewhere('JPIP HTJ2K'),
  '.4.100': video('MPEG-2'),
  '.4.100.1': video('MPEG-2'),
  '.4.101': video('MPEG-2 high level'),
  '.4.101.1': video('MPEG-2 high level'),
  '.4.102': video('MPEG-4 AVC (H.264)'),
  '.4.102.1': video('MPEG-4 AVC (H.264)'),
  '.4.103': video('MPEG-4 AVC (H.264), BD-compatible'),
  '.4.103.1': video('MPEG-4 AVC (H.264), BD-compatible'),
  '.4.104': video('MPEG-4 AVC (H.264) for 2D video'),
  '.4.104.1': video('MPEG-4 AVC (H.264) for 2D video'),
  '.4.105': video('MPEG-4 AVC (H.264) for 3D video'),
  '.4.105.1': video('MPEG-4 AVC (H.264) for 3D video'),
  '.4.106': video('MPEG-4 AVC (H.264) stereo'),
  '.4.106.1': video('MPEG-4 AVC (H.264) stereo'),
  '.4.107': video('HEVC (H.265)'),
  '.4.108': video('HEVC (H.265), 10 bits'),
  '.7.1': elsewhere('SMPTE ST 2110-20'),
  '.7.2': elsewhere('SMPTE ST 2110-20'),
  '.7.3': elsewhere('SMPTE ST 2110-30'),
};

/** Implicit little endian, but pixels are big endian. */
export const GE_BIG_PIXELS = '1.2.840.113619.5.2';

export function syntaxName(uid: string): SyntaxName {
  const known = uid.startsWith(BASE) ? NAMES[uid.slice(BASE.length)] : undefined;
  if (known !== undefined) return known;
  if (uid === GE_BIG_PIXELS) return { words: 'uncompressed, pixels big endian (private)', coding: 'native' };
  const retired = /^1\.2\.840\.10008\.1\.2\.4\.(?:5\d|6\d)$/u.test(uid);
  const words = retired ? 'a retired kind of JPEG' : 'an unknown transfer syntax';
  return { words, why: `the pixels are compressed in ${words} that no decoder here reads; convert the file first` };
}

/** Where frames from which something was taken out may be in another transfer syntax than before: JPEG but lossless, JPEG XL. */
export function isTranscoded(uid: string): boolean {
  return /^1\.2\.840\.10008\.1\.2\.4\.(?:5[0-689]|6\d|11[0-2])$/u.test(uid);
}
