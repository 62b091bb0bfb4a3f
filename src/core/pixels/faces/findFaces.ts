// Faces in a picture: every turn and size of it is shown to a network, and what it says of the same face is said once.
import type { Box } from '../boxes.js';
import type { Cancelled, Picture, Seen } from '../detection.js';
import { floatRoom } from '../floatRoom.js';
import { brightnessOf } from '../textDetection/plane.js';
import { type Candidate, candidates } from './faceBoxes.js';
import { GRAIN } from './faceNet.js';
import { type Colouring, colouringOf } from './tint.js';
import { drawTile, halves, type Pose, poseOf, type Tile, tilesOf, toPicture } from './views.js';

/** Runs the network of `faceNet` on three planes. */
export type FaceNetwork = (planes: Float32Array, width: number, height: number) => Promise<Float32Array>;

/** Side of a tile: a multiple of {@link GRAIN}, so that little is padded. */
const TILE = 1024;
/** What overlaps: faces larger than this lie whole in a tile of the next smaller size. */
const OVERLAP = 128;
/** In a picture made so small, no face is left that a larger one would not show. */
const SMALLEST = 100;
/** Pictures of less pixels are enlarged too, upright only: a face of 12 pixels becomes one of 24. */
const ENLARGED = 1200 * 1200;
/** The network knows faces that lean by up to a twelfth of a turn or so. */
const DEGREES = [0, 90, 180, 270, 45, 135, 225, 315];

/** Boxes of less confidence are not told. */
const LEAST = 0.5;
/** What the network must say at least of a place to be counted there. */
const LEAST_SCORE = 0.2;
/** Boxes of which the smaller lies in the other by this much tell of the same face. */
const SAME = 0.5;
/** A face is seen in more than one turn or size; what is seen once counts for less. */
const [ALONE, SECOND] = [0.55, 0.4];
/** Faces seldom lie askew, and hands and folds do. */
const ASKEW = 0.85;
/**
 * Lungs and heads in slices look like a face that takes up so much of the shorter side: one has to be surer, most where all is grey.
 * Where colours come from a scale, the network takes slices for skin: there a large face has to be as sure in the grey picture.
 */
const [LARGE, LEAST_LARGE, LEAST_GREY] = [1 / 3, 0.6, 0.8];
/** The network draws its boxes from brow to chin: so much is added on each side, and above. */
const [MARGIN, MARGIN_ABOVE] = [0.15, 0.25];

interface Face extends Candidate {
  readonly pose: Pose;
}

interface Sure {
  readonly face: Face;
  readonly box: Box;
  readonly colouring: Colouring | 'small';
}

export async function findFaces(
  picture: Picture,
  network: FaceNetwork,
  signal?: Cancelled,
  least: number = LEAST,
): Promise<readonly Seen[]> {
  const faces = (await facesIn(picture, network, signal))
    .map((face): Sure => {
      const box = boxOf(face, picture);
      return { face, box, colouring: isLarge(box, picture) ? colouringOf(picture, box) : 'small' };
    })
    .filter(({ face, colouring }) => face.score >= Math.max(least, leastOf(colouring)));
  const doubtful = faces.some(({ colouring }) => colouring === 'scale');
  const again = doubtful ? await facesIn(greyOf(picture), network, signal) : [];
  const inGrey = again.filter(({ score }) => score >= LEAST_GREY);
  return faces
    .filter(({ face, colouring }) => colouring !== 'scale' || inGrey.some((one) => common(one, face).ofSmaller > SAME))
    .map(({ face, box }): Seen => ({ kind: 'face', confidence: face.score, box }));
}

function greyOf(picture: Picture): Picture {
  return { ...picture, samples: 1, bytes: brightnessOf(picture) };
}

