// The port to what decodes compressed frames. An implementation never throws on what the bytes hold.
import type { Coding } from './syntaxNames.js';

export type CodecName = Exclude<Coding, 'native' | 'rle' | 'deflate'>;

/** What a codec says of samples, going in (as the header has it) and coming out (as the stream has it). */
export interface SampleFormat {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly planar: boolean;
  readonly photometric: string;
}

export interface CodecJob {
  readonly codec: CodecName;
  readonly format: SampleFormat;
  /** Colours of a JPEG stream become RGB; else they stay as they are stored. */
  readonly toRgb: boolean;
  readonly bytes: Uint8Array;
}

export type Decoded =
  | { readonly kind: 'decoded'; readonly format: SampleFormat; readonly bytes: Uint8Array }
  | { readonly kind: 'trouble'; readonly reason: string };

export type Codecs = (job: CodecJob) => Decoded;

/** The other way: `bytes` are samples as `format` has them, and become one frame of `codec`. Lossless, or trouble. */
export type Encoders = (job: Omit<CodecJob, 'toRgb'>) => Encoded;

export type Encoded =
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array }
  | { readonly kind: 'trouble'; readonly reason: string };

export interface FrameCodecs {
  readonly decode: Codecs;
  readonly encode: Encoders;
}
