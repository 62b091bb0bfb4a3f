// Where a compressed frame carries words instead of pixels, by what it is. What a decoder needs for the pixels is left alone.
import { latin1 } from './encode.js';
import { type FrameStream, frameBytes, type StreamKind } from './fragments.js';
import { boxWords } from './jp2Boxes.js';
import { codestreamWords } from './jp2Words.js';
import { jpegWords } from './jpegWords.js';
import { movieWords } from './movieBoxes.js';
import { elementaryWords, transportWords } from './videoWords.js';
import type { Words } from './words.js';

/**
 * What encoders sign with, and nothing besides: a name and a version. It identifies nobody, and stays, so that the pixel
 * data of nearly every file stays as it is to the byte.
 */
const ENCODER = 'OpenJPEG|OpenJPH|Grok|JasPer|Kakadu|Lavc|LEAD Technologies(?: Inc\\.)?|IJG|AccuSoft|Aware|Pegasus';
const VERSION = '[ ,-]{0,6}(?:[Vv]er(?:sion)?\\.? ?)?[Vv]?\\d[\\d.]{0,10}';
const GD_JPEG = 'CREATOR: gd-jpeg v1\\.0 \\(using IJG JPEG v\\d{1,3}\\)(?:, (?:default )?quality(?: = \\d{1,3})?)?';
const SIGNATURES = new RegExp(
  `^(?:(?:Created by |Creator: )?(?:GDCM/)?(?:${ENCODER})(?:${VERSION})?|${GD_JPEG})[\\0\\s]*$`,
  'u',
);
const LONGEST_SIGNATURE = 96;

/** True where a comment is nothing but the signature of a known encoder. */
export async function isSignature(frame: FrameStream, { at, length, kind }: Words): Promise<boolean> {
  if (kind !== 'comment' || length > LONGEST_SIGNATURE) return false;
  return SIGNATURES.test(latin1(await frameBytes(frame, at, length)));
}

/**
 * What of a frame is words, in order (but for samples of an MP4, which come last), up to the first thing that can't be followed;
 * says in the frame where its stream is over.
 * @param most bytes of a video that are gone through
 */
export function wordsOf(frame: FrameStream, kind: StreamKind, most = Number.POSITIVE_INFINITY): AsyncGenerator<Words> {
  if (kind === 'jpeg') return jpegWords(frame);
  if (kind === 'movie') return movieWords(frame, most);
  const { video } = frame.fragments;
  if (video !== undefined && kind === 'elementary') return elementaryWords(frame, video, most);
  if (video !== undefined && (kind === 'transport' || kind === 'timed'))
    return transportWords(frame, kind === 'timed' ? 4 : 0, most);
  return kind === 'codestream' ? codestreamWords(frame, 0) : boxWords(frame);
}
