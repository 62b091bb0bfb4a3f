// Video by the user's own ffmpeg: found on the PATH, or named by MEDIMAGECLEANER_FFMPEG. Streams go through pipes, so that nothing of
// them comes to lie on a disk; what ffmpeg says is not repeated, because it names what is in the stream.
import { spawn } from 'node:child_process';
import type { VideoCodec, VideoDone, VideoJob, VideoKind } from '../../core/pixels/videoPort.js';

const LARGEST = 1024 * 1024 * 1024;
const MOST_RANGES = 500;
const ABSENT =
  'video is encoded again by ffmpeg, which is not installed: install it (ffmpeg.org, or your system’s package), or name it in MEDIMAGECLEANER_FFMPEG';

const ENCODER: Readonly<
  Record<VideoKind, { readonly args: readonly string[]; readonly raw: string; readonly name: string }>
> = {
  mpeg2: { args: ['-c:v', 'mpeg2video', '-q:v', '2', '-g', '15', '-bf', '2'], raw: 'mpeg2video', name: 'mpeg2video' },
  h264: { args: ['-c:v', 'libx264', '-crf', '14', '-profile:v', 'high'], raw: 'h264', name: 'libx264' },
  hevc: {
    args: ['-c:v', 'libx265', '-crf', '14', '-x265-params', 'log-level=none:info=0'],
    raw: 'hevc',
    name: 'libx265',
  },
};

export const ffmpegVideo: VideoCodec = async (job) => {
  const { args, raw, name } = ENCODER[job.kind];
  const pixels = job.bits === 10 ? 'yuv420p10le' : 'yuv420p';
  const made = await ffmpeg(
    [
      ...['-i', 'pipe:0', '-filter_complex', filterOf(job), '-map', '[out]', '-map_metadata', '-1'],
      ...['-vsync', 'passthrough'],
      ...args,
      ...['-pix_fmt', pixels, '-fflags', '+bitexact', ...containerOf(job.bytes, raw), 'pipe:1'],
    ],
    job.bytes,
  );
  if (made.kind === 'absent') return trouble(ABSENT);
  if (made.status !== 0 || made.bytes.length === 0)
    return trouble(`ffmpeg could not read the video or encode it again (it has to have ${name})`);
  return proved(job, made.bytes);
};

function trouble(reason: string): VideoDone {
  return { kind: 'trouble', reason };
}

/** As many frames as before, and black where black was asked for. */
async function proved(job: VideoJob, bytes: Uint8Array): Promise<VideoDone> {
  const [before, after] = [await frameCount(job.bytes), await frameCount(bytes)];
  if (before === undefined || before !== after)
    return trouble('the video that ffmpeg made has another number of frames');
  for (const { box, frames, fill } of job.regions) {
    if (fill.kind !== 'black') continue;
    const [left, top, right, bottom] = box;
    // Blocks of a lossy picture reach a little over an edge.
    const [x, y, width, height] = [left + 2, top + 2, right - left - 4, bottom - top - 4];
    if (width < 2 || height < 2) continue;
    const crop = `crop=${width}:${height}:${x}:${y},format=gray`;
    const seen = await ffmpeg(
      ['-i', 'pipe:0', '-vf', crop, '-vsync', 'passthrough', '-f', 'rawvideo', 'pipe:1'],
      bytes,
    );
    if (seen.kind === 'absent' || seen.status !== 0) return trouble('the video that ffmpeg made can not be read');
    const size = width * height;
    for (const [first, last] of frames)
      if (seen.bytes.subarray(first * size, Math.min(last + 1, after) * size).some((value) => value > 40))
        return trouble('the video that ffmpeg made is not black where it has to be');
  }
  return { kind: 'done', bytes };
}

