// Random files are well-formed: otherwise properties over them would test the generator.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { files } from './arbitraries.js';
import { readFile } from './read.js';

describe('random files', () => {
  it('read back with the tags they were made of', () => {
    fc.assert(
      fc.property(files(), ({ elements, options, bytes }) => {
        const file = readFile(bytes);
        assert.equal(file.syntax, options.syntax);
        assert.deepEqual(
          file.elements.map((element) => element.tag),
          elements.map((element) => element.tag),
        );
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
