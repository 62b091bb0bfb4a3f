import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { CROSSWALK_FILES, crosswalkCsv } from '../../src/core/identity/crosswalk.js';

/** A reader by the letter of RFC 4180. */
function parse(csv: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < csv.length) {
    let value = '';
    if (csv[at] === '"') {
      for (at++; csv[at] !== '"' || csv[at + 1] === '"'; at++) {
        if (csv[at] === '"') at++;
        value += csv[at];
      }
      at++;
    } else {
      while (at < csv.length && csv[at] !== ',' && csv[at] !== '\r') value += csv[at++];
    }
    record.push(value);
    if (csv[at] === ',') at++;
    else {
      assert.equal(csv.slice(at, at + 2), '\r\n');
      at += 2;
      records.push(record);
      record = [];
    }
  }
  return records;
}

describe('identity: crosswalk', () => {
  it('has the header and the names that readers expect', () => {
    assert.deepEqual(CROSSWALK_FILES, { uid: 'uid_mapping.csv', patient: 'patid_mapping.csv' });
    assert.equal(crosswalkCsv([]), 'id_old,id_new\r\n');
  });

  it('is sorted, each pair once', () => {
    const rows = [
      { original: '1.2.10', replacement: '2.25.1' },
      { original: '1.2.1', replacement: '2.25.2' },
      { original: '1.2.10', replacement: '2.25.1' },
    ];
    assert.equal(crosswalkCsv(rows), 'id_old,id_new\r\n1.2.1,2.25.2\r\n1.2.10,2.25.1\r\n');
    assert.equal(crosswalkCsv([...rows].reverse()), crosswalkCsv(rows));
  });

  it('quotes what has to be quoted, and puts a single quote before what a spreadsheet would reckon with', () => {
    const rows = [
      { original: '=1+1', replacement: 'a,b' },
      { original: 'O"Brien', replacement: ' x ' },
      { original: 'line\r\nend', replacement: '' },
      { original: "'t Hooft", replacement: '-5' },
      { original: '@SUM(1)', replacement: '+1' },
      { original: '\t=1', replacement: '\r=1' },
      { original: 'a=1', replacement: '1-2' },
    ];
    assert.equal(
      crosswalkCsv(rows),
      `id_old,id_new\r\n"'\t=1","'\r=1"\r\n''t Hooft,'-5\r\n'=1+1,"a,b"\r\n'@SUM(1),'+1\r\n"O""Brien"," x "\r\na=1,1-2\r\n"line\r\nend",\r\n`,
    );
  });

  it('values come back', () => {
    const value = fc.string({
      unit: fc.constantFrom('a', 'B', ',', '"', '\r', '\n', ' ', '=', '-', "'", 'é', '山', '\\'),
    });
    fc.assert(
      fc.property(fc.array(fc.record({ original: value, replacement: value }), { maxLength: 8 }), (rows) => {
        const [header, ...records] = parse(crosswalkCsv(rows));
        assert.deepEqual(header, ['id_old', 'id_new']);
        const expected = new Set(rows.map((row) => JSON.stringify([row.original, row.replacement])));
        assert.equal(records.length, expected.size);
        assert.ok(records.flat().every((cell) => !/^[=+\-@\t\r\n]/u.test(cell)));
        const values = records.map((record) => record.map((cell) => cell.replace(/^'/u, '')));
        for (const record of values) assert.ok(expected.has(JSON.stringify(record)));
        const originals = values.map((record) => record[0] ?? '');
        assert.deepEqual(originals, [...originals].sort());
      }),
    );
  });
});
