// A share, or a mounted object store, shows a file of another machine only after a while: the steps of a run wait for what must be there,
// and never take its absence for an answer.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DicomSurvey } from '../../src/core/formats/dicom/context.js';
import type { Chunk, ChunkPlan, ChunkResult } from '../../src/node/cluster/clusterTypes.js';
import { finishStep } from '../../src/node/cluster/finishStep.js';
import { chunkName, planName, resultName, surveyName } from '../../src/node/cluster/partNames.js';
import { planStep } from '../../src/node/cluster/planStep.js';
import type { Shop } from '../../src/node/cluster/shop.js';
import { rawPath } from '../../src/node/rawPath.js';
import { outcome } from '../../src/node/tally.js';
import { tempFolder } from '../node/tempFolder.js';
import { loneShop } from './loneShop.js';

const file = (index: number) => ({ index, item: 0, inside: rawPath(`f${index}`), size: 10 });
const chunk = (first: number): Chunk => ({
  first,
  entries: [first, first + 1].map((index) => ({
    item: 0,
    inside: rawPath(`f${index}`),
    entry: { kind: 'file', path: rawPath(''), size: 10, twin: false },
  })),
});

/** A machine that sees a record only after it has asked for it once. */
function lateIn(shop: Shop, late: string, record: object): Shop {
  const readSoon = async <T>(name: string): Promise<T> => {
    const found = shop.store.readSoon<T>(name);
    if (name === late) await shop.store.write(name, record);
    return await found;
  };
  return { ...shop, store: { ...shop.store, readSoon } };
}

describe('records of a run that are not seen yet', () => {
  const at = tempFolder();

  it('are waited for before texts are planned: a survey that is missing would leave names', async () => {
    const shop = await loneShop(at('share'), {});
    await shop.store.write(chunkName(0), chunk(0));
    const survey: DicomSurvey = {
      patient: 'P-1',
      sopClassUid: '',
      sopInstanceUid: '1.2.3',
      studyUid: '1.2',
      isDirectory: false,
      evidence: [{ kind: 'patient-name', value: 'Quillfeather' }],
    };
    await planStep(lateIn(shop, surveyName(0), { found: [[0, survey]] }), 1, true);
    const { evidence } = await shop.store.read<ChunkPlan>(planName(0));
    assert.deepEqual(evidence, [['P-1', survey.evidence]]);
    await shop.close();
  });

  it('are waited for at the end, and a part is called failed only where Redis says so', async () => {
    const shop = await loneShop(at('share'), {});
    for (const [number, first] of [0, 2].entries()) {
      await shop.store.write(chunkName(number), chunk(first));
      const plan: ChunkPlan = {
        tasks: [file(first), file(first + 1)],
        twins: [],
        evidence: [],
        settled: [],
        issues: [],
      };
      await shop.store.write(planName(number), plan);
    }
    const result: ChunkResult = {
      records: [0, 1].map((index) => ({
        index,
        outcome: outcome(`in/f${index}`, 'written', 10),
        sopInstanceUid: '',
        deferred: false,
      })),
    };
    const { state, kinds } = await finishStep(lateIn(shop, resultName(0), result), 2, [1]);
    assert.equal(state, 'incomplete');
    assert.deepEqual([kinds?.written, kinds?.failed], [2, 2]);
    await shop.close();
  });
});
