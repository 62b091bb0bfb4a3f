// PNG pixels as detectors see them: colours of 8 bits, and where there is an alpha channel, that as a picture of its own, because words
// may be drawn into it alone.
import type { Source } from '../../kernel/source.js';
import type { Picture } from '../../pixels/detection.js';
import { channelsOf, eachPixel, type PngImage, sampleAt } from './pngImage.js';
import type { PngParts } from './pngParts.js';

export interface Palette {
  /** RGB. */
  readonly colours: Uint8Array;
  /** Of each colour, as far as there is one. */
  readonly alpha: Uint8Array;
}

export async function paletteOf(source: Source, { chunks, header }: PngParts): Promise<Palette> {
  const read = async (name: string): Promise<Uint8Array> => {
    const chunk = chunks.find(({ type }) => type === name);
    return chunk === undefined || header.colour !== 3 ? new Uint8Array(0) : source.read(chunk.body, chunk.length);
  };
  return { colours: await read('PLTE'), alpha: await read('tRNS') };
}

export function picturesOf(image: PngImage, palette: Palette): readonly Picture[] {
  const { columns: width, rows: height, depth, colour } = image.header;
  const channels = channelsOf(image.header);
  const samples = colour === 0 || colour === 4 ? 1 : 3;
  const bytes = new Uint8Array(width * height * samples);
  const alpha = colour >= 4 || palette.alpha.length > 0 ? new Uint8Array(width * height) : undefined;
  const most = 2 ** depth - 1;
  const shade = (value: number): number => (depth === 8 ? value : Math.round((value * 255) / most));
  eachPixel(image, [0, 0, width, height], (own, bit, x, y) => {
    const to = y * width + x;
    const first = sampleAt(own, bit, depth);
    if (colour === 3) {
      for (let at = 0; at < 3; at++) bytes[to * 3 + at] = palette.colours[first * 3 + at] ?? 0;
      if (alpha !== undefined) alpha[to] = palette.alpha[first] ?? 255;
      return;
    }
    bytes[to * samples] = shade(first);
    for (let at = 1; at < samples; at++) bytes[to * samples + at] = shade(sampleAt(own, bit + at * depth, depth));
    if (alpha !== undefined) alpha[to] = shade(sampleAt(own, bit + (channels - 1) * depth, depth));
  });
  const picture: Picture = { width, height, samples, bytes };
  const varies = alpha?.some((value) => value !== alpha[0]) === true;
  return alpha === undefined || !varies ? [picture] : [picture, { width, height, samples: 1, bytes: alpha }];
}
