// What a DICOMDIR is told of the files that its records name.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { presenceOf, syntaxesBeside } from '../../src/node/outputPresence.js';
import { rawPath } from '../../src/node/rawPath.js';
import { ctImage } from '../support/objects.js';
import { put, tempFolder } from './tempFolder.js';

describe('the files of a DICOMDIR', () => {
  const at = tempFolder();

  it('have the transfer syntax that their copies have; of what is no name of a file nothing is known', () => {
    put(at('CT/IM1'), writeFile(ctImage(), { syntax: SYNTAX.implicit }));
    const directory = rawPath(at('DICOMDIR'));
    const syntaxOf = syntaxesBeside(directory);
    assert.equal(syntaxOf(['CT', 'IM1']), SYNTAX.implicit);
    assert.equal(syntaxOf(['CT', 'IM2']), undefined);
    // A version as on ISO 9660: it is taken for the file without.
    const long = `IM1;${'1'.repeat(300)}`;
    assert.ok(presenceOf([rawPath(at('CT/IM1'))])(directory)(['CT', long]));
    assert.equal(syntaxOf(['CT', long]), undefined);
    assert.equal(syntaxOf(['CT', 'IM\0']), undefined);
  });
});
