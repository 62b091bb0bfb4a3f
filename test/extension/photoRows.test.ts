// The tree of a photograph: a row for each part of its metadata, with its value and what happens to it.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { photo } from '../../src/core/formats/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { photoInspection, photoKind, placeOfPart, textOf } from '../../src/extension/editor/photoRows.js';

import { exifSegment, JFIF, jpegFile, pngFile, text } from '../support/photoWriter.js';

const ARTIST = 'Quillfeather';
const shape = { width: 16, height: 8, components: 3 } as const;

async function inspect(bytes: Uint8Array) {
  const source = bufferSource(bytes);
  const policy = compilePolicy(builtinPolicy('blank') ?? assert.fail());
  const plan = await photo.plan(source, { policy, patientEvidence: [], pixels: 'auto', preview: true });
  return { kind: await photoKind(source), inspection: photoInspection(source, plan) };
}

describe('the rows of a photograph', () => {
  it('are the tags of Exif, with their values and what happens to them', async () => {
    const exif = exifSegment({ main: [[0x013b, 2, ARTIST]], exif: [[0x9003, 2, '2021:02:03 10:11:12']] });
    const { kind, inspection } = await inspect(jpegFile([JFIF, exif], shape));
    assert.equal(kind, 'JPEG');
    const artist = inspection.rows.find(({ name }) => name === 'Artist') ?? assert.fail();
    assert.equal(placeOfPart(artist.path), 'APP1 Exif');
    assert.equal(artist.finding?.effect, 'removed');
    assert.equal(await inspection.value(artist, 200), ARTIST);
    assert.equal(await inspection.value(artist, 5), ARTIST.slice(0, 5));
    const date = inspection.rows.find(({ name }) => name === 'DateTimeOriginal') ?? assert.fail();
    assert.equal(await inspection.value(date, 200), '2021:02:03 10:11:12');
  });

  it('are the texts of a PNG', async () => {
    const { kind, inspection } = await inspect(pngFile([text('Author', ARTIST)], { width: 4, height: 4 }));
    assert.equal(kind, 'PNG');
    const values = await Promise.all(inspection.rows.map((row) => inspection.value(row, 200)));
    assert.ok(values.some((value) => value.includes(ARTIST)));
  });

  it('show texts as texts, in the usual encodings, and numbers as bytes', () => {
    const bytes = (words: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(words, encoding));
    assert.equal(textOf(bytes('Märta\0', 'utf8'), 100), 'Märta');
    assert.equal(textOf(bytes('Märta', 'latin1'), 100), 'Märta');
    assert.equal(textOf(bytes('Tove\0', 'utf16le'), 100), 'Tove');
    assert.equal(textOf(Uint8Array.of(1, 0, 255, 7), 100), '01 00 FF 07');
    assert.equal(textOf(new Uint8Array(40), 100).endsWith('00 …'), true);
    assert.equal(textOf(new Uint8Array(0), 100), '');
  });
});
