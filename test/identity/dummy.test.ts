import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isVR } from '../../src/core/dictionary/vr.js';
import { dummyValue } from '../../src/core/identity/dummy.js';
import { WIDTHS } from '../support/randomValue.js';

/** PS3.5 Table 6.2-1: what a value of a text VR looks like. */
const FORMS: Readonly<Record<string, RegExp>> = {
  AE: /^[ -[\]-~]{1,16}$/,
  AS: /^\d{3}[DWMY]$/,
  CS: /^[A-Z0-9 _]{1,16}$/,
  DA: /^\d{8}$/,
  DS: /^[+-]?\d+$/,
  DT: /^\d{14}$/,
  IS: /^[+-]?\d{1,12}$/,
  LO: /^[ -[\]-~]{1,64}$/,
  LT: /^[ -~]{1,10240}$/,
  PN: /^[ -<>-[\]-~]{1,64}$/,
  SH: /^[ -[\]-~]{1,16}$/,
  ST: /^[ -~]{1,1024}$/,
  TM: /^\d{6}$/,
  UC: /^[ -[\]-~]+$/,
  UI: /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/,
  UR: /^[a-z][a-z0-9+.-]*:[!-~]+$/,
  UT: /^[ -~]+$/,
};
/** A sequence has no items. */
const EMPTY_WIDTHS: Readonly<Record<string, number>> = { ...WIDTHS, SQ: 0 };

describe('identity: dummies', () => {
  for (const [vr, form] of Object.entries(FORMS)) {
    it(vr, () => {
      assert.ok(isVR(vr));
      assert.match(String(dummyValue(vr)), form);
    });
  }
  for (const [vr, width] of Object.entries(EMPTY_WIDTHS)) {
    it(vr, () => {
      assert.ok(isVR(vr));
      assert.deepEqual(dummyValue(vr), new Uint8Array(width));
    });
  }

  it('there is one for each of the 34 VRs, and for none', () => {
    assert.equal(Object.keys(FORMS).length + Object.keys(EMPTY_WIDTHS).length, 34);
    assert.deepEqual(dummyValue('??'), new Uint8Array(2));
  });

  it('nobody can change it', () => {
    const bytes = dummyValue('US');
    if (bytes instanceof Uint8Array) bytes.fill(1);
    assert.deepEqual(dummyValue('US'), new Uint8Array(2));
  });
});
