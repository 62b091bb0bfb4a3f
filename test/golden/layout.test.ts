// However the bytes are laid out, who it is goes and everything else stays as it was.
import assert from 'node:assert/strict';
import { inflateSync } from 'fflate';
import { describe, it } from 'mocha';
import {
  bytesOf,
  type ElementSpec,
  EXPLICIT_BE,
  type FileOptions,
  IMPLICIT_LE,
  SYNTAX,
  writeFile,
} from '../../scripts/dicomWriter.js';
import {
  el,
  privateBlock,
  raw,
  sorted,
  sq,
  trailingPadding,
  unSq,
  withElements,
  withGroupLengths,
  without,
} from '../support/dataset.js';
import { deidentify, refusalOf } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { find, latin1, occurrences, readFile, walk } from '../support/read.js';

const FAMILY = 'Lindqvist';
const NAME = el(0x00100010, 'PN', PATIENT.name);

/** De-identifies `elements` written so, reads the result and makes sure that nobody is named in it. */
async function clean(elements: readonly ElementSpec[], options: FileOptions = {}) {
  const { output } = await deidentify(writeFile(elements, options));
  const file = readFile(output);
  for (const secret of [FAMILY, PATIENT.id, PATIENT.accession, 'Okafor']) {
    assert.equal(occurrences(file.bytes, secret), 0, `${secret} is still there`);
  }
  assert.equal(find(file.elements, 0x00280010)?.bytes.length, 2);
  return { output, file };
}

