// The tree of an object as it is shown: rows, values, what will stand in their place, and what there is of a damaged file.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { type Inspection, inspectRows, type TreeRow } from '../../src/core/formats/dicom/tree.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { el, privateBlock, raw, sq, unSq, withElements } from '../support/dataset.js';
import { type Choices, contextOf, deidentify } from '../support/engine.js';
import { CLASS, ctImage, PATIENT, srReport } from '../support/objects.js';
import { find, readFile, utf8 } from '../support/read.js';

async function inspect(bytes: Uint8Array, choices: Choices = {}): Promise<Inspection> {
  return inspectRows(bufferSource(bytes), contextOf(choices), { fileMeta: true });
}

function rowAt({ rows }: Inspection, path: string): TreeRow {
  const row = rows.find((each) => each.path === path);
  assert.ok(row !== undefined, `no row ${path}`);
  return row;
}

async function becomes(bytes: Uint8Array, path: string, choices: Choices = {}): Promise<string | undefined> {
  const inspection = await inspect(bytes, choices);
  return inspection.after(rowAt(inspection, path), 200);
}

async function value(bytes: Uint8Array, path: string, longest = 200): Promise<string> {
  const inspection = await inspect(bytes);
  return inspection.value(rowAt(inspection, path), longest);
}

describe('rows of the tree', () => {
  const nested = writeFile(
    withElements(
      ctImage(),
      sq(0x00400275, [[el(0x00400007, 'LO', 'Head'), el(0x00400009, 'SH', 'S1')], [el(0x00400007, 'LO', 'Knee')]]),
      ...privateBlock(0x0009, 0x10, 'ACME 1', [[1, el(0x00090001, 'LO', 'inner')]]),
    ),
  );

  it('have paths, depths, item numbers and creators', async () => {
    const inspection = await inspect(nested);
    assert.equal(rowAt(inspection, '(0040,0275)').items, 2);
    assert.equal(rowAt(inspection, '(0040,0275)[1]').item, 1);
    assert.equal(rowAt(inspection, '(0040,0275)[0].(0040,0009)').depth, 2);
    assert.equal(rowAt(inspection, '(0009,1001)').creator, 'ACME 1');
    assert.equal(rowAt(inspection, '(0009,0010)').name, 'Private Creator');
    assert.equal(inspection.facts?.sopClass, CLASS.ct);
    assert.equal(inspection.facts?.hasPixels, true);
  });

  it('begin with the file meta information where that is wanted', async () => {
    const inspection = await inspect(nested);
    const row = rowAt(inspection, '(0002,0010)');
    assert.equal(await inspection.value(row, 100), SYNTAX.explicit);
    assert.equal(row.finding?.effect, 'structure');
    const without = await inspectRows(bufferSource(nested), contextOf());
    assert.equal(without.rows[0]?.path, '(0008,0005)');
    assert.equal(without.rows.length, inspection.rows.filter(({ tag }) => tag >>> 16 !== 2).length);
  });

  it('are left out beyond the most that are wanted, but not at the top, and counted', async () => {
    const all = await inspectRows(bufferSource(nested), contextOf());
    const few = await inspectRows(bufferSource(nested), contextOf(), { most: 10 });
    assert.deepEqual(
      few.rows,
      all.rows.filter(({ depth }) => depth === 0),
    );
    assert.equal(few.left, all.rows.length - few.rows.length);
    assert.equal(all.left, 0);
  });

  it('have a finding of their own where a value is empty', async () => {
    const bytes = writeFile(withElements(ctImage(), el(0x00081030, 'LO', '')));
    const overrides = [
      { kind: 'set', value: 'Study', attribute: { value: 0x00081030, mask: 0xffffffff }, origin: 'test' },
    ] as const;
    const inspection = await inspect(bytes, { overrides });
    assert.equal(rowAt(inspection, '(0008,1030)').finding?.effect, 'set');
    assert.equal(inspection.after(rowAt(inspection, '(0008,1030)'), 200), 'Study');
  });
});

describe('a rule for a row', () => {
  it('holds for the value of a content item, and for no other', async () => {
    const parents = [{ value: 0x0040a730, mask: 0xffffffff }];
    const overrides = [
      { kind: 'keep', attribute: { value: 0x0040a160, mask: 0xffffffff, parents }, origin: 'test' },
    ] as const;
    const bytes = writeFile(srReport());
    const before = await inspect(bytes);
    const kept = await inspect(bytes, { overrides });
    const changed = before.rows.filter(({ finding }, place) => finding?.effect !== kept.rows[place]?.finding?.effect);
    assert.ok(changed.length > 0);
    for (const { path } of changed) {
      assert.match(path, /^\(0040,A730\)\[\d+\]\.\(0040,A160\)$/u);
      assert.equal(rowAt(kept, path).finding?.effect, 'kept');
    }
  });
});

