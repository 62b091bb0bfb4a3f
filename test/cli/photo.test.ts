// Photographs through the built program, alone, among DICOM files and in archives.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { contents, put, tempFolder } from '../node/tempFolder.js';
import { cleanJpeg, cleanPng, fullJpeg, fullPng, LOOKS, SECRETS } from '../photo/samples.js';
import { ctImage } from '../support/objects.js';
import { jpegFile } from '../support/photoWriter.js';
import { runCli } from './runCli.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('photographs on the command line', () => {
  const at = tempFolder();
  const cli = (...words: readonly string[]) => runCli(words, { cwd: at() });
  const quick = ['--pixels', 'none'] as const;

  it('a single one gives a clean copy under its name, and both checks are content', async () => {
    put(at('photo.jpg'), fullJpeg());
    const ran = await cli('deidentify', 'photo.jpg', '--verify', ...quick);
    assert.equal(ran.status, 0, ran.out + ran.err);
    assert.equal(hex(fs.readFileSync(at('deidentified', 'photo.jpg'))), hex(cleanJpeg(LOOKS)));
    assert.equal(hex(fs.readFileSync(at('photo.jpg'))), hex(fullJpeg()));
    const checked = await cli('verify', 'photo.jpg', 'deidentified/photo.jpg', ...quick);
    assert.equal(checked.status, 0, checked.out);
    const distrusted = await cli('verify', 'photo.jpg', 'photo.jpg', ...quick);
    assert.notEqual(distrusted.status, 0);
  });

  it('a folder with DICOM files gives copies of all, reports tell parts and no value, and the run goes on', async () => {
    put(at('study', 'ct.dcm'), writeFile(ctImage()));
    put(at('study', 'wound.jpg'), fullJpeg());
    put(at('study', 'deep', 'screen.PNG'), fullPng());
    put(at('study', 'broken.jpg'), fullJpeg().slice(0, 900));
    put(at('study', 'notes.txt'), 'nothing');
    const plan = await cli('deidentify', 'study', '--dry-run', ...quick);
    assert.match(plan.out, /Would clean +3 files/);
    assert.ok(!fs.existsSync(at('deidentified')));
    const ran = await cli(
      'deidentify',
      'study',
      '--recipe',
      'research',
      '--verify',
      '--report',
      'run.json',
      '--details',
      ...quick,
    );
    assert.equal(ran.status, 1, ran.out + ran.err);
    assert.match(ran.out, /truncated/);
    assert.match(ran.out, /1 file: not DICOM and no photographs, not copied/);
    assert.deepEqual(Object.keys(contents(at('deidentified'))).sort(), [
      'study/ct.dcm',
      'study/deep/screen.PNG',
      'study/wound.jpg',
    ]);
    const report = fs.readFileSync(at('run.json'), 'utf8');
    assert.match(report, /APP1 Exif\/GPS\/GPSLatitude/);
    for (const secret of SECRETS) assert.ok(!(report + ran.out).includes(secret), secret);
    const again = await cli('deidentify', 'study', '--recipe', 'research', '--existing', 'skip', ...quick);
    assert.ok(!/internal/.test(again.out + again.err));
    const checked = await cli('verify', 'study', 'deidentified/study', '--recipe', 'research', ...quick);
    assert.match(checked.out, /3 copies: nothing of the original was found/);
  });

  it('inspect says what goes and why, values only where they are asked for', async () => {
    put(at('photo.jpg'), fullJpeg());
    const ran = await cli('inspect', 'photo.jpg');
    assert.equal(ran.status, 0);
    assert.match(ran.out, /! APP1 Exif\/IFD0\/Artist +removed +name/);
    for (const secret of SECRETS) assert.ok(!ran.out.includes(secret), secret);
    assert.match((await cli('inspect', 'photo.jpg', '--values')).out, /Grace Okafor/);
    const told: unknown = JSON.parse((await cli('inspect', 'photo.jpg', '--json')).out);
    assert.ok(typeof told === 'object' && told !== null && 'findings' in told && Array.isArray(told.findings));
    assert.ok(told.findings.length > 20);
    put(at('all', 'photo.jpg'), fullJpeg());
    assert.match((await cli('inspect', 'all')).out, /1 file; would be removed/);
  });

  it('in a zip archive they are cleaned in it', async function () {
    put(at('in', 'photo.jpg'), fullJpeg());
    put(at('in', 'screen.png'), fullPng());
    try {
      execFileSync('zip', ['-qr', '../in.zip', '.'], { cwd: at('in') });
    } catch {
      console.log('      skipped: no zip');
      this.skip();
    }
    const ran = await cli('deidentify', 'in.zip', '--unpack', ...quick);
    assert.equal(ran.status, 0, ran.out + ran.err);
    const all = Object.values(contents(at('deidentified')));
    assert.deepEqual([...all].sort(), [hex(cleanJpeg(LOOKS)), hex(cleanPng(LOOKS))].sort());
  });

  it('are looked into where nothing else is said', async () => {
    put(at('plain.jpg'), jpegFile([], { width: 48, height: 48, shade: () => 90 }));
    const ran = await cli('deidentify', 'plain.jpg');
    assert.equal(ran.status, 0, ran.out + ran.err);
    assert.doesNotMatch(ran.out, /not examined/);
    assert.match((await cli('detect', 'plain.jpg')).out, /nothing found/);
    const none = await cli('deidentify', 'plain.jpg', '--overwrite', '--report', 'run.json', ...quick);
    assert.equal(none.status, 0);
    assert.match(fs.readFileSync(at('run.json'), 'utf8'), /pixels-not-examined/);
  });
});
