// Drawn text before it lies in an image: how much of each pixel is ink, 0 to 255. And what can be done to it.

export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
}

export interface InkRequest {
  readonly text: string;
  readonly font: string;
  /** Of a capital letter, in pixels; of the whole text in scripts without capitals. */
  readonly height: number;
}

/** How letters of a font look, for the groups of a score. */
export type FontStyle = 'sans' | 'serif' | 'mono' | 'bitmap' | 'stroke' | 'handwriting';

export type Script =
  | 'latin'
  | 'cyrillic'
  | 'greek'
  | 'arabic'
  | 'hebrew'
  | 'chinese'
  | 'japanese'
  | 'korean'
  | 'hindi'
  | 'thai';

export interface Font {
  readonly name: string;
  readonly style: FontStyle;
  readonly scripts: readonly Script[];
}

/** Draws texts, all at once, because a browser is slow to ask. */
export interface Pen {
  readonly fonts: readonly Font[];
  draw(requests: readonly InkRequest[]): Promise<readonly Ink[]>;
  close(): Promise<void>;
}

export function inkAt({ width, height, levels }: Ink, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : (levels[y * width + x] ?? 0);
}

/** Without empty rows and columns around it. */
export function trimmed(ink: Ink): Ink {
  let [left, top, right, bottom] = [ink.width, ink.height, 0, 0];
  for (let y = 0; y < ink.height; y++) {
    for (let x = 0; x < ink.width; x++) {
      if (inkAt(ink, x, y) < 16) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (left >= right) return { width: 0, height: 0, levels: new Uint8Array(0) };
  return filled(right - left, bottom - top, (x, y) => inkAt(ink, left + x, top + y));
}

export function filled(width: number, height: number, level: (x: number, y: number) => number): Ink {
  const levels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) levels[y * width + x] = Math.max(0, Math.min(255, Math.round(level(x, y))));
  return { width, height, levels };
}

export type Corner = readonly [number, number];

/** Ink turned by degrees, clockwise, and where the corners of the upright box have come to. */
export interface Turned {
  readonly ink: Ink;
  readonly corners: readonly [Corner, Corner, Corner, Corner];
}

export function turned(ink: Ink, degrees: number): Turned {
  const radians = (degrees * Math.PI) / 180;
  const right = degrees % 90 === 0;
  const cos = right ? Math.round(Math.cos(radians)) : Math.cos(radians);
  const sin = right ? Math.round(Math.sin(radians)) : Math.sin(radians);
  const { width: w, height: h } = ink;
  const swap = right && cos === 0;
  const width = right ? (swap ? h : w) : Math.ceil(Math.abs(w * cos) + Math.abs(h * sin)) + 2;
  const height = right ? (swap ? w : h) : Math.ceil(Math.abs(w * sin) + Math.abs(h * cos)) + 2;
  const forward = (x: number, y: number): Corner => [
    (x - w / 2) * cos - (y - h / 2) * sin + width / 2,
    (x - w / 2) * sin + (y - h / 2) * cos + height / 2,
  ];
  const out = filled(width, height, (x, y) => {
    const [dx, dy] = [x + 0.5 - width / 2, y + 0.5 - height / 2];
    const [fromX, fromY] = [dx * cos + dy * sin + w / 2 - 0.5, -dx * sin + dy * cos + h / 2 - 0.5];
    return right ? inkAt(ink, Math.round(fromX), Math.round(fromY)) : between(ink, fromX, fromY);
  });
  return { ink: out, corners: [forward(0, 0), forward(w, 0), forward(w, h), forward(0, h)] };
}

function between(ink: Ink, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  return (
    inkAt(ink, left, top) * (1 - fx) * (1 - fy) +
    inkAt(ink, left + 1, top) * fx * (1 - fy) +
    inkAt(ink, left, top + 1) * (1 - fx) * fy +
    inkAt(ink, left + 1, top + 1) * fx * fy
  );
}

/** Ink grown by `by` pixels on all sides: what an outline covers. */
export function grown(ink: Ink, by: number): Ink {
  return filled(ink.width + 2 * by, ink.height + 2 * by, (x, y) => {
    let most = 0;
    for (let dy = -by; dy <= by; dy++)
      for (let dx = -by; dx <= by; dx++)
        if (dx * dx + dy * dy <= by * by + 0.5) most = Math.max(most, inkAt(ink, x - by + dx, y - by + dy));
    return most;
  });
}

/** Only the rim of the letters: hollow text. */
export function hollow(ink: Ink): Ink {
  const around = grown(ink, 1);
  return filled(around.width, around.height, (x, y) => inkAt(around, x, y) - inkAt(ink, x - 1, y - 1));
}
