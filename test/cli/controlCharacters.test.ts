// Names of files and folders with control characters in them: no listing sends one to a terminal.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { put, tempFolder } from '../node/tempFolder.js';
import { el, withElements } from '../support/dataset.js';
import { ctImage } from '../support/objects.js';
import { runCli } from './runCli.js';

const EVIL = 'a\u001b]0;owned\u0007\u001b[2J\nDone\u202eb';

describe('control characters in listings', function () {
  // No file may be called so there.
  if (process.platform === 'win32') {
    it.skip('is not tried on Windows');
    return;
  }
  this.timeout(120_000);
  const at = tempFolder();
  const env = { MEDIMAGECLEANER_KEY: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' };

  it('of file names and of values, whatever is done with them, are written out', async () => {
    const image = writeFile(withElements(ctImage(), el(0x00204000, 'LT', 'x\u001b[31mred\u0007')));
    put(at('in', EVIL, `${EVIL}.dcm`), image);
    put(at('in', EVIL, `cut ${EVIL}`), image.subarray(0, 1000));
    put(at('in', EVIL, `notes ${EVIL}`), 'nothing');
    for (const words of [
      ['deidentify', 'in', '--details', '--verify', '--journal', 'off'],
      ['deidentify', 'in', '--dry-run', '--details'],
      ['deidentify', 'in'],
      ['inspect', 'in'],
      ['inspect', `in/${EVIL}/${EVIL}.dcm`],
      ['verify', 'in', 'deidentified/in'],
      ['detect', 'in'],
      ['watch', 'in', '--once', '--settle', '0.1', '-o', 'watched'],
      ['deidentify', `gone ${EVIL}`],
      ['inspect', `gone ${EVIL}`],
      ['recipe', 'check', `gone ${EVIL}.deid`],
      ['report', `gone ${EVIL}.json`],
      ['vault', 'list', `gone ${EVIL}.vault`],
      ['crosswalk', `gone ${EVIL}.enc`],
    ]) {
      const ran = await runCli(words, { cwd: at(), env });
      const said = ran.out + ran.err;
      assert.ok(said.length > 0, words.join(' '));
      assert.doesNotMatch(said, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]|^Done\S*b/mu, words.join(' '));
    }
  });
});
