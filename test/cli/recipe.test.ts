// Recipes in files on the command line: checked, dressed, converted, explained, and used.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { writeSampleStudy } from '../../scripts/sampleStudy.js';
import { runCli } from './runCli.js';

let folder = '';
const at = (...names: string[]) => path.join(folder, ...names);
const cli = (...words: string[]) => runCli(words, { cwd: folder });

const STUDY = 'FORMAT dicom\n\nPROFILE basic\n\n%header\n\nREPLACE PatientID CASE-001\n';

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recipe-'));
  await writeSampleStudy(at('study'));
  await mkdir(at('parts'));
  await writeFile(at('study.deid'), STUDY);
  await writeFile(at('parts', 'wrong.deid'), 'PROFILE basic\nREMVOE PatientID\n');
  await writeFile(at('whole.deid'), 'INCLUDE parts/wrong.deid\n%header\n  KEEP StudyDat\n');
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('recipe check', () => {
  it('says where something is wrong, in included files too', async () => {
    const ran = await cli('recipe', 'check', 'study.deid', 'whole.deid');
    assert.equal(ran.status, 1);
    const lines = ran.out.trimEnd().split('\n');
    assert.ok(
      lines.some((line) => /^whole\.deid:3:8 warning unknown-attribute .*StudyDate/.test(line)),
      ran.out,
    );
    assert.ok(
      lines.some((line) => /^parts[/\\]wrong\.deid:2:1 error unknown-keyword .*REMOVE/.test(line)),
      ran.out,
    );
    assert.ok(
      lines.every((line) => !line.startsWith('study.deid') || !line.includes(' error ')),
      ran.out,
    );
  });

  it('gives 0 where nothing is an error, and JSON where it is asked for', async () => {
    const ran = await cli('recipe', 'check', 'study.deid', '--json');
    assert.equal(ran.status, 0);
    assert.equal(JSON.parse(ran.out).schema, 'medimagecleaner/recipe-check/1');
  });

  it('knows the rules of other programs, and JSON that is none of ours', async () => {
    await writeFile(at('ctp.script'), '<script><e en="T" t="00100020" n="PatientID">@empty()</e></script>');
    await writeFile(at('half.json'), '{ "name": "x"');
    await writeFile(at('odd.json'), '{ "schema": "medimagecleaner/recipe-file/1", "name": "x", "style": "odd" }');
    assert.match((await cli('recipe', 'check', 'ctp.script')).err, /recipe convert/);
    assert.match((await cli('recipe', 'check', 'half.json')).err, /not valid JSON/);
    assert.match((await cli('recipe', 'check', 'odd.json')).err, /\/style needs/);
    const date = { kind: 'set', attribute: { value: 0x00080020, mask: 0xffffffff }, value: 'last summer' };
    const wrong = { schema: 'medimagecleaner/recipe-file/1', name: 'x', style: 'rules', overrides: [date] };
    await writeFile(at('wrong.json'), JSON.stringify(wrong));
    const found = await cli('recipe', 'check', 'wrong.json');
    assert.equal(found.status, 1);
    assert.match(found.out, /^wrong\.json:1:1 error vr-mismatch .*REPLACE StudyDate last summer/m);
    assert.match((await cli('recipe', 'check', 'none.deid')).err, /none\.deid: no such file/);
    assert.match((await cli('recipe', 'check')).err, /needs a file/);
  });
});

describe('recipe format', () => {
  it('shows the dressed text, and with --write changes the file', async () => {
    await writeFile(at('plain.deid'), 'format dicom\n%HEADER\nremove   patientid\n');
    const ran = await cli('recipe', 'format', 'plain.deid');
    assert.equal(ran.out, 'FORMAT dicom\n\n%header\nREMOVE PatientID\n');
    assert.equal(await readFile(at('plain.deid'), 'utf8'), 'format dicom\n%HEADER\nremove   patientid\n');
    assert.equal((await cli('recipe', 'format', 'plain.deid', 'study.deid', '--write')).out, 'plain.deid\n');
    assert.equal(await readFile(at('plain.deid'), 'utf8'), ran.out);
    assert.equal(await readFile(at('study.deid'), 'utf8'), STUDY);
  });
});

