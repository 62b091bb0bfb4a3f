// An audit log holds against everything that may be done to its lines.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { readHead } from '../../src/core/audit/head.js';
import { readLine } from '../../src/core/audit/line.js';
import { checkProof, proofText, readProof } from '../../src/core/audit/proof.js';
import { proveFile, proveGrowth, verifyLog } from '../../src/node/audit/auditRead.js';
import { beginAudit } from '../../src/node/audit/auditRun.js';
import { signerOfKey, verifySignature } from '../../src/node/audit/signer.js';
import { run } from '../../src/node/run.js';
import { KEY, realRequestOf } from '../node/requestOf.js';
import { put, tempFolder } from '../node/tempFolder.js';
import { auditOptions, contentOf, finished, linesOf, writeLog } from './auditLog.js';
import { ctObject } from './ctFile.js';

describe('audit log', () => {
  const at = tempFolder();
  const log = () => at('log.jsonl');
  const codes = (file: string, more = {}) => verifyLog(file, more).problems.map(({ code }) => code);
  const write = (lines: readonly string[]) => fs.writeFileSync(log(), lines.map((line) => `${line}\n`).join(''));
  const headOf = (file: string) => {
    const head = verifyLog(file).lastHead;
    assert.ok(head !== undefined && readHead(JSON.parse(JSON.stringify(head))) !== undefined);
    return head;
  };

  it('holds as it was written, and names nothing', async () => {
    await writeLog(log(), 3, 2);
    const verdict = verifyLog(log());
    assert.deepEqual(verdict.problems, []);
    assert.deepEqual([verdict.runs, verdict.files, verdict.heads, verdict.uncovered], [2, 5, 4, 0]);
    assert.deepEqual(verdict.signers, [signerOfKey(KEY).signer]);
    const text = fs.readFileSync(log(), 'utf8');
    assert.ok(!text.includes('Quillfeather') && !text.includes('.dcm') && !text.includes(contentOf(1)));
    assert.equal(fs.statSync(log()).mode & 0o777, 0o600);
  });

  it('shows every line that was altered, whatever was altered in it', async () => {
    const lines = linesOf(await writeLog(log(), 3, 1));
    for (const [index, line] of lines.entries()) {
      for (let place = 0; place < line.length; place += 41) {
        const letter = line[place] === '1' ? '2' : '1';
        write(lines.with(index, line.slice(0, place) + letter + line.slice(place + 1)));
        assert.ok(codes(log()).length > 0, `line ${index} at ${place}`);
      }
    }
  });

  it('shows a record whose counts were changed in a way that a line may have', async () => {
    const lines = linesOf(await writeLog(log(), 3));
    const index = lines.findIndex((line) => line.includes('"kind":"file"'));
    const record = readLine(lines[index] ?? '');
    assert.equal(record?.kind, 'file');
    write(lines.with(index, (lines[index] ?? '').replace('"outcome":"written"', '"outcome":"refused"')));
    const found = codes(log());
    assert.ok(found.includes('chain-broken') && found.includes('head-differs') && found.includes('count-differs'));
  });

  it('shows every line that was dropped, repeated or put elsewhere', async () => {
    const lines = linesOf(await writeLog(log(), 3, 2));
    for (const index of lines.keys()) {
      write(lines.toSpliced(index, 1));
      assert.ok(codes(log()).length > 0, `without line ${index}`);
      write(lines.toSpliced(index, 0, lines[index] ?? ''));
      assert.ok(codes(log()).length > 0, `line ${index} twice`);
      for (const other of lines.keys()) {
        if (other <= index) continue;
        write(lines.with(index, lines[other] ?? '').with(other, lines[index] ?? ''));
        assert.ok(codes(log()).length > 0, `lines ${index} and ${other}`);
      }
    }
  });

  it('shows a cut-off end by itself, or beside a head that was exported', async () => {
    const lines = linesOf(await writeLog(log(), 3, 2));
    const exported = headOf(log());
    for (let left = 0; left < lines.length; left++) {
      write(lines.slice(0, left));
      assert.ok(codes(log(), { exported }).length > 0, `${left} lines`);
      // By itself only an end just behind a closed run can't be told from one where it stopped.
      const wholeRun =
        lines[left - 1]?.includes('"kind":"head"') === true && lines[left - 2]?.includes('"kind":"end"') === true;
      assert.equal(codes(log()).length === 0, wholeRun, `${left} lines by themselves`);
    }
    write(lines);
    assert.deepEqual(codes(log(), { exported }), []);
    fs.appendFileSync(log(), '{"n":');
    assert.ok(codes(log()).includes('torn'));
  });

  it('shows a log that was written anew with the same key', async () => {
    await writeLog(log(), 3);
    const exported = headOf(log());
    fs.rmSync(log());
    await writeLog(log(), 3);
    assert.deepEqual(codes(log()), []);
    assert.deepEqual(codes(log(), { exported }), ['another-log']);
  });

  it('shows heads that somebody else signed', async () => {
    await writeLog(log(), 1);
    const strange = signerOfKey(KEY.map((byte) => byte ^ 1));
    const audit = await beginAudit({ ...auditOptions(log()), signer: strange });
    await audit.end();
    assert.deepEqual(codes(log()), []);
    assert.deepEqual(codes(log(), { trusted: new Set([signerOfKey(KEY).signer]) }).slice(0, 2), [
      'strange-signer',
      'strange-signer',
    ]);
  });

  it('takes a torn last line away, notes it, and goes on', async () => {
    await writeLog(log(), 2);
    const killed = await beginAudit(auditOptions(log()));
    await killed.onFile(finished(7));
    fs.appendFileSync(log(), '{"n":9,"prev":"00');
    await writeLog(log(), 1);
    const verdict = verifyLog(log());
    assert.deepEqual(verdict.problems, []);
    assert.deepEqual(verdict.notes.map(({ code }) => code).sort(), ['recovered', 'run-open']);
  });

  it('is written by several at once', async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => beginAudit(auditOptions(log()))));
    await Promise.all(
      runs.flatMap((audit, number) =>
        Array.from({ length: 30 }, (_, one) => audit.onFile(finished(number * 100 + one))),
      ),
    );
    await Promise.all(runs.map((audit) => audit.end()));
    const verdict = verifyLog(log());
    assert.deepEqual(verdict.problems, []);
    assert.equal(verdict.files, 120);
    assert.ok(!fs.existsSync(`${log()}.lock`));
  });

  it('takes over the lock of a process that is gone, and refuses a log that was cut while at work', async () => {
    put(`${log()}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, host: (await import('node:os')).hostname() }));
    const audit = await beginAudit(auditOptions(log()));
    await audit.onFile(finished(1));
    fs.truncateSync(log(), 100);
    await assert.rejects(audit.onFile(finished(2)), /was cut while a run was writing/u);
    put(at('other.jsonl'), 'hello\n');
    await assert.rejects(beginAudit(auditOptions(at('other.jsonl'))), /no audit log/u);
    assert.equal(fs.readFileSync(at('other.jsonl'), 'utf8'), 'hello\n');
  });

  it('proves a record without the log, and with its key that a certain file is meant', async () => {
    await writeLog(log(), 5);
    for (const [content, role] of [
      [contentOf(3), 'input'],
      [contentOf(1003), 'output'],
    ] as const) {
      const [made] = proveFile(log(), content, KEY, true);
      const proof = made === undefined ? undefined : readProof(proofText(made));
      assert.ok(proof?.kind === 'inclusion');
      assert.deepEqual(
        [checkProof(proof, verifySignature, content).holds, checkProof(proof, verifySignature, content).file],
        [true, role],
      );
      assert.equal(checkProof(proof, verifySignature, contentOf(4)).holds, false);
      assert.equal(
        checkProof({ ...proof, line: proof.line.replace('"actions":{}', '"actions":{"X":1}') }, verifySignature).holds,
        false,
      );
      assert.equal(
        checkProof({ ...proof, head: { ...proof.head, size: proof.head.size + 1 } }, verifySignature).holds,
        false,
      );
    }
    const [closed] = proveFile(log(), contentOf(3), KEY, false);
    assert.ok(closed !== undefined && checkProof(closed, verifySignature).holds);
    assert.match(checkProof(closed, verifySignature, contentOf(3)).problem ?? '', /--disclose/u);
    assert.throws(() => proveFile(log(), contentOf(77), KEY, true), /no record/u);
    assert.throws(
      () =>
        proveFile(
          log(),
          contentOf(3),
          KEY.map((byte) => byte ^ 1),
          true,
        ),
      /no record/u,
    );
  });

  it('proves that it only grew, and proves nothing once it was altered', async () => {
    await writeLog(log(), 2);
    const earlier = headOf(log());
    await writeLog(log(), 3);
    const proof = readProof(proofText(proveGrowth(log(), earlier)));
    assert.ok(proof?.kind === 'consistency' && checkProof(proof, verifySignature).holds);
    assert.equal(checkProof({ ...proof, earlier: headOf(log()) }, verifySignature).holds, false);
    write(linesOf(log()).toSpliced(3, 1));
    assert.throws(() => proveGrowth(log(), earlier), /does not stand the check/u);
    assert.throws(() => proveFile(log(), contentOf(0), KEY, false), /does not stand the check/u);
  });

  it('records a run: each file once, originals and outputs by digests that the key opens', async () => {
    put(at('Quillfeather/a.dcm'), ctObject('Quillfeather^Anna', 'ID-5521'));
    put(at('Quillfeather/b.dcm'), ctObject('Quillfeather^Bert', 'ID-5522').subarray(0, 400));
    put(at('Quillfeather/notes.txt'), 'of Quillfeather');
    const audit = await beginAudit(auditOptions(log()));
    const result = await run(realRequestOf([at('Quillfeather')], { digests: true, onFile: audit.onFile, jobs: 1 }));
    await audit.end(result.stopped?.code);
    const verdict = verifyLog(log());
    assert.deepEqual(verdict.problems, []);
    assert.equal(verdict.files, 3);
    const text = fs.readFileSync(log(), 'latin1');
    for (const value of ['Quillfeather', 'ID-552', 'Anna', 'notes', '.dcm']) assert.ok(!text.includes(value), value);
    const { createHash } = await import('node:crypto');
    for (const file of [at('Quillfeather/a.dcm'), at('deidentified/Quillfeather/a.dcm')]) {
      const content = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
      assert.equal(proveFile(log(), content, KEY, true).length, 1, path.basename(path.dirname(file)));
    }
    assert.match(text, /"outcome":"refused","input":"[0-9a-f]{64}","actions":\{\},"refusal":"[a-z-]+"/u);
  });
});
