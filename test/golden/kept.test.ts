// What no rule takes out is searched all the same: a value representation is a claim, and what only looks like a name stays.
import assert from 'node:assert/strict';
import { gzipSync, zipSync, zlibSync } from 'fflate';
import { describe, it } from 'mocha';
import { bytesOf, type ElementSpec, writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { curve, el, overlay, privateBlock, raw, sorted, sq, withElements } from '../support/dataset.js';
import { type Choices, contextOf, deidentify } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { find, latin1, occurrences, readFile } from '../support/read.js';

async function clean(elements: readonly ElementSpec[], choices: Choices = {}) {
  const done = await deidentify(writeFile(elements), choices);
  return { ...done, file: readFile(done.output) };
}

describe('what is kept', () => {
  it('an identifier that stands where a number, a time, a code or bytes should be goes, whatever the recipe', async () => {
    const name = bytesOf(PATIENT.name, ' ');
    const places = [
      ...['DS', 'IS', 'AS', 'TM', 'UN', 'OB', 'AT'].map((vr) => raw(0x00180050, vr, name)),
      raw(0x00080030, 'TM', name),
      raw(0x00100040, 'CS', name),
      raw(0x00101030, 'DS', name),
      raw(0x00101030, 'UI', name),
      raw(0x00080016, 'UI', name),
      raw(0x00282000, 'OB', bytesOf('sRGB of ', name)),
      raw(0x54001010, 'OW', bytesOf('\x01\x00\x02\x00', Uint8Array.from(Buffer.from('Lindqvist', 'utf16le')))),
      el(0x00700002, 'CS', 'LINDQVIST'),
      sq(0x00082218, [[el(0x00080100, 'SH', PATIENT.id), el(0x00080102, 'SH', '99X'), el(0x00080104, 'LO', 'x')]]),
    ];
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      for (const [index, place] of places.entries()) {
        const { output } = await clean(withElements(ctImage(), place), { recipe });
        for (const word of ['Lindqvist', 'LINDQVIST', 'L\0i\0n\0d\0q', PATIENT.id]) {
          assert.equal(occurrences(output, word), 0, `${recipe} ${index}`);
        }
      }
    }
  });

  it('a class or coding scheme UID made up from the number of the patient is mapped, in the file meta information too', async () => {
    const id = '4711884711';
    const made = `1.2.3.${id}`;
    const scheme = [el(0x00080102, 'SH', '99X'), el(0x0008010c, 'UI', made)];
    const image = withElements(
      ctImage(),
      el(0x00080016, 'UI', made),
      el(0x00100020, 'LO', id),
      sq(0x00080110, [scheme]),
      sq(0x00282112, [[el(0x00081150, 'UI', made)]]),
      el(0x0008001a, 'UI', `1.2.840.10008.5.1.4.1.1.2\\${made}`),
    );
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      const { output, file } = await clean(image, { recipe });
      assert.equal(occurrences(output, id), 0, recipe);
      const mapped = latin1(find(file.elements, 0x00080016));
      assert.match(mapped, /^2\.25\.\d+\0?$/);
      assert.equal(latin1(find(file.meta, 0x00020002)), mapped);
      assert.equal(latin1(find(file.elements, 0x00080110, 0, 0x0008010c)), mapped);
      assert.match(latin1(find(file.elements, 0x0008001a)), /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.2\\2\.25\.\d+\0?$/);
      const report = await verifyOutput(bufferSource(writeFile(image)), bufferSource(output), {
        policy: contextOf({ recipe }).policy,
      });
      assert.deepEqual(report.residue, [], recipe);
    }
  });

  it('a class UID of its own stays where no component of it is a number of the patient, and where the user keeps it', async () => {
    const own = '1.2.3.47118847110.4711';
    for (const id of ['4711884711', '4711', '1.2.3', 'SMP-4711-88']) {
      const image = withElements(ctImage(), el(0x00080016, 'UI', own), el(0x00100020, 'LO', id));
      const { file } = await clean(image, { recipe: 'basic' });
      assert.equal(latin1(find(file.elements, 0x00080016)).replace('\0', ''), own, id);
      assert.equal(latin1(find(file.meta, 0x00020002)).replace('\0', ''), own, id);
    }
    const image = withElements(ctImage(), el(0x00080016, 'UI', '1.2.3.4711884711'), el(0x00100020, 'LO', '4711884711'));
    const overrides = [{ kind: 'keep', attribute: { value: 0x00080016, mask: 0xffffffff }, origin: 'a test' }] as const;
    const { file } = await clean(image, { overrides });
    assert.equal(latin1(find(file.meta, 0x00020002)), latin1(find(file.elements, 0x00080016)));
  });

  it('a code, a body part and numbers that a name or an id only resembles stay', async () => {
    const image = withElements(
      ctImage(),
      el(0x00100010, 'PN', 'Chest^Marrow'),
      el(0x00100020, 'LO', '123'),
      el(0x00180015, 'CS', 'CHEST'),
      el(0x00180050, 'DS', '123'),
      el(0x00080030, 'TM', '101500.1234567'),
      sq(0x00082218, [[el(0x00080100, 'SH', '123'), el(0x00080102, 'SH', 'CHEST'), el(0x00080104, 'LO', 'Lung')]]),
    );
    const { file } = await clean(image, { recipe: 'research' });
    assert.equal(latin1(find(file.elements, 0x00180015)).trim(), 'CHEST');
    assert.equal(latin1(find(file.elements, 0x00180050)).trim(), '123');
    assert.equal(latin1(find(file.elements, 0x00080030)).trim(), '101500.1234567');
    assert.equal(latin1(find(file.elements, 0x00082218, 0, 0x00080100)).trim(), '123');
    assert.equal(latin1(find(file.elements, 0x00082218, 0, 0x00080102)).trim(), 'CHEST');
  });

  it('what any attribute of the profile names is looked for in the others, codes of persons and e-mail among them', async () => {
    const named: readonly (readonly [string, ElementSpec])[] = [
      ['quorban@sample.example', el(0x00102155, 'LT', 'tel:+49 6221 5512345, mailto:quorban@sample.example')],
      ['0622177123', el(0x00402010, 'SH', '06221-77123')],
      ['Quorban', el(0x0016004d, 'UT', 'Quorban')],
      ['Quorban Trust', el(0x00102299, 'LO', 'Quorban Trust')],
      ['ZZQUOR12', el(0x00100021, 'LO', 'ZZQUOR12')],
      ['ZZQUOR12', el(0x00120040, 'LO', 'ZZQUOR12')],
      ['ZZQUOR12', el(0x00181004, 'LO', 'ZZQUOR12')],
      ['Quorban', sq(0x00080082, [[el(0x00080100, 'SH', '7'), el(0x00080104, 'LO', 'Quorban')]])],
      [
        'Quorban ZZQUOR12',
        sq(0x00081072, [[sq(0x00401101, [[el(0x00080100, 'SH', 'ZZQUOR12'), el(0x00080104, 'LO', 'Quorban')]])]]),
      ],
    ];
    for (const [value, attribute] of named) {
      const image = withElements(ctImage(), attribute, el(0x00187006, 'LT', `detector ${value} seen`));
      for (const recipe of ['blank', 'basic'] as const) {
        const { file } = await clean(image, { recipe });
        assert.equal(latin1(find(file.elements, 0x00187006)).trim(), 'detector seen', `${recipe} ${value}`);
      }
    }
  });

  it('a name in another script is found in bytes too', async () => {
    for (const [name, bytes] of [
      ['Зыкслиндов^Вера', Buffer.from('desc Зыкслиндов')],
      ['王^小东', Buffer.from('desc 王小东 ')],
      ['王^小东', Buffer.from('desc王小东', 'utf16le')],
    ] as const) {
      const image = withElements(ctImage(), el(0x00100010, 'PN', name), raw(0x00282000, 'OB', bytes));
      const { file } = await clean(image, { recipe: 'basic' });
      assert.equal(find(file.elements, 0x00282000)?.bytes.length, 0, name);
    }
  });

  it('numbers and names that stand as text in a report are looked for in its other texts', async () => {
    const code = (value: string): ElementSpec =>
      sq(0x0040a043, [[el(0x00080100, 'SH', value), el(0x00080102, 'SH', 'DCM'), el(0x00080104, 'LO', 'concept')]]);
    const text = (concept: string, value: string): readonly ElementSpec[] => [
      el(0x0040a010, 'CS', 'CONTAINS'),
      el(0x0040a040, 'CS', 'TEXT'),
      code(concept),
      el(0x0040a160, 'UT', value),
    ];
    const image = withElements(
      ctImage(),
      el(0x00187006, 'LT', 'mass of Gnorpelt, ZZSUBJ'),
      sq(0x0040a730, [text('121029', 'Gnorpelt Blux'), text('121030', 'ZZSUBJ')]),
    );
    const { file } = await clean(image, { recipe: 'basic' });
    assert.equal(latin1(find(file.elements, 0x00187006)).trim(), 'mass');
  });

  it('UIDs of instances go from texts and addresses, unless UIDs are retained', async () => {
    const uid = '1.2.826.0.1.3680043.10.1500.1';
    const image = withElements(
      ctImage(),
      el(0x00081190, 'UR', `https://pacs.example/wado?study=${uid}`),
      el(
        0x00187006,
        'LT',
        `see ${uid} and 2.25.${'7'.repeat(38)}, version 1.2.3.4.5.6, class 1.2.840.10008.5.1.4.1.1.2`,
      ),
      el(0x00181020, 'LO', '1.2.276.0.7230010.3.0.3.6.7'),
    );
    const done = await clean(image);
    assert.equal(occurrences(done.output, uid), 0);
    assert.match(
      latin1(find(done.file.elements, 0x00187006)),
      /^see and,? version 1.2.3.4.5.6, class 1.2.840.10008.5.1.4.1.1.2/,
    );
    assert.equal(latin1(find(done.file.elements, 0x00181020)).trim(), '1.2.276.0.7230010.3.0.3.6.7');
    const kept = await clean(image, { options: ['retain-uids'] });
    assert.equal(latin1(find(kept.file.elements, 0x00081190)).trim(), `https://pacs.example/wado?study=${uid}`);
  });

  it('a whole number that is the patient’s goes from numbers, one that only resembles it stays', async () => {
    const image = withElements(
      ctImage(),
      el(0x00100020, 'LO', '20118834'),
      el(0x00200012, 'IS', '20118834'),
      el(0x00181130, 'DS', '20118834'),
      el(0x00181110, 'DS', '120118834'),
      el(0x00181111, 'DS', '2011883.4'),
    );
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      const { file } = await clean(image, { recipe });
      assert.equal(latin1(find(file.elements, 0x00200012)), '', recipe);
      assert.equal(latin1(find(file.elements, 0x00181130)), '', recipe);
      assert.equal(latin1(find(file.elements, 0x00181110)).trim(), '120118834', recipe);
      assert.equal(latin1(find(file.elements, 0x00181111)).trim(), '2011883.4', recipe);
    }
  });

  it('encoded identifiers go from texts, codes, addresses and bytes, packed ones too', async () => {
    const packed = gzipSync(Buffer.from(`<report>${PATIENT.name} ${PATIENT.id}</report>`));
    const run = Buffer.from('name=Lindqvist').toString('base64');
    const image = withElements(
      ctImage(),
      el(0x00187006, 'LT', `plate ${run} new`),
      el(0x00081190, 'UR', 'https://pacs.example/q?n=L%69ndqvist'),
      raw(0x00282000, 'OB', packed),
      raw(0x54001010, 'OW', Buffer.from(` ${run} `)),
    );
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      const { file, output } = await clean(image, { recipe });
      assert.equal(latin1(find(file.elements, 0x00187006)).trim(), 'plate new', recipe);
      assert.equal(occurrences(output, 'ndqvist'), 0, recipe);
      assert.equal(find(file.elements, 0x00282000)?.bytes.length, 0, recipe);
      assert.equal(occurrences(output, run), 0, recipe);
      const report = await verifyOutput(bufferSource(writeFile(image)), bufferSource(output), {
        policy: contextOf({ recipe }).policy,
      });
      assert.deepEqual(report.residue, [], recipe);
    }
  });

  it('packed bytes behind others and entries of zip files are searched too, in short values and in tables', async () => {
    const text = Buffer.from(`<report>${PATIENT.name} ${'all is well, '.repeat(9)}</report>`);
    const noise = Uint8Array.from({ length: 90_000 }, (_, at) => (at * at * 31 + (at >> 3)) & 0xff);
    for (const inner of [gzipSync(text), zlibSync(text), zipSync({ 'report.xml': text })])
      for (const before of [bytesOf('HEAD 1.0\n'), noise]) {
        const bytes = bytesOf(before, inner, before.length + (inner.length % 2) ? '\0' : '');
        const image = withElements(ctImage(), raw(0x54001010, 'OW', bytes.subarray(0, bytes.length & ~1)));
        const { file, output } = await clean(image);
        assert.equal(find(file.elements, 0x54001010)?.bytes.length, 0);
        const report = await verifyOutput(bufferSource(writeFile(image)), bufferSource(output), {
          policy: contextOf().policy,
        });
        assert.deepEqual(report.residue, []);
      }
    const nobody = bytesOf('HEAD', gzipSync(Buffer.from('of no person')), '\0').subarray(0, 36);
    const { file } = await clean(withElements(ctImage(), raw(0x54001010, 'OW', nobody)));
    assert.deepEqual(find(file.elements, 0x54001010)?.bytes, nobody);
  });

  it('packed bytes of nobody stay, and those that can not be opened to their end are told of', async () => {
    const nobody = gzipSync(Buffer.from('a profile of no person'));
    const [long, large] = [3_000_000, 17_000_000].map((size) => gzipSync(new Uint8Array(size), { level: 1 }));
    assert.ok(long && large);
    for (const [bytes, codes] of [
      [nobody, []],
      [long, []],
      [large, ['packed-not-searched']],
    ] as const) {
      const { file, plan } = await clean(withElements(ctImage(), raw(0x00282000, 'OB', bytes)));
      assert.deepEqual(find(file.elements, 0x00282000)?.bytes.subarray(0, bytes.length), bytes);
      const told = plan.issues.map(({ code }) => code).filter((code) => code.startsWith('packed'));
      assert.deepEqual(told, codes);
    }
  });

  it('packed bytes of any size and in large tables are searched to their end', async () => {
    let seed = 1;
    const noise = (size: number): Uint8Array =>
      Uint8Array.from({ length: size }, () => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return seed >>> 24;
      });
    const table = zlibSync(bytesOf(noise(90_000), ' patient Lindqvist Maria ', noise(900)), { level: 0 });
    const long = gzipSync(bytesOf(new Uint8Array(2_500_000), `${'all is well, '.repeat(9)} seen by Elsa`), {
      level: 1,
    });
    const plain = zlibSync(noise(90_000), { level: 0 });
    const even = (bytes: Uint8Array): Uint8Array => bytesOf(bytes, bytes.length % 2 ? '\0' : '');
    const image = withElements(
      ctImage(),
      raw(0x00282000, 'OB', even(long)),
      raw(0x54001010, 'OW', even(table)),
      raw(0x00660129, 'OL', bytesOf(plain, new Uint8Array(4 - (plain.length % 4)))),
    );
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      const { file } = await clean(image, { recipe });
      assert.equal(find(file.elements, 0x00282000)?.bytes.length, 0, recipe);
      assert.equal(find(file.elements, 0x54001010)?.bytes.length, 0, recipe);
      assert.ok((find(file.elements, 0x00660129)?.bytes.length ?? 0) > 90_000, recipe);
    }
  });

  it('a model or a program that is called like the patient goes, unless devices are called so', async () => {
    for (const [name, word, left] of [
      ['Zyxlind^Vera', 'Zyxlind', ''],
      ['Zyxlind^Vera', 'Vera', 'Vera'],
      ['Siemens^Vera', 'SIEMENS', 'SIEMENS'],
      ['Volcano^Vera', 'Volcano', 'Volcano'],
      ['Prisma^Vera', 'Prisma', 'Prisma'],
    ] as const) {
      const image = withElements(
        ctImage(),
        el(0x00100010, 'PN', name),
        el(0x00080070, 'LO', 'SIEMENS'),
        el(0x00081090, 'LO', word),
        el(0x00181020, 'LO', word),
      );
      for (const recipe of ['blank', 'research'] as const) {
        const { file, output } = await clean(image, { recipe });
        assert.equal(latin1(find(file.elements, 0x00081090)).trim(), left, `${recipe} ${name}`);
        assert.equal(latin1(find(file.elements, 0x00181020)).trim(), left, `${recipe} ${name}`);
        assert.equal(latin1(find(file.elements, 0x00080070)).trim(), 'SIEMENS', `${recipe} ${name}`);
        const report = await verifyOutput(bufferSource(writeFile(image)), bufferSource(output), {
          policy: contextOf({ recipe }).policy,
        });
        assert.deepEqual(report.residue, [], `${recipe} ${name}`);
      }
    }
  });

  it('a name in a code, a URN or a term goes with it, and defined terms stay', async () => {
    const concept = [el(0x00080102, 'SH', '99X'), el(0x00080104, 'LO', 'x')];
    const image = withElements(
      ctImage(),
      el(0x00080005, 'CS', ['ISO_IR 192', 'LINDQVIST']),
      sq(0x00082218, [
        sorted(el(0x00080120, 'UR', 'urn:x:Lindqvist:7'), concept, el(0x00080105, 'CS', 'DCMR')),
        sorted(el(0x00080100, 'SH', 'T-LINDQVIST'), concept, el(0x00080105, 'CS', 'LINDQVIST')),
        sorted(el(0x00080100, 'SH', 'T-A0100'), concept, el(0x0008010f, 'CS', 'LINDQVIST7')),
        sorted(el(0x00080100, 'SH', 'T-A0100'), concept, el(0x0008010f, 'CS', '4031')),
      ]),
      sq(0x00400555, [[el(0x0040a040, 'CS', 'LINDQVIST')], [el(0x0040a040, 'CS', 'TEXT')]]),
    );
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      const { file, output } = await clean(image, { recipe });
      for (const word of ['Lindqvist', 'LINDQVIST']) assert.equal(occurrences(output, word), 0, recipe);
      assert.match(latin1(find(file.elements, 0x00080005)), /^ISO_IR 192/, recipe);
      const at = (item: number, tag: number) => latin1(find(file.elements, 0x00082218, item, tag)).trim();
      assert.equal(at(0, 0x00080120).replace('\0', ''), 'about:blank');
      assert.equal(at(0, 0x00080105), 'DCMR');
      assert.equal(at(2, 0x00080100), 'T-A0100');
      assert.equal(at(3, 0x0008010f), '4031');
      const report = await verifyOutput(bufferSource(writeFile(image)), bufferSource(output), {
        policy: contextOf({ recipe }).policy,
      });
      assert.deepEqual(report.residue, [], recipe);
      const source = bufferSource(writeFile(image));
      const plan = await dicom.plan(source, contextOf({ recipe }));
      assert.deepEqual(await dicom.verify(source, bufferSource(output), plan, contextOf({ recipe })), [], recipe);
    }
  });

  it('an application entity goes from texts where its title is replaced, and a station that is called so stays where devices do', async () => {
    const image = withElements(
      ctImage(),
      el(0x00080055, 'AE', 'QUORB_CT7'),
      el(0x00081010, 'SH', 'QUORB_CT7'),
      el(0x00187006, 'LT', 'sent by QUORB_CT7 today'),
    );
    for (const recipe of ['blank', 'research'] as const) {
      const { file, output } = await clean(image, { recipe });
      assert.equal(latin1(find(file.elements, 0x00187006)).trim(), 'sent today', recipe);
      const station = file.elements.find(({ tag }) => tag === 0x00081010);
      assert.equal(station !== undefined && latin1(station).includes('QUORB_CT7'), recipe === 'research');
      const report = await verifyOutput(bufferSource(writeFile(image)), bufferSource(output), {
        policy: contextOf({ recipe }).policy,
      });
      assert.deepEqual(report.residue, [], recipe);
    }
  });

  it('all of an overlay plane and of a curve goes, in any group of theirs', async () => {
    for (const group of [0x6000, 0x601e, 0x6020, 0x60fe, 0x5000, 0x50fe]) {
      const planes = group < 0x6000 ? curve(group) : overlay(group);
      const { file } = await clean(
        withElements(ctImage(), ...planes, el(group * 0x10000 + 0x22, 'LO', 'Nobody Known')),
      );
      assert.deepEqual(
        file.elements.filter(({ tag }) => tag >>> 16 === group),
        [],
        group.toString(16),
      );
    }
  });

  it('a safe private value with a name in it is emptied, and the output passes its own check', async () => {
    const block = privateBlock(0x0019, 0xfe, 'SIEMENS MR HEADER', [[0x0c, raw(0, 'IS', bytesOf('Lindqvist '))]]);
    const source = bufferSource(writeFile(withElements(ctImage(), ...block)));
    const { plan, output } = await deidentify(writeFile(withElements(ctImage(), ...block)), { recipe: 'research' });
    assert.equal(occurrences(output, 'Lindqvist'), 0);
    const residue = await dicom.verify(source, bufferSource(output), plan, contextOf({ recipe: 'research' }));
    assert.deepEqual(residue, []);
  });

  it('bytes of megabytes that a safe list names are searched to their end', async () => {
    const value = bytesOf(new Uint8Array(5_000_000), 'Lindqvist ');
    const block = privateBlock(0x7053, 0x10, 'Philips PET Private Group', [[0x09, raw(0, 'OB', value)]]);
    const { output } = await clean(withElements(ctImage(), ...block), { recipe: 'research' });
    assert.equal(occurrences(output, 'Lindqvist'), 0);
  });
});
