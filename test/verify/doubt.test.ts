// Names that are words, or short: the plan and the check after writing decide by one rule, so that nothing kept by design is refused.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ElementSpec, writeFile } from '../../scripts/dicomWriter.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { el, raw, withElements } from '../support/dataset.js';
import { contextOf, deidentify, deidentifySource } from '../support/engine.js';
import { ctImage } from '../support/objects.js';
import { find, latin1, occurrences, readFile } from '../support/read.js';
import { cleaned, codesOf, verifyBytes } from './cleanPair.js';

const DETECTOR = 0x00187006;

function named(name: string, text: string, id = 'SMP-4711-88') {
  return withElements(
    ctImage(),
    el(0x00081030, 'LO', 'Control'),
    el(0x00100010, 'PN', name),
    el(0x00100020, 'LO', id),
    el(DETECTOR, 'LT', text),
    raw(0x00282000, 'OB', Buffer.from(`profile ${text}.`)),
  );
}

/** What is left of the text, and what the check says of it. */
async function cleanAndCheck(name: string, text: string, id?: string) {
  const original = writeFile(named(name, text, id));
  const { output } = await deidentify(original);
  const { policy } = contextOf();
  const report = await verifyOutput(bufferSource(original), bufferSource(output), { policy });
  return {
    left: latin1(find(readFile(output).elements, DETECTOR)).trim(),
    residue: report.residue.map(({ code }) => code),
    warned: report.issues.filter(({ code }) => code === 'may-identify').length > 0,
  };
}

describe('a name that is made of words, or short', () => {
  it('goes where something says that it is one, and the check agrees', async () => {
    for (const [name, text, left] of [
      ['White^Marion', 'plate of Marion White', 'plate'],
      ['White^Marion', 'plate pt White', 'plate'],
      ['White^Marion', 'plate, patient White', 'plate, patient'],
      ['Long^Hand', 'plate Long Hand', 'plate'],
      ['Long^Hand', 'plate LONG, HAND', 'plate'],
      ['King^Grace', 'plate grace king', 'plate'],
      ['May^Art', 'plate Mr. May', 'plate'],
      ['Li^Wu', 'plate pt Li', 'plate'],
      ['Li^Wu', 'plate wu li', 'plate'],
      ['Li^Xiaoming', 'plate Li Xiao Ming', 'plate'],
    ] as const) {
      assert.deepEqual(await cleanAndCheck(name, text), { left, residue: [], warned: false }, `${name}: ${text}`);
    }
  });

  it('stays where nothing says so, and the check only warns', async () => {
    for (const [name, text] of [
      ['Whitten^Rose', 'Rose adult'],
      ['Blackwood^King', 'king plate'],
      ['Kingsley^Stone', 'Stone filter'],
      ['May^Art', 'detector in May'],
    ] as const) {
      const { left, residue } = await cleanAndCheck(name, text);
      assert.deepEqual({ left, residue }, { left: text, residue: [] }, `${name}: ${text}`);
    }
    assert.equal((await cleanAndCheck('Kingsley^Stone', 'Stone filter')).warned, true);
    assert.equal((await cleanAndCheck('May^Art', 'detector in May')).warned, true);
    const code = await cleanAndCheck('Quorban^Elsa', 'plate P101 t1', 'P101');
    assert.deepEqual(code, { left: 'plate P101 t1', residue: [], warned: true });
  });

  it('but one that stands there as a name, and was left, is a leak', async () => {
    for (const [name, text] of [
      ['Kingsley^Stone', 'filter of Mr. Stone'],
      ['Kingsley^Stone', 'patient Stone'],
      ['Long^Stone', 'Long Stone'],
      ['May^Art', 'Dr. May'],
    ] as const) {
      const image = withElements(ctImage(), el(0x00100010, 'PN', name), el(DETECTOR, 'LT', text));
      const report = await verifyBytes(writeFile(image), writeFile(cleaned(image)));
      assert.deepEqual(codesOf(report), ['identifier-in-output'], `${name}: ${text}`);
    }
  });

  it('goes from an attribute that is for names, whatever word it is', async () => {
    const image = withElements(ctImage(), el(0x30060094, 'PN', 'Young'));
    const { output } = await deidentify(writeFile(image));
    assert.equal(latin1(find(readFile(output).elements, 0x30060094)).trim(), '');
  });
});

describe('values that are emptied for what another file of the patient names', () => {
  const ID = '20118834';

  async function check(...elements: readonly ElementSpec[]): Promise<readonly string[]> {
    const original = writeFile(withElements(ctImage(), ...elements));
    const context = { ...contextOf({ recipe: 'research' }), patientEvidence: [{ kind: 'id', value: ID } as const] };
    const { output } = await deidentifySource(bufferSource(original), context);
    assert.equal(occurrences(output, ID), 0);
    const report = await verifyOutput(bufferSource(original), bufferSource(output), { policy: context.policy });
    return report.residue.map(({ code }) => code);
  }

  it('numbers, and bytes with words in them, are no false alarm', async () => {
    assert.deepEqual(await check(el(0x00200012, 'IS', ID)), []);
    assert.deepEqual(await check(el(0x00181130, 'DS', ID)), []);
    assert.deepEqual(await check(raw(0x00282000, 'OB', Buffer.from(`profile of ${ID}`))), []);
  });

  it('but a short number, or other bytes, that changed are one', async () => {
    const image = withElements(
      ctImage(),
      el(0x00181130, 'DS', '4711'),
      raw(0x00282000, 'OB', Uint8Array.of(1, 2, 3, 4)),
    );
    for (const leak of [el(0x00181130, 'DS', ''), raw(0x00282000, 'OB', new Uint8Array(0)), el(0x00181130, 'DS', ID)]) {
      const report = await verifyBytes(writeFile(image), writeFile(withElements(cleaned(image), leak)));
      assert.deepEqual(codesOf(report), ['bytes-changed']);
    }
    const long = withElements(ctImage(), el(0x00181130, 'DS', ID));
    const other = writeFile(withElements(cleaned(long), el(0x00181130, 'DS', '20118835')));
    assert.deepEqual(codesOf(await verifyBytes(writeFile(long), other)), ['bytes-changed']);
  });
});