describe('recipe convert', () => {
  it('goes to JSON and back', async () => {
    assert.equal((await cli('recipe', 'convert', 'study.deid', '-o', 'study.json')).status, 0);
    assert.equal(JSON.parse(await readFile(at('study.json'), 'utf8')).overrides[0].value, 'CASE-001');
    const back = await cli('recipe', 'convert', 'study.json');
    assert.match(back.out, /^PROFILE basic$/m);
    assert.match(back.out, /^REPLACE PatientID CASE-001$/m);
    assert.match((await cli('recipe', 'convert', 'study.deid', '-o', 'study.json')).err, /exists/);
  });

  it('makes a recipe of the rules of another program, with notes', async () => {
    await writeFile(at('ctp.script'), '<script>\n<e en="T" t="00100020" n="PatientID">@empty()</e>\n</script>\n');
    const ran = await cli('recipe', 'convert', 'ctp.script', '-o', 'ctp.deid');
    assert.equal(ran.status, 0, ran.err);
    const text = await readFile(at('ctp.deid'), 'utf8');
    assert.match(text, /^NAME ctp$/m);
    assert.match(text, /^BLANK PatientID$/m);
    assert.equal((await cli('recipe', 'check', 'ctp.deid')).status, 0);
    assert.match((await cli('recipe', 'convert', 'ctp.script', '--from', 'cpt')).err, /--from takes/);
  });

  it('refuses a recipe with an error', async () => {
    const ran = await cli('recipe', 'convert', 'whole.deid');
    assert.equal(ran.status, 2);
    assert.match(ran.err, /unknown-keyword/);
  });
});

describe('recipe explain and recipe show', () => {
  it('take files as well as names', async () => {
    assert.match((await cli('recipe', 'explain', 'study.deid')).out, /PatientID/);
    assert.match((await cli('recipe', 'explain', 'study.deid', '--conformance')).out, /^# /);
    assert.equal(JSON.parse((await cli('recipe', 'show', 'study.deid', '--json')).out).name, 'study');
    assert.equal((await cli('recipe', 'show', 'study.deid', '--source')).out, STUDY);
  });

  it('show the text of a built-in recipe, which is a recipe that does the same', async () => {
    for (const name of ['blank', 'basic', 'research']) {
      const { out } = await cli('recipe', 'show', name, '--source');
      await writeFile(at(`my-${name}.deid`), out);
      const digest = async (given: string): Promise<unknown> =>
        JSON.parse((await cli('recipe', 'show', given, '--json')).out).digest;
      assert.equal(await digest(`my-${name}.deid`), await digest(name));
    }
  });
});

describe('--recipe FILE', () => {
  it('decides what is taken out', async () => {
    const ran = await cli(
      'deidentify',
      'study',
      '--pixels',
      'none',
      '--recipe',
      'study.deid',
      '-o',
      'by-file',
      '--report',
      'report.json',
    );
    assert.equal(ran.status, 0, ran.err);
    assert.equal(JSON.parse(await readFile(at('report.json'), 'utf8')).recipe.name, 'study');
    const tree = await cli('inspect', path.join('by-file', 'study', 'CT', 'IM000001'), '--values');
    assert.match(tree.out, /CASE-001/);
  });

  it('that has an error stops before anything is written', async () => {
    for (const words of [
      ['deidentify', 'study', '--pixels', 'none', '-o', 'nothing', '--report', 'none.json'],
      ['inspect', 'study'],
      ['verify', 'study', 'study'],
    ]) {
      const ran = await cli(...words, '--recipe', 'whole.deid');
      assert.equal(ran.status, 2, words[0]);
      assert.match(ran.err, /parts[/\\]wrong\.deid:2:1 error unknown-keyword .*recipe check whole\.deid/);
    }
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name === 'nothing' || name === 'none.json'),
      [],
    );
  });

  it('warns of what is doubtful', async () => {
    await writeFile(at('doubt.deid'), '%header\nREMOVE PatientID\n');
    const ran = await cli('deidentify', 'study', '--pixels', 'none', '--recipe', 'doubt.deid', '--dry-run');
    assert.match(ran.err, /note: doubt\.deid:1:1 warning no-profile/);
  });

  it('takes values from a table, and says where it has none', async () => {
    await writeFile(at('coded.deid'), `${STUDY}REPLACE AccessionNumber var:visit\n`);
    const without = await cli('deidentify', 'study', '--pixels', 'none', '--recipe', 'coded.deid', '-o', 'coded');
    assert.equal(without.status, 2);
    assert.match(without.err, /var:visit.*--table/);
    await writeFile(at('other.csv'), 'PatientID,place\nSAMPLE-0042,x\n');
    assert.match(
      (await cli('deidentify', 'study', '--pixels', 'none', '--recipe', 'coded.deid', '--table', 'other.csv')).err,
      /no column visit/,
    );
    await writeFile(at('broken.csv'), 'PatientID,visit\nSAMPLE-0042\n');
    assert.match(
      (await cli('deidentify', 'study', '--pixels', 'none', '--recipe', 'coded.deid', '--table', 'broken.csv')).err,
      /broken\.csv: line 2/,
    );
    await writeFile(at('visits.csv'), 'PatientID,visit\nSAMPLE-0042,V-17\n');
    const ran = await cli(
      'deidentify',
      'study',
      '--pixels',
      'none',
      '--recipe',
      'coded.deid',
      '--table',
      'visits.csv',
      '-o',
      'coded',
    );
    assert.ok(ran.status === 0 || ran.status === 1, ran.err);
    const tree = await cli('inspect', path.join('coded', 'study', 'CT', 'IM000001'), '--values');
    assert.match(tree.out, /V-17/);
  });
});