async function frameCount(bytes: Uint8Array): Promise<number | undefined> {
  const told = await ffmpeg(
    ['-i', 'pipe:0', '-map', '0:v:0', '-vsync', 'passthrough', '-f', 'null', '-progress', 'pipe:1', '-'],
    bytes,
  );
  if (told.kind === 'absent' || told.status !== 0) return undefined;
  const counts = [
    ...Buffer.from(told.bytes)
      .toString('latin1')
      .matchAll(/^frame=\s*(\d+)/gmu),
  ];
  return counts.length === 0 ? undefined : Number(counts.at(-1)?.[1]);
}

/** The kind of file in the pixel data: a transport stream, MP4, or the bare stream. */
function containerOf(bytes: Uint8Array, raw: string): readonly string[] {
  if (bytes[0] === 0x47 && bytes[188] === 0x47) return ['-f', 'mpegts'];
  const mp4 = Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ftyp';
  return mp4 ? ['-f', 'mp4', '-movflags', 'frag_keyframe+empty_moov'] : ['-f', raw];
}

/** Boxes have even edges: two lines and two columns share their colour. */
function filterOf({ regions, rows, columns }: VideoJob): string {
  const steps: string[] = [];
  for (const [index, { box, frames, fill }] of regions.entries()) {
    const [left, top] = [box[0] - (box[0] % 2), box[1] - (box[1] % 2)];
    const [width, height] = [
      Math.min(columns, box[2] + (box[2] % 2)) - left,
      Math.min(rows, box[3] + (box[3] % 2)) - top,
    ];
    const when = frames.length > MOST_RANGES ? '1' : frames.map(([from, to]) => `between(n,${from},${to})`).join('+');
    const [source, target] = [index === 0 ? '[0:v:0]' : `[v${index}]`, `[v${index + 1}]`];
    const inner = left > 0 && top > 0 && left + width < columns && top + height < rows;
    if (fill.kind === 'blur' || fill.kind === 'pixelate') {
      const side = Math.max(8, Math.ceil(Math.max(width, height) / 6));
      const [w, h] = [Math.max(1, Math.round(width / side)), Math.max(1, Math.round(height / side))];
      const flags = fill.kind === 'blur' ? 'bilinear' : 'neighbor';
      // Down to a few means and up again: what was written there is not in them.
      const part = `crop=${width}:${height}:${left}:${top},scale=${w}:${h}:flags=area,scale=${width}:${height}:flags=${flags}`;
      steps.push(`${source}split[a${index}][b${index}]`, `[b${index}]${part}[c${index}]`);
      steps.push(`[a${index}][c${index}]overlay=${left}:${top}:enable='${when}'${target}`);
    } else if (fill.kind === 'inpaint' && inner)
      steps.push(`${source}delogo=x=${left}:y=${top}:w=${width}:h=${height}:enable='${when}'${target}`);
    else {
      const grey = fill.kind === 'constant' ? Math.min(255, Math.max(0, Math.round(fill.value))) : 0;
      const colour = `0x${grey.toString(16).padStart(2, '0').repeat(3)}`;
      steps.push(
        `${source}drawbox=x=${left}:y=${top}:w=${width}:h=${height}:color=${colour}:t=fill:enable='${when}'${target}`,
      );
    }
  }
  return [...steps, `[v${regions.length}]null[out]`].join(';');
}

type Ran =
  | { readonly kind: 'absent' }
  | { readonly kind: 'ran'; readonly status: number | null; readonly bytes: Uint8Array };

function ffmpeg(args: readonly string[], input: Uint8Array): Promise<Ran> {
  return new Promise((resolve) => {
    const program = process.env['MEDIMAGECLEANER_FFMPEG'] || 'ffmpeg';
    const child = spawn(program, ['-hide_banner', '-v', 'quiet', '-y', ...args], {
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const parts: Buffer[] = [];
    let size = 0;
    child.on('error', () => resolve({ kind: 'absent' }));
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > LARGEST) child.kill();
      else parts.push(part);
    });
    // It may stop reading before all is written; its status tells.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('close', (status) => resolve({ kind: 'ran', status, bytes: new Uint8Array(Buffer.concat(parts)) }));
  });
}
