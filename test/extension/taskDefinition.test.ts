import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cliArguments, readTask } from '../../src/extension/tasks/taskDefinition.js';

describe('a task of tasks.json', () => {
  it('becomes arguments of the command line', () => {
    const wish = readTask({ paths: ['study', '-odd'], recipe: 'research', output: 'clean', options: ['--overwrite'] });
    assert.deepEqual(cliArguments(wish), [
      'deidentify',
      '--recipe=research',
      '--output=clean',
      '--overwrite',
      '--',
      'study',
      '-odd',
    ]);
  });

  it('may name one path, and leave the rest out', () => {
    assert.deepEqual(cliArguments(readTask({ paths: 'study' })), ['deidentify', '--', 'study']);
  });

  it('takes nothing that is no text', () => {
    assert.deepEqual(readTask({ paths: [1, 'a', null], recipe: 7, options: { a: 1 } }), { paths: ['a'], options: [] });
  });
});
