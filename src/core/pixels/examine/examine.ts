// Looks for words, faces and codes in all frames of an image. Every frame is read; what in it is equal to something that was looked at
// is not looked at again. What of it changes from frame to frame is looked at closely in each of the first frames, and of long objects
// in each later frame by one quick look and closely in the brightest and darkest of groups of frames (ARCHITECTURE.md).
import type { Codecs } from '../codecPort.js';
import type { Cancelled, Detector, Picture, Seen } from '../detection.js';
import { drawFrame } from '../drawFrame.js';
import type { Image } from '../image.js';
import { brightnessOf } from '../textDetection/plane.js';
import type { VideoCodec } from '../videoPort.js';
import { isVideo } from '../videoStream.js';
import { bandFault, bandsOf, readBand } from './bands.js';
import { boxesAround, cellsOf, knownCells } from './cells.js';
import { type Extremes, extremesOf } from './extremes.js';
import { drawnFrames } from './frames.js';
import { lookInto, moved } from './lookInto.js';
import { nearCells } from './nearCells.js';
import { pictureOf } from './picture.js';
import { gatherSightings, type Sighting } from './sightings.js';

export interface ExamineRequest {
  readonly image: Image;
  readonly detector: Detector;
  readonly codecs?: Codecs;
  readonly video?: VideoCodec;
  readonly kinds: readonly Seen['kind'][];
  /** Nothing depends on what texts say. */
  readonly unread?: boolean;
  /** A close look at every change in every frame, however many there are. */
  readonly exhaustive?: boolean;
  readonly signal?: Cancelled;
  /** Told of each frame; what it throws ends the search. */
  readonly step?: () => void;
}

export type Examined =
  | {
      readonly kind: 'examined';
      readonly sightings: readonly Sighting[];
      /** Frames that were read: all. */
      readonly frames: number;
      /** Frames whose changes had one quick look, and a close one in groups. */
      readonly grouped: number;
      /** Of a video: streams besides that of its pictures. */
      readonly otherStreams?: number;
    }
  | { readonly kind: 'trouble'; readonly reason: string };

/** So many frames with changes are looked at closely, each by itself. */
const CLOSE_FRAMES = 24;
/** Rows that neighbouring bands share: a line of text lies whole in one of them. */
const BAND_OVERLAP = 128;
/** Frames kept to look back into. */
const KEPT = 4;

const noCodecs: Codecs = () => ({ kind: 'trouble', reason: 'there is no decoder for this transfer syntax here' });

/** @throws DeidError as the detector does; never because of what the image shows or how damaged it is */
export async function examine(request: ExamineRequest): Promise<Examined> {
  const { image } = request;
  const bands = bandsOf(image, BAND_OVERLAP);
  return bands === undefined ? examineWhole(request) : examineBands(request, bands);
}

async function examineWhole(request: ExamineRequest): Promise<Examined> {
  const { image, detector, codecs = noCodecs, video, kinds, signal } = request;
  const moving = video !== undefined && isVideo(image);
  // What a header says of video need not be so.
  const single = image.frames === 1 && !moving;
  const cellMap = moving ? nearCells() : cellsOf;
  const gathered = gatherSightings(!single);
  const known = knownCells();
  const look = { detector, kinds, signal, unread: request.unread === true };
  const kept: Picture[] = [];
  let [close, grouped] = [0, 0];
  let group: Extremes | undefined;

  const endGroup = async (last: number): Promise<void> => {
    if (group === undefined) return;
    const { first, boxes, highest, lowest } = group;
    group = undefined;
    for (const picture of [highest, lowest])
      for (const box of boxes) gathered.add(await lookInto(look, picture, box), first, last, picture, undefined);
  };

  let [index, others] = [-1, 0];
  for await (const drawn of drawnFrames(image, codecs, video)) {
    if (drawn.kind === 'others') {
      others = drawn.count;
      continue;
    }
    index += 1;
    request.step?.();
    if (drawn.kind === 'trouble') return { kind: 'trouble', reason: drawn.reason };
    const picture = pictureOf(drawn.frame);
    const { width, height } = picture;
    const all = [0, 0, width, height] as const;
    if (single) {
      gathered.add(await lookInto(look, picture, all), 0, 0, greyOf(picture), undefined);
      break;
    }
    const grey = greyOf(picture);
    const cells = cellMap(width, height, drawn.frame.bytes);
    const boxes = index === 0 ? [all] : boxesAround(known.news(cells), cells.across, picture);
    if (index === 0) known.news(cells);
    if (boxes.length > 0) {
      if (request.exhaustive === true || close < CLOSE_FRAMES) {
        close += 1;
        for (const box of boxes) gathered.add(await lookInto(look, picture, box), index, index, grey, cells);
      } else {
        grouped += 1;
        group = extremesOf(group, grey, boxes, index);
        for (const box of boxes) {
          const seen = await lookInto({ ...look, quick: true }, picture, box);
          if (seen.every((one) => gathered.covers(one.box, index - 1))) continue;
          gathered.add(await lookInto(look, picture, box), index, index, grey, cells);
        }
      }
    }
    gathered.carryOver(index, grey, cells);
    for (const [back, before] of kept.entries()) gathered.carryBack(index - 1 - back, before);
    kept.unshift(grey);
    kept.length = Math.min(kept.length, KEPT);
    if (group?.full === true) await endGroup(index);
  }
  await endGroup(index);
  const all = [[0, image.frames - 1]] as const;
  // Where the header counts other frames than there are, nobody can say which are which: what was seen goes from all of them.
  const sightings =
    index + 1 === image.frames ? gathered.list() : gathered.list().map((one) => ({ ...one, frames: all }));
  const beside = others === 0 ? {} : { otherStreams: others };
  return { kind: 'examined', sightings, frames: index + 1, grouped, ...beside };
}

function greyOf(picture: Picture): Picture {
  return { ...picture, samples: 1, bytes: brightnessOf(picture) };
}

async function examineBands(
  { image, detector, kinds, signal, codecs = noCodecs, unread = false }: ExamineRequest,
  { rows, tops }: { readonly rows: number; readonly tops: readonly number[] },
): Promise<Examined> {
  const fault = bandFault(image);
  if (fault !== undefined) return { kind: 'trouble', reason: fault };
  const gathered = gatherSightings(false);
  for (let index = 0; index < image.frames; index++) {
    for (const top of tops) {
      const picture = await bandPicture(image, index, { top, rows }, codecs);
      if (typeof picture === 'string') return { kind: 'trouble', reason: picture };
      const seen = await lookInto({ detector, kinds, signal, unread }, picture, [0, 0, picture.width, picture.height]);
      gathered.add(
        seen.map((one) => moved(one, 0, top)),
        index,
        index,
        EMPTY,
        undefined,
      );
    }
  }
  return { kind: 'examined', sightings: gathered.list(), frames: image.frames, grouped: 0 };
}

/** One band as detectors see it, or why there is none. What it is made of is let go before anybody looks: that takes three times as much. */
async function bandPicture(
  image: Image,
  frame: number,
  { top, rows }: { readonly top: number; readonly rows: number },
  codecs: Codecs,
): Promise<Picture | string> {
  const raw = await readBand(image, frame, top, rows);
  if (raw === undefined) return 'the pixel data ends before the image does';
  const drawn = drawFrame(raw, codecs);
  return drawn.kind === 'trouble' ? drawn.reason : pictureOf(drawn.frame);
}

const EMPTY: Picture = { width: 0, height: 0, samples: 1, bytes: new Uint8Array(0) };
