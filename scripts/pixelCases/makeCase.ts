// One case by set and number: the same numbers give the same case, as far as the fonts are the same.
import { BACKGROUNDS, background } from './backgrounds.js';
import type { BurnedCase, Decoration, Phrase, Place, Staying } from './burnedCase.js';
import type { Font, Pen, Script } from './ink.js';
import { type Layer, layOut, type Wish } from './layOut.js';
import { createPerson, type Person, type PhraseClass, SCRIPTS, type Wording, wordingOf } from './person.js';
import { COLOURS, FORMATS, type PixelFormat, samplesOf } from './pixelFormat.js';
import { createRandom, type Random } from './random.js';
import { copied, createScene, paint, type Scene } from './scene.js';
import { type CaseSyntax, NATIVE, SYNTAXES } from './syntaxes.js';

/** `tune` is to try things on; `score` is to be looked at only as a result. Nothing is in both. */
export type CaseSet = 'tune' | 'score';

/** A picture without text that a case may lie on instead of a drawn one. */
export interface CleanPicture {
  readonly name: string;
  readonly scene: Scene;
}

export interface CaseOptions {
  readonly set: CaseSet;
  readonly pen: Pen;
  /** Real pictures, where there are any. */
  readonly pictures?: readonly CleanPicture[];
  /** Compressed syntaxes that can be made here. */
  readonly canEncode?: (syntax: CaseSyntax) => boolean;
}

/** Every fifth case has no text at all. */
const CLEAN_EVERY = 5;

function weighted<T>(random: Random, choices: readonly (readonly [number, T])[]): T {
  let left = random.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, choice] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return random.pick(choices)[1];
}

interface Canvas {
  readonly name: string;
  readonly frames: readonly Scene[];
  readonly format: PixelFormat;
}

export async function makeCase(number: number, options: CaseOptions): Promise<BurnedCase> {
  const { set, pen } = options;
  const random = createRandom(`${set}/${number}`);
  const canvas = canvasOf(number, options, random.fork('canvas'));
  const script: Script = random.chance(0.5) ? 'latin' : random.pick(SCRIPTS);
  const person = createPerson(random.fork('person'), script);
  const wishes = number % CLEAN_EVERY === 0 ? [] : wishesOf(canvas, person, script, pen, random.fork('wishes'));
  const inks = await pen.draw(wishes.map(({ text, font, height }) => ({ text, font: font.name, height })));
  const layer: Layer = { scenes: canvas.frames, taken: [] };
  const places = random.fork('places');
  const phrases = wishes.flatMap((wish, at): readonly Phrase[] => {
    const ink = inks[at];
    const phrase = ink === undefined ? undefined : layOut(layer, wish, ink, places);
    return phrase === undefined ? [] : [phrase];
  });
  const [scene] = canvas.frames;
  return {
    name: `${set}-${String(number).padStart(4, '0')}`,
    background: canvas.name,
    person,
    width: scene?.width ?? 0,
    height: scene?.height ?? 0,
    format: canvas.format,
    syntax: syntaxOf(canvas.format, options, random.fork('syntax')),
    phrases,
    frames: canvas.frames,
  };
}

function canvasOf(number: number, { pictures = [] }: CaseOptions, random: Random): Canvas {
  // Clean ones take turns, so that each background is among few cases too.
  const turn = Math.floor(number / CLEAN_EVERY);
  const real = pictures.length > 0 && (number % CLEAN_EVERY === 0 ? turn % 2 === 0 : random.chance(0.25));
  const picture = real
    ? pictures[number % CLEAN_EVERY === 0 ? (turn / 2) % pictures.length : random.whole(0, pictures.length - 1)]
    : undefined;
  const kind =
    number % CLEAN_EVERY === 0 ? (BACKGROUNDS[(turn >> 1) % BACKGROUNDS.length] ?? 'flat') : random.pick(BACKGROUNDS);
  const several = picture === undefined && (kind === 'ultrasound' || kind === 'angiogram') && random.chance(0.4);
  const size = several
    ? { width: 256, height: 192 }
    : weighted(random, [
        [3, { width: 320, height: 240 }],
        [3, { width: 384, height: 384 }],
        [3, { width: 512, height: 512 }],
        [2, { width: 640, height: 480 }],
        [0.5, { width: 1024, height: 768 }],
      ]);
  const base = picture?.scene ?? background(kind, size, random.fork('background'));
  const colours = base.planes.length === 3 || random.chance(kind === 'ultrasound' || kind === 'report' ? 0.5 : 0.15);
  const format = random.pick(
    colours ? COLOURS.filter((one) => base.width % 2 === 0 || one.photometric !== 'YBR_FULL_422') : FORMATS,
  );
  const scene = fitted(base, samplesOf(format));
  return {
    name: picture?.name ?? kind,
    frames: several ? cine(scene, random.whole(3, 6), random) : [copied(scene)],
    format,
  };
}

