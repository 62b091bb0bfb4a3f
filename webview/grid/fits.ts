// Which cells surely have room for their words. Only the others are clipped: to the browser each clip is a piece of the picture by
// itself, to be kept apart in every frame of a scroll. Where it can't be told, a cell is clipped.
import { type Column, columnPixels, type Widths } from './columns.js';
import type { Cell } from './rowContent.js';

/** Cells are padded by so much on both sides. */
const PADDING = 8;
/** A sign, the gap before the next part, the frame around a word. */
const AROUND_PART = 40;
/** Letters next to one another are not exactly as wide as each alone. */
const SLACK = 3;
const FIRST = 0x20;
const LAST = 0x7e;
const DIGITS = '0123456789';

/** Widths of ASCII letters in the two fonts of a table. */
interface Ruler {
  readonly words: readonly number[];
  readonly mono: readonly number[];
}

export type Fits = (cell: Cell, column: number) => boolean;

function lettersOf(pen: CanvasRenderingContext2D, font: string): readonly number[] {
  pen.font = font;
  const digit = Math.max(...[...DIGITS].map((each) => pen.measureText(each).width));
  return Array.from({ length: LAST - FIRST + 1 }, (_, at) => {
    const letter = String.fromCharCode(FIRST + at);
    return DIGITS.includes(letter) ? digit : pen.measureText(letter).width;
  });
}

/** As wide as letters get in that element: those of findings are bold. */
function rulerOf(element: HTMLElement): Ruler | undefined {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null) return undefined;
  const style = getComputedStyle(element);
  const mono = style.getPropertyValue('--mono');
  return {
    words: lettersOf(pen, `600 ${style.fontSize} ${style.fontFamily}`),
    mono: lettersOf(pen, `${style.fontSize} ${mono}`),
  };
}

function widthOf(text: string, letters: readonly number[]): number {
  let width = 0;
  for (let at = 0; at < text.length; at++) width += letters[text.charCodeAt(at) - FIRST] ?? Number.POSITIVE_INFINITY;
  return width;
}

/** For a table of these columns that is `room` pixels wide; `element` has its font. */
export function fitting(element: HTMLElement, columns: readonly Column[], widths: Widths, room: number): Fits {
  const pixels = columnPixels(columns, widths, room);
  const ruler = rulerOf(element);
  return (cell, column) => {
    if (ruler === undefined) return false;
    const letters = cell.class.includes('mono') ? ruler.mono : ruler.words;
    let needed = SLACK + PADDING + (cell.indent ?? PADDING);
    if (cell.text !== undefined) needed += widthOf(cell.text, letters);
    for (const { text, class: words } of cell.parts ?? [])
      needed += AROUND_PART + widthOf(text, words.includes('mono') ? ruler.mono : letters);
    return needed <= (pixels[column] ?? 0);
  };
}
