// What each kind of attribute comes to, by the profile and by its options.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import {
  curve,
  el,
  icon,
  overlay,
  privateBlock,
  raw,
  signature,
  sorted,
  sq,
  withElements,
  without,
} from '../support/dataset.js';
import { type Choices, deidentify } from '../support/engine.js';
import { ctImage, PATIENT, rtStructureSet } from '../support/objects.js';
import { find, latin1, occurrences, readFile, utf8, walk } from '../support/read.js';

async function clean(elements: readonly ElementSpec[], choices: Choices = {}) {
  const done = await deidentify(writeFile(elements), choices);
  return { ...done, file: readFile(done.output) };
}

describe('attributes', () => {
  it('blank leaves identifying attributes present and empty', async () => {
    const { file } = await clean(ctImage(), { recipe: 'blank' });
    for (const tag of [0x00080050, 0x00080090, 0x00100010, 0x00100020, 0x00100030, 0x00101010]) {
      assert.equal(find(file.elements, tag)?.bytes.length, 0, tag.toString(16));
    }
  });

  it('basic removes where the profile says X and the object may do without', async () => {
    const { file } = await clean(ctImage(), { recipe: 'basic' });
    assert.equal(find(file.elements, 0x00101010), undefined);
    assert.notEqual(find(file.elements, 0x00100010), undefined);
    assert.equal(find(file.elements, 0x00080080), undefined);
  });

  for (const recipe of ['blank', 'basic', 'research'] as const) {
    it(`signatures and their parameters go: ${recipe}`, async () => {
      const { file, output } = await clean(sorted(ctImage(), ...signature()), { recipe });
      assert.equal(find(file.elements, 0x4ffe0001), undefined);
      assert.equal(find(file.elements, 0xfffafffa), undefined);
      assert.equal(occurrences(output, 'certificate'), 0);
    });

    it(`overlays, curves and icons go: ${recipe}`, async () => {
      const { file } = await clean(sorted(ctImage(), overlay(), overlay(0x601e), curve(), curve(0x501e), icon()), {
        recipe,
      });
      const left = file.elements
        .map((element) => element.tag >>> 16)
        .filter((group) => (group & 0xff00) === 0x5000 || (group & 0xff00) === 0x6000);
      assert.deepEqual(left, []);
      assert.equal(find(file.elements, 0x00880200), undefined);
    });

    it(`no private attribute with a name stays: ${recipe}`, async () => {
      const blocks = [
        ...privateBlock(0x0009, 0x10, 'SAMPLE VENDOR', [
          [1, el(0, 'LO', PATIENT.name)],
          [0xff, el(0, 'UI', '1.2.3')],
        ]),
        ...privateBlock(0x0009, 0x11, 'LINDQVIST MARIA', [[1, el(0, 'DS', '1')]]),
        ...privateBlock(0x0029, 0xf0, 'OTHER', [
          [0x10, sq(0, [privateBlock(0x0031, 0x10, 'INNER', [[2, el(0, 'PN', PATIENT.name)]])])],
        ]),
        el(0x00331001, 'LO', 'orphan of Lindqvist'),
      ];
      const { file, output } = await clean(sorted(ctImage(), blocks), { recipe });
      assert.equal(occurrences(output, 'Lindqvist') + occurrences(output, 'LINDQVIST'), 0);
      assert.deepEqual(
        [...walk(file.elements)].filter((element) => (element.tag & 0x10000) !== 0),
        [],
      );
    });

    it(`provenance is truthful: ${recipe}`, async () => {
      const { file } = await clean(ctImage(), { recipe });
      assert.equal(latin1(find(file.elements, 0x00120062)), 'YES');
      assert.notEqual(latin1(find(file.elements, 0x00120063)), '');
      for (const value of latin1(find(file.elements, 0x00120063)).split('\\')) assert.ok(value.length <= 64);
      const codes = (find(file.elements, 0x00120064)?.items ?? []).map((item) =>
        latin1(find(item.elements, 0x00080100)),
      );
      const expected = {
        blank: [],
        basic: ['113100'],
        research: ['113100', '113105', '113104', '113107', '113108', '113109', '113111'],
      }[recipe];
      for (const code of recipe === 'research' ? [] : codes) assert.ok((expected as string[]).includes(code), code);
      for (const code of expected) assert.ok(recipe === 'research' ? codes.length >= 5 : codes.includes(code), code);
      assert.equal(latin1(find(file.elements, 0x00280303)), recipe === 'research' ? 'MODIFIED' : 'REMOVED');
    });
  }

  it('pixels that were not cleaned are not said to be', async () => {
    const { file, plan } = await clean(withElements(ctImage(), el(0x00280301, 'CS', 'YES')), { recipe: 'research' });
    const codes = (find(file.elements, 0x00120064)?.items ?? []).map((item) => latin1(find(item.elements, 0x00080100)));
    assert.ok(!codes.includes('113101'));
    assert.equal(latin1(find(file.elements, 0x00280301)), 'YES');
    assert.ok(plan.issues.some((issue) => issue.code === 'pixels-not-examined'));
  });

  it('--pixels none says that this is wanted', async () => {
    const { plan } = await clean(withElements(ctImage(), el(0x00280301, 'CS', 'YES')), { pixels: 'none' });
    assert.ok(!plan.issues.some((issue) => issue.code === 'pixels-not-examined'));
  });

  it('group 0004 leftovers go', async () => {
    const leftovers = [
      el(0x00041130, 'CS', 'LINDQVIST'),
      el(0x00041500, 'CS', ['LINDQVIST', 'IM1']),
      el(0x00041510, 'UI', '1.2.3'),
    ];
    const { file } = await clean(sorted(ctImage(), leftovers));
    assert.deepEqual(
      file.elements.filter((element) => element.tag >>> 16 === 4),
      [],
    );
  });

  it('a leftover directory inside an image does not make it a directory', async () => {
    const leftovers = [
      el(0x00041130, 'CS', 'LINDQVIST'),
      sq(0x00041220, [[el(0x00041430, 'CS', 'IMAGE'), el(0x00041500, 'CS', 'LINDQVIST')]]),
    ];
    const { output } = await clean(sorted(ctImage(), leftovers));
    assert.equal(occurrences(output, 'LINDQVIST'), 0);
  });

  it('command elements and misplaced meta go', async () => {
    const { file } = await clean([el(0x00000002, 'UI', '1.2.3'), el(0x00001000, 'UI', '1.2.3.9'), ...ctImage()]);
    assert.deepEqual(
      file.elements.filter((element) => element.tag >>> 16 < 8),
      [],
    );
  });

  it('UIDs are mapped everywhere to the same, registered ones stay', async () => {
    const image = withElements(
      ctImage(),
      sq(0x00081115, [
        [el(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2'), el(0x00081155, 'UI', '1.2.826.0.1.3680043.10.1500.4.1')],
      ]),
    );
    const one = await clean(image);
    const two = await clean(rtStructureSet());
    const mapped = latin1(find(one.file.elements, 0x00080018));
    assert.match(mapped, /^2\.25\.\d+$/);
    assert.equal(latin1(find(one.file.elements, 0x00081115, 0, 0x00081155)), mapped);
    assert.equal(latin1(find(one.file.elements, 0x00081115, 0, 0x00081150)), '1.2.840.10008.5.1.4.1.1.2');
    assert.equal(latin1(find(two.file.elements, 0x30060039, 0, 0x30060040, 0, 0x30060016, 0, 0x00081155)), mapped);
    assert.equal(latin1(find(two.file.elements, 0x0020000d)), latin1(find(one.file.elements, 0x0020000d)));
    assert.notEqual(mapped, latin1(find((await clean(image, { key: 2 })).file.elements, 0x00080018)));
  });

  it('every recipe empties or replaces the identity at every depth', async () => {
    const item = [
      el(0x00080050, 'SH', PATIENT.accession),
      el(0x00100010, 'PN', PATIENT.name),
      el(0x00100020, 'LO', PATIENT.id),
    ];
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      const { output } = await clean(withElements(ctImage(), sq(0x00081250, [item]), sq(0x00400555, [item, item])), {
        recipe,
      });
      for (const secret of ['Lindqvist', PATIENT.id, PATIENT.accession]) assert.equal(occurrences(output, secret), 0);
    }
  });

  it('text in a kept attribute loses the words that identify and keeps the rest', async () => {
    const image = withElements(ctImage(), el(0x0008103e, 'LO', 'CT CHEST for Maria Lindqvist 03/04/2015'));
    const { file } = await clean(image, { recipe: 'research' });
    const text = utf8(find(file.elements, 0x0008103e));
    assert.match(text, /^CT CHEST/);
    assert.ok(!/Maria|Lindqvist|2015/.test(text));
  });

  it('an identifier that a kept attribute repeats goes, whatever the recipe', async () => {
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      const { output } = await clean(
        withElements(ctImage(), el(0x00081050, 'PN', 'X'), el(0x00189424, 'LO', `seen ${PATIENT.id}`)),
        { recipe },
      );
      assert.equal(occurrences(output, PATIENT.id), 0, recipe);
    }
  });

  it('an attribute that is written as a sequence, but is none, leaves a readable file', async () => {
    for (const tag of [0x00100010, 0x00100020, 0x0020000d, 0x00080020, 0x00081030, 0x00101010]) {
      for (const recipe of ['blank', 'basic', 'research'] as const) {
        const { file, output } = await clean(withElements(ctImage(), sq(tag, [[el(0x00100010, 'PN', PATIENT.name)]])), {
          recipe,
        });
        assert.notEqual(find(file.elements, 0x00280010), undefined);
        assert.equal(occurrences(output, 'Lindqvist'), 0);
      }
    }
  });

  it('a retained number stays to the byte', async () => {
    const { file } = await clean(
      withElements(ctImage(), raw(0x00189073, 'FD', bytesOf('\x01\x02\x03\x04\x05\x06\x07\x08'))),
    );
    assert.deepEqual([...(find(file.elements, 0x00189073)?.bytes ?? [])], [1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('character sets', () => {
  const inner = bytesOf('Pr\xfcfung Thorax f\xfcr ', 'M\xe4rta Lindqvist');

  it('SpecificCharacterSet of an item is honoured', async () => {
    const item = [el(0x00080005, 'CS', 'ISO_IR 100'), raw(0x00400007, 'LO', inner)];
    const image = withElements(
      without(ctImage(), 0x00100010),
      raw(0x00100010, 'PN', new TextEncoder().encode('Lindqvist^Märta')),
      sq(0x00400275, [item]),
    );
    const { file } = await clean(image, { recipe: 'research' });
    const text = latin1(find(file.elements, 0x00400275, 0, 0x00400007));
    assert.match(text, /^Pr\xfcfung Thorax/);
    assert.ok(!/M\xe4rta|Lindqvist/.test(text));
  });

  it('text keeps the character set of the file', async () => {
    const image = withElements(
      ctImage(),
      el(0x00080005, 'CS', 'ISO_IR 100'),
      raw(0x00181030, 'LO', bytesOf('Sch\xe4del')),
    );
    const { file } = await clean(image, { recipe: 'research' });
    assert.equal(latin1(find(file.elements, 0x00080005)), 'ISO_IR 100');
    assert.equal(latin1(find(file.elements, 0x00181030)), 'Sch\xe4del');
  });

  for (const [name, charset, bytes] of [
    ['ISO 2022 IR 87', ['', 'ISO 2022 IR 87'], bytesOf('Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B')],
    ['GB18030', ['GB18030'], bytesOf('Wang=\xcd\xf5^\xd0\xa1\xb6\xab')],
    ['ISO_IR 144', ['ISO_IR 144'], bytesOf('\xbf\xd5\xe2\xe0\xde\xd2')],
  ] as const) {
    it(`a name in ${name} goes from its attribute and from the text that repeats it`, async () => {
      const image = withElements(
        ctImage(),
        el(0x00080005, 'CS', charset),
        raw(0x00100010, 'PN', bytes),
        raw(0x00104000, 'LT', bytes),
      );
      for (const recipe of ['blank', 'research'] as const) {
        const { output } = await clean(image, { recipe });
        assert.ok(!Buffer.from(output).includes(Buffer.from(bytes)));
        assert.ok(!Buffer.from(output).includes(Buffer.from(bytes.subarray(-8))));
      }
    });
  }

  it('an unknown character set is no obstacle', async () => {
    const image = withElements(ctImage(), el(0x00080005, 'CS', ['NO SUCH SET', 'ISO 2022 IR 6']));
    const { output } = await clean(image);
    assert.equal(occurrences(output, 'Lindqvist'), 0);
  });

  it('an object that names more than is searched for says so', async () => {
    const parts = (count: number) => {
      const people = Array.from({ length: count }, (_, index) => [el(0x00081048, 'PN', `Quill${index}^Ada`)]);
      return withElements(ctImage(), sq(0x00081199, people));
    };
    for (const [count, expected] of [[1000, 0] as const, [3000, 1] as const]) {
      const { plan } = await clean(parts(count), { recipe: 'research' });
      assert.equal(plan.issues.filter(({ code }) => code === 'evidence-cut').length, expected);
    }
  });

  it('big endian and implicit files take the same edits', async () => {
    for (const syntax of [SYNTAX.bigEndian, SYNTAX.implicit]) {
      const { output } = await deidentify(writeFile(ctImage(), { syntax }), { recipe: 'research' });
      assert.equal(occurrences(output, 'Lindqvist'), 0);
      assert.equal(latin1(find(readFile(output).elements, 0x00180060)), '120');
    }
  });
});
