// A device rule over compressed files, with the built program: parts go, both checks are clean, and the codecs come with it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { SYNTAX } from '../../scripts/dicomWriter.js';
import type { CodecName } from '../../src/core/pixels/codecPort.js';
import { encodeRle } from '../../src/core/pixels/rle.js';
import { tempFolder } from '../node/tempFolder.js';
import { encapsulated, frameCodecs, frameOf, imageFile, openBytes, valuesOf } from '../pixels/imageFile.js';
import { el } from '../support/dataset.js';
import { runCli } from './runCli.js';

const SIZE = 24;
const PIXELS = Uint8Array.from({ length: SIZE * SIZE }, (_, at) => (at % SIZE) * 4 + Math.floor(at / SIZE) * 5 + 20);
const BASE = '1.2.840.10008.1.2.4.';
const KINDS: readonly (readonly [string, CodecName | 'rle'])[] = [
  [SYNTAX.rle, 'rle'],
  [`${BASE}70`, 'jpeg'],
  [`${BASE}80`, 'jpeg-ls'],
  [`${BASE}90`, 'jpeg-2000'],
  [`${BASE}201`, 'htj2k'],
];

const RECIPE = `FORMAT dicom
PROFILE none

%filter graylist

LABEL Every image
  present SOPClassUID
  ctpcoordinates 3,2,10,7

%header
BLANK PatientName
`;

function streamOf(codec: CodecName | 'rle'): Uint8Array {
  if (codec === 'rle') return encodeRle(PIXELS, { rows: SIZE, columns: SIZE, samples: 1, bitsAllocated: 8 });
  const format = {
    ...{ rows: SIZE, columns: SIZE, samples: 1, bitsAllocated: 8, bitsStored: 8 },
    ...{ signed: false, planar: false, photometric: 'MONOCHROME2' },
  };
  const made = frameCodecs.encode({ codec, format, bytes: PIXELS });
  return made.kind === 'encoded' ? made.bytes : assert.fail(made.reason);
}

describe('a device rule over compressed files', () => {
  const at = tempFolder();

  it('takes parts out of each, and verify agrees', async () => {
    await mkdir(at('in'));
    writeFileSync(at('own.deid'), RECIPE);
    for (const [index, [syntax, codec]] of KINDS.entries()) {
      const more = [el(0x00080018, 'UI', `1.2.826.0.1.3680043.10.1500.8.${index}`)];
      const spec = { rows: SIZE, columns: SIZE, more, pixels: encapsulated([streamOf(codec)]) };
      writeFileSync(at('in', `${codec}.dcm`), imageFile(spec, { syntax }));
    }
    const options = { cwd: at() };
    const run = await runCli(['deidentify', 'in', '-o', 'out', '--recipe', 'own.deid', '--verify'], options);
    assert.equal(run.status, 0, run.out + run.err);
    for (const [, codec] of KINDS) {
      const [was, is] = [at('in', `${codec}.dcm`), at('out', 'in', `${codec}.dcm`)].map((file) => readFileSync(file));
      const before = valuesOf(await frameOf(await openBytes(was ?? assert.fail()), 0, frameCodecs.decode));
      const after = valuesOf(await frameOf(await openBytes(is ?? assert.fail()), 0, frameCodecs.decode));
      for (const [place, value] of after.entries()) {
        const [x, y] = [place % SIZE, Math.floor(place / SIZE)];
        const inside = x >= 3 && x < 13 && y >= 2 && y < 9;
        assert.equal(value, inside ? 0 : before[place], `${codec} at ${x}, ${y}`);
      }
    }
    const check = await runCli(['verify', 'in', 'out/in', '--recipe', 'own.deid'], options);
    assert.equal(check.status, 0, check.out + check.err);
    const passed = await runCli(['verify', 'in', 'out/in', '--recipe', 'own.deid', '--pixels', 'none'], options);
    assert.equal(passed.status, 1, 'with none the pixels have to be as they were');
  });
});
