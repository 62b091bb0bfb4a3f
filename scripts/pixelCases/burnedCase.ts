// A case: an object with text burned into its pixels, and the truth about it.
import type { Corner, FontStyle, Script } from './ink.js';
import type { Person, PhraseClass } from './person.js';
import type { PixelFormat } from './pixelFormat.js';
import type { Scene } from './scene.js';
import type { CaseSyntax } from './syntaxes.js';

export type Decoration = 'plain' | 'outlined' | 'inverted' | 'boxed' | 'hollow';
export type Place = 'corner' | 'edge' | 'inside' | 'stack';
/** How long a phrase is there, and whether it stays where it is. */
export type Staying = 'all' | 'one' | 'part' | 'moving';

/** The pixels of a phrase's letters: one for each pixel of its rectangle. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** Where a phrase's rectangle begins in these frames; first and last, from 0. */
export interface Spot {
  readonly first: number;
  readonly last: number;
  readonly left: number;
  readonly top: number;
}

export interface Phrase {
  readonly text: string;
  readonly class: PhraseClass;
  readonly inHeader: boolean;
  readonly script: Script;
  readonly font: string;
  readonly style: FontStyle;
  /** Of a capital letter, in pixels. */
  readonly height: number;
  /** Of the ink against the mean of what is around it, in grey levels of 256. */
  readonly contrast: number;
  /** Of what is around it. */
  readonly deviation: number;
  /** Degrees, clockwise. */
  readonly angle: number;
  readonly decoration: Decoration;
  readonly place: Place;
  readonly staying: Staying;
  readonly mask: Mask;
  /** Of the upright box around the text, turned; against the beginning of the mask's rectangle. */
  readonly corners: readonly Corner[];
  readonly spots: readonly Spot[];
}

export interface BurnedCase {
  readonly name: string;
  readonly background: string;
  readonly person: Person;
  readonly width: number;
  readonly height: number;
  readonly format: PixelFormat;
  readonly syntax: CaseSyntax;
  readonly phrases: readonly Phrase[];
  /** What is seen, a scene for each frame. */
  readonly frames: readonly Scene[];
}
