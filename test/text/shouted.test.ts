import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isShouted } from '../../src/core/text/shouted.js';

describe('text: capitals alone', () => {
  it('tells each text by itself, whatever was asked before', () => {
    assert.equal(isShouted('CT CHEST'), true);
    assert.equal(isShouted('CT Chest'), false);
    assert.equal(isShouted('CT Chest'), false);
    assert.equal(isShouted(''), true);
    assert.equal(isShouted('ΘΩΡΑΞ'), true);
    assert.equal(isShouted('грудь'), false);
  });
});
