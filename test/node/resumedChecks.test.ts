// What is checked across files holds for the whole run after an interruption, and for one that adds to an earlier run.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import type { LinkReport } from '../../src/core/study/links.js';
import { factsText, readFacts } from '../../src/node/journal/facts.js';
import { openJournal } from '../../src/node/journal/openJournal.js';
import { resolveItems } from '../../src/node/outputPaths.js';
import { run } from '../../src/node/run.js';
import type { RunRequest, RunResult } from '../../src/node/runTypes.js';
import { test } from '../rules/apply.js';
import { el, sq, withElements } from '../support/dataset.js';
import { CLASS, ctImage, PATIENT } from '../support/objects.js';
import { cleaning, KEY, realRequestOf } from './requestOf.js';
import { put, tempFolder } from './tempFolder.js';

describe('what is checked across the files of a run', function () {
  this.timeout(30_000);
  const at = tempFolder();
  const old = new Date(Date.now() - 3_600_000);

  /** Old enough that its time tells a change, unless asked otherwise. */
  const original = (name: string, elements: Parameters<typeof writeFile>[0], young = false) => {
    const file = put(at('study', name), writeFile(elements));
    if (!young) fs.utimesSync(file, old, old);
  };
  const uidOf = (number: number) => `1.2.826.0.1.3680043.10.1500.4.${number}`;
  const referringTo = (number: number, own: number) =>
    withElements(ctImage(own), sq(0x00081140, [[el(0x00081150, 'UI', CLASS.ct), el(0x00081155, 'UI', uidOf(number))]]));

  async function go(more: Partial<RunRequest> = {}, stopAfter = 0): Promise<RunResult> {
    const { key: _, paths, ...settings } = realRequestOf([at('study')], { output: at('out'), ...more });
    const items = resolveItems(paths, settings);
    const opened = await openJournal({ items, key: KEY, settings, mode: 'auto', retryRefused: false, now: new Date() });
    const { journal } = opened;
    assert.ok(journal !== undefined);
    const stop = new AbortController();
    let seen = 0;
    const onFile = () => {
      seen += 1;
      if (seen === stopAfter) stop.abort();
    };
    return run({
      ...realRequestOf(paths, { ...settings, key: KEY, journal, id: opened.run, onFile, signal: stop.signal }),
    });
  }
  const whole = (result: RunResult): Pick<LinkReport, 'kinds' | 'references'> & { late: readonly string[] } => ({
    kinds: result.links.kinds,
    references: result.links.references,
    late: [...result.lateIssues].sort(([a], [b]) => a - b).map(([index, { code }]) => `${index} ${code}`),
  });
  const study = (young = false) => {
    for (let number = 1; number <= 6; number += 1) original(`im${number}`, referringTo(7 - number, number), young);
    original('im7', referringTo(1, 2), young);
    original('im8', ctImage(3), young);
    original('im9', ctImage(3), young);
  };

  for (const young of [false, true]) {
    it(`is the same after an interruption: ${young ? 'young files' : 'old files'}`, async () => {
      study(young);
      const stopped = await go({}, 4);
      assert.equal(stopped.stopped?.code, 'cancelled');
      const resumed = await go();
      assert.ok(resumed.files.some(({ issues }) => issues.some(({ code }) => code === 'done-before')));
      fs.rmSync(at('.medimagecleaner'), { recursive: true });
      fs.rmSync(at('out'), { recursive: true });
      const once = await go();
      assert.deepEqual(whole(resumed), whole(once));
      assert.equal(once.links.kinds.instance.originals, 6);
      assert.equal(once.lateIssues.size, 3);
      // A third session has nothing to do, and a fourth one does not either.
      assert.deepEqual(whole(await go()), whole(once));
      assert.deepEqual(whole(await go()), whole(once));
    });
  }

  it('knows of objects of earlier runs, and forgets what a file no longer says', async () => {
    original('im1', ctImage(1));
    original('im2', ctImage(2));
    await go();
    original('im3', referringTo(2, 3));
    original('im4', ctImage(1));
    const added = await go();
    assert.deepEqual(whole(added).late, ['3 duplicate-content']);
    assert.equal(added.links.kinds.patient.originals, 1);
    original('im4', withElements(ctImage(9), el(0x00104000, 'LT', 'another size')));
    const changed = await go();
    assert.deepEqual(whole(changed).late, []);
  });

  it('tells of references to what an earlier session refused', async () => {
    const { policy } = cleaning();
    const admission = [{ kind: 'deny', when: test('SeriesNumber', 'equals', '9'), origin: 'own.deid:1' }] as const;
    const choosy = { policy: { ...policy, admission } };
    original('im1', withElements(ctImage(1), el(0x00200011, 'IS', '9')));
    original('im2', referringTo(1, 2));
    const first = await go(choosy);
    assert.equal(first.totals.kinds.refused, 1);
    assert.deepEqual(first.links.references, { resolved: 0, unresolved: 1 });
    const again = await go(choosy);
    assert.deepEqual(again.links.references, first.links.references);
    assert.deepEqual(again.links.issues, first.links.issues);
  });

  it('says nothing in its journal that could be tried out', async () => {
    study();
    await go();
    const [name = ''] = fs.readdirSync(at('.medimagecleaner')).filter((each) => each.endsWith('.journal'));
    const text = fs.readFileSync(at('.medimagecleaner', name), 'utf8');
    const { createHash } = await import('node:crypto');
    for (const value of [PATIENT.id, uidOf(1)]) {
      const digest = createHash('sha256').update(value).digest().subarray(0, 8);
      const all = text.split(/\s/).map((word) => Buffer.from(word, 'base64url'));
      assert.ok(!all.some((bytes) => bytes.includes(digest)));
      assert.ok(!text.includes(value));
    }
  });

  it('is noted as it was', () => {
    const links = [
      { kind: 'patient', own: true, from: [1, 2], to: [0xffffffff, 4] },
      { kind: 'instance', own: false, from: [5, 6] },
    ] as const;
    assert.deepEqual(readFacts(factsText(links)), links);
    assert.deepEqual(readFacts(factsText(links).slice(0, 20)), []);
    assert.deepEqual(readFacts(''), []);
  });
});
