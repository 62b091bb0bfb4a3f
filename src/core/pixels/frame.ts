// What is known of an image and of one frame of it, ready to be shown. Plain data.

/** How stored values become brightness (PS3.3 C.11.2.1.3); `linear` where nothing else is said. */
export interface ValueWindow {
  readonly center: number;
  readonly width: number;
  readonly shape?: 'linear-exact' | 'sigmoid';
}

export interface ImageFacts {
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
  /** In words, such as `JPEG 2000, lossless`. */
  readonly transferSyntax: string;
  /** Why it can not be drawn; absent where it can. */
  readonly cannotDraw?: string;
  /** Grey levels that can be windowed; false for colour. */
  readonly grey: boolean;
  readonly presets: readonly ({ readonly name: string } & ValueWindow)[];
  readonly framesPerSecond?: number;
  /** What values are, such as `HU`; empty where the file doesn't say. */
  readonly unit: string;
  /** Height of a pixel by its width; absent where they are square. */
  readonly aspect?: number;
}

/** One frame, raw: the webview windows it. */
export interface Frame {
  readonly index: number;
  readonly rows: number;
  readonly columns: number;
  /** 1: grey, stored values; 3: RGB, 8 bits each, interleaved. */
  readonly samples: 1 | 3;
  readonly type: 'u8' | 's8' | 'u16' | 's16' | 'u32' | 's32' | 'f32';
  readonly bytes: Uint8Array;
  readonly inverted: boolean;
  readonly slope: number;
  readonly intercept: number;
  /** Stored values that are no image. */
  readonly padding?: readonly [number, number];
  /** x, y, width, height; what a recipe's device rules or overlays cover. */
  readonly regions: readonly { readonly area: readonly [number, number, number, number]; readonly label: string }[];
  /** Overlay planes (PS3.3 C.9.2) of this frame: pixels of one bit, the least significant first, without gaps between rows. */
  readonly overlays: readonly {
    readonly label: string;
    readonly left: number;
    readonly top: number;
    readonly rows: number;
    readonly columns: number;
    readonly bits: Uint8Array;
  }[];
  /** Tables of brightness that the file brings (VOI LUT, PS3.3 C.11.2): 16 bits each, little endian, full scale is 65535. */
  readonly tables: readonly { readonly name: string; readonly first: number; readonly values: Uint8Array }[];
  readonly window?: ValueWindow;
  /** What the user should know of how it was drawn, such as bytes that were missing. */
  readonly note?: string;
}
