// The first pass: what a patient's files name is searched for in the texts of the others, and what could not be gathered is said.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { createChangeSignal } from '../../src/node/changeSignal.js';
import { inlineCrew } from '../../src/node/crew.js';
import { createEngine } from '../../src/node/engine.js';
import { createInventory } from '../../src/node/inventory.js';
import { resolveItems } from '../../src/node/outputPaths.js';
import { rawPath } from '../../src/node/rawPath.js';
import { run, settingsOf } from '../../src/node/run.js';
import type { RunResult } from '../../src/node/runTypes.js';
import { surveyAll } from '../../src/node/survey.js';
import { cleaning, outcomeOf, requestOf } from './requestOf.js';
import { STAND_IN, standInFile } from './standIn.js';
import { put, tempFolder } from './tempFolder.js';

describe('the first pass', function () {
  this.timeout(60_000);
  const at = tempFolder();

  const clean = (jobs: number) => run(requestOf([at('study')], { ...cleaning(), jobs, hangMs: 30_000 }));
  /** Two files of a patient, of which only the first names it, among others. */
  const two = (words: string) => {
    put(at('study/a'), standInFile(`patient=P1 name=Quill ${words}`));
    put(at('study/b'), standInFile('patient=P1'));
    for (let index = 0; index < 30; index += 1) put(at(`study/other${index}`), standInFile(`patient=P${index + 2}`));
  };
  const knows = (name: string) => fs.readFileSync(at('deidentified/study', name), 'latin1').startsWith('DONE[Quill]');
  const told = ({ issues }: RunResult) =>
    issues.flatMap(({ code, severity }) => (code.startsWith('evidence') ? [[code, severity]] : []));

  for (const jobs of [1, 2]) {
    it(`asks a file again that could not be read for a moment, with jobs: ${jobs}`, async () => {
      two(`survey-fails-once=${at('marker')}`);
      assert.deepEqual(told(await clean(jobs)), []);
      assert.ok(fs.existsSync(at('marker')));
      assert.ok(knows('a') && knows('b'));
    });

    it(`says that what a file names is not known, with jobs: ${jobs}`, async () => {
      two('survey-fails');
      const result = await clean(jobs);
      assert.deepEqual(told(result), [['evidence-incomplete', 'warning']]);
      assert.match(result.issues.at(-1)?.message ?? '', /^1 file /);
      assert.ok(!knows('b'));
    });
  }

  it('says that what a broken file names is not known', async () => {
    two('survey-refused');
    assert.deepEqual(told(await clean(1)), [['evidence-incomplete', 'warning']]);
  });

  it('says that what lies in a folder which could not be opened is not known', async () => {
    put(at('study/a'), standInFile('patient=P1'));
    const request = requestOf([at('study')], cleaning());
    const items = resolveItems(request.paths, request);
    const engine = await createEngine({ settings: settingsOf(request), items, run: 'test', formatModule: STAND_IN });
    const inventory = createInventory(items);
    inventory.add(0, rawPath('a'), { kind: 'file', path: rawPath(at('study/a')), size: 10, twin: false });
    const closed = { path: rawPath(at('study/b')), code: 'no-permission', message: 'no permission to read it' };
    inventory.add(0, rawPath('b'), { kind: 'unreadable', ...closed });
    inventory.close();
    const stopped = () => false;
    const crew = inlineCrew(engine, stopped);
    const work = { engine, crew, inventory, change: createChangeSignal(), stopped, surveyed: () => {} };
    const { issues } = await surveyAll(work);
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['evidence-incomplete'],
    );
  });

  it('asks a file again that ended a thread', async () => {
    two(`survey-exits-once=${at('marker')}`);
    assert.deepEqual(told(await clean(2)), []);
    assert.ok(fs.existsSync(at('marker')));
    assert.ok(knows('a') && knows('b'));
  });

  it('says so where a file ends thread after thread, and tries it anew when it is written', async () => {
    two('survey-exits');
    const result = await clean(2);
    assert.deepEqual(told(result), [['evidence-incomplete', 'warning']]);
    assert.equal(outcomeOf(result, 'study/b').kind, 'written');
  });

  it('asks files whose names differ by case only from others', async () => {
    put(at('study/A/x'), standInFile('patient=P1'));
    put(at('study/a/y'), standInFile('patient=P1 name=Quill'));
    await clean(1);
    for (const name of ['A/x', 'a/y']) assert.ok(knows(name));
  });

  it('says that a patient names more than is kept', async () => {
    for (let index = 0; index < 2100; index += 1)
      put(at(`study/s${index % 30}/f${index}`), standInFile(`patient=0 name=N${index}`));
    const result = await clean(1);
    assert.deepEqual(told(result), [['evidence-cut', 'warning']]);
    assert.match(result.issues.at(-1)?.message ?? '', /of 1 patient name more/);
  });
});
