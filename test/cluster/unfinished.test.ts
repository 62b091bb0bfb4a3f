// A run of the cluster that was cancelled or failed: its audit log tells of the parts that were done, once, and says that it did not end well.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { verifyLog } from '../../src/node/audit/auditRead.js';
import { makeSigner } from '../../src/node/audit/signer.js';
import { cleanStep } from '../../src/node/cluster/cleanStep.js';
import { auditUnfinished, beginClusterAudit } from '../../src/node/cluster/clusterAudit.js';
import type { ChunkResult, ClusterRequest, RunEnd } from '../../src/node/cluster/clusterTypes.js';
import { resultName } from '../../src/node/cluster/partNames.js';
import type { Shop } from '../../src/node/cluster/shop.js';
import type { FileRecord } from '../../src/node/fileRecord.js';
import { outcome } from '../../src/node/tally.js';
import { tempFolder } from '../node/tempFolder.js';
import { loneShop } from './loneShop.js';

const DIGEST = 'ab'.repeat(32);

describe('a run of the cluster that did not come to its end', () => {
  const at = tempFolder();
  const log = () => at('share/log.jsonl');

  /** With two parts of three done. */
  async function shopOf(more: Partial<ClusterRequest> = {}, auditKey?: string): Promise<Shop> {
    const audit = { root: 'data', inside: 'log.jsonl' };
    const shop = await loneShop(at('share'), { audit, ...more }, auditKey);
    const record = (index: number): FileRecord => ({
      index,
      outcome: outcome(`in/${index}`, 'written', 10),
      sopInstanceUid: '',
      deferred: false,
      inputDigest: DIGEST,
      outputDigest: DIGEST,
    });
    const part = (first: number): ChunkResult => ({ records: [record(first), record(first + 1)] });
    await shop.store.write(resultName(0), part(0));
    await shop.store.write(resultName(2), part(4));
    return shop;
  }
  const linesOf = () =>
    fs
      .readFileSync(log(), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const ends = () => linesOf().filter(({ kind }) => kind === 'end');

  for (const state of ['cancelled', 'failed'] as const) {
    it(`is told with the files of the parts that were done: ${state}`, async () => {
      const end: RunEnd = { state };
      await cleanStep(await shopOf(), { chunks: 3, end });
      assert.deepEqual(verifyLog(log()).problems, []);
      const files = linesOf().filter(({ kind }) => kind === 'file');
      assert.deepEqual(
        files.map(({ outcome: what, input, output }) => [what, typeof input, typeof output]),
        Array.from({ length: 4 }, () => ['written', 'string', 'string']),
      );
      assert.deepEqual(
        ends().map(({ stopped, files: count }) => [stopped, count]),
        [[state, 4]],
      );
      assert.ok(!fs.readFileSync(log(), 'utf8').includes(DIGEST));
    });
  }

  it('is told again, with an end, after an attempt that was cut off without one', async () => {
    const shop = await shopOf();
    const cut = await beginClusterAudit(shop);
    await cut?.onFile({ index: 0, item: 0, inside: '', outcome: outcome('in/0', 'written', 10) });
    await auditUnfinished(shop, 3, 'failed');
    const runs = linesOf().filter(({ kind }) => kind === 'run');
    assert.equal(new Set(runs.map(({ run }) => run)).size, 2);
    assert.deepEqual(
      ends().map(({ run, stopped }) => [run, stopped]),
      [[runs[1].run, 'failed']],
    );
    const { problems, notes } = verifyLog(log());
    assert.ok([...problems, ...notes].some(({ code }) => code === 'run-open'));
  });

  it('is not told where it came to its end before, has no log, did nothing, or never began', async () => {
    const shop = await shopOf();
    await (await beginClusterAudit(shop))?.end();
    const before = fs.readFileSync(log(), 'utf8');
    await auditUnfinished(shop, 3, 'failed');
    assert.equal(fs.readFileSync(log(), 'utf8'), before);
    fs.rmSync(log());
    await auditUnfinished(shop, 3, 'skipped');
    await auditUnfinished(shop, 0, 'failed');
    const { audit: _audit, ...request } = shop.request;
    await auditUnfinished({ ...shop, request }, 3, 'failed');
    assert.ok(!fs.existsSync(log()));
  });

  it('is signed by the key that was asked for, or not told at all', async () => {
    const { signer } = makeSigner(at('sign.key'));
    makeSigner(at('other.key'));
    for (const key of [undefined, at('other.key')])
      await assert.rejects(auditUnfinished(await shopOf({ signer }, key), 3, 'failed'), /has not the key that signs/);
    assert.ok(!fs.existsSync(log()));
    await auditUnfinished(await shopOf({ signer }, at('sign.key')), 3, 'failed');
    assert.deepEqual(verifyLog(log(), { trusted: new Set([signer]) }).problems, []);
  });
});
