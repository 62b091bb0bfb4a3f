// The first pass of a run of the cluster: what all files name is gathered, and what could not be is told.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { statusOf } from '../../src/cli/clusterSubmit.js';
import { runText } from '../../src/cli/clusterText.js';
import { surveyStep } from '../../src/node/cluster/chunkSteps.js';
import type { RunStatus } from '../../src/node/cluster/clusterQueue.js';
import type { Chunk, ChunkPlan, RunEnd } from '../../src/node/cluster/clusterTypes.js';
import { finishStep } from '../../src/node/cluster/finishStep.js';
import { chunkName, planName, resultName } from '../../src/node/cluster/partNames.js';
import { planStep } from '../../src/node/cluster/planStep.js';
import type { Shop } from '../../src/node/cluster/shop.js';
import { rawPath } from '../../src/node/rawPath.js';
import { sumTotals } from '../../src/node/tally.js';
import type { WalkEntry } from '../../src/node/walk.js';
import { put, tempFolder } from '../node/tempFolder.js';
import { el, withElements } from '../support/dataset.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { loneShop } from './loneShop.js';

describe('the first pass of a run of the cluster', () => {
  const at = tempFolder();

  async function planned(entries: Readonly<Record<string, WalkEntry>>): Promise<readonly [Shop, ChunkPlan]> {
    const shop = await loneShop(at('share'), {});
    const listed = Object.entries(entries).map(([name, entry]) => ({ item: 0, inside: rawPath(name), entry }));
    const chunk: Chunk = { first: 0, entries: listed };
    await shop.store.write(chunkName(0), chunk);
    await surveyStep(shop, 0);
    await planStep(shop, 1, true);
    return [shop, await shop.store.read<ChunkPlan>(planName(0))];
  }
  const found = (twin: boolean): WalkEntry => ({ kind: 'file', path: rawPath(''), size: 10, twin });

  it('asks files whose names differ by case only from others, and cleans them by what their patient is called', async () => {
    put(at('share/in/IM1'), writeFile(withElements(ctImage(1), el(0x00100020, 'LO', 'OTHER-1'))));
    put(at('share/in/im1'), writeFile(ctImage(2)));
    const [shop, { tasks, twins, evidence, issues }] = await planned({ IM1: found(false), im1: found(true) });
    assert.deepEqual([tasks.length, twins.map(({ patient }) => patient), issues], [1, [PATIENT.id], []]);
    assert.ok(evidence.some(([patient]) => patient === PATIENT.id));
    await shop.store.write(resultName(0), { records: [] });
    await finishStep(shop, 1, []);
    await shop.close();
  });

  it('tells of files and folders that could not be read', async () => {
    put(at('share/in/IM1'), writeFile(ctImage(1)));
    const closed = { kind: 'unreadable', path: rawPath(''), code: 'no-permission', message: 'no permission' } as const;
    const [shop, { issues }] = await planned({ IM1: found(false), gone: found(false), closed });
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['evidence-incomplete'],
    );
    assert.match(issues[0]?.message ?? '', /^2 files or folders /);
    await shop.store.write(resultName(0), { records: [] });
    const end = await finishStep(shop, 1, []);
    assert.deepEqual(
      end.evidence?.map(({ code }) => code),
      ['evidence-incomplete'],
    );
    await shop.close();
  });

  it('makes that known to who waits, and reads the status alone', () => {
    const kinds = { ...sumTotals().totals(0).kinds, written: 2 };
    const over = (end: Partial<RunEnd>): RunStatus => ({
      run: '0123456789ab',
      state: 'done',
      step: 'clean',
      submitted: '',
      chunksDone: 1,
      dead: [],
      refusals: [],
      end: { state: 'done', kinds, ...end },
    });
    const evidence = [{ code: 'evidence-incomplete', message: '1 file could not be read' }];
    assert.equal(statusOf(over({})), 0);
    assert.equal(statusOf(over({ evidence })), 1);
    assert.match(runText(over({ evidence })), /^ {2}1 file could not be read$/m);
    assert.equal(statusOf(over({ kinds: { ...kinds, refused: 1 } })), 1);
  });
});
