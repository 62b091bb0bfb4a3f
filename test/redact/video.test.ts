// Regions of video, by the ffmpeg of this machine: gone in the frames that are named, and the stream keeps its kind and length.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import type { DicomContext } from '../../src/core/formats/dicom/context.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource, concat } from '../../src/core/kernel/source.js';
import type { Fill } from '../../src/core/policy/policy.js';
import { ffmpegVideo } from '../../src/node/video/ffmpeg.js';
import { encapsulated, imageFile } from '../pixels/imageFile.js';
import { contextFor } from '../rules/apply.js';
import { find, latin1, readFile } from '../support/read.js';
import { blankRule, drawnRegion, policyWith, redact, secondReport } from './redact.js';

const [COLUMNS, ROWS, FRAMES] = [128, 96, 6];
const KINDS = [
  { name: 'MPEG-2', syntax: '100', args: ['-c:v', 'mpeg2video', '-q:v', '2', '-f', 'mpeg2video'] },
  { name: 'MPEG-2 in a transport stream', syntax: '101', args: ['-c:v', 'mpeg2video', '-q:v', '2', '-f', 'mpegts'] },
  { name: 'H.264', syntax: '102', args: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-f', 'h264'] },
  {
    name: 'HEVC',
    syntax: '107',
    args: ['-c:v', 'libx265', '-pix_fmt', 'yuv420p', '-x265-params', 'log-level=none', '-f', 'hevc'],
  },
] as const;

/** White, so that what is filled shows. */
function white(args: readonly string[]): Uint8Array | undefined {
  const input = ['-f', 'lavfi', '-i', `color=white:size=${COLUMNS}x${ROWS}:rate=25`, '-frames:v', String(FRAMES)];
  const run = spawnSync('ffmpeg', ['-v', 'quiet', ...input, ...args, '-']);
  return run.status === 0 ? new Uint8Array(run.stdout) : undefined;
}

function greysOf(file: Uint8Array): Uint8Array {
  const [, ...fragments] = find(readFile(file).elements, 0x7fe00010)?.fragments ?? [];
  const args = ['-v', 'quiet', '-i', '-', '-vf', 'format=gray', '-f', 'rawvideo', '-'];
  return new Uint8Array(spawnSync('ffmpeg', args, { input: concat(fragments) }).stdout);
}

describe('regions of video', () => {
  for (const { name, syntax, args } of KINDS) {
    it(name, async function () {
      this.timeout(60_000);
      const stream = white(args);
      if (stream === undefined) {
        console.log('      skipped: ffmpeg is not installed, or lacks the encoder');
        this.skip();
      }
      const spec = {
        rows: ROWS,
        columns: COLUMNS,
        frames: FRAMES,
        samples: 3,
        photometric: 'YBR_PARTIAL_420',
        planar: 0,
      };
      const file = imageFile({ ...spec, pixels: encapsulated([stream]) }, { syntax: `1.2.840.10008.1.2.4.${syntax}` });
      const fills: readonly Fill[] =
        syntax === '102' ? [{ kind: 'black' }, { kind: 'blur' }, { kind: 'inpaint' }] : [{ kind: 'black' }];
      for (const fill of fills) {
        const drawn = [{ ...drawnRegion([16, 8, 64, 40], [1, 3]), fill }];
        const { output, plan } = await redact(file, policyWith([]), { video: ffmpegVideo(), drawn });
        const { elements, syntax: own } = readFile(output);
        assert.equal(own, `1.2.840.10008.1.2.4.${syntax}`);
        assert.equal(latin1(find(elements, 0x00282110) ?? assert.fail()).trim(), '01');
        assert.ok(plan.issues.some(({ code }) => code === 'video-encoded-again'));
        const grey = greysOf(output);
        assert.equal(grey.length, COLUMNS * ROWS * FRAMES);
        const at = (frame: number, x: number, y: number): number => grey[(frame * ROWS + y) * COLUMNS + x] ?? -1;
        for (let frame = 0; frame < FRAMES; frame++) {
          assert.ok(at(frame, 100, 80) > 200, 'outside');
          const inside = at(frame, 40, 24);
          if (fill.kind === 'black' && frame >= 1 && frame <= 3) assert.ok(inside < 40, `frame ${frame}: ${inside}`);
          else assert.ok(inside > 200, `frame ${frame}: ${inside}`);
        }
      }
    });
  }

  it('are missed by the second reader where the stream is as it was, and told not to be compared where it is not', async () => {
    const spec = { rows: ROWS, columns: COLUMNS, frames: FRAMES, pixels: encapsulated([new Uint8Array(200).fill(5)]) };
    const syntax = { syntax: '1.2.840.10008.1.2.4.102' };
    const file = imageFile(spec, syntax);
    const other = imageFile({ ...spec, pixels: encapsulated([new Uint8Array(200).fill(6)]) }, syntax);
    const inside = contextFor(policyWith([blankRule([0, 0, 9, 9])]));
    const outside = contextFor(policyWith([blankRule([COLUMNS, ROWS, 9, 9])]));
    const codesOf = async (output: Uint8Array, context: DicomContext) => {
      const { residue, issues } = await secondReport(file, output, context);
      return [...residue, ...issues].map(({ code }) => code).filter((code) => code.startsWith('pixels'));
    };
    assert.deepEqual(await codesOf(file, inside), ['pixels-not-redacted']);
    assert.deepEqual(await codesOf(other, inside), ['pixels-not-compared']);
    assert.deepEqual(await codesOf(file, outside), []);
    assert.deepEqual(await codesOf(other, outside), ['pixels-changed']);
  });

  it('without a program for it, it is refused by name', async () => {
    const spec = { rows: ROWS, columns: COLUMNS, frames: FRAMES, pixels: encapsulated([new Uint8Array(200)]) };
    const file = imageFile(spec, { syntax: '1.2.840.10008.1.2.4.102' });
    const policy = policyWith([blankRule([0, 0, 9, 9])]);
    const none = await dicom.plan(bufferSource(file), contextFor(policy));
    assert.match(none.refusal?.message ?? '', /H\.264.*nothing here encodes/);
    const before = process.env['MEDIMAGECLEANER_FFMPEG'];
    process.env['MEDIMAGECLEANER_FFMPEG'] = '/nowhere/ffmpeg';
    try {
      const absent = await dicom.plan(bufferSource(file), { ...contextFor(policy), video: ffmpegVideo() });
      assert.match(absent.refusal?.message ?? '', /ffmpeg, which is not installed: install it/);
    } finally {
      if (before === undefined) delete process.env['MEDIMAGECLEANER_FFMPEG'];
      else process.env['MEDIMAGECLEANER_FFMPEG'] = before;
    }
  });
});
