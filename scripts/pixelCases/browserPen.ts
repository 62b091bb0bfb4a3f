// The fonts of this machine, drawn by a headless browser on a canvas; its own fonts besides.
import { startBrowser } from '../host/browser.js';
import { type Font, type Ink, type InkRequest, type Pen, type Script, trimmed } from './ink.js';
import { drawOwn, OWN_FONTS } from './ownPen.js';

const EUROPEAN: readonly Script[] = ['latin', 'cyrillic', 'greek'];

const WANTED: readonly Font[] = [
  { name: 'DejaVu Sans', style: 'sans', scripts: [...EUROPEAN, 'arabic', 'hebrew'] },
  { name: 'DejaVu Sans Mono', style: 'mono', scripts: EUROPEAN },
  { name: 'DejaVu Serif', style: 'serif', scripts: EUROPEAN },
  { name: 'Liberation Sans', style: 'sans', scripts: EUROPEAN },
  { name: 'Liberation Sans Narrow', style: 'sans', scripts: EUROPEAN },
  { name: 'Liberation Serif', style: 'serif', scripts: EUROPEAN },
  { name: 'Liberation Mono', style: 'mono', scripts: EUROPEAN },
  { name: 'Noto Sans', style: 'sans', scripts: EUROPEAN },
  { name: 'Noto Serif', style: 'serif', scripts: EUROPEAN },
  { name: 'Nimbus Sans', style: 'sans', scripts: ['latin'] },
  { name: 'Noto Sans Arabic', style: 'sans', scripts: ['arabic'] },
  { name: 'Noto Naskh Arabic', style: 'serif', scripts: ['arabic'] },
  { name: 'Noto Sans Hebrew', style: 'sans', scripts: ['hebrew'] },
  { name: 'Noto Sans Devanagari', style: 'sans', scripts: ['hindi'] },
  { name: 'Noto Serif Devanagari', style: 'serif', scripts: ['hindi'] },
  { name: 'Noto Sans Thai', style: 'sans', scripts: ['thai'] },
  { name: 'Noto Serif Thai', style: 'serif', scripts: ['thai'] },
  { name: 'Droid Sans Fallback', style: 'sans', scripts: ['chinese', 'japanese', 'korean'] },
  { name: 'Noto Sans CJK SC', style: 'sans', scripts: ['chinese'] },
  { name: 'Noto Sans CJK JP', style: 'sans', scripts: ['japanese'] },
  { name: 'NanumGothic', style: 'sans', scripts: ['korean'] },
  { name: 'NanumMyeongjo', style: 'serif', scripts: ['korean'] },
  { name: 'Dancing Script', style: 'handwriting', scripts: ['latin'] },
  { name: 'Breip', style: 'handwriting', scripts: ['latin'] },
  { name: 'Kristi', style: 'handwriting', scripts: ['latin'] },
  { name: 'Humor Sans', style: 'handwriting', scripts: ['latin'] },
  { name: 'femkeklaver', style: 'handwriting', scripts: ['latin'] },
  { name: 'Rufscript', style: 'handwriting', scripts: ['latin'] },
  { name: 'Ecolier_court', style: 'handwriting', scripts: ['latin'] },
  { name: 'Z003', style: 'handwriting', scripts: ['latin'] },
];

/** As much of a page as is used here. */
interface Context {
  font: string;
  fillStyle: string;
  measureText(text: string): {
    readonly width: number;
    readonly actualBoundingBoxAscent: number;
    readonly actualBoundingBoxDescent: number;
  };
  fillText(text: string, x: number, y: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
}

declare const document: {
  createElement(name: 'canvas'): {
    width: number;
    height: number;
    getContext(kind: '2d', options?: object): Context | null;
  };
};
declare const FontFace: new (family: string, source: string) => { load(): Promise<unknown> };

/** Runs in the page: which of these names are fonts here. */
async function present(names: readonly string[]): Promise<readonly string[]> {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return [];
  const wide = (family: string): number => {
    context.font = `40px ${family}`;
    return context.measureText('mmWiIl10Qg &').width;
  };
  const found: string[] = [];
  for (const name of names) {
    const differs = ['monospace', 'serif', 'sans-serif'].some((other) => wide(`"${name}", ${other}`) !== wide(other));
    const sources = `local("${name}"), local("${name} Regular")`;
    const loads = await new FontFace('probe', sources).load().then(
      () => true,
      () => false,
    );
    if (differs || loads) found.push(name);
  }
  return found;
}

interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly base64: string;
}

/** Runs in the page. Letters are as high as asked: the size of the font follows from a first measurement. */
function drawAll(requests: readonly InkRequest[]): readonly Drawn[] {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return [];
  return requests.map(({ text, font, height }) => {
    const cased = text.toUpperCase() !== text.toLowerCase();
    context.font = `100px "${font}"`;
    const first = context.measureText(cased ? 'H' : text);
    const tall = first.actualBoundingBoxAscent + (cased ? 0 : first.actualBoundingBoxDescent);
    const size = `${(height * 100) / Math.max(1, tall)}px "${font}"`;
    context.font = size;
    const { width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = context.measureText(text);
    const margin = Math.ceil(height);
    canvas.width = Math.ceil(width) + 2 * margin;
    canvas.height = Math.ceil(up + down) + 2 * margin;
    context.font = size;
    context.fillStyle = '#fff';
    context.fillText(text, margin, margin + up);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let levels = '';
    for (let at = 3; at < data.length; at += 4) levels += String.fromCharCode(data[at] ?? 0);
    return { width: canvas.width, height: canvas.height, base64: btoa(levels) };
  });
}

export async function browserPen(): Promise<Pen> {
  const browser = await startBrowser();
  const page = await browser.newPage();
  const names = new Set(
    await page.evaluate(
      present,
      WANTED.map(({ name }) => name),
    ),
  );
  return {
    fonts: [...OWN_FONTS, ...WANTED.filter(({ name }) => names.has(name))],
    draw: async (requests) => {
      const foreign = requests.filter(({ font }) => names.has(font));
      const drawn = foreign.length === 0 ? [] : await page.evaluate(drawAll, foreign);
      const inks = new Map(foreign.map((request, at) => [request, inkOf(drawn[at])]));
      return requests.map((request) => inks.get(request) ?? drawOwn(request));
    },
    close: () => browser.close(),
  };
}

function inkOf(drawn: Drawn | undefined): Ink {
  if (drawn === undefined) throw new Error('the browser drew nothing');
  const { width, height, base64 } = drawn;
  return trimmed({ width, height, levels: Uint8Array.from(Buffer.from(base64, 'base64')) });
}