describe('layouts of a data set', () => {
  for (const [name, syntax] of Object.entries(SYNTAX).slice(0, 4)) {
    it(`${name}: the name goes, the pixels and the transfer syntax stay`, async () => {
      const { file } = await clean(ctImage(), { syntax });
      assert.equal(file.syntax, syntax);
      const before = readFile(writeFile(ctImage(), { syntax }));
      assert.deepEqual(find(file.elements, 0x7fe00010)?.bytes, find(before.elements, 0x7fe00010)?.bytes);
      assert.equal(latin1(find(file.elements, 0x00180060)), '120');
    });
  }

  it('deflated stays deflated', async () => {
    const { output } = await deidentify(writeFile(ctImage(), { syntax: SYNTAX.deflated }));
    const meta = 132 + 12 + new DataView(output.buffer, output.byteOffset).getUint32(140, true);
    const inner = inflateSync(output.subarray(meta));
    assert.ok(inner.length > 0 && output.length % 2 === 0);
    assert.equal(occurrences(inner, FAMILY), 0);
  });

  it('implicit VR little endian without a preamble and without a meta is taken for what it is', async () => {
    const { file } = await clean(ctImage(), { syntax: SYNTAX.implicit, preamble: false, meta: false });
    assert.equal(file.syntax, SYNTAX.implicit);
  });

  it('explicit VR without a preamble is taken for what it is', async () => {
    const { file } = await clean(ctImage(), { preamble: false });
    assert.equal(file.syntax, SYNTAX.explicit);
  });

  it('explicit VR big endian without a meta is taken for what it is', async () => {
    const { file } = await clean(ctImage(), { preamble: false, meta: false, syntax: SYNTAX.bigEndian });
    assert.equal(file.syntax, SYNTAX.bigEndian);
  });

  for (const [name, syntax, encoding, truth] of [
    ['implicit under an explicit one', SYNTAX.explicit, IMPLICIT_LE, SYNTAX.implicit],
    ['big endian under an explicit one', SYNTAX.explicit, EXPLICIT_BE, SYNTAX.bigEndian],
    ['explicit under an implicit one', SYNTAX.implicit, { explicit: true, littleEndian: true }, SYNTAX.explicit],
    ['not deflated under the deflated one', SYNTAX.deflated, { explicit: true, littleEndian: true }, SYNTAX.explicit],
  ] as const) {
    it(`a wrong transfer syntax is seen through and put right: ${name}`, async () => {
      const { file } = await clean(ctImage(), { syntax, encoding });
      assert.equal(file.syntax, truth);
    });
  }

  for (const outer of ['defined', 'undefined'] as const) {
    for (const inner of ['defined', 'undefined'] as const) {
      it(`a name four sequences deep goes: sequences ${outer}, items ${inner}`, async () => {
        const innermost = sq(0x52009230, [[NAME, el(0x00201208, 'IS', '7')]], outer, inner);
        const deep = [1, 2, 3].reduce(
          (content, level) => sq(0x52009229, [sorted(el(0x00201208, 'IS', String(level)), content)], outer, inner),
          innermost,
        );
        const { file } = await clean(withElements(ctImage(), deep));
        const found = [...walk(file.elements)].filter((element) => element.tag === 0x00201208);
        assert.deepEqual(found.map(latin1), ['3', '2', '1', '7']);
      });
    }
  }

  for (const syntax of [SYNTAX.explicit, SYNTAX.bigEndian, SYNTAX.implicit]) {
    for (const length of ['defined', 'undefined'] as const) {
      it(`a name in a private sequence wrapped in UN goes: ${syntax}, ${length}`, async () => {
        const hidden = privateBlock(0x0019, 0x10, 'SAMPLE VENDOR', [[0x02, unSq(0, [[NAME]], length)]]);
        await clean(withElements(ctImage(), ...hidden), { syntax });
      });

      it(`a name in a standard sequence wrapped in UN goes, what is around it stays: ${syntax}, ${length}`, async () => {
        const hidden = unSq(0x00400275, [[NAME, el(0x00400007, 'LO', 'CHEST')]], length);
        const { file } = await clean(withElements(ctImage(), hidden), { syntax });
        assert.ok((find(file.elements, 0x00400275)?.items?.length ?? 0) <= 1);
      });
    }
  }

  it('an attribute written as UN is known by its tag', async () => {
    const { file } = await clean(withElements(ctImage(), raw(0x00100010, 'UN', bytesOf(PATIENT.name))));
    assert.equal(find(file.elements, 0x00100010)?.vr, 'UN');
  });

  it('odd lengths survive where nothing is changed', async () => {
    const odd = raw(0x00181030, 'LO', bytesOf('P101 thorax'), false);
    const { file } = await clean(withElements(ctImage(), raw(0x00180015, 'CS', bytesOf('CHEST'), false), odd));
    assert.equal(find(file.elements, 0x00180015)?.bytes.length, 5);
  });

  for (const [name, error] of [
    ['right', 0],
    ['stale', 6],
  ] as const) {
    it(`group lengths go: ${name} ones`, async () => {
      const { file } = await clean(withGroupLengths(ctImage(), undefined, error));
      assert.deepEqual(
        [...walk(file.elements)].filter((element) => (element.tag & 0xffff) === 0),
        [],
      );
    });
  }

  it('encapsulated pixel data stay as they are, fragment by fragment', async () => {
    const fragments = [1, 2, 3].map((value) => new Uint8Array(100).fill(value));
    const pixels = { tag: 0x7fe00010, vr: 'OB', fragments, offsets: [0, 108, 216] };
    const image = withElements(ctImage(), pixels);
    const { file } = await clean(image, { syntax: SYNTAX.jpegBaseline });
    const before = readFile(writeFile(image, { syntax: SYNTAX.jpegBaseline }));
    assert.deepEqual(find(file.elements, 0x7fe00010)?.bytes, find(before.elements, 0x7fe00010)?.bytes);
    assert.equal(find(file.elements, 0x7fe00010)?.undefinedLength, true);
  });

  it('trailing padding that hides a name goes', async () => {
    const padding = { ...trailingPadding(0), bytes: bytesOf(PATIENT.name) };
    const { file } = await clean(withElements(ctImage(), padding));
    assert.equal(find(file.elements, 0xfffcfffc), undefined);
  });

  it('bytes behind the data set go', async () => {
    const { file } = await clean(ctImage(), { trailing: bytesOf('\0\0\0\0 scanned for ', PATIENT.name, '\0\0\0') });
    assert.equal(file.elements.at(-1)?.tag, 0x7fe00010);
  });

  it('elements behind the pixel data do not slip through', async () => {
    const { output } = await deidentify(writeFile([...ctImage(), NAME, el(0x00100020, 'LO', PATIENT.id)]));
    for (const secret of [FAMILY, PATIENT.id]) assert.equal(occurrences(output, secret), 0);
  });

  it('a repeated attribute does not slip through', async () => {
    const { output } = await deidentify(writeFile(sorted(ctImage(), NAME)));
    assert.equal(occurrences(output, FAMILY), 0);
  });

  it('the preamble is zeros and the meta is fresh', async () => {
    const options: FileOptions = {
      preamble: bytesOf(PATIENT.name, new Uint8Array(128 - PATIENT.name.length)),
      moreMeta: [
        el(0x00020013, 'SH', 'OLD_VERSION'),
        el(0x00020016, 'AE', 'LINDQVIST_WS'),
        el(0x00020100, 'UI', '1.2.3.4'),
        raw(0x00020102, 'OB', bytesOf(PATIENT.name)),
      ],
    };
    const { output, file } = await clean(ctImage(), options);
    assert.deepEqual([...(file.preamble ?? [1])], Array(128).fill(0));
    assert.equal(occurrences(output, 'LINDQVIST_WS') + occurrences(output, 'OLD_VERSION'), 0);
    const tags = file.meta.map((element) => element.tag);
    assert.ok(!tags.includes(0x00020016) && !tags.includes(0x00020102));
    assert.equal(latin1(find(file.meta, 0x00020010)), SYNTAX.explicit);
    assert.equal(latin1(find(file.meta, 0x00020003)), latin1(find(file.elements, 0x00080018)));
    assert.equal(latin1(find(file.meta, 0x00020002)), latin1(find(file.elements, 0x00080016)));
  });
});

