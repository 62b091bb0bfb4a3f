// The generated tables against the tables they were made from, where those are at hand.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { renderActions, renderContentItems } from '../../scripts/policyTables/renderActions.js';
import { renderIodTypes } from '../../scripts/policyTables/renderIodTypes.js';
import { parseSignature, renderPrivateSafe } from '../../scripts/policyTables/renderPrivateSafe.js';
import type { IodTypes, PrivateSafe, Ps315 } from '../../scripts/policyTables/tables.js';
import { attribute } from '../../src/core/dictionary/dictionary.js';
import { actionRow, singleRows } from '../../src/core/policy/actionTable.js';
import { typeOf } from '../../src/core/policy/iodTypes.js';
import { SOP } from './policies.js';

const FOLDER = '../shared/tables';
const present = existsSync(`${FOLDER}/ps315.json`);
const read = (name: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'));
const committed = (name: string): string => readFileSync(`src/core/policy/generated/${name}.generated.ts`, 'utf8');

function withTables(title: string, body: () => void): void {
  it(title, function () {
    if (!present) {
      console.log('      skipped: no tables');
      this.skip();
    }
    body();
  });
}

describe('policy tables', () => {
  it('have the rows of PS3.15 2026c Table E.1-1', () => {
    // 656 rows less (50xx,xxxx), (60xx,3000), (60xx,4000) and the private one.
    assert.equal(singleRows().size, 652);
    for (const tag of singleRows().keys()) assert.ok(attribute(tag)?.keyword, tag.toString(16));
    assert.deepEqual(actionRow(0x00080050), { basic: 'Z', columns: '..........' });
    assert.deepEqual(actionRow(0x00100010)?.basic, 'Z');
    assert.deepEqual(actionRow(0x00081140), { basic: 'X/Z/U*', columns: '.K........' });
    assert.deepEqual(actionRow(0x50121234), { basic: 'X', columns: '.........C' });
    assert.deepEqual(actionRow(0x60043000)?.columns, '.........C');
    assert.equal(actionRow(0x60043001), undefined);
    assert.deepEqual(actionRow(0x00091001), { basic: 'X', columns: 'C.........' });
    assert.equal(actionRow(0x00280010), undefined);
  });

  it('know attribute Types by SOP class and place', () => {
    assert.equal(typeOf(SOP.ct, [], 0x00100010), '2');
    assert.equal(typeOf(SOP.ct, [], 0x00080018), '1');
    assert.equal(typeOf(SOP.ct, [], 0x00080080), '3');
    assert.equal(typeOf(SOP.ct, [0x00081110], 0x00081155), '1');
    assert.equal(typeOf(SOP.gsps, [], 0x00700082), '1');
    assert.equal(typeOf(SOP.directory, [0x00041220], 0x00100020), '1');
    assert.equal(typeOf('1.2.3', [], 0x00100010), '2');
    assert.equal(typeOf('', [0x00081110], 0x00081155), '2');
  });

  it('count all levels of a content tree as one', () => {
    const sequence = 0x0040a730;
    assert.equal(typeOf(SOP.sr, [sequence], 0x0040a123), '1C');
    assert.equal(typeOf(SOP.sr, [sequence, sequence, sequence], 0x0040a123), '1C');
  });

  it('read the signatures of private attributes', () => {
    assert.deepEqual(parseSignature('(0019,GEMS_ACQU_01",ab)'), [
      { group: '0019', creator: 'GEMS_ACQU_01', element: 'AB' },
    ]);
    assert.deepEqual(parseSignature('(2001,"A B 001",5f)[<0>](0008,1155)'), [
      { group: '2001', creator: 'A B 001', element: '5F' },
      { group: '0008', creator: undefined, element: '1155' },
    ]);
    for (const malformed of ['', '(0019,GEMS', '(0019,ab)', '(0019,"A",1)', '(0019,"A",10) x'])
      assert.deepEqual(parseSignature(malformed) ?? [], [], malformed);
  });

  withTables('are up to date', () => {
    const ps315 = read('ps315.json') as Ps315;
    assert.equal(ps315.rows.length, 656);
    assert.equal(renderActions(ps315), committed('actions'));
    assert.equal(renderContentItems(ps315), committed('contentItems'));
    assert.equal(renderIodTypes(read('iod_types.json') as IodTypes), committed('iodTypes'));
    assert.equal(renderPrivateSafe(read('private_safe.json') as PrivateSafe), committed('privateSafe'));
  });

  withTables('give every attribute the Type that the source gives it in its module', () => {
    const { sopClassToIod, iodModules, modules } = read('iod_types.json') as IodTypes;
    const order = ['1', '1C', '2', '2C', '3'];
    for (const sopClass of [SOP.ct, SOP.us, SOP.sc, SOP.rtstruct, SOP.dx, SOP.gsps]) {
      for (const [module] of iodModules[sopClassToIod[sopClass] ?? ''] ?? []) {
        for (const [path, type] of Object.entries(modules[module]?.attributes ?? {})) {
          const tags = path.split('>').map((hex) => Number.parseInt(hex, 16));
          const found = typeOf(sopClass, tags.slice(0, -1), tags.at(-1) ?? 0);
          // Another module of the IOD may be stricter.
          assert.ok(order.indexOf(found) <= order.indexOf(type), `${sopClass} ${path}: ${found} for ${type}`);
        }
      }
    }
  });
});
