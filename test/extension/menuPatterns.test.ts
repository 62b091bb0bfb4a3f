// Patterns of file names as menus can compare them.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { menuPatterns } from '../../src/extension/commands/menuPatterns.js';

describe('patterns of file names in menus', () => {
  it('are endings in both cases', () => {
    assert.deepEqual(menuPatterns(['*.img', '**/*.V2']).extensions, ['.img', '.IMG', '.V2', '.v2']);
  });

  it('are whole names where nothing in them is wild', () => {
    assert.deepEqual(menuPatterns(['IMAGE1']), { extensions: [], names: ['IMAGE1'], any: false });
  });

  it('are for every file where they have another shape', () => {
    for (const pattern of ['IM_*', '*.im?', '*.{a,b}', '*.tar.[ab]', '*'])
      assert.deepEqual(menuPatterns([pattern]), { extensions: [], names: [], any: true }, pattern);
  });
});
