// Video by the user's own ffmpeg: decoded into frames, regions filled and encoded again, and decoded once more to see that it was done.
import type {
  Video,
  VideoCodec,
  VideoDone,
  VideoFrame,
  VideoJob,
  VideoKind,
  VideoStep,
} from '../../core/pixels/videoPort.js';
import { type Container, containerOf } from './container.js';
import { filterGraph } from './filterGraph.js';
import { picturesIn } from './pictures.js';
import { onPath, type Running, start } from './program.js';

const LARGEST = 1024 * 1024 * 1024;
const ABSENT =
  'video is decoded and encoded by ffmpeg, which is not installed: install it (ffmpeg.org, or your system’s package), or name it with --ffmpeg or in MEDIMAGECLEANER_FFMPEG';

const ENCODER: Readonly<Record<VideoKind, { readonly args: readonly string[]; readonly name: string }>> = {
  mpeg2: { args: ['-c:v', 'mpeg2video', '-q:v', '2', '-g', '15', '-bf', '2'], name: 'mpeg2video' },
  h264: { args: ['-c:v', 'libx264', '-crf', '14', '-profile:v', 'high'], name: 'libx264' },
  hevc: { args: ['-c:v', 'libx265', '-crf', '14', '-x265-params', 'log-level=none:info=0'], name: 'libx265' },
};

/** @param named by the user; else what MEDIMAGECLEANER_FFMPEG names, else `ffmpeg` on the PATH */
export function ffmpegVideo(named?: string): VideoCodec {
  const found = () => find(named);
  return {
    frames: (video) => framesOf(video, found),
    encode: async (job) => {
      const program = await found();
      return program === undefined ? trouble(ABSENT) : encoded(program, job);
    },
  };
}

interface Program {
  readonly path: string;
  /** What makes it give each frame once: the option has another name before 5.1. */
  readonly eachFrame: readonly string[];
}

async function find(named: string | undefined): Promise<Program | undefined> {
  const path = named ?? (process.env['MEDIMAGECLEANER_FFMPEG'] || onPath('ffmpeg'));
  if (path === undefined) return undefined;
  const known = asked.get(path) ?? ask(path);
  asked.set(path, known);
  const program = await known;
  if (program === undefined) asked.delete(path);
  return program;
}

/** What programs said of themselves; one that is not there may come yet. */
const asked = new Map<string, Promise<Program | undefined>>();

async function ask(path: string): Promise<Program | undefined> {
  const running = start(path, ['-version'], new Uint8Array());
  const told = await gathered(running);
  if ((await running.status) !== 0) return undefined;
  const version = /^ffmpeg version n?(\d+)\.(\d+)/u.exec(Buffer.from(told ?? []).toString('latin1'));
  const [major, minor] = [Number(version?.[1] ?? 99), Number(version?.[2] ?? 0)];
  return { path, eachFrame: [major < 5 || (major === 5 && minor < 1) ? '-vsync' : '-fps_mode', 'passthrough'] };
}

function trouble(reason: string): { readonly kind: 'trouble'; readonly reason: string } {
  return { kind: 'trouble', reason };
}

/** Nothing but the pipe is opened, whatever the stream names; pictures are not turned. */
function reading({ input }: Container): readonly string[] {
  return ['-protocol_whitelist', 'pipe', '-noautorotate', ...input, '-i', 'pipe:0'];
}

async function* framesOf(
  video: Video,
  found: () => Promise<Program | undefined>,
): AsyncGenerator<VideoStep, void, undefined> {
  const program = await found();
  if (program === undefined) {
    yield trouble(ABSENT);
    return;
  }
  const container = containerOf(video);
  const pictures = ['-map', '0:v:0', ...program.eachFrame, '-c:v', 'ppm', '-pix_fmt', 'rgb24', '-f', 'image2pipe'];
  const running = start(program.path, [...reading(container), ...pictures, 'pipe:1'], container.bytes);
  let count = 0;
  try {
    for await (const frame of picturesIn(running.chunks)) {
      count += 1;
      yield frame;
    }
    if ((await running.status) !== 0 || count === 0) yield trouble('ffmpeg could not decode the video');
    else if (running.streams.pictures > 1)
      yield trouble('the video holds several streams of pictures, of which only one would be looked into');
    else if (running.streams.all > 1) yield { kind: 'others', count: running.streams.all - 1 };
  } finally {
    running.end();
  }
}

