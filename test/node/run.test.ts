import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { run } from '../../src/node/run.js';
import { cleaning, codes, outcomeOf, requestOf } from './requestOf.js';
import { standInFile } from './standIn.js';
import { contents, names, put, tempFolder } from './tempFolder.js';

describe('run', () => {
  const at = tempFolder();

  it('writes a folder beside the input under the same names and leaves the input as it was', async () => {
    put(at('study/a.dcm'), standInFile(''));
    put(at('study/deep/b.dcm'), standInFile('', 'other'));
    const before = contents(at('study'));
    const result = await run(requestOf([at('study')]));
    assert.deepEqual(names(at('deidentified')), ['study/a.dcm', 'study/deep/b.dcm']);
    assert.equal(fs.readFileSync(at('deidentified/study/a.dcm'), 'latin1'), 'DONE[] \nbody');
    assert.deepEqual(contents(at('study')), before);
    assert.deepEqual(result.totals.kinds.written, 2);
    assert.equal(outcomeOf(result, 'a.dcm').output, at('deidentified/study/a.dcm'));
    assert.equal(outcomeOf(result, 'a.dcm').actions.D, 1);
    assert.equal(result.totals.bytes, fs.statSync(at('study/a.dcm')).size + fs.statSync(at('study/deep/b.dcm')).size);
  });

  it('lists what is not DICOM and neither copies nor changes it', async () => {
    put(at('study/readme.txt'), 'clutter');
    put(at('study/empty'), '');
    put(at('study/a'), standInFile(''));
    const result = await run(requestOf([at('study')]));
    assert.deepEqual(names(at('deidentified')), ['study/a']);
    assert.equal(outcomeOf(result, 'readme.txt').kind, 'not-dicom');
    assert.equal(outcomeOf(result, 'empty').kind, 'not-dicom');
  });

  it('writes nothing for a refusal or for residue, and leaves no temporary file', async () => {
    put(at('study/a'), standInFile('refuse'));
    put(at('study/b'), standInFile('residue'));
    const result = await run(requestOf([at('study')]));
    assert.deepEqual(names(at('deidentified')), []);
    assert.equal(outcomeOf(result, 'a').refusal?.code, 'stand-in');
    assert.equal(outcomeOf(result, 'b').refusal?.code, 'residue');
    assert.equal(outcomeOf(result, 'b').residue.length, 1);
  });

  it('removes what a killed run left in the folders that it writes to, and nothing else', async () => {
    put(at('study/deep/a'), standInFile(''));
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    const left = '.deid-0123456789ab-7.part';
    const stale = [left, `study/${left}`, `study/deep/${left}`];
    const others = ['study/.deid-x-7.part', 'study/.deid-0123456789ab-7.part.dcm', `elsewhere/${left}`];
    for (const name of [...stale, ...others]) fs.utimesSync(put(at('deidentified', name), 'part'), old, old);
    // Of a run that is at work.
    const fresh = 'study/deep/.deid-ba9876543210-1.part';
    put(at('deidentified', fresh), 'part');
    fs.mkdirSync(at('deidentified/study/.deid-0123456789ab-8.part'));
    fs.utimesSync(at('deidentified/study/.deid-0123456789ab-8.part'), old, old);
    await run(requestOf([at('study')], { dryRun: true }));
    assert.equal(names(at('deidentified')).length, 7);
    await run(requestOf([at('study')]));
    assert.deepEqual([...names(at('deidentified'))].sort(), [...others, fresh, 'study/deep/a'].sort());
    assert.ok(fs.existsSync(at('deidentified/study/.deid-0123456789ab-8.part')));
  });

  it('tells an error inside the program without its message, and goes on', async () => {
    put(at('study/a'), standInFile('throw'));
    put(at('study/b'), standInFile(''));
    const result = await run(requestOf([at('study')]));
    assert.equal(outcomeOf(result, 'a').kind, 'failed');
    assert.ok(!JSON.stringify(result).includes('a value of the file'));
    assert.deepEqual(names(at('deidentified')), ['study/b']);
  });

  it('writes nothing in a dry run', async () => {
    put(at('study/a'), standInFile(''));
    const result = await run(requestOf([at('study')], { dryRun: true }));
    assert.equal(outcomeOf(result, 'a').kind, 'planned');
    assert.equal(fs.existsSync(at('deidentified')), false);
  });

  it('leaves an output that exists, unless told to overwrite', async () => {
    put(at('a'), standInFile(''));
    put(at('deidentified/a'), 'mine');
    const kept = await run(requestOf([at('a')]));
    assert.deepEqual(codes(outcomeOf(kept, 'a')), ['output-exists']);
    assert.equal(fs.readFileSync(at('deidentified/a'), 'latin1'), 'mine');
    const replaced = await run(requestOf([at('a')], { overwrite: true }));
    assert.equal(replaced.totals.kinds.written, 1);
    assert.equal(fs.readFileSync(at('deidentified/a'), 'latin1'), 'DONE[] \nbody');
  });

  it('keeps findings only when asked', async () => {
    put(at('a'), standInFile(''));
    const counted = await run(requestOf([at('a')], { dryRun: true }));
    assert.equal(outcomeOf(counted, 'a').findings.length, 0);
    assert.equal(outcomeOf(counted, 'a').findingCount, 1);
    const kept = await run(requestOf([at('a')], { dryRun: true, keepFindings: true }));
    assert.equal(outcomeOf(kept, 'a').findings.length, 1);
  });

  it('lets each file know what the other files of the patient name, where the policy cleans text', async () => {
    put(at('study/a'), standInFile('patient=1 name=Lindqvist'));
    put(at('study/b'), standInFile('patient=1 name=Maria'));
    put(at('study/c'), standInFile('patient=2 name=Okafor'));
    await run(requestOf([at('study')], cleaning()));
    const start = (name: string) => fs.readFileSync(at('deidentified/study', name), 'latin1').split(' ')[0];
    assert.equal(start('a'), 'DONE[Lindqvist+Maria]');
    assert.equal(start('b'), 'DONE[Lindqvist+Maria]');
    assert.equal(start('c'), 'DONE[Okafor]');
  });

  it('does a DICOMDIR last and tells it which of its files are there', async () => {
    put(at('cd/DICOMDIR'), standInFile('directory refers=IMAGES/IM1'));
    put(at('cd/OTHERDIR'), standInFile('directory refers=IMAGES/IM2'));
    put(at('cd/images/im1.;1'), standInFile(''));
    put(at('cd/images/im2'), standInFile('refuse'));
    const result = await run(requestOf([at('cd')]));
    assert.equal(result.totals.kinds.written, 3);
    assert.match(fs.readFileSync(at('deidentified/cd/DICOMDIR'), 'latin1'), /^DONE\[\]true/);
    assert.match(fs.readFileSync(at('deidentified/cd/OTHERDIR'), 'latin1'), /^DONE\[\]false/);
  });

  it('warns of two objects with one SOP Instance UID and other content, and tells of plain copies', async () => {
    put(at('study/a'), standInFile('uid=1.2.3'));
    put(at('study/b'), standInFile('uid=1.2.3', 'changed'));
    put(at('study/c'), standInFile('uid=1.2.3'));
    const result = await run(requestOf([at('study')]));
    assert.deepEqual(codes(outcomeOf(result, 'a')), []);
    assert.deepEqual(codes(outcomeOf(result, 'b')), ['duplicate-instance']);
    assert.deepEqual(codes(outcomeOf(result, 'c')), ['duplicate-content']);
    assert.deepEqual([...result.lateIssues.keys()], [1, 2]);
  });

  it('names a file name that identifies, and keeps it', async () => {
    put(at('study/Lindqvist_CT/a'), standInFile('patient=1 name=Lindqvist^Maria'));
    const result = await run(requestOf([at('study')], { keepFindings: true }));
    const file = outcomeOf(result, 'a');
    assert.deepEqual(codes(file), ['file-name-identifies']);
    assert.equal(file.findings.at(-1)?.rule, 'file-name');
    assert.equal(file.effects.kept, 1);
    assert.deepEqual(names(at('deidentified')), ['study/Lindqvist_CT/a']);
  });

  it('records mappings when asked, sorted and once each', async () => {
    put(at('study/a'), standInFile('uid=1.2.9'));
    put(at('study/b'), standInFile('uid=1.2.3'));
    put(at('study/c'), standInFile('uid=1.2.3'));
    const result = await run(requestOf([at('study')], { record: true }));
    assert.deepEqual(
      result.mappings?.uids.map(([original]) => original),
      ['1.2.3', '1.2.9'],
    );
    assert.equal((await run(requestOf([at('study')], { overwrite: true }))).mappings, undefined);
  });

  it('tells progress up to the end', async () => {
    put(at('study/a'), standInFile(''));
    put(at('study/b'), standInFile(''));
    const told: string[] = [];
    await run(
      requestOf([at('study')], { onProgress: (now) => told.push(`${now.phase} ${now.filesDone}/${now.filesTotal}`) }),
    );
    assert.equal(told.at(-1), 'write 2/2');
  });

  it('handles names with newlines, bytes that are no UTF-8, and names that look like `..`', async () => {
    const odd = Buffer.from('x\n\xff\xfe.dcm', 'latin1');
    fs.mkdirSync(at('study'));
    fs.writeFileSync(Buffer.concat([Buffer.from(at('study/')), odd]), standInFile(''));
    put(at('study/..dcm'), standInFile(''));
    put(at('study/.../a'), standInFile(''));
    const result = await run(requestOf([at('study')]));
    assert.equal(result.totals.kinds.written, 3);
    const written = fs.readdirSync(Buffer.from(at('deidentified/study')), { encoding: 'buffer' });
    assert.ok(written.some((name) => name.equals(odd)));
    assert.deepEqual(fs.readdirSync(at()).sort(), ['deidentified', 'study']);
  });

  it('does not write through a link inside the output folder', async () => {
    put(at('study/sub/a'), standInFile(''));
    fs.mkdirSync(at('elsewhere'));
    fs.mkdirSync(at('deidentified/study'), { recursive: true });
    fs.symlinkSync(at('elsewhere'), at('deidentified/study/sub'));
    const result = await run(requestOf([at('study')], { overwrite: true }));
    assert.equal(outcomeOf(result, 'a').kind, 'failed');
    assert.deepEqual(names(at('elsewhere')), []);
  });

  it('does a file in a folder that does not exist yet, given by --output', async () => {
    put(at('a.dcm'), standInFile(''));
    const result = await run(requestOf([at('a.dcm')], { output: at('x/y') }));
    assert.equal(outcomeOf(result, 'a.dcm').output, path.join(at('x/y'), 'a.dcm'));
  });
});
