// Finds text in a picture and reads it: the picture as it is, and larger with its contrast evened out, level and turned, put
// together.
import { DeidError } from '../../kernel/deidError.js';
import type { Detector, Picture, Seen } from '../detection.js';
import { followStrokes } from './followStrokes.js';
import { gatherLines } from './gatherLines.js';
import { brightnessOf, locallyNormalised, turnedRight } from './plane.js';
import { type Quadrangle, turnedBack } from './quadrangle.js';
import { readLine } from './readText.js';
import { type TextBox, textBoxes } from './textBoxes.js';
import { textMap } from './textMap.js';
import type { TextModels } from './textModels.js';

/** No text takes more than this share of both sides of a picture: what does is the picture itself. */
const MOST_SHARE = 0.28;
/** Unless it is a line no higher than this share of the longer side, or no higher than letters of a small picture may well be. */
const [MOST_HIGH, HIGH_ANYWHERE] = [0.3, 64];
/** Or what a look is so sure of: for anything so large it came to 0.97 at most in pictures without text, and mostly to more for letters. */
const SURE_LARGE = 0.98;
/** Less than this is a part of a letter. */
const LEAST_PICTURE = 4;
/** Of what one look is less sure of, strokes are not followed. */
const FOLLOWED = 0.87;

/** What the finding network is less sure of has to be read by so much, too: spines and cells are not, letters are. */
const [DOUBTFUL, LEGIBLE] = [0.95, 0.5];
/** What is no longer than so many heights holds no word. */
const SPECK = 1.5;

/** Sine of what a line leans by at least. */
const UPRIGHT = 0.7;

export interface TextDetectorOptions {
  /** Told after each run of a network, so that others see that work goes on; what it throws ends the search. */
  readonly step?: () => void;
}

export function createTextDetector(models: TextModels, { step = () => {} }: TextDetectorOptions = {}): Detector {
  return async ({ picture, kinds, quick = false, unread = false }, signal) => {
    if (!kinds.includes('text') || Math.min(picture.width, picture.height) < LEAST_PICTURE) return [];
    const told = (): void => {
      if (signal?.aborted === true) throw new DeidError('cancelled', 'the search in the image was cancelled');
      step();
    };
    const boxes = await allBoxes(picture, models, quick, told);
    const gathered = gatherLines(boxes, picture.width, picture.height, quick);
    const seen: Seen[] = [];
    for (const { lines, ...shape } of gathered) {
      const readings = [];
      if (!unread && !quick)
        for (const line of lines) readings.push({ ...(await readLine(picture, line, models.readers, told)), line });
      const some = readings.filter(({ text }) => text !== '');
      const words = some.filter((reading) => !isSpeck(reading));
      const read = words.length > 0 ? words : some;
      const text = read.map((reading) => reading.text).join('\n');
      const sure = read.map((reading) => reading.confidence);
      if (!unread && !quick && shape.confidence < DOUBTFUL && Math.max(0, ...sure) < LEGIBLE) continue;
      const confidence = Math.min(...sure);
      seen.push({ kind: 'text', ...shape, ...(text === '' ? {} : { reading: { text, confidence } }) });
    }
    return seen;
  };
}

async function allBoxes(
  picture: Picture,
  models: TextModels,
  quick: boolean,
  step: () => void,
): Promise<readonly TextBox[]> {
  const boxes = [...textBoxes(await textMap(picture, 1, models.find, step))];
  if (!quick) {
    const even = locallyNormalised(picture);
    // At double size, small letters with a rim and single letters drown where contrast is evened out.
    boxes.push(...textBoxes(await textMap(even, 3, models.find, step), 1));
    // The network was taught level lines, and misses upright ones; what it says of others has been said.
    for (const box of textBoxes(await textMap(turnedRight(even), 1.5, models.find, step), 2)) {
      const quadrangle = turnedBack(box.quadrangle, picture.height);
      if (Math.abs(quadrangle.axis[1]) >= UPRIGHT) boxes.push({ ...box, quadrangle });
    }
  }
  const grey: Picture = { ...picture, samples: 1, bytes: brightnessOf(picture) };
  const lines = boxes.filter((box) => isText(box, picture));
  const huge = boxes.filter(
    (box) => box.confidence >= SURE_LARGE && !lines.includes(box) && !lines.some((line) => isPartOf(line, box)),
  );
  return [...lines, ...huge].map((box) =>
    box.confidence < FOLLOWED ? box : { ...box, quadrangle: followStrokes(grey, box.quadrangle) },
  );
}

/** The end of a stroke beside a line, read as a dash or a dot. */
function isSpeck({ text, line }: { readonly text: string; readonly line: Quadrangle }): boolean {
  return !/[\p{L}\p{N}]/u.test(text) && line.along <= SPECK * line.across;
}

/** A line that another look saw in what is much higher: that is no huge letter, but a line and what runs through it. */
function isPartOf({ quadrangle: line, confidence }: TextBox, { quadrangle: huge }: TextBox): boolean {
  const [dx, dy] = [line.x - huge.x, line.y - huge.y];
  const along = Math.abs(dx * huge.axis[0] + dy * huge.axis[1]);
  const across = Math.abs(dy * huge.axis[0] - dx * huge.axis[1]);
  return (
    confidence >= DOUBTFUL &&
    2 * Math.min(line.along, line.across) < Math.min(huge.along, huge.across) &&
    along < huge.along &&
    across < huge.across
  );
}

function isText({ quadrangle: { along, across, axis } }: TextBox, { width, height }: Picture): boolean {
  const [dx, dy] = [Math.abs(axis[0]), Math.abs(axis[1])];
  const [x, y] = [2 * (along * dx + across * dy), 2 * (along * dy + across * dx)];
  // Slanted text takes much of both sides without being high.
  const high = 2 * Math.min(along, across);
  return (
    x <= MOST_SHARE * width ||
    y <= MOST_SHARE * height ||
    high <= Math.max(HIGH_ANYWHERE, MOST_HIGH * Math.max(width, height))
  );
}
