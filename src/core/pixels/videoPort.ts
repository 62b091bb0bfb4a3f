// The port to what encodes video anew: a program of the user's own, never one that comes along. It never throws on what the bytes hold.
import type { Fill } from '../policy/policy.js';
import type { Box } from './boxes.js';
import type { FrameRange } from './covered.js';

export type VideoKind = 'mpeg2' | 'h264' | 'hevc';

export interface VideoJob {
  readonly kind: VideoKind;
  /** The whole stream. */
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly bits: 8 | 10;
  readonly regions: readonly { readonly box: Box; readonly frames: readonly FrameRange[]; readonly fill: Fill }[];
}

export type VideoDone =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'trouble'; readonly reason: string };

/** Fills regions and encodes the video in its own kind again, with loss; the number of frames stays. */
export type VideoCodec = (job: VideoJob) => Promise<VideoDone>;

/** What a transfer syntax holds (PS3.5 A.4.5 to A.4.11); undefined where it is no video. */
export function videoKind(syntax: string): VideoKind | undefined {
  const kind = /^1\.2\.840\.10008\.1\.2\.4\.10(\d)(?:\.1)?$/u.exec(syntax)?.[1];
  if (kind === undefined) return undefined;
  if (kind === '0' || kind === '1') return 'mpeg2';
  return Number(kind) <= 6 ? 'h264' : Number(kind) <= 8 ? 'hevc' : undefined;
}
