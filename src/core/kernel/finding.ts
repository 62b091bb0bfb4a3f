// What identifies, where it is, and what is done about it. A finding never holds a value of the file.

/** What kinds of identifiers a finding may speak of: lists and tables of them go by this one. */
export const CATEGORIES = [
  'name',
  'id',
  'date',
  'contact',
  'place',
  'institution',
  'device',
  'demographic',
  'description',
  'uid',
  'private',
  'graphics',
  'document',
  'pixels',
  'signature',
  'file-name',
  'structure',
  'other',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** Action codes of PS3.15 Table E.1-1a, after compound codes such as X/Z/D were resolved. */
export type ActionCode = 'X' | 'Z' | 'D' | 'K' | 'C' | 'U';

/** What happens to the bytes. `structure` is bookkeeping (lengths, file meta, provenance) that identifies nobody. */
export const EFFECTS = [
  'removed',
  'emptied',
  'replaced',
  'cleaned',
  'shifted',
  'mapped',
  'set',
  'kept',
  'structure',
] as const;

export type Effect = (typeof EFFECTS)[number];

/** Where a finding is. `path` reads as `(0040,A730)[2].(0040,A160)`; item numbers count from 0. */
export type Location =
  | { readonly kind: 'element'; readonly path: string; readonly vr: string; readonly keyword: string }
  | { readonly kind: 'region'; readonly name: 'preamble' | 'file-meta' | 'trailing-bytes' | 'header' }
  | {
      readonly kind: 'pixels';
      readonly frames: readonly [number, number];
      readonly rectangle: readonly [number, number, number, number];
    }
  /** A part of a file that is no DICOM object, such as `APP1 Exif/GPS/GPSLatitude` or `tEXt`. */
  | { readonly kind: 'part'; readonly path: string }
  | { readonly kind: 'file-name' };

/** A range of bytes of the original. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** A range of characters of a decoded value; `end` is outside. */
export interface CharacterRange {
  readonly start: number;
  readonly end: number;
}

/** One thing found. Readers that must show a value fetch it from the source by `range`. */
export interface Finding {
  /** Stable id of the rule, such as `ps3.15/00100010`, `private`, `text/date`, `evidence/name`. */
  readonly rule: string;
  readonly location: Location;
  readonly range: ByteRange;
  /** Where only a part of a text identifies. */
  readonly spans?: readonly CharacterRange[];
  readonly category: Category;
  readonly action: ActionCode;
  readonly effect: Effect;
  /** Why, in words that hold no value. */
  readonly reason: string;
  /** The clause of the standard or the recipe line behind it, such as `PS3.15 Table E.1-1`. */
  readonly clause: string;
  /** 0 to 1. */
  readonly confidence: number;
}
