// `report`: a saved report summed up, as a page and as a table, with nothing of the patient in any of them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { put, tempFolder } from '../node/tempFolder.js';
import { el, withElements } from '../support/dataset.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { runCli } from './runCli.js';

describe('report', () => {
  const at = tempFolder();
  const cli = (...words: string[]) => runCli(words, { cwd: at() });
  const text = (name: string) => fs.readFileSync(at(name), 'utf8');

  async function reported(): Promise<void> {
    put(at('study', 'a.dcm'), writeFile(ctImage(1)));
    put(at('study', 'b.dcm'), writeFile(withElements(ctImage(2), el(0x00080070, 'LO', 'SIEMENS Healthineers'))));
    put(at('study', 'odd.dcm'), writeFile(withElements(ctImage(3), el(0x00080070, 'LO', `Made for ${PATIENT.name}`))));
    put(at('study', '=cut.dcm'), writeFile(ctImage(4)).subarray(0, 900));
    const { status } = await cli('deidentify', 'study', '--pixels', 'none', '--report', 'run.json');
    assert.equal(status, 1);
  }

  it('sums up what was found, and what was refused and why', async () => {
    await reported();
    const { status, out } = await cli('report', 'run.json');
    assert.equal(status, 0);
    assert.match(out, /4 files: 3 clean, 1 refused/);
    assert.match(out, /CT: 3 files/);
    assert.match(out, /Siemens: 1 file\b/);
    assert.match(out, /get a complete copy/);
  });

  it('makes a page and a table that hold nothing of the patient and load nothing', async () => {
    await reported();
    assert.deepEqual(await cli('report', 'run.json', '--html', 'run.html', '--csv', 'run.csv'), {
      status: 0,
      out: '',
      err: '',
    });
    const page = text('run.html');
    assert.match(page, /<h2>By modality<\/h2>/);
    assert.match(page, /=cut\.dcm/);
    assert.doesNotMatch(page, /<script|https?:/i);
    const rows = text('run.csv').trimEnd().split('\r\n');
    assert.equal(rows.length, 5);
    assert.ok(new Set(rows.map((row) => row.split(',').length)).size === 1);
    for (const name of ['run.json', 'run.html', 'run.csv']) {
      assert.equal(fs.statSync(at(name)).mode & 0o077, 0, "it names files, and is the user's alone");
      for (const value of [PATIENT.id, 'Lindqvist', PATIENT.institution])
        assert.equal(text(name).includes(value), false, name);
    }
  });

  it('escapes names of files, and no cell is a formula', async () => {
    put(at('<img src=x onerror=1>', '=1+1.dcm'), writeFile(ctImage(1)).subarray(0, 900));
    await cli('deidentify', '<img src=x onerror=1>', '--report', 'run.json');
    const saved = text('run.json').replaceAll('<img src=x onerror=1>/=1+1.dcm', '=1+1.dcm');
    fs.writeFileSync(at('formula.json'), saved);
    await cli('report', 'run.json', '--html', 'run.html');
    assert.doesNotMatch(text('run.html'), /<img/);
    await cli('report', 'formula.json', '--csv', 'run.csv');
    assert.match(text('run.csv'), /\r\n'=1\+1\.dcm,/);
  });

  it('gives the sums as JSON', async () => {
    await reported();
    const { out } = await cli('report', 'run.json', '--json');
    const { schema, all, failures } = JSON.parse(out);
    assert.equal(schema, 'medimagecleaner/metrics/1');
    assert.equal(all.files, 4);
    assert.deepEqual(
      failures.map(({ count }: { count: number }) => count),
      [1],
    );
  });

  it('takes no report that was cut off or damaged for a whole one', async () => {
    await reported();
    const whole = text('run.json');
    const lines = whole.split('\n');
    for (const [name, content] of [
      ['short.json', lines.slice(0, 3).join('\n')],
      ['half.json', whole.slice(0, -40)],
      ['odd.json', [lines[0], '{"path":', ...lines.slice(2)].join('\n')],
    ] as const) {
      put(at(name), content);
      const { status, out, err } = await cli('report', name);
      assert.deepEqual([status, out], [2, ''], name);
      assert.match(err, /is damaged or was cut off/);
      assert.equal((await cli('report', name, '--csv', 'odd.csv')).status, 2);
      assert.ok(!fs.existsSync(at('odd.csv')));
    }
  });

  it('says what is no report, and replaces nothing that it was not told to', async () => {
    put(at('other.json'), '{"a":1}\n');
    const wrong = await cli('report', 'other.json');
    assert.equal(wrong.status, 2);
    assert.match(wrong.err, /other\.json is no report that/);
    assert.equal((await cli('report', 'missing.json')).status, 2);
    await reported();
    put(at('run.html'), 'mine');
    const taken = await cli('report', 'run.json', '--html', 'run.html');
    assert.equal(taken.status, 2);
    assert.match(taken.err, /run\.html exists already/);
    assert.equal(text('run.html'), 'mine');
    assert.equal((await cli('report', 'run.json', '--html', 'run.html', '--overwrite')).status, 0);
  });
});
