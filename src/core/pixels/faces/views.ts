// The pieces that a network for faces is shown of a picture: turned, enlarged or made smaller, and cut into tiles, each with
// the way back to the picture's own pixels.
import type { Picture } from '../detection.js';
import type { FloatRoom } from '../floatRoom.js';

/** One turn and size of the whole picture: a place (x, y) of it is (a x - b y + left, b x + a y + top) in the picture. */
export interface Pose {
  readonly degrees: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  readonly a: number;
  readonly b: number;
  readonly left: number;
  readonly top: number;
}

/** A part of a pose. */
export interface Tile {
  readonly pose: Pose;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @param scale 2 shows everything at twice its size */
export function poseOf({ width, height }: Pick<Picture, 'width' | 'height'>, degrees: number, scale: number): Pose {
  const angle = (degrees * Math.PI) / 180;
  // Exact for quarter turns, so that none of them blurs.
  const [cos, sin] =
    degrees % 90 === 0
      ? [Math.round(Math.cos(angle)), Math.round(Math.sin(angle))]
      : [Math.cos(angle), Math.sin(angle)];
  const wide = Math.max(1, Math.ceil((Math.abs(cos) * width + Math.abs(sin) * height) * scale));
  const high = Math.max(1, Math.ceil((Math.abs(sin) * width + Math.abs(cos) * height) * scale));
  const [a, b] = [cos / scale, sin / scale];
  return {
    degrees,
    scale,
    width: wide,
    height: high,
    a,
    b,
    left: width / 2 - (a * wide - b * high) / 2,
    top: height / 2 - (b * wide + a * high) / 2,
  };
}

export function toPicture({ a, b, left, top }: Pose, x: number, y: number): readonly [number, number] {
  return [a * x - b * y + left, b * x + a * y + top];
}

/** Tiles of a side of at most `most` that overlap by `overlap`, so that what is smaller than that lies whole in one. */
export function tilesOf(pose: Pose, most: number, overlap: number): readonly Tile[] {
  const tiles: Tile[] = [];
  for (const [y, height] of stretches(pose.height, most, overlap))
    for (const [x, width] of stretches(pose.width, most, overlap)) tiles.push({ pose, x, y, width, height });
  return tiles.filter((tile) => touches(tile));
}

function stretches(length: number, most: number, overlap: number): readonly (readonly [number, number])[] {
  if (length <= most) return [[0, length]];
  const count = Math.ceil((length - overlap) / (most - overlap));
  const step = (length - most) / (count - 1);
  return Array.from({ length: count }, (_, at) => [Math.round(at * step), most]);
}

/** Corners of a turned picture are empty: a tile that shows nothing of it is not worth a look. */
function touches({ pose, x, y, width, height }: Tile): boolean {
  if (pose.degrees % 90 === 0) return true;
  // The picture is a rectangle in the pose, turned around the middle: a tile beyond one of its sides shows none of it.
  const [cos, sin] = [pose.a * pose.scale, pose.b * pose.scale];
  const [middleX, middleY] = [x + width / 2 - pose.width / 2, y + height / 2 - pose.height / 2];
  const along = Math.abs(cos * middleX - sin * middleY);
  const across = Math.abs(sin * middleX + cos * middleY);
  const reach = (Math.abs(cos) * width + Math.abs(sin) * height) / 2;
  const other = (Math.abs(sin) * width + Math.abs(cos) * height) / 2;
  const [halfWidth, halfHeight] = sidesOf(pose);
  return along - reach < halfWidth && across - other < halfHeight;
}

/** Half the picture's sides, as the pose shows them. */
function sidesOf({ a, b, scale, width, height }: Pose): readonly [number, number] {
  const [cos, sin] = [Math.abs(a * scale), Math.abs(b * scale)];
  const rest = cos * cos - sin * sin;
  // At an eighth of a turn both sides add up to the same: then the longer is taken for both.
  if (Math.abs(rest) < 0.05) return [width / 2, height / 2];
  return [(cos * width - sin * height) / rest / 2, (cos * height - sin * width) / rest / 2];
}

/**
 * The tile's pixels as three planes from -1 to 1, on a canvas of `width` and `height`; what lies outside of the picture is -1.
 * @param levels the picture and its halves, the first being whole
 */
export function drawTile(
  levels: readonly Picture[],
  tile: Tile,
  [width, height]: readonly [number, number],
  room: FloatRoom,
): Float32Array {
  const plane = width * height;
  const planes = room(plane * 3).fill(-1);
  const { pose } = tile;
  const level = Math.max(0, Math.min(levels.length - 1, Math.floor(Math.log2(1 / pose.scale) + 0.01)));
  const picture = levels[level];
  if (picture === undefined) return planes;
  const less = 2 ** level;
  const { samples, bytes } = picture;
  const [right, bottom] = [picture.width - 1, picture.height - 1];
  const [a, b] = [pose.a / less, pose.b / less];
  for (let y = 0; y < tile.height; y++) {
    const [startX, startY] = toPicture(pose, tile.x + 0.5, tile.y + y + 0.5);
    let [fromX, fromY] = [startX / less - 0.5, startY / less - 0.5];
    for (let x = 0; x < tile.width; x++, fromX += a, fromY += b) {
      if (fromX < -0.5 || fromY < -0.5 || fromX > right + 0.5 || fromY > bottom + 0.5) continue;
      const [nearX, nearY] = [clamp(fromX, right), clamp(fromY, bottom)];
      const [left, top] = [Math.floor(nearX), Math.floor(nearY)];
      const [partX, partY] = [nearX - left, nearY - top];
      const across = left < right ? samples : 0;
      const down = top < bottom ? picture.width * samples : 0;
      const at = (top * picture.width + left) * samples;
      const to = y * width + x;
      for (let sample = 0; sample < samples; sample++) {
        const from = at + sample;
        const upper = (bytes[from] ?? 0) * (1 - partX) + (bytes[from + across] ?? 0) * partX;
        const lower = (bytes[from + down] ?? 0) * (1 - partX) + (bytes[from + down + across] ?? 0) * partX;
        planes[sample * plane + to] = (upper * (1 - partY) + lower * partY) / 127.5 - 1;
      }
      if (samples === 1) {
        planes[plane + to] = planes[to] ?? 0;
        planes[2 * plane + to] = planes[to] ?? 0;
      }
    }
  }
  return planes;
}

function clamp(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}

/** The picture and its halves, each the mean of four pixels, down to a side of `least`. */
export function halves(picture: Picture, least: number): readonly Picture[] {
  const levels = [picture];
  for (let last = picture; Math.min(last.width, last.height) >= least * 2; levels.push(last)) last = halved(last);
  return levels;
}

function halved({ width, height, samples, bytes }: Picture): Picture {
  const [wide, high] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const half = new Uint8Array(wide * high * samples);
  const [across, down] = [width > 1 ? samples : 0, height > 1 ? width * samples : 0];
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++)
      for (let sample = 0; sample < samples; sample++) {
        const at = (2 * y * width + 2 * x) * samples + sample;
        const sum =
          (bytes[at] ?? 0) + (bytes[at + across] ?? 0) + (bytes[at + down] ?? 0) + (bytes[at + down + across] ?? 0);
        half[(y * wide + x) * samples + sample] = (sum + 2) >> 2;
      }
  return { width: wide, height: high, samples, bytes: half };
}
