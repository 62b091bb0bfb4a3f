// What the options about pixels ask for.
import path from 'node:path';
import { DeidError } from '../core/kernel/deidError.js';
import type { Device } from '../node/models/index.js';
import type { RunRequest } from '../node/runTypes.js';
import { isProgram } from '../node/video/program.js';
import { type Arguments, lastValue } from './args.js';

export type PixelWish = Pick<RunRequest, 'pixels' | 'detection' | 'reviewBelow' | 'ffmpeg'>;

export function pixelsFrom(given: Arguments): PixelWish {
  const word = lastValue(given, 'pixels');
  const pixels = word === 'all' || word === 'none' ? word : 'auto';
  const review = reviewFrom(lastValue(given, 'review-below'));
  const ffmpeg = ffmpegFrom(lastValue(given, 'ffmpeg'));
  return {
    pixels,
    ...(pixels === 'none' ? {} : { detection: { device: deviceFrom(given) } }),
    ...(review === undefined ? {} : { reviewBelow: review }),
    ...(ffmpeg === undefined ? {} : { ffmpeg }),
  };
}

function ffmpegFrom(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const file = path.resolve(given);
  if (!isProgram(file))
    throw new DeidError(
      'usage',
      '--ffmpeg names no program that can be run: give the path of the ffmpeg program itself',
    );
  return file;
}

function deviceFrom(given: Arguments): Device {
  const word = lastValue(given, 'device');
  return word === 'wasm' || word === 'native' ? word : 'auto';
}

function reviewFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^(?:\d|\d?[.,]\d{1,6})$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  if (!(value >= 0 && value <= 1))
    throw new DeidError('usage', '--review-below takes a number from 0 to 1, such as 0.8');
  return value;
}
