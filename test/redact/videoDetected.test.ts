// Video that may hold words: decoded by the ffmpeg of this machine, looked into like any object of many frames, and taken out where
// something was seen.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { pixelsFrom } from '../../src/cli/pixelFlags.js';
import { bufferSource, concat } from '../../src/core/kernel/source.js';
import type { Detector, Picture, Seen } from '../../src/core/pixels/detection.js';
import type { VideoStep } from '../../src/core/pixels/videoPort.js';
import { indexFirst } from '../../src/node/video/container.js';
import { ffmpegVideo } from '../../src/node/video/ffmpeg.js';
import { picturesIn } from '../../src/node/video/pictures.js';
import { encapsulated, imageFile } from '../pixels/imageFile.js';
import { contextFor, policyOf } from '../rules/apply.js';
import { el } from '../support/dataset.js';
import { deidentifySource } from '../support/engine.js';
import { find, readFile } from '../support/read.js';

const [COLUMNS, ROWS, FRAMES] = [160, 96, 12];
const LETTERS = ['#### #  # ####', '#  # ## # #  #', '#### # ## #  #', '#  # #  # ####'];
const [LEFT, TOP, LARGE] = [16, 8, 4];

/** Bright letters in the frames from `first` to `last`, and a grey square that moves. */
function frames(first: number, last: number): Uint8Array {
  const out = new Uint8Array(COLUMNS * ROWS * FRAMES).fill(40);
  for (let frame = 0; frame < FRAMES; frame++) {
    const set = (x: number, y: number, value: number) => {
      out[(frame * ROWS + y) * COLUMNS + x] = value;
    };
    for (let y = 60; y < 80; y++) for (let x = 100; x < 116; x++) set(x + frame * 2, y, 150);
    if (frame < first || frame > last) continue;
    for (let y = 0; y < LETTERS.length * LARGE; y++)
      for (let x = 0; x < (LETTERS[0]?.length ?? 0) * LARGE; x++)
        if (LETTERS[Math.floor(y / LARGE)]?.[Math.floor(x / LARGE)] === '#') set(LEFT + x, TOP + y, 250);
  }
  return out;
}

function ffmpeg(args: readonly string[], input: Uint8Array): Uint8Array | undefined {
  const run = spawnSync('ffmpeg', ['-v', 'quiet', ...args], { input, maxBuffer: 1 << 28 });
  return run.status === 0 ? new Uint8Array(run.stdout) : undefined;
}

