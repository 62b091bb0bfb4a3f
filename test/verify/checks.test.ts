// What besides identifiers the check watches: actions, untouched bytes, pixels, validity, file meta, and what it can't read.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { bufferSource, type Source } from '../../src/core/kernel/source.js';
import type { ContentItem } from '../../src/core/policy/policy.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { el, privateBlock, raw, sq, withElements, without } from '../support/dataset.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { cleaned, codesOf, RULES, verifyBytes, verifyLeak } from './cleanPair.js';

describe('actions that did not take effect', () => {
  it('an attribute with the value of the original', async () => {
    for (const left of [el(0x00100040, 'CS', 'F'), el(0x00101010, 'AS', '067Y'), el(0x00200010, 'SH', 'ST1')]) {
      const report = await verifyLeak(ctImage(), [left]);
      assert.deepEqual(codesOf(report), ['action-not-applied']);
    }
  });

  it('a private attribute', async () => {
    const block = privateBlock(0x0029, 0x10, 'ACME 1', [[0x01, raw(0, 'OB', Uint8Array.of(1, 2, 3, 4))]]);
    const report = await verifyLeak(withElements(ctImage(), ...block), block);
    assert.deepEqual(codesOf(report), ['action-not-applied']);
    assert.ok(report.residue[0]?.message.startsWith('(0029,1001)'));
  });

  it('a sequence that was to be removed', async () => {
    const images = sq(0x00081140, [[el(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2')]]);
    const report = await verifyLeak(withElements(ctImage(), images), [images]);
    assert.deepEqual(codesOf(report), ['action-not-applied']);
  });

  it('a date that was not moved, though other dates may coincide', async () => {
    const rules = { ...RULES, dates: 'shift' as const };
    const original = withElements(ctImage(), el(0x00080020, 'DA', '20150401'));
    // The acquisition date moved onto the day of the old study date.
    const moved = await verifyLeak(original, [el(0x00080020, 'DA', '20150330'), el(0x00080023, 'DA', '20150401')], {});
    assert.deepEqual(moved.residue, []);
    const still = await verifyBytes(
      writeFile(original),
      writeFile(withElements(cleaned(original), el(0x00080023, 'DA', '20150403'))),
      { policy: rules },
    );
    assert.deepEqual(codesOf(still), ['action-not-applied', 'identifier-in-output']);
  });

  it('a value that the same identity made already is no residue', async () => {
    const original = withElements(ctImage(), el(0x00200052, 'UI', '2.25.12345678901234567890'));
    const output = withElements(cleaned(original), el(0x00200052, 'UI', '2.25.12345678901234567890'));
    const files = [writeFile(original), writeFile(output)] as const;
    assert.ok((await verifyBytes(...files)).residue.length > 0);
    const report = await verifyBytes(...files, { isOwn: (value) => value.startsWith('2.25.') });
    assert.deepEqual(report.residue, []);
  });
});

describe('structured content', () => {
  it('is judged by its concept where the policy has a rule for it', async () => {
    const concept = sq(0x0040a043, [[el(0x00080100, 'SH', '112040'), el(0x00080102, 'SH', 'DCM')]]);
    const item = [el(0x0040a040, 'CS', 'UIDREF'), concept, el(0x0040a124, 'UI', '1.2.826.0.1.3680043.10.77.5')];
    const original = withElements(ctImage(), sq(0x0040a730, [item]));
    const output = withElements(cleaned(original), sq(0x0040a730, [item]));
    const files = [writeFile(original), writeFile(output)] as const;
    assert.deepEqual(codesOf(await verifyBytes(...files)), ['action-not-applied', 'identifier-in-output']);
    const keep = { ...RULES.decidePrivate({ creator: '', group: 0, element: 0, vr: '' }), action: 'K' as const };
    const asked: string[] = [];
    const policy = {
      ...RULES,
      decideContentItem: (content: ContentItem) => {
        asked.push(`${content.valueType} ${content.concept?.value} ${content.concept?.scheme}`);
        return keep;
      },
    };
    assert.deepEqual((await verifyBytes(...files, { policy })).residue, []);
    assert.deepEqual([...new Set(asked)], ['UIDREF 112040 DCM']);
  });

  it('an item that was taken out is not held against those behind it', async () => {
    const item = (meaning: string) => [el(0x00080104, 'LO', meaning)];
    const original = withElements(ctImage(), sq(0x00102202, [item('one'), item('two'), item('three')]));
    const output = withElements(cleaned(original), sq(0x00102202, [item('one'), item('three')]));
    assert.deepEqual((await verifyBytes(writeFile(original), writeFile(output))).residue, []);
  });
});

describe('bytes that were not to change', () => {
  it('a kept attribute that differs', async () => {
    const report = await verifyLeak(ctImage(), [el(0x00180060, 'DS', '121')]);
    assert.deepEqual(codesOf(report), ['bytes-changed']);
  });

  it('a kept attribute that is gone', async () => {
    const report = await verifyBytes(writeFile(ctImage()), writeFile(without(cleaned(ctImage()), 0x00180060)));
    assert.deepEqual(codesOf(report), ['element-missing']);
  });

  it('a text with an identifier in it may be cleaned whatever attribute it stands in', async () => {
    const original = withElements(ctImage(), el(0x00181030, 'LO', 'for Lindqvist'));
    assert.deepEqual((await verifyLeak(original, [el(0x00181030, 'LO', 'for')])).residue, []);
  });

  it('a text that other files helped to clean is only counted, one with other words is residue', async () => {
    const original = withElements(ctImage(), el(0x00181030, 'LO', 'of Berglund, head'));
    const shorter = await verifyLeak(original, [el(0x00181030, 'LO', 'of, head')]);
    assert.deepEqual(shorter.residue, []);
    assert.equal(shorter.checks.textsShortened, 1);
    const whole = await verifyLeak(original, [el(0x00181030, 'LO', 'REMOVED')]);
    assert.deepEqual(whole.residue, []);
    assert.deepEqual(codesOf(await verifyLeak(original, [el(0x00181030, 'LO', 'of Bergman, head')])), [
      'bytes-changed',
    ]);
    const rules = {
      ...RULES,
      decide: (subject: Parameters<typeof RULES.decide>[0]) => {
        const decision = RULES.decide({ ...subject, tag: 0x00100020 });
        return subject.tag === 0x00181030 && decision !== undefined
          ? { ...decision, action: 'K' as const }
          : RULES.decide(subject);
      },
    };
    const files = [original, withElements(cleaned(original), el(0x00181030, 'LO', 'of, head'))] as const;
    const kept = await verifyBytes(writeFile(files[0]), writeFile(files[1]), { policy: rules });
    assert.deepEqual(codesOf(kept), ['bytes-changed']);
  });

  it('pixel data that differs, is gone, or was redacted', async () => {
    const changed = Uint8Array.from({ length: 512 }, (_, index) => (index * 31 + (index >> 7)) & 0xff);
    changed[200] = 0;
    const redacted = [raw(0x7fe00010, 'OW', changed)];
    assert.deepEqual(codesOf(await verifyLeak(ctImage(), redacted)), ['pixels-changed']);
    const gone = writeFile(without(cleaned(ctImage()), 0x7fe00010));
    assert.deepEqual(codesOf(await verifyBytes(writeFile(ctImage()), gone)), ['pixels-missing']);
    const files = [writeFile(ctImage()), writeFile(withElements(cleaned(ctImage()), ...redacted))] as const;
    assert.deepEqual((await verifyBytes(...files, { pixelsMayChange: true })).residue, []);
  });

  it('fragments of encapsulated pixel data', async () => {
    const fragments = (last: number) => ({
      tag: 0x7fe00010,
      vr: 'OB',
      fragments: [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6, 7, last)],
    });
    const original = withElements(ctImage(), fragments(8));
    const options = { syntax: SYNTAX.jpegBaseline };
    assert.deepEqual((await verifyLeak(original, [], options)).residue, []);
    assert.deepEqual(codesOf(await verifyLeak(original, [fragments(9)], options)), ['pixels-changed']);
  });
});

describe('validity and file meta', () => {
  const typeOf = (_: string, parents: readonly number[], tag: number) =>
    parents.length > 0 ? undefined : tag === 0x00080060 ? '1' : tag === 0x00100010 ? '2' : undefined;

  it('a Type 1 attribute without its value and a Type 2 attribute that is gone', async () => {
    const original = writeFile(ctImage());
    const check = (output: Parameters<typeof writeFile>[0]) => verifyBytes(original, writeFile(output), { typeOf });
    const good = await check(cleaned(ctImage()));
    assert.deepEqual(good.residue, []);
    assert.equal(good.checks.requiredChecked, 2);
    const empty = await check(withElements(cleaned(ctImage()), el(0x00080060, 'CS', '')));
    assert.ok(codesOf(empty).includes('validity-worsened'));
    const gone = await check(without(cleaned(ctImage()), 0x00100010));
    assert.deepEqual(codesOf(gone), ['validity-worsened']);
  });

  it('provenance that is missing', async () => {
    const report = await verifyBytes(
      writeFile(ctImage()),
      writeFile(without(cleaned(ctImage()), 0x00120062, 0x00120063)),
    );
    assert.deepEqual(codesOf(report), ['provenance-missing']);
    assert.equal(report.residue.length, 2);
  });

  it('a transfer syntax that changed and file meta that disagrees', async () => {
    const original = writeFile(ctImage());
    const other = await verifyBytes(original, writeFile(cleaned(ctImage()), { syntax: SYNTAX.implicit }));
    assert.ok(codesOf(other).includes('transfer-syntax-changed'));
    const storage = { sopClass: '1.2.840.10008.5.1.4.1.1.4', sopInstance: '2.25.1' };
    const meta = await verifyBytes(original, writeFile(cleaned(ctImage()), { storage }));
    assert.deepEqual(codesOf(meta), ['meta-inconsistent']);
    const instance = cleaned(ctImage()).find(({ tag }) => tag === 0x00080018);
    const sopInstance = instance !== undefined && 'value' in instance ? String(instance.value) : '';
    const absent = { storage: { sopClass: '', sopInstance } };
    assert.deepEqual(codesOf(await verifyBytes(original, writeFile(cleaned(ctImage()), absent))), [
      'meta-inconsistent',
    ]);
    const noUid = withElements(ctImage(), el(0x00080016, 'UI', '1.2.8x0.5'));
    assert.deepEqual(codesOf(await verifyBytes(writeFile(noUid), writeFile(cleaned(noUid), absent))), []);
    const bare = await verifyBytes(original, writeFile(cleaned(ctImage()), { meta: false, preamble: false }));
    assert.ok(codesOf(bare).includes('meta-missing'));
  });
});

describe('objects that are hard to read', () => {
  it('says which file can not be read at all', async () => {
    const report = await verifyBytes(writeFile(ctImage()), new Uint8Array(0));
    assert.equal(report.verdict, 'unreadable');
    assert.match(report.issues[0]?.message ?? '', /output/);
  });

  it('says when dcmjs fails, and still finds leaks', async () => {
    const options = { preamble: false, meta: false } as const;
    const report = await verifyLeak(ctImage(), [el(0x00204000, 'LT', 'for Lindqvist')], options);
    assert.equal(report.checks.originalReader, 'tokenizer');
    assert.ok(report.issues.some((issue) => issue.code === 'second-reader-failed'));
    assert.ok(codesOf(report).includes('identifier-in-output'));
  });

  it('an output that ends too early', async () => {
    const output = writeFile(cleaned(ctImage()));
    const report = await verifyBytes(writeFile(ctImage()), output.subarray(0, output.length - 100));
    assert.ok(codesOf(report).includes('output-broken'));
  });

  it('reads a large object by range, a window at a time', async () => {
    const head = writeFile(
      withElements(ctImage(), { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(0), statedLength: 1 << 28 }),
    );
    const out = writeFile(
      withElements(cleaned(ctImage()), { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(0), statedLength: 1 << 28 }),
    );
    const leak = bytesOf('Lindqvist');
    let most = 0;
    const virtual = (bytes: Uint8Array, planted: boolean): Source => ({
      size: bytes.length + (1 << 24),
      stamp: `virtual:${planted}`,
      read: (offset, length) => {
        most = Math.max(most, length);
        const size = Math.max(0, Math.min(length, bytes.length + (1 << 24) - offset));
        const read = new Uint8Array(size);
        if (offset < bytes.length) read.set(bytes.subarray(offset, offset + size));
        // Across the border of two windows.
        for (let at = 0; planted && at < leak.length; at++) {
          const place = (1 << 23) - 4 + at - offset;
          if (place >= 0 && place < size) read[place] = leak[at] ?? 0;
        }
        return read;
      },
    });
    const statedSize = (bytes: Uint8Array): Uint8Array => {
      new DataView(bytes.buffer, bytes.byteOffset).setUint32(bytes.length - 4, 1 << 24, true);
      return bytes;
    };
    const files = [statedSize(head), statedSize(out)] as const;
    const clean = await verifyOutput(virtual(files[0], false), virtual(files[1], false), { policy: RULES });
    assert.deepEqual(clean.residue, []);
    assert.equal(clean.checks.pixelBytesCompared, 1 << 24);
    const leaky = await verifyOutput(virtual(files[0], false), virtual(files[1], true), { policy: RULES });
    assert.deepEqual(codesOf(leaky), ['identifier-in-output', 'pixels-changed']);
    assert.ok(most < 2 * 1024 * 1024, `${most} bytes read at once`);
  });

  it('never throws on what it is given', async () => {
    const good = writeFile(ctImage());
    const output = writeFile(cleaned(ctImage()));
    for (let at = 0; at < output.length; at += 13) {
      const broken = output.slice();
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      const report = await verifyOutput(bufferSource(good), bufferSource(broken), { policy: RULES });
      assert.ok(report.checks.bytesSearched > 0 || report.verdict === 'unreadable');
    }
  });

  it('says the same of an identical copy as of a leak', async () => {
    const good = writeFile(ctImage());
    const report = await verifyBytes(good, good);
    assert.deepEqual(codesOf(report), ['action-not-applied', 'identifier-in-output', 'provenance-missing']);
    assert.ok(!JSON.stringify(report).includes(PATIENT.accession));
  });
});