describe('values as text', () => {
  const bytes = writeFile(
    withElements(
      ctImage(),
      el(0x00280010, 'US', 512),
      raw(0x00189087, 'FD', new Uint8Array(new Float64Array([1000.5]).buffer)),
      raw(0x00082112, 'LO', new Uint8Array([0x41, 0x20])),
      raw(0x00209165, 'AT', new Uint8Array([0x20, 0x00, 0x56, 0x90])),
      raw(0x00186048, 'FL', new Uint8Array(new Float32Array([0.1, 2]).buffer)),
    ),
  );

  it('are numbers, tags and letters', async () => {
    assert.equal(await value(bytes, '(0028,0010)'), '512');
    assert.equal(await value(bytes, '(0018,9087)'), '1000.5');
    assert.equal(await value(bytes, '(0020,9165)'), '(0020,9056)');
    assert.equal(await value(bytes, '(0018,6048)'), '0.1\\2');
    assert.equal(await value(bytes, '(0010,0010)'), PATIENT.name);
  });

  it('are shortened', async () => {
    assert.equal(await value(bytes, '(0010,0010)', 4), PATIENT.name.slice(0, 4));
    assert.equal((await value(bytes, '(7FE0,0010)', 11)).length, 11);
  });
});

describe('what will stand there', () => {
  const plain = writeFile(ctImage());

  it('is what the output has', async () => {
    const { output } = await deidentify(plain, { recipe: 'research' });
    const read = readFile(output);
    for (const [path, tag] of [
      ['(0010,0010)', 0x00100010],
      ['(0010,0020)', 0x00100020],
      ['(0008,0020)', 0x00080020],
      ['(0008,0018)', 0x00080018],
      ['(0008,1030)', 0x00081030],
    ] as const) {
      assert.equal(await becomes(plain, path, { recipe: 'research' }), utf8(find(read.elements, tag)), path);
    }
    assert.equal(await becomes(plain, '(0002,0003)', { recipe: 'research' }), utf8(find(read.elements, 0x00080018)));
  });

  it('is nothing for what is removed, emptied or kept', async () => {
    assert.equal(await becomes(plain, '(0008,0060)'), undefined);
    assert.equal(await becomes(plain, '(0008,0080)', { recipe: 'basic' }), undefined);
    assert.equal((await becomes(plain, '(0008,0080)')) ?? '', '');
  });

  it('is read in the layout of the place, in the character set of the place', async () => {
    const inside = [el(0x00080005, 'CS', 'ISO_IR 100'), el(0x0020000d, 'UI', '1.2.826.0.1.3680043.10.1500.77')];
    for (const bytes of [
      writeFile(withElements(ctImage(), unSq(0x00081110, [inside]))),
      writeFile(withElements(ctImage(), sq(0x00081110, [inside])), { syntax: SYNTAX.implicit }),
      writeFile(withElements(ctImage(), sq(0x00081110, [inside])), { syntax: SYNTAX.bigEndian }),
    ]) {
      const text = await becomes(bytes, '(0008,1110)[0].(0020,000D)', { recipe: 'research' });
      assert.match(text ?? '', /^2\.25\.\d+$/u);
    }
  });
});

describe('the tree of a damaged object', () => {
  const whole = writeFile(
    withElements(ctImage(), sq(0x00400275, [[el(0x00400007, 'LO', PATIENT.institution)]], 'undefined')),
  );

  /** Cut within the first `text`. */
  function cutWithin(text: string): Uint8Array {
    const at = Buffer.from(whole).indexOf(text);
    assert.ok(at > 0);
    return whole.subarray(0, at + 2);
  }

  it('has the rows that could be read, and what would be done about them', async () => {
    const inspection = await inspect(cutWithin('067Y'));
    assert.equal(inspection.plan.refusal?.code, 'truncated');
    assert.equal(inspection.plan.edits.length, 0);
    assert.equal(rowAt(inspection, '(0010,0010)').finding?.effect, 'emptied');
    assert.equal(
      inspection.plan.findings.some(({ rule }) => rule === 'trailing-bytes'),
      false,
    );
  });

  it('has sequences that were open when the file ended', async () => {
    const at = Buffer.from(whole).lastIndexOf(PATIENT.institution);
    const cut = whole.subarray(0, at + PATIENT.institution.length);
    const inspection = await inspect(cut);
    assert.equal(inspection.plan.refusal?.code, 'truncated');
    assert.equal(rowAt(inspection, '(0040,0275)').items, 1);
    const { range, length } = rowAt(inspection, '(0040,0275)');
    assert.equal(range.offset + length, cut.length);
    assert.ok(inspection.rows.some(({ path }) => path === '(0040,0275)[0].(0040,0007)'));
  });

  it('has the whole header of a file that ends in its pixels', async () => {
    const inspection = await inspect(writeFile(ctImage()).subarray(0, -40));
    assert.equal(inspection.plan.refusal?.code, 'truncated-in-pixels');
    assert.equal(rowAt(inspection, '(0010,0020)').finding?.effect, 'emptied');
    assert.ok(inspection.rows.some(({ path }) => path === '(7FE0,0010)'));
  });

  it('is empty for what is no object', async () => {
    for (const bytes of [new Uint8Array(0), new TextEncoder().encode('not at all')]) {
      const inspection = await inspect(bytes);
      assert.deepEqual(inspection.rows, []);
      assert.equal(inspection.facts, undefined);
      assert.ok(inspection.plan.refusal !== undefined);
    }
  });
});
