// What the image and report panes are given by the editor that shows them.
import type { Frame, ImageFacts, RegionsState, ReportItem, ToHost } from '../../../src/protocol.js';

/** Where a pane was left, so that it looks the same when the editor is shown again. Plain data. */
export interface ImageView {
  readonly index: number;
  /** Pixels of the screen for a pixel of the image; 0 fits the image into the pane. */
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  readonly inverted: boolean;
  readonly overlays: boolean;
  /** The preset in force; `own` where the user dragged. */
  readonly preset: string;
  readonly center?: number;
  readonly width?: number;
}

export type AfterAnswer = { readonly frame: Frame } | { readonly index: number; readonly reason: string };

export interface ImagePaneProps {
  readonly facts: ImageFacts;
  readonly post: (message: ToHost) => void;
  /** The last frame that came. */
  readonly frame: Frame | undefined;
  /** The last answer that there is none. A new object for each answer. */
  readonly noFrame: { readonly index: number; readonly reason: string } | undefined;
  readonly masked: boolean;
  readonly regions: RegionsState | undefined;
  /** The last frame of the copy, or the last answer that there is none. */
  readonly after: AfterAnswer | undefined;
  readonly view?: ImageView | undefined;
  /** Called when the view has changed. */
  readonly remember?: ((view: ImageView) => void) | undefined;
}

export interface ReportPaneProps {
  /** Undefined until it has come. */
  readonly items: readonly ReportItem[] | undefined;
  readonly post: (message: ToHost) => void;
  readonly masked: boolean;
}