describe('what is not whole', () => {
  const whole = writeFile(ctImage());

  it('a truncated file is refused', async () => {
    assert.match(await refusalOf(whole.subarray(0, 700)), /^truncated/);
  });

  it('a file that ends inside its pixel data is refused', async () => {
    assert.equal(await refusalOf(whole.subarray(0, whole.length - 100)), 'truncated-in-pixels');
  });

  it('salvage takes a file that ends inside its pixel data, and its lengths are true', async () => {
    const { output } = await deidentify(whole.subarray(0, whole.length - 101), { salvage: true });
    const file = readFile(output);
    const pixels = find(file.elements, 0x7fe00010);
    assert.ok(pixels !== undefined && pixels.bytes.length >= 16 * 16 * 2 - 102);
    assert.equal(pixels.bytes.length % 2, 0);
  });

  it('salvage takes encapsulated pixel data that end inside a fragment', async () => {
    const fragments = [1, 2, 3].map((value) => new Uint8Array(100).fill(value));
    const bytes = writeFile(withElements(ctImage(), { tag: 0x7fe00010, vr: 'OB', fragments }), {
      syntax: SYNTAX.jpegBaseline,
    });
    const { output } = await deidentify(bytes.subarray(0, bytes.length - 50), { salvage: true });
    assert.deepEqual(find(readFile(output).elements, 0x7fe00010)?.fragments?.slice(1, 3), fragments.slice(0, 2));
  });

  it('salvage takes nothing but pixel data for pixel data', async () => {
    const other = { tag: 0x7fe00110, vr: 'OB', fragments: [new Uint8Array(100)] };
    const bytes = writeFile([...without(ctImage(), 0x7fe00010), other], { syntax: SYNTAX.jpegBaseline });
    assert.match(await refusalOf(bytes.subarray(0, bytes.length - 50), { salvage: true }), /^truncated$|^malformed$/);
  });

  it('salvage does not take a file that ends before its pixel data', async () => {
    assert.match(await refusalOf(whole.subarray(0, 700), { salvage: true }), /^truncated/);
  });

  it('a file with nothing but a preamble and a meta is refused', async () => {
    const [first] = ctImage();
    assert.ok(first !== undefined);
    const bytes = writeFile([first]);
    assert.notEqual(await refusalOf(bytes.subarray(0, bytes.length - 6)), 'none');
  });

  it('sequences without an end are refused, however many', async () => {
    const piece = bytesOf(
      Uint8Array.of(0x40, 0, 0x75, 2, 0x53, 0x51, 0, 0, 255, 255, 255, 255, 0xfe, 255, 0, 0xe0, 255, 255, 255, 255),
    );
    const bomb = bytesOf(...Array<Uint8Array>(50_000).fill(piece));
    assert.equal(await refusalOf(bytesOf(writeFile(without(ctImage(), 0x7fe00010).slice(0, 20)), bomb)), 'too-deep');
  });

  it('elements that are not in order, or stand twice, stay where they stand, and are told of', async () => {
    const told = async (elements: readonly ElementSpec[]) => {
      const { plan } = await deidentify(writeFile(elements));
      assert.equal(plan.refusal, undefined);
      return plan.issues.map(({ code }) => code).filter((code) => code === 'not-in-order');
    };
    const image = ctImage();
    const begin = image.filter(({ tag }) => tag < 0x00280000);
    const [position, slope] = [el(0x00185100, 'CS', 'HFS'), el(0x00281053, 'DS', '1')];
    assert.deepEqual(await told(image), []);
    assert.deepEqual(await told([...begin, slope]), []);
    assert.deepEqual(await told([...begin, slope, position]), ['not-in-order']);
    assert.deepEqual(await told([...begin, slope, slope]), ['not-in-order']);
  });
});