async function encoded(program: Program, job: VideoJob): Promise<VideoDone> {
  const { args, name } = ENCODER[job.kind];
  const container = containerOf(job);
  const graph = filterGraph(job);
  if (graph === undefined) return trouble('its regions are too many to name them to ffmpeg');
  const running = start(
    program.path,
    [
      ...reading(container),
      ...['-filter_complex', graph, '-map', '[out]', '-map_metadata', '-1', ...program.eachFrame],
      ...args,
      ...['-pix_fmt', job.bits === 10 ? 'yuv420p10le' : 'yuv420p', '-fflags', '+bitexact', ...container.output],
      'pipe:1',
    ],
    container.bytes,
  );
  const bytes = await gathered(running, job.beat);
  if ((await running.status) !== 0 || bytes === undefined || bytes.length === 0)
    return trouble(`ffmpeg could not read the video or encode it again (it has to have ${name})`);
  const fault = await faultOf(program, job, bytes);
  return fault === undefined ? { kind: 'done', bytes } : trouble(fault);
}

/** Undefined where it is more than is held. */
async function gathered(running: Running, beat: () => void = () => {}): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of running.chunks) {
      beat();
      size += part.length;
      if (size > LARGEST) {
        running.end();
        return undefined;
      }
      parts.push(part);
    }
    return new Uint8Array(Buffer.concat(parts));
  } catch (error) {
    running.end();
    throw error;
  }
}

/** Both videos side by side: as many frames, of the size that the header has, filled where they have to be and else alike. */
async function faultOf(program: Program, job: VideoJob, bytes: Uint8Array): Promise<string | undefined> {
  const found = () => Promise.resolve(program);
  const before = framesOf(job, found)[Symbol.asyncIterator]();
  const after = framesOf({ kind: job.kind, bytes }, found)[Symbol.asyncIterator]();
  try {
    for (let index = 0; ; index++) {
      job.beat?.();
      const [was, is] = await Promise.all([before.next(), after.next()]);
      if (was.done === true && is.done === true) return undefined;
      // Others go when it is encoded again.
      if (was.value?.kind === 'others' && is.done === true) return undefined;
      if (was.done === true || is.done === true) return 'the video that ffmpeg made has another number of frames';
      if (was.value.kind === 'trouble') return was.value.reason;
      if (is.value.kind === 'trouble') return 'the video that ffmpeg made can not be read';
      if (was.value.kind === 'others' || is.value.kind === 'others')
        return 'the video that ffmpeg made holds something else';
      const fault = differs(was.value, is.value, index, job);
      if (fault !== undefined) return fault;
    }
  } finally {
    await Promise.all([before.return?.(), after.return?.()]);
  }
}

/** Blocks of a lossy picture reach a little over an edge. */
const RIM = 2;
const MOST_OFF = 40;
/** Mean of the difference in brightness where nothing was taken out. */
const MOST_CHANGED = 12;

function differs(was: VideoFrame, is: VideoFrame, index: number, job: VideoJob): string | undefined {
  const { rows, columns, regions, frames: count } = job;
  if (was.rows !== rows || was.columns !== columns) return 'its video and the header differ in rows or columns';
  if (is.rows !== rows || is.columns !== columns) return 'the video that ffmpeg made has another size';
  const covered = new Uint8Array(rows * columns);
  for (const { box, frames, fill } of regions) {
    const [left, top, right, bottom] = box;
    // Where there are many ranges, it may be taken out of other frames as well.
    for (let y = Math.max(0, top - 2 * RIM); y < Math.min(rows, bottom + 2 * RIM); y++)
      covered.fill(1, y * columns + Math.max(0, left - 2 * RIM), y * columns + Math.min(columns, right + 2 * RIM));
    if (!frames.some(([from, to]) => index >= from && (index <= to || to >= count - 1))) continue;
    if (fill.kind !== 'black' && fill.kind !== 'constant') continue;
    const wanted = fill.kind === 'constant' ? Math.min(255, Math.max(0, Math.round(fill.value))) : 0;
    for (let y = top + RIM; y < bottom - RIM; y++)
      for (let x = left + RIM; x < right - RIM; x++)
        if (Math.abs(brightness(is.bytes, y * columns + x) - wanted) > MOST_OFF)
          return 'the video that ffmpeg made is not filled where it has to be';
  }
  let [sum, pixels] = [0, 0];
  for (let at = 0; at < covered.length; at++) {
    if (covered[at] === 1) continue;
    sum += Math.abs(brightness(was.bytes, at) - brightness(is.bytes, at));
    pixels += 1;
  }
  return sum > pixels * MOST_CHANGED
    ? 'the video that ffmpeg made differs too much where nothing was taken out'
    : undefined;
}

function brightness(bytes: Uint8Array, pixel: number): number {
  const at = pixel * 3;
  return (bytes[at] ?? 0) * 0.299 + (bytes[at + 1] ?? 0) * 0.587 + (bytes[at + 2] ?? 0) * 0.114;
}
