// A part taken out of small real files of every transfer syntax: other programs decode the same outside of it.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { corpusRoot } from '../corpus/corpusFiles.js';
import { frameCodecs, openBytes } from '../pixels/imageFile.js';
import { contextFor } from '../rules/apply.js';
import { deidentifySource } from '../support/engine.js';
import { readFile } from '../support/read.js';
import { decodersOf, isInstalled, plainPixels } from './decoders.js';
import { blankRule, policyWith, verified } from './redact.js';

const LARGEST = 60_000;

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile() && statSync(file).size <= LARGEST)
    .sort();
}

describe('a part taken out of real files', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'syntaxes-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves all other pixels as other programs see them', async function () {
    const root = corpusRoot();
    if (root === undefined) {
      console.log('      skipped: no corpus');
      this.skip();
    }
    const context = { ...contextFor(policyWith([blankRule([2, 2, 5, 4])])), codecs: frameCodecs };
    const syntaxes = new Set<string>();
    for (const file of filesUnder(path.join(root, 'dicom', 'syntax'))) {
      const bytes = new Uint8Array(readFileSync(file));
      const plan = await dicom.plan(bufferSource(bytes), context);
      const found = plan.findings.flatMap(({ location }) => (location.kind === 'pixels' ? [location.rectangle] : []));
      if (plan.refusal !== undefined || found.length === 0) continue;
      const image = await openBytes(bytes);
      const syntax = image.object.opening.transferSyntax;
      // One file of each will do.
      if (image.coding === 'native' || syntaxes.has(syntax)) continue;
      const { output } = await deidentifySource(bufferSource(bytes), context);
      assert.deepEqual(await verified(bytes, output, context), [], path.basename(file));
      const { rows, columns, samples } = image.layout;
      for (const program of decodersOf(syntax)) {
        if (readFile(output).syntax !== syntax || !isInstalled(program.name)) continue;
        const [was, is] = [plainPixels(bytes, program, folder), plainPixels(output, program, folder)];
        if (was === undefined || is === undefined) continue;
        assert.equal(is.length, was.length, `${path.basename(file)} by ${program.name}`);
        const width = Math.round(was.length / (rows * columns * image.frames)) || samples;
        for (let at = 0; at < was.length; at++) {
          if (was[at] === is[at]) continue;
          const pixel = Math.floor(at / width) % (rows * columns);
          const [x, y] = [pixel % columns, Math.floor(pixel / columns)];
          const inside = found.some(([left, top, w, h]) => x >= left && x < left + w && y >= top && y < top + h);
          assert.ok(inside, `${path.basename(file)} by ${program.name}: ${x}, ${y} differs`);
        }
        syntaxes.add(syntax);
      }
    }
    assert.ok(syntaxes.size >= 5, `${syntaxes.size} transfer syntaxes were compared`);
  });
});
