// New values are written as the file writes its own; kept ones are not touched; rules of the user's own come first.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import type { Override } from '../../src/core/policy/policy.js';
import { el, privateBlock, raw, signature, sorted, sq, withElements } from '../support/dataset.js';
import { type Choices, deidentify } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { find, latin1, occurrences, readFile, walk } from '../support/read.js';

async function clean(elements: readonly ElementSpec[], choices: Choices = {}, syntax: string = SYNTAX.explicit) {
  const { plan, output } = await deidentify(writeFile(elements, { syntax }), choices);
  return { plan, output, elements: readFile(output).elements };
}

function textAt(elements: Awaited<ReturnType<typeof clean>>['elements'], tag: number): string {
  return latin1(find(elements, tag)).trim();
}

function attribute(value: number, creator?: string) {
  return { value, mask: 0xffffffff, ...(creator === undefined ? {} : { creator }) };
}

function set(tag: number, value: string): Choices {
  return { overrides: [{ kind: 'set', attribute: attribute(tag), value, add: true, origin: '--set' }] };
}

function rule(kind: 'keep' | 'remove' | 'empty', tag: number, creator?: string): Choices {
  const override: Override = { kind, attribute: attribute(tag, creator), origin: `--${kind}` };
  return { overrides: [override] };
}

describe('texts that name a maker or a role', () => {
  const MAKER = 0x00080070;
  const SERIES = 0x0008103e;
  const CREATOR = el(0x00700084, 'PN', 'Qxilab');

  it('a maker keeps its name where it also created the content', async () => {
    const made = await clean(withElements(ctImage(), CREATOR, el(MAKER, 'LO', 'Qxilab')), { recipe: 'research' });
    assert.equal(textAt(made.elements, MAKER), 'Qxilab');
    const named = withElements(
      ctImage(),
      el(0x00700084, 'PN', 'Tarrington^Edith'),
      el(MAKER, 'LO', 'Edith Tarrington'),
    );
    assert.equal(occurrences((await clean(named, { recipe: 'research' })).output, 'Tarrington'), 0);
  });

  it('a numbered role is nobody', async () => {
    for (const role of ['Reader2', 'USER 1', 'rater_03']) {
      const text = `contours of ${role}, trial 1`;
      const { elements } = await clean(withElements(ctImage(), el(0x00700084, 'PN', role), el(SERIES, 'LO', text)), {
        recipe: 'research',
      });
      assert.equal(textAt(elements, SERIES), text);
    }
  });
});

describe('values that are set', () => {
  const COMMENT = 0x00204000;

  for (const [charset, value, expected] of [
    [['ISO_IR 192'], 'Prüfung', bytesOf('Pr\xc3\xbcfung')],
    [['ISO_IR 100'], 'Prüfung', bytesOf('Pr\xfcfung')],
    [['ISO_IR 144'], 'снимок', bytesOf('\xe1\xdd\xd8\xdc\xde\xda')],
    [['GB18030'], '王', bytesOf('\xcd\xf5')],
    [['', 'ISO 2022 IR 87'], '山田', bytesOf('\x1b$B;3ED\x1b(B')],
  ] as const) {
    it(`are written in the character set of the file: ${charset.join('\\')}`, async () => {
      const { elements } = await clean(withElements(ctImage(), el(0x00080005, 'CS', charset)), set(COMMENT, value));
      const bytes = Buffer.from(find(elements, COMMENT)?.bytes ?? []);
      assert.deepEqual(bytes.subarray(0, expected.length), Buffer.from(expected));
      assert.ok(bytes.length - expected.length <= 1 && bytes.length % 2 === 0);
      assert.equal(latin1(find(elements, 0x00080005)), charset.join('\\'));
    });
  }

  it('are left empty, with an issue, where the character set lacks them', async () => {
    const image = withElements(ctImage(), el(0x00080005, 'CS', 'ISO_IR 100'), el(COMMENT, 'LT', 'old'));
    const { plan, elements } = await clean(image, set(COMMENT, '山田'));
    assert.equal(find(elements, COMMENT)?.bytes.length, 0);
    assert.ok(plan.issues.some((issue) => issue.code === 'text-not-encodable'));
  });

  it('are left out, with an issue, where they would be no value', async () => {
    for (const tag of [0x00280010, 0x00189073, 0x00400275, 0x7fe00010]) {
      const { plan, elements } = await clean(ctImage(), set(tag, '512'));
      assert.ok((find(elements, tag)?.bytes.length ?? 0) === 0, tag.toString(16));
      assert.ok(plan.issues.some((issue) => issue.code === 'text-not-encodable' || issue.code === 'not-set'));
    }
    for (const tag of [0x00020010, 0x00041500, 0x00000002, 0xfffee000]) {
      const { plan, elements } = await clean(ctImage(), set(tag, '512'));
      assert.equal(find(elements, tag), undefined);
      assert.ok(plan.issues.some((issue) => issue.code === 'not-set'));
    }
  });

  it('reach every depth, and add what the object lacks at the top alone', async () => {
    const image = withElements(ctImage(), sq(0x00081115, [[el(0x00100010, 'PN', PATIENT.name)]]));
    const { elements } = await clean(image, set(0x00100010, 'Nobody'));
    assert.equal(latin1(find(elements, 0x00100010)), 'Nobody');
    assert.equal(latin1(find(elements, 0x00081115, 0, 0x00100010)), 'Nobody');
    const added = await clean(ctImage(), set(0x00120030, 'SITE-1'), SYNTAX.implicit);
    assert.equal(latin1(find(added.elements, 0x00120030)), 'SITE-1');
  });
});

