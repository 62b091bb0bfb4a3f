// A region as a device rule: it holds for images of that device, size and kind, and takes out that part.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { type DeviceTraits, namesDevice, withLabelRule } from '../../src/core/recipe/labelRule.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';

const TRAITS: DeviceTraits = {
  manufacturer: 'Sample "Imaging" # 1',
  model: 'Sonograph',
  sopClass: '1.2.840.10008.5.1.4.1.1.6.1',
  rows: 96,
  columns: 128,
};

describe('a region as a device rule', () => {
  it('is read back with its tests and its part, behind whatever the recipe says', () => {
    const before = 'FORMAT dicom\nPROFILE basic\n%header\nKEEP PatientSex';
    const text = withLabelRule(before, TRAITS, [1, 2, 30, 40]);
    assert.ok(text.startsWith(before));
    const { policy, diagnostics } = compileRecipe(parseRecipe(text), { name: 'own', included: new Map() });
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    const devices = policy.devices ?? [];
    assert.equal(devices.length, 1);
    assert.deepEqual(devices[0]?.regions, [{ kind: 'blank', area: [1, 2, 29, 38] }]);
    const condition = JSON.stringify(devices[0]?.when);
    for (const value of ['Sample \\"Imaging\\" # 1', 'Sonograph', '1.2.840.10008.5.1.4.1.1.6.1', '"96"', '"128"'])
      assert.ok(condition.includes(value), `${value} in ${condition}`);
  });

  it('asks that what the object does not name is not named elsewhere either', () => {
    const text = withLabelRule('PROFILE basic\n', { ...TRAITS, model: '' }, [0, 0, 4, 4]);
    assert.match(text, /\+ missing ManufacturerModelName \|\| empty ManufacturerModelName/);
    assert.equal(namesDevice({ ...TRAITS, model: '' }), true);
    assert.equal(namesDevice({ ...TRAITS, model: '', manufacturer: '' }), false);
  });
});
