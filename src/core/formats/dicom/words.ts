/** A range of a compressed frame, or of a video, that is not pixels; `fill` is what it is overwritten with. */
export interface Words {
  readonly at: number;
  readonly length: number;
  readonly fill: 0 | 0x20;
  /** `profile`: a part of a colour profile; `surplus`: bytes that belong to nothing. */
  readonly kind: 'comment' | 'metadata' | 'profile' | 'surplus';
  readonly clause: string;
  /** What it is overwritten with instead: a checksum of what is around it. */
  readonly bytes?: Uint8Array;
}