describe('rules of the user', () => {
  it('keep what the profile would take', async () => {
    const { elements } = await clean(ctImage(), rule('keep', 0x00080080));
    assert.equal(latin1(find(elements, 0x00080080)), PATIENT.institution);
  });

  it('remove what the profile would keep, at every depth', async () => {
    const image = withElements(ctImage(), sq(0x00081115, [[el(0x00180060, 'DS', '120')]]));
    const { elements } = await clean(image, rule('remove', 0x00180060));
    assert.equal([...walk(elements)].filter((element) => element.tag === 0x00180060).length, 0);
  });

  it('empty what they name', async () => {
    const { elements } = await clean(ctImage(), rule('empty', 0x00180060));
    assert.equal(find(elements, 0x00180060)?.bytes.length, 0);
  });

  it('hold for the SOP Instance UID of the file meta information too', async () => {
    const choices = [set(0x00080018, '1.2.3'), rule('keep', 0x00080018)];
    for (const choice of choices) {
      const { output } = await deidentify(writeFile(ctImage()), choice);
      const { meta, elements } = readFile(output);
      assert.equal(latin1(find(meta, 0x00020003)), latin1(find(elements, 0x00080018)));
    }
  });

  it('keep a private attribute by its creator, wherever its block lies, with the creator', async () => {
    for (const block of [0x10, 0x42, 0xff]) {
      const mine = privateBlock(0x0019, block, 'SAMPLE VENDOR', [
        [0x05, el(0, 'LO', 'gradient')],
        [0x06, el(0, 'LO', 'other')],
      ]);
      const { elements } = await clean(sorted(ctImage(), mine), rule('keep', 0x00190005, 'SAMPLE VENDOR'));
      assert.equal(latin1(find(elements, 0x00190000 + block * 0x100 + 5)), 'gradient');
      assert.equal(find(elements, 0x00190000 + block * 0x100 + 6), undefined);
      assert.equal(latin1(find(elements, 0x00190000 + block)), 'SAMPLE VENDOR');
    }
  });
});

describe('private attributes by the safe list', () => {
  const value = (creator: string, block: number) =>
    privateBlock(0x0019, block, creator, [
      [0x0c, el(0, 'IS', '1000')],
      [0x7d, el(0, 'LO', PATIENT.name)],
    ]);

  it('stay relative to their creator, and nothing else of the block does', async () => {
    for (const block of [0x10, 0x33]) {
      const { elements } = await clean(sorted(ctImage(), value('SIEMENS MR HEADER', block)), { recipe: 'research' });
      assert.equal(latin1(find(elements, 0x0019000c + block * 0x100)), '1000');
      assert.equal(find(elements, 0x0019007d + block * 0x100), undefined);
    }
  });

  it('go when another creator has the block', async () => {
    const { elements } = await clean(sorted(ctImage(), value('SAMPLE VENDOR', 0x10)), { recipe: 'research' });
    assert.deepEqual(
      [...walk(elements)].filter((element) => (element.tag & 0x10000) !== 0),
      [],
    );
  });

  it('go when they hold the name after all', async () => {
    const block = privateBlock(0x0019, 0x10, 'SIEMENS MR HEADER', [[0x0c, el(0, 'IS', PATIENT.id)]]);
    const { output } = await clean(sorted(ctImage(), block), { recipe: 'research' });
    assert.equal(occurrences(output, PATIENT.id), 0);
  });
});

describe('what hides in items', () => {
  it('signatures, padding and original attributes go there too', async () => {
    const item = [
      ...privateBlock(0x0011, 0x10, 'SAMPLE VENDOR', [[0, raw(0, 'OB', bytesOf(PATIENT.name))]]),
      el(0x00201208, 'IS', '7'),
      sq(0x04000561, [[sq(0x04000550, [[el(0x00100010, 'PN', PATIENT.name)]]), el(0x04000564, 'LO', 'Okafor')]]),
      ...signature(),
      raw(0xfffcfffc, 'OB', bytesOf(PATIENT.name)),
    ];
    for (const syntax of [SYNTAX.explicit, SYNTAX.implicit, SYNTAX.bigEndian]) {
      const { output, elements } = await clean(
        withElements(ctImage(), sq(0x52009229, [item], 'undefined')),
        {},
        syntax,
      );
      assert.equal(
        occurrences(output, 'Lindqvist') + occurrences(output, 'Okafor') + occurrences(output, 'certificate'),
        0,
      );
      assert.deepEqual(
        find(elements, 0x52009229)?.items?.[0]?.elements.map((element) => element.tag),
        [0x00201208],
      );
    }
  });
});
