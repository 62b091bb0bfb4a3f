import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { parseLookupTable } from '../../src/core/policy/lookupTable.js';
import type { Policy } from '../../src/core/policy/policy.js';
import { type NamedTable, tableFor, variablesOf } from '../../src/core/policy/tableFor.js';
import { loadRecipe } from '../../src/core/recipe/load.js';

async function recipe(...rules: readonly string[]): Promise<Policy> {
  const text = ['FORMAT dicom', 'PROFILE blank', '%header', ...rules, ''].join('\n');
  const { policy, diagnostics } = await loadRecipe({ text, name: 'r.deid', read: async () => undefined });
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  return policy;
}

function table(name: string, ...lines: readonly string[]): NamedTable {
  const read = parseLookupTable(lines.join('\n'));
  assert.ok(read.kind === 'table', JSON.stringify(read));
  return { name, table: read };
}

const SITE_A = table('a.csv', 'PatientID,age,id', 'SAMPLE-1,40,A1', 'SAMPLE-2,50,A2');

describe('the lookup table of a recipe', () => {
  it('is none where the recipe takes nothing from one', () => {
    const blank = builtinPolicy('blank');
    assert.ok(blank !== undefined);
    assert.deepEqual(tableFor(blank, [SITE_A]), { kind: 'none' });
  });

  it('is the first with all the columns, cut to them', async () => {
    const policy = await recipe('REPLACE PatientID var:id', 'JITTER StudyDate var:days');
    assert.deepEqual(variablesOf(policy), ['id', 'days']);
    const both = table('b.csv', 'PatientID,days,id,more', 'SAMPLE-1,-3,B1,x');
    const choice = tableFor(policy, [SITE_A, both]);
    assert.ok(choice.kind === 'table');
    assert.deepEqual(choice.table.columns, ['PatientID', 'id', 'days']);
    assert.deepEqual([...choice.table.rows], [['SAMPLE-1', ['SAMPLE-1', 'B1', '-3']]]);
  });

  it('has the rows of all tables that are like it, and no others', async () => {
    const policy = await recipe('REPLACE PatientID var:id');
    const siteB = table('b.csv', 'PatientID,id', 'SAMPLE-3,B3', 'SAMPLE-1,A1');
    const byStudy = table('c.csv', 'StudyInstanceUID,id', '1.2.3,C1');
    const choice = tableFor(policy, [SITE_A, siteB, byStudy]);
    assert.ok(choice.kind === 'table');
    assert.deepEqual([...choice.table.rows.keys()], ['SAMPLE-1', 'SAMPLE-2', 'SAMPLE-3']);
  });

  it('is refused where two tables contradict each other, without telling of what', async () => {
    const policy = await recipe('REPLACE PatientID var:id');
    const other = table('b.csv', 'PatientID,id', 'SAMPLE-1,Other');
    const choice = tableFor(policy, [SITE_A, other]);
    assert.ok(choice.kind === 'problem');
    assert.match(choice.message, /^b\.csv has a row for a PatientID that a table before it has too/);
    assert.doesNotMatch(choice.message, /SAMPLE|Other|A1/);
  });

  it('is missed by the name of the column', async () => {
    const policy = await recipe('REPLACE PatientID var:code');
    assert.deepEqual(tableFor(policy, [SITE_A]), {
      kind: 'problem',
      message: 'a.csv: there is no column code, which the recipe takes values from',
    });
    const two = tableFor(policy, [SITE_A, table('b.csv', 'PatientID,x', 'SAMPLE-1,1')]);
    assert.ok(two.kind === 'problem');
    assert.equal(two.message, 'the lookup tables have no column code, which the recipe takes values from');
    const spread = await recipe('REPLACE PatientID var:id', 'REPLACE PatientName var:x');
    const none = tableFor(spread, [SITE_A, table('b.csv', 'PatientID,x', 'SAMPLE-1,1')]);
    assert.ok(none.kind === 'problem');
    assert.equal(none.message, 'no single table has all the columns that the recipe takes values from: id, x');
  });
});