const RAW = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${COLUMNS}x${ROWS}`, '-r', '25', '-i', '-'];
const H264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '20', '-g', '5'];
const SOUND = ['-f', 'lavfi', '-i', 'sine=duration=0.4'];

function video(args: readonly string[], first = 0, last = FRAMES - 1): Uint8Array | undefined {
  return ffmpeg([...RAW, ...args, '-'], frames(first, last));
}

function greysOf(stream: Uint8Array): Uint8Array {
  return ffmpeg(['-i', '-', '-vf', 'format=gray', '-f', 'rawvideo', '-'], stream) ?? assert.fail('no frames');
}

function streamOf(file: Uint8Array): Uint8Array {
  const [, ...fragments] = find(readFile(file).elements, 0x7fe00010)?.fragments ?? [];
  return concat(fragments);
}

function objectOf(stream: Uint8Array, syntax: string, counted = FRAMES): Uint8Array {
  return imageFile(
    {
      ...{ rows: ROWS, columns: COLUMNS, frames: counted, samples: 3, photometric: 'YBR_PARTIAL_420', planar: 0 },
      pixels: encapsulated([stream]),
      more: [el(0x00100010, 'PN', 'Lindqvist^Marta')],
    },
    { syntax: `1.2.840.10008.1.2.4.${syntax}` },
  );
}

/** Reads a name wherever something is bright. */
function bright(asked: Picture[]): Detector {
  return ({ picture }) => {
    asked.push(picture);
    const { width, height, samples, bytes } = picture;
    let [left, top, right, bottom] = [width, height, 0, 0];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        if ((bytes[(y * width + x) * samples] ?? 0) < 215) continue;
        [left, top, right, bottom] = [
          Math.min(left, x),
          Math.min(top, y),
          Math.max(right, x + 1),
          Math.max(bottom, y + 1),
        ];
      }
    const seen: Seen[] =
      right <= left
        ? []
        : [
            {
              kind: 'text',
              box: [Math.max(0, left - 2), Math.max(0, top - 2), right + 2, bottom + 2],
              confidence: 0.95,
              reading: { text: 'LINDQVIST MARTA', confidence: 0.97 },
            },
          ];
    return Promise.resolve(seen);
  };
}

async function clean(bytes: Uint8Array, asked: Picture[] = [], named?: string) {
  const policy = policyOf([], { style: 'profile' });
  const context = { ...contextFor(policy), detector: bright(asked), video: ffmpegVideo(named) };
  return deidentifySource(bufferSource(bytes), context);
}

/** Brightest pixel where the letters were, by frame. */
function brightest(grey: Uint8Array): readonly number[] {
  return Array.from({ length: grey.length / (COLUMNS * ROWS) }, (_, frame) => {
    let most = 0;
    for (let y = TOP; y < TOP + 16; y++)
      for (let x = LEFT; x < LEFT + 56; x++) most = Math.max(most, grey[(frame * ROWS + y) * COLUMNS + x] ?? 0);
    return most;
  });
}

async function stepsOf(stream: Uint8Array): Promise<readonly VideoStep[]> {
  const steps: VideoStep[] = [];
  for await (const step of ffmpegVideo().frames({ kind: 'h264', bytes: stream })) steps.push(step);
  return steps;
}

describe('video that may hold words', () => {
  const made = video([...H264, '-f', 'h264']);
  const test = (name: string, work: (stream: Uint8Array) => Promise<void>) =>
    it(name, async function () {
      this.timeout(60_000);
      if (made === undefined) {
        console.log('      skipped: no ffmpeg');
        this.skip();
      }
      await work(made);
    });

  for (const [name, syntax, args] of [
    ['MPEG-2 in a program stream', '100', ['-c:v', 'mpeg2video', '-q:v', '3', '-f', 'vob']],
    ['H.264 in a transport stream', '104', [...H264, '-f', 'mpegts']],
  ] as const) {
    test(`${name}: words go from the frames that hold them, and from no others`, async () => {
      const stream = video(args, 4, 7);
      if (stream === undefined) {
        console.log('      skipped: this ffmpeg lacks the encoder');
        return;
      }
      const asked: Picture[] = [];
      const { plan, output } = await clean(objectOf(stream, syntax), asked);
      const found = plan.findings.filter(({ location }) => location.kind === 'pixels');
      assert.deepEqual(
        found.map(({ location, effect }) => [effect, location.kind === 'pixels' ? location.frames : []]),
        [['cleaned', [4, 7]]],
      );
      assert.ok(asked.length < 4 * FRAMES, `${asked.length} looks`);
      const [before, after] = [greysOf(stream), greysOf(streamOf(output))];
      assert.equal(after.length, before.length);
      for (const [frame, most] of brightest(before).entries()) assert.equal(most > 200, frame >= 4 && frame <= 7);
      for (const most of brightest(after)) assert.ok(most < 80, String(most));
      const moving = (grey: Uint8Array, frame: number) => grey[(frame * ROWS + 70) * COLUMNS + 108 + frame * 2] ?? 0;
      for (let frame = 0; frame < FRAMES; frame++)
        assert.ok(Math.abs(moving(after, frame) - moving(before, frame)) < 20, 'what moves is as it was');
    });
  }

  test('a header that counts fewer frames than there are hides none', async (stream) => {
    const late = video([...H264, '-f', 'h264'], 6, 9) ?? stream;
    const { output } = await clean(objectOf(late, '102', 1));
    const after = greysOf(streamOf(output));
    assert.equal(after.length, COLUMNS * ROWS * FRAMES);
    for (const most of brightest(after)) assert.ok(most < 80, String(most));
  });

  test('ffmpeg leaves no log, whatever the settings of the user ask of it', async (stream) => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), 'report-'));
    const before = process.env['FFREPORT'];
    process.env['FFREPORT'] = `file=${path.join(folder, 'told.log')}`;
    try {
      assert.ok((await stepsOf(stream)).length > 0);
      assert.deepEqual(fs.readdirSync(folder), []);
    } finally {
      if (before === undefined) delete process.env['FFREPORT'];
      else process.env['FFREPORT'] = before;
      fs.rmSync(folder, { recursive: true });
    }
  });

  test('a still picture is looked at once, though coding changes it a little in every frame', async () => {
    const still = ffmpeg(
      [...RAW, '-vf', 'loop=loop=40:size=1:start=0,noise=alls=3:allf=t', ...H264, '-f', 'h264', '-'],
      frames(0, FRAMES - 1).subarray(0, COLUMNS * ROWS),
    );
    assert.ok(still !== undefined);
    const asked: Picture[] = [];
    const { plan } = await clean(objectOf(still, '102', 41), asked);
    assert.equal(asked.length, 1);
    const [found] = plan.findings.filter(({ location }) => location.kind === 'pixels');
    assert.deepEqual(found?.location.kind === 'pixels' ? found.location.frames : [], [0, 40]);
  });

  test('MP4 is read wherever its index stands', async () => {
    const behind = spawnSync('sh', ['-c', MP4_BEHIND], { input: frames(0, FRAMES - 1), maxBuffer: 1 << 28 });
    const stream = new Uint8Array(behind.stdout);
    assert.ok(stream.length > 1000);
    assert.ok(Buffer.from(stream).indexOf('moov') > Buffer.from(stream).indexOf('mdat'));
    assert.notDeepEqual(indexFirst(stream), stream);
    assert.deepEqual(indexFirst(indexFirst(stream)), indexFirst(stream));
    const { output } = await clean(objectOf(stream, '102'));
    for (const most of brightest(greysOf(streamOf(output)))) assert.ok(most < 80, String(most));
  });

  test('sound is told of where nothing else is done to the video, and goes where something is', async () => {
    const others = async (stream: Uint8Array) => (await stepsOf(stream)).find(({ kind }) => kind === 'others');
    const blank = video([...SOUND, ...H264, '-c:a', 'mp2', '-f', 'mpegts'], 99, 99) ?? assert.fail();
    const kept = await clean(objectOf(blank, '102'));
    assert.ok(kept.plan.issues.some(({ code }) => code === 'video-other-streams'));
    const worded = video([...SOUND, ...H264, '-c:a', 'mp2', '-f', 'mpegts']) ?? assert.fail();
    const { output } = await clean(objectOf(worded, '102'));
    assert.equal(await others(streamOf(output)), undefined);
  });

  test('is refused where its pictures are of another size, are two streams, or are none', async (stream) => {
    const wrong = imageFile(
      {
        ...{ rows: 48, columns: COLUMNS, frames: FRAMES, samples: 3, photometric: 'YBR_PARTIAL_420', planar: 0 },
        pixels: encapsulated([stream]),
      },
      { syntax: '1.2.840.10008.1.2.4.102' },
    );
    await assert.rejects(clean(wrong), /differ in rows or columns/u);
    const two = video(['-map', '0:v', '-map', '0:v', ...H264, '-f', 'mpegts']) ?? assert.fail();
    await assert.rejects(clean(objectOf(two, '102')), /several streams of pictures/u);
    await assert.rejects(clean(objectOf(new Uint8Array(900).fill(7), '102')), /could not decode the video/u);
    const list = new TextEncoder().encode('#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n'.repeat(9));
    assert.deepEqual(
      (await stepsOf(list)).map(({ kind }) => kind),
      ['trouble'],
    );
  });

  it('is refused with the name of what to install where there is no ffmpeg', async () => {
    const file = objectOf(made ?? new Uint8Array(200), '102');
    await assert.rejects(clean(file, [], '/nowhere/ffmpeg'), /ffmpeg, which is not installed: install it.*--ffmpeg/u);
  });

  it('what --ffmpeg names has to be a program', () => {
    const given = (file: string) => ({ operands: [], options: new Map([['ffmpeg', [file]]]) });
    assert.equal(pixelsFrom(given(process.execPath)).ffmpeg, process.execPath);
    for (const file of ['/nowhere/ffmpeg', tmpdir()])
      assert.throws(() => pixelsFrom(given(file)), /--ffmpeg names no program that can be run/u);
  });

  it('frames are told apart however the pipe cuts them', async () => {
    const picture = (value: number) =>
      Buffer.concat([Buffer.from('P6\n3 2\n255\n'), Buffer.alloc(18, value), Buffer.alloc(0)]);
    const all = Buffer.concat([picture(0x31), picture(0x0a), picture(0x50)]);
    for (const size of [1, 5, 11, 12, 29, 40, 500]) {
      const chunks = async function* () {
        for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
      };
      const values: number[] = [];
      for await (const { rows, columns, bytes } of picturesIn(chunks())) {
        assert.deepEqual([columns, rows, new Set(bytes).size], [3, 2, 1]);
        values.push(bytes[17] ?? -1);
      }
      assert.deepEqual(values, [0x31, 0x0a, 0x50]);
    }
  });
});

/** Written into a file, because an index can be put behind the pictures there only. */
const MP4_BEHIND = `dir=$(mktemp -d) && ffmpeg -v quiet ${RAW.join(' ')} ${H264.join(' ')} -f mp4 "$dir/a.mp4" && cat "$dir/a.mp4"; rm -rf "$dir"`;
