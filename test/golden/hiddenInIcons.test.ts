// Icons that a recipe keeps: what lies in their frames and is no pixel goes, as it does from the image itself.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { Policy } from '../../src/core/policy/policy.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { el, raw, sq, withElements } from '../support/dataset.js';
import { contextOf, deidentify } from '../support/engine.js';
import { ctImage } from '../support/objects.js';
import { occurrences } from '../support/read.js';
import { segment } from './segments.js';

const MARKER = 'Quillfeather Barnaby';
const ICON = 0x00880200;
const KEEP: Policy['overrides'] = [{ kind: 'keep', attribute: { value: ICON, mask: 0xffffffff }, origin: 'test' }];

const HEAD = segment(0xc0, Uint8Array.of(8, 0, 16, 0, 16, 1, 1, 0x11, 0));
const SCAN = Uint8Array.of(0xff, 0xda, 0, 3, 1, 0x11, 0x22, 0xff, 0, 0x33, 0xff, 0xd9);
const JPEG = bytesOf(Uint8Array.of(0xff, 0xd8), segment(0xfe, MARKER), HEAD, SCAN, '\0');
/** One segment of 256 zeros, and what is behind it. */
const RLE = bytesOf(
  Uint8Array.of(1, 0, 0, 0, 64, 0, 0, 0),
  new Uint8Array(56),
  Uint8Array.of(0x81, 0, 0x81, 0),
  MARKER,
);

function icon(pixels: ElementSpec): ElementSpec {
  return sq(ICON, [
    [
      el(0x00280002, 'US', 1),
      el(0x00280004, 'CS', 'MONOCHROME2'),
      el(0x00280010, 'US', 16),
      el(0x00280011, 'US', 16),
      el(0x00280100, 'US', 8),
      pixels,
    ],
  ]);
}

async function kept(pixels: ElementSpec, syntax: string, image: readonly ElementSpec[] = ctImage()) {
  const bytes = writeFile(withElements(image, icon(pixels)), { syntax });
  const choices = { overrides: KEEP };
  const { plan, output } = await deidentify(bytes, choices);
  assert.deepEqual(
    await dicom.verify(bufferSource(bytes), bufferSource(output, 'output'), plan, contextOf(choices)),
    [],
  );
  const { policy } = contextOf(choices);
  assert.deepEqual((await verifyOutput(bufferSource(bytes), bufferSource(output), { policy })).residue, []);
  const findings = plan.findings.filter(({ rule }) => rule.startsWith('pixel-stream/'));
  return {
    output,
    rules: findings.map(({ rule }) => rule),
    places: findings.map(({ location }) => (location.kind === 'element' ? location.path : '')),
  };
}

describe('icons that are kept', () => {
  for (const [what, vr, fragments, syntax, rule] of [
    ['a comment of a JPEG', 'OB', [JPEG], SYNTAX.jpegBaseline, 'pixel-stream/comment'],
    ['a comment of a JPEG in a file of videos', 'OB', [JPEG], '1.2.840.10008.1.2.4.102', 'pixel-stream/comment'],
    ['what is behind a segment of RLE', 'OB', [RLE], SYNTAX.rle, 'pixel-stream/surplus'],
    ['frames that nobody knows', 'OB', [bytesOf(MARKER)], SYNTAX.jpegBaseline, 'pixel-stream/surplus'],
    ['frames of JPEG XL', 'OB', [bytesOf(MARKER)], '1.2.840.10008.1.2.4.110', 'pixel-stream/surplus'],
  ] as const) {
    it(`lose ${what}`, async () => {
      const done = await kept({ tag: 0x7fe00010, vr, fragments }, syntax);
      assert.equal(occurrences(done.output, 'Quillfeather'), 0);
      assert.deepEqual(done.rules, [rule]);
      assert.deepEqual(done.places, ['(0088,0200)[0].(7FE0,0010)']);
    });
  }

  it('lose what is behind their last pixel, in compressed objects too', async () => {
    for (const syntax of [SYNTAX.explicit, SYNTAX.implicit, SYNTAX.jpegBaseline]) {
      const done = await kept(raw(0x7fe00010, 'OB', bytesOf(new Uint8Array(256).fill(7), MARKER)), syntax);
      assert.equal(occurrences(done.output, 'Quillfeather'), 0);
      assert.equal(occurrences(done.output, '\x07'.repeat(256)), 1);
      assert.deepEqual(done.rules, ['pixel-stream/surplus']);
    }
  });

  it('stay as they are where there is nothing', async () => {
    const clean = bytesOf(Uint8Array.of(0xff, 0xd8), HEAD, SCAN);
    const done = await kept({ tag: 0x7fe00010, vr: 'OB', fragments: [bytesOf(clean, '\0')] }, SYNTAX.jpegBaseline);
    assert.deepEqual(done.rules, []);
    assert.equal(occurrences(done.output, Buffer.from(clean).toString('latin1')), 1);
  });

  it('are compared with the original by the check, pixel by pixel', async () => {
    const { policy } = contextOf({ overrides: KEEP });
    const native = raw(0x7fe00010, 'OB', new Uint8Array(256).fill(7));
    for (const [pixels, syntax] of [
      [native, SYNTAX.explicit],
      [{ tag: 0x7fe00010, vr: 'OB', fragments: [JPEG] }, SYNTAX.jpegBaseline],
    ] as const) {
      const bytes = writeFile(withElements(ctImage(), icon(pixels)), { syntax });
      const { output } = await deidentify(bytes, { overrides: KEEP });
      const at = Buffer.from(output).indexOf(pixels === native ? Buffer.alloc(64, 7) : Buffer.of(0x11, 0x22, 0xff, 0));
      assert.ok(at > 0);
      const changed = output.slice();
      changed[at] = 0x12;
      const report = await verifyOutput(bufferSource(bytes), bufferSource(changed), { policy });
      assert.deepEqual(
        report.residue.map(({ code }) => code),
        ['pixels-changed'],
      );
    }
  });
});
