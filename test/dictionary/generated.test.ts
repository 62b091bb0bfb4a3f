// The committed dictionary is what the generator makes of the installed dcmjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dictionary } from 'dcmjs/dictionary';
import { describe, it } from 'mocha';
import { AMENDMENTS } from '../../scripts/dictionaryAmendments.js';
import { renderPrivate, renderStandard } from '../../scripts/renderDictionary.js';
import { attribute, privateAttribute, vrOf } from '../../src/core/dictionary/dictionary.js';
import { isVR } from '../../src/core/dictionary/vr.js';

const entries = Object.values(dictionary);

describe('the generated dictionary', () => {
  it('is up to date', () => {
    const committed = (name: string): string => readFileSync(`src/core/dictionary/${name}.generated.ts`, 'utf8');
    assert.equal(renderStandard(entries, AMENDMENTS), committed('dictionary'));
    assert.equal(renderPrivate(entries), committed('privateDictionary'));
  });

  it('answers for every standard attribute of dcmjs as dcmjs does, or as the amendments say', () => {
    const amended = new Set(
      AMENDMENTS.trim()
        .split('\n')
        .map((line) => line.slice(0, 8)),
    );
    let checked = 0;
    for (const { tag, vr = '', name = '' } of entries) {
      const match = /^\(([0-9A-F]{4}),([0-9A-F]{4})\)$/.exec(tag);
      if (match === null || match[1] === 'FFFE') continue;
      const hex = `${match[1]}${match[2]}`;
      if (amended.has(hex) || name === 'RETIRED_undefined') continue;
      const found = attribute(Number.parseInt(hex, 16));
      assert.equal(found?.keyword, name.replace('RETIRED_', ''), tag);
      if (isVR(vr)) assert.equal(vrOf(Number.parseInt(hex, 16)), vr, tag);
      else assert.equal(found?.ambiguous, vr !== 'up', tag);
      checked++;
    }
    assert.ok(checked > 5000, `${checked}`);
  });

  it('answers for every amendment', () => {
    const lines = AMENDMENTS.trim().split('\n');
    for (const line of lines) {
      const [hex = '', keyword, vr = '', vm, retired] = line.split(' ');
      const found = attribute(Number.parseInt(hex, 16));
      assert.deepEqual([found?.keyword, found?.vm, found?.retired], [keyword, vm, retired === 'retired'], line);
      if (isVR(vr)) assert.equal(found?.vr, vr, line);
    }
    assert.equal(new Set(lines.map((line) => line.slice(0, 8))).size, lines.length);
  });

  it('answers for every private attribute of dcmjs', () => {
    let checked = 0;
    for (const { tag, vr } of entries) {
      const match = /^\(([0-9A-Fa-f]{4})(?:-o-([0-9A-Fa-f]{4}))?,"([^"]*)",(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{2})\)$/.exec(
        tag,
      );
      if (match === null) continue;
      const found = privateAttribute(
        match[3] ?? '',
        Number.parseInt(match[2] ?? match[1] ?? '', 16),
        Number.parseInt(match[4] ?? '', 16),
      );
      assert.ok(found, tag);
      if (isVR(vr ?? '')) assert.ok(isVR(found.vr), tag);
      checked++;
    }
    assert.equal(checked, 2832);
  });
});