/** As many planes as the format has. */
function fitted(scene: Scene, samples: 1 | 3): Scene {
  const [plane = new Float32Array(0)] = scene.planes;
  if (scene.planes.length === samples) return scene;
  if (samples === 3) return { ...scene, planes: [plane, plane.slice(), plane.slice()] };
  const grey = createScene(scene.width, scene.height, 1);
  paint(
    grey,
    (x, y) => scene.planes.reduce((sum, one) => sum + (one[y * scene.width + x] ?? 0), 0) / scene.planes.length,
  );
  return grey;
}

/** The same picture again and again: now and then unchanged, else with fresh noise. */
function cine(scene: Scene, frames: number, random: Random): readonly Scene[] {
  const still = random.chance(0.4);
  return Array.from({ length: frames }, () => {
    const frame = copied(scene);
    if (!still)
      paint(frame, (_x, _y, below) => (below < 4 ? below : Math.max(0, Math.min(255, below + random.normal() * 6))));
    return frame;
  });
}

function wishesOf({ frames }: Canvas, person: Person, script: Script, pen: Pen, random: Random): readonly Wish[] {
  const [scene] = frames;
  const area = (scene?.width ?? 0) * (scene?.height ?? 0);
  const count = Math.max(4, Math.min(16, Math.round(area / 22_000)));
  return Array.from({ length: count }, () => wish(person, script, pen, random, scene?.width ?? 0));
}

function wish(person: Person, script: Script, pen: Pen, random: Random, width: number): Wish {
  const kind = weighted<PhraseClass>(random, [
    [6, 'identifying'],
    [3, 'technical'],
    [1, 'unknown'],
  ]);
  const wording = readable(wordingOf(kind, person, random, script), pen, person, random);
  const font = random.pick(fontsFor(wording.script, pen.fonts, random));
  const smallest =
    font.style === 'handwriting'
      ? 12
      : wording.script === 'latin' || wording.script === 'cyrillic' || wording.script === 'greek'
        ? 6
        : 11;
  const [low, high] = weighted<readonly [number, number]>(random, [
    [3, [6, 8]],
    [4, [9, 12]],
    [4, [13, 20]],
    [2, [21, 32]],
    [width >= 500 ? 1.2 : 0.3, [33, 60]],
  ]);
  const height = Math.max(smallest, random.whole(low, high));
  const [faint, strong] = weighted<readonly [number, number]>(random, [
    [0.6, [10, 14]],
    [1, [15, 24]],
    [1.4, [25, 39]],
    [2.5, [40, 79]],
    [4.5, [80, 240]],
  ]);
  const decoration = weighted<Decoration>(random, [
    [7, 'plain'],
    [1, 'outlined'],
    [0.7, 'inverted'],
    [0.8, 'boxed'],
    [height >= 16 ? 0.6 : 0, 'hollow'],
  ]);
  return {
    ...wording,
    font,
    height,
    contrast: random.whole(faint, strong),
    angle: weighted<number>(random, [
      [7.2, 0],
      [0.7, 90],
      [0.5, 180],
      [0.7, 270],
      [0.9, random.whole(-45, 45)],
    ]),
    decoration,
    place: weighted<Place>(random, [
      [4, 'inside'],
      [2, 'stack'],
      [2, 'edge'],
      [1.5, 'corner'],
    ]),
    staying: weighted<Staying>(random, [
      [4, 'all'],
      [2, 'one'],
      [2, 'part'],
      [2, 'moving'],
    ]),
    shining: decoration === 'plain' && random.chance(0.25),
  };
}

/** In a script that a font here has; else in Latin letters. */
function readable(wording: Wording, pen: Pen, person: Person, random: Random): Wording {
  if (pen.fonts.some(({ scripts }) => scripts.includes(wording.script))) return wording;
  const { ownName: _own, ...latin } = person;
  return wordingOf(wording.class, latin, random, 'latin');
}

/** Handwriting is one in six; all kinds of fonts have a chance, however many fonts each has. */
function fontsFor(script: Script, fonts: readonly Font[], random: Random): readonly Font[] {
  const fitting = fonts.filter(({ scripts }) => scripts.includes(script));
  const style = random.pick([...new Set(fitting.map((font) => font.style))]);
  return fitting.filter((font) => font.style === style);
}

function syntaxOf(format: PixelFormat, { canEncode }: CaseOptions, random: Random): CaseSyntax {
  const fitting = SYNTAXES.filter(
    (syntax) => syntax.takes(format) && (syntax.encoder === undefined || (canEncode?.(syntax) ?? false)),
  );
  const compressed = fitting.filter(({ encoder }) => encoder !== undefined);
  if (compressed.length === 0 || random.chance(0.5))
    return random.pick(fitting.filter(({ encoder }) => encoder === undefined)) ?? NATIVE;
  return random.pick(compressed);
}