async function facesIn(
  picture: Picture,
  network: FaceNetwork,
  signal: Cancelled | undefined,
): Promise<readonly Face[]> {
  const levels = halves(picture, SMALLEST);
  const found: Face[] = [];
  const room = floatRoom();
  for (const pose of posesOf(picture)) {
    for (const tile of tilesOf(pose, TILE, OVERLAP)) {
      if (signal?.aborted === true) return [];
      const [width, height] = [ceiled(tile.width), ceiled(tile.height)];
      const answer = await network(drawTile(levels, tile, [width, height], room), width, height);
      for (const one of candidates(answer, width, height, LEAST_SCORE)) found.push({ ...placed(one, tile), pose });
    }
  }
  return merged(found);
}

function isLarge([left, top, right, bottom]: Box, { width, height }: Picture): boolean {
  return Math.max(right - left, bottom - top) > LARGE * Math.min(width, height);
}

function leastOf(colouring: Sure['colouring']): number {
  switch (colouring) {
    case 'small':
      return 0;
    case 'grey':
      return LEAST_GREY;
    case 'scale':
    case 'free':
      return LEAST_LARGE;
  }
}

function posesOf(picture: Picture): readonly Pose[] {
  const [small, area] = [Math.min(picture.width, picture.height), picture.width * picture.height];
  const poses: Pose[] = area <= ENLARGED ? [poseOf(picture, 0, 2)] : [];
  for (let scale = 1; scale === 1 || small * scale >= SMALLEST; scale /= 2)
    for (const degrees of DEGREES) poses.push(poseOf(picture, degrees, scale));
  return poses;
}

function ceiled(length: number): number {
  return Math.ceil(length / GRAIN) * GRAIN;
}

/** From a tile's pixels to the picture's. A face is round: a turned box is as wide as the ellipse in it. */
function placed({ left, top, right, bottom, score }: Candidate, tile: Tile): Candidate {
  const { pose } = tile;
  const [x, y] = toPicture(pose, tile.x + (left + right) / 2, tile.y + (top + bottom) / 2);
  const [halfWidth, halfHeight] = [(right - left) / 2, (bottom - top) / 2];
  const [across, upright] = [
    Math.hypot(pose.a * halfWidth, pose.b * halfHeight),
    Math.hypot(pose.b * halfWidth, pose.a * halfHeight),
  ];
  return { left: x - across, top: y - upright, right: x + across, bottom: y + upright, score };
}

/** The surest box of each face, with how sure all that was seen there makes us. */
function merged(found: readonly Face[]): readonly Face[] {
  const sorted = [...found].sort((first, second) => second.score - first.score);
  const kept: Face[] = [];
  for (const one of sorted) if (!kept.some((other) => common(one, other).ofSmaller > SAME)) kept.push(one);
  return kept.map((face) => {
    const again = sorted.find((other) => other.pose !== face.pose && common(face, other).ofBoth > SAME * 0.8);
    const support = ALONE + (1 - ALONE) * Math.min(1, (again?.score ?? 0) / SECOND);
    return { ...face, score: face.score * support * (face.pose.degrees % 90 === 0 ? 1 : ASKEW) };
  });
}

/** How much two boxes have in common: of the smaller, and of all that they cover. */
function common(one: Candidate, other: Candidate): { readonly ofSmaller: number; readonly ofBoth: number } {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return { ofSmaller: 0, ofBoth: 0 };
  const [area, first, second] = [width * height, areaOf(one), areaOf(other)];
  return { ofSmaller: area / Math.min(first, second), ofBoth: area / (first + second - area) };
}

function areaOf({ left, top, right, bottom }: Candidate): number {
  return (right - left) * (bottom - top);
}

/** With a margin: more where the brow is, which only an upright face has above. */
function boxOf({ left, top, right, bottom, pose }: Face, { width, height }: Picture): Box {
  const side = Math.max(right - left, bottom - top);
  const margin = (towards: number) =>
    side * (pose.degrees === towards || pose.degrees % 90 !== 0 ? MARGIN_ABOVE : MARGIN);
  return [
    Math.max(0, Math.floor(left - margin(90))),
    Math.max(0, Math.floor(top - margin(0))),
    Math.min(width, Math.ceil(right + margin(270))),
    Math.min(height, Math.ceil(bottom + margin(180))),
  ];
}
