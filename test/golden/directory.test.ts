// A DICOMDIR is rebuilt: its offsets lead where they led, its records name nobody.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type DirectoryRecord, writeDirectory } from '../../scripts/dicomDirectory.js';
import { bytesOf, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { el } from '../support/dataset.js';
import { deidentify, refusalOf } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { find, latin1, occurrences, type ReadElement, readFile } from '../support/read.js';

const INSTANCE = '1.2.826.0.1.3680043.10.1500.4.1';

function patient(name: string, id: string, folder: string, syntax: string = SYNTAX.explicit): DirectoryRecord {
  const image = (number: string): DirectoryRecord => ({
    type: 'IMAGE',
    file: [folder, number],
    sopClass: '1.2.840.10008.5.1.4.1.1.2',
    sopInstance: INSTANCE,
    syntax,
    elements: [el(0x00200013, 'IS', number.slice(-1))],
  });
  const series: DirectoryRecord = {
    type: 'SERIES',
    elements: [el(0x00080060, 'CS', 'CT'), el(0x0020000e, 'UI', '1.2.826.0.1.3680043.10.1500.2')],
    children: [image('IM1'), image('IM2'), image('IM3')],
  };
  const study: DirectoryRecord = {
    type: 'STUDY',
    elements: [
      el(0x00080020, 'DA', '20150403'),
      el(0x00080030, 'TM', '101500'),
      el(0x00080050, 'SH', PATIENT.accession),
      el(0x00081030, 'LO', `for ${name.replaceAll('^', ' ')}`),
      el(0x0020000d, 'UI', '1.2.826.0.1.3680043.10.1500.1'),
      el(0x00200010, 'SH', 'ST1'),
    ],
    children: [series],
  };
  return { type: 'PATIENT', elements: [el(0x00100010, 'PN', name), el(0x00100020, 'LO', id)], children: [study] };
}

const ROOTS = [patient(PATIENT.name, PATIENT.id, 'A'), patient('Berglund^Otto', 'OTTO-9', 'B')];

interface Node {
  readonly type: string;
  readonly file: string;
  readonly children: readonly Node[];
}

/** Follows the offsets as a viewer does. */
function tree(bytes: Uint8Array): readonly Node[] {
  const { elements } = readFile(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const records = new Map(
    (find(elements, 0x00041220)?.items ?? []).map((item) => [(item.elements[0]?.offset ?? 0) - 8, item.elements]),
  );
  const number = (from: readonly ReadElement[], tag: number): number =>
    view.getUint32(find(from, tag)?.valueOffset ?? 0, true);
  const from = (offset: number): readonly Node[] => {
    if (offset === 0) return [];
    const record = records.get(offset);
    assert.ok(record !== undefined, `no record at ${offset}`);
    const node = {
      type: latin1(find(record, 0x00041430)),
      file: latin1(find(record, 0x00041500)),
      children: from(number(record, 0x00041420)),
    };
    return [node, ...from(number(record, 0x00041400))];
  };
  const roots = from(number(elements, 0x00041200));
  assert.equal(latin1(find(records.get(number(elements, 0x00041202)) ?? [], 0x00041430)), 'PATIENT');
  return roots;
}

describe('a DICOMDIR', () => {
  for (const length of ['defined', 'undefined'] as const) {
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      it(`its offsets resolve to the same tree: items ${length}, ${recipe}`, async () => {
        const bytes = writeDirectory(ROOTS, { length });
        const { output } = await deidentify(bytes, { recipe });
        assert.deepEqual(tree(output), tree(bytes));
        for (const secret of ['Lindqvist', 'Berglund', 'Otto', PATIENT.id, 'OTTO-9', PATIENT.accession]) {
          assert.equal(occurrences(output, secret), 0, secret);
        }
      });
    }
  }

  it('refers to its objects by their new UIDs', async () => {
    const directory = readFile((await deidentify(writeDirectory(ROOTS))).output);
    const image = readFile((await deidentify(writeFile(ctImage()))).output);
    const uids = (find(directory.elements, 0x00041220)?.items ?? []).map((item) =>
      latin1(find(item.elements, 0x00041511)),
    );
    assert.ok(uids.includes(latin1(find(image.elements, 0x00080018))));
    assert.ok(!uids.includes(INSTANCE));
  });

  it('records of files that are not in the output are switched off', async () => {
    const { output } = await deidentify(writeDirectory(ROOTS), { present: (file) => file[0] === 'A' });
    const records = (find(readFile(output).elements, 0x00041220)?.items ?? []).map((item) => item.elements);
    const flags = records
      .filter((record) => find(record, 0x00041500) !== undefined)
      .map((record) => find(record, 0x00041410)?.bytes[0]);
    assert.deepEqual(flags, [255, 255, 255, 0, 0, 0]);
  });

  it('records without a flag are switched off too', async () => {
    const bytes = writeDirectory(ROOTS);
    const image = Buffer.from(bytes);
    // The flag of an image gets a tag that nobody knows.
    const flag = Buffer.from([4, 0, 0x10, 0x14, 0x55, 0x53, 2, 0, 0xff, 0xff]);
    const places: number[] = [];
    for (let at = image.indexOf(flag); at >= 0; at = image.indexOf(flag, at + 1)) places.push(at);
    const files = places.filter((at) => image.subarray(at, at + 80).includes('IMAGE'));
    assert.equal(files.length, 6);
    image[(files[4] ?? 0) + 2] = 0x12;
    const { output } = await deidentify(new Uint8Array(image), { present: (file) => file[0] === 'A' });
    const records = (find(readFile(output).elements, 0x00041220)?.items ?? []).map((item) => item.elements);
    const flags = records
      .filter((record) => find(record, 0x00041500) !== undefined)
      .map((record) => find(record, 0x00041410)?.bytes[0]);
    assert.deepEqual(flags, [255, 255, 255, 0, 0, 0]);
    assert.deepEqual(tree(output), tree(bytes));
    // Once more it is the same.
    const again = await deidentify(output, { present: (file) => file[0] === 'A' });
    assert.deepEqual(tree(again.output), tree(bytes));
  });

  it('tells how a file is coded in the output, where that may have changed', async () => {
    const bytes = Buffer.from(writeDirectory(ROOTS));
    const progressive = '1.2.840.10008.1.2.4.55';
    const stated = (of: Uint8Array): readonly string[] =>
      (find(readFile(of).elements, 0x00041220)?.items ?? [])
        .filter((item) => find(item.elements, 0x00041500) !== undefined)
        .map((item) => latin1(find(item.elements, 0x00041512)));
    const choices = { present: () => true, syntaxOf: () => '1.2.840.10008.1.2.4.80' };
    assert.deepEqual(stated((await deidentify(new Uint8Array(bytes), choices)).output), Array(6).fill(SYNTAX.explicit));
    const coded = writeDirectory([patient(PATIENT.name, PATIENT.id, 'A', progressive)]);
    assert.deepEqual(stated((await deidentify(coded, choices)).output), Array(3).fill(choices.syntaxOf()));
    assert.deepEqual(stated((await deidentify(coded, { present: () => true })).output), Array(3).fill(progressive));
    assert.deepEqual(tree((await deidentify(coded, choices)).output), tree(coded));
  });

  it('a file-set that is named after the patient is not', async () => {
    const { output } = await deidentify(writeDirectory(ROOTS, { fileSet: 'LINDQVIST' }));
    assert.equal(occurrences(output, 'LINDQVIST'), 0);
  });

  it('a record that leads to one that several records share leads there in the copy', async () => {
    const shared: DirectoryRecord = { type: 'MRDR', file: ['A', 'IM1'], elements: [] };
    const pointing: DirectoryRecord = { type: 'PATIENT', elements: [el(0x00041504, 'UL', [0])] };
    const bytes = writeDirectory([...ROOTS, pointing, shared]).slice();
    const placesIn = (file: Uint8Array) => {
      const items = find(readFile(file).elements, 0x00041220)?.items ?? [];
      const [from, to] = items.slice(-2).map(({ elements }) => elements);
      assert.ok(from !== undefined && to !== undefined);
      return { at: find(from, 0x00041504)?.valueOffset ?? 0, target: (to[0]?.offset ?? 0) - 8 };
    };
    const { at, target } = placesIn(bytes);
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(at, target, true);
    const { output } = await deidentify(bytes);
    const copied = placesIn(output);
    assert.notEqual(copied.target, target);
    assert.equal(new DataView(output.buffer, output.byteOffset).getUint32(copied.at, true), copied.target);
  });

  it('with an offset that leads nowhere is refused', async () => {
    const bytes = writeDirectory(ROOTS).slice();
    const at = find(readFile(bytes).elements, 0x00041200)?.valueOffset ?? 0;
    new DataView(bytes.buffer).setUint32(at, 77, true);
    assert.notEqual(await refusalOf(bytes), 'none');
  });

  it('with a preamble of its own loses it', async () => {
    const { output } = await deidentify(writeDirectory(ROOTS, { preamble: bytesOf('Lindqvist'.padEnd(128)) }));
    assert.equal(occurrences(output, 'Lindqvist'), 0);
    assert.doesNotThrow(() => tree(output));
  });

  it('file names that hold a part of a name or an ID are told of', async () => {
    const told = async (folder: string) => {
      const bytes = writeDirectory([patient(PATIENT.name, PATIENT.id, folder)]);
      return (await deidentify(bytes)).plan.issues.find(({ code }) => code === 'file-name-identifies');
    };
    assert.equal(await told('A'), undefined);
    for (const folder of ['LINDQVIS', 'MARIA_1', 'SMP471188']) {
      const issue = await told(folder);
      assert.ok(issue !== undefined, folder);
      assert.ok(!/lindq|maria|4711/i.test(issue.message));
    }
  });

  it('records that are switched off, or that nothing leads to, are cleaned as well', async () => {
    for (const length of ['defined', 'undefined'] as const) {
      const bytes = writeDirectory(ROOTS, { length }).slice();
      const { elements } = readFile(bytes);
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      const items = find(elements, 0x00041220)?.items ?? [];
      for (const item of items) view.setUint16(find(item.elements, 0x00041410)?.valueOffset ?? 0, 0, true);
      for (const tag of [0x00041200, 0x00041202]) view.setUint32(find(elements, tag)?.valueOffset ?? 0, 0, true);
      for (const recipe of ['blank', 'basic', 'research'] as const) {
        const { output } = await deidentify(bytes, { recipe });
        for (const secret of ['Lindqvist', 'Berglund', 'Otto', PATIENT.id, 'OTTO-9', PATIENT.accession, INSTANCE])
          assert.equal(occurrences(output, secret), 0, `${secret} ${recipe}`);
      }
    }
  });

  it('bytes between records, which belong to none, are refused', async () => {
    const bytes = writeDirectory(ROOTS, { length: 'undefined' });
    const third = find(readFile(bytes).elements, 0x00041220)?.items?.[2]?.elements[0]?.offset ?? 0;
    const gap = bytesOf(bytes.subarray(0, third - 8), 'LINDQVIST MARIA!', bytes.subarray(third - 8));
    assert.equal(await refusalOf(gap), 'malformed');
  });
});
