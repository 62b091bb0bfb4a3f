// The port to what decodes video and encodes it anew: a program of the user's own, never one that comes along. It never throws on what
// the bytes hold.
import type { Fill } from '../policy/policy.js';
import type { Box } from './boxes.js';
import type { FrameRange } from './covered.js';

export type VideoKind = 'mpeg2' | 'h264' | 'hevc';

export interface Video {
  readonly kind: VideoKind;
  /** The whole stream. */
  readonly bytes: Uint8Array;
}

export interface VideoJob extends Video {
  readonly rows: number;
  readonly columns: number;
  /** As the header says; a range that reaches the last of them goes on to the end, however many there are. */
  readonly frames: number;
  readonly bits: 8 | 10;
  readonly regions: readonly { readonly box: Box; readonly frames: readonly FrameRange[]; readonly fill: Fill }[];
  /** Told again and again; what it throws ends the work. */
  readonly beat?: (() => void) | undefined;
}

export type VideoDone =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'trouble'; readonly reason: string };

/** A frame as it is shown: RGB of 8 bits, those of a pixel together. */
export interface VideoFrame {
  readonly kind: 'frame';
  readonly rows: number;
  readonly columns: number;
  readonly bytes: Uint8Array;
}

export type VideoStep =
  | VideoFrame
  /** Behind the last frame: how many streams there are besides, such as sound; none of them is looked into. */
  | { readonly kind: 'others'; readonly count: number }
  | { readonly kind: 'trouble'; readonly reason: string };

export interface VideoCodec {
  /** In the order in which they are shown, few in memory at a time; what is amiss may be told at the end. */
  frames(video: Video): AsyncIterable<VideoStep>;
  /** Fills regions and encodes the video in its own kind again, with loss; the number of frames stays. */
  encode(job: VideoJob): Promise<VideoDone>;
}

/** What a transfer syntax holds (PS3.5 A.4.5 to A.4.11); undefined where it is no video. */
export function videoKind(syntax: string): VideoKind | undefined {
  const kind = /^1\.2\.840\.10008\.1\.2\.4\.10(\d)(?:\.1)?$/u.exec(syntax)?.[1];
  if (kind === undefined) return undefined;
  if (kind === '0' || kind === '1') return 'mpeg2';
  return Number(kind) <= 6 ? 'h264' : Number(kind) <= 8 ? 'hevc' : undefined;
}
