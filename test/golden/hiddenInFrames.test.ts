// Hiding places around compressed frames: offset tables, fragments of no frame, RLE, and what stands between the segments of a
// JPEG or JPEG 2000 stream. What is hidden goes, everything else stays, and the independent check tells where it is still there.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { encodeRle } from '../../src/core/pixels/rle.js';
import { el, raw, sq, withElements } from '../support/dataset.js';
import { contextOf, deidentify } from '../support/engine.js';
import { ctImage } from '../support/objects.js';
import { profileOf } from '../support/photoWriter.js';
import { find, occurrences, readFile } from '../support/read.js';
import { cleaned, codesOf, verifyBytes } from '../verify/cleanPair.js';
import { even, segment } from './segments.js';

const PIXELS = 0x7fe00010;
const OFFSETS = 0x7fe00001;
const LENGTHS = 0x7fe00002;
/** The patient of {@link ctImage}: so many letters that each piece of eight bytes shows. */
const NAME = 'Lindqvist Maria Elsa ';
const J2K = '1.2.840.10008.1.2.4.90';

const SOI = Uint8Array.of(0xff, 0xd8);
const EOI = Uint8Array.of(0xff, 0xd9);
const FRAME_HEADER = segment(0xc0, Uint8Array.of(8, 0, 16, 0, 16, 1, 1, 0x11, 0));
const SCAN = Uint8Array.of(0xff, 0xda, 0, 3, 1, 0x11, 0x22, 0xff, 0, 0x33, 0xff, 0xd1, 0x44);

const jpeg = (...behindScan: readonly (Uint8Array | string)[]): Uint8Array =>
  even(SOI, FRAME_HEADER, SCAN, ...behindScan, EOI);

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

/** Two tile-parts; the second says its length, or that it goes on to the end. */
function codestream(comment: string, open = false): Uint8Array {
  const part = (index: number, text: string, length: boolean): Uint8Array => {
    const header = text === '' ? new Uint8Array(0) : segment(0x64, bytesOf('\0\x01', text));
    const data = Uint8Array.of(0xff, 0x93, 1, 2, 3, 0xff, 0x8f, 4);
    const size = length ? 12 + header.length + data.length : 0;
    return bytesOf(segment(0x90, bytesOf('\0\0', u32(size), Uint8Array.of(index, 2))), header, data);
  };
  const siz = segment(0x51, new Uint8Array(41));
  return bytesOf(Uint8Array.of(0xff, 0x4f), siz, part(0, comment, true), part(1, '', !open), EOI);
}

function box(type: string, content: Uint8Array | string): Uint8Array {
  const bytes = bytesOf(content);
  return bytesOf(u32(bytes.length + 8), type, bytes);
}

/** A whole colour profile that says `text`. */
function profile(text: string): Uint8Array {
  return profileOf([['desc', bytesOf('text\0\0\0\0', text, '\0')]]);
}

/** Bytes of a text as 32-bit numbers, so that a table holds them. */
function numbersOf(text: string): readonly number[] {
  const bytes = bytesOf(text, '\0'.repeat((4 - (text.length % 4)) % 4));
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4, true));
}

function longs(...values: readonly (number | string)[]): Uint8Array {
  return bytesOf(
    ...values.map((value) => {
      if (typeof value === 'string') return value;
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, BigInt(value), true);
      return new Uint8Array(view.buffer);
    }),
  );
}

/** Where each fragment begins. */
function starts(fragments: readonly Uint8Array[]): readonly number[] {
  let at = 0;
  return fragments.map(({ length }) => {
    at += length + 8;
    return at - length - 8;
  });
}

interface Object {
  readonly fragments: readonly Uint8Array[];
  readonly frames?: number;
  readonly offsets?: readonly number[];
  readonly syntax?: string;
  readonly more?: readonly ElementSpec[];
}

function elementsOf({ fragments, frames, offsets = [], more = [] }: Object): readonly ElementSpec[] {
  const count = frames === undefined ? [] : [el(0x00280008, 'IS', String(frames))];
  return withElements(ctImage(), ...count, ...more, { tag: PIXELS, vr: 'OB', fragments, offsets });
}

/** De-identifies: every check agrees, the name is gone, and it is told where it is left. */
async function clean(object: Object, hidden = 'Lindqvist') {
  const syntax = object.syntax ?? SYNTAX.jpegBaseline;
  const elements = elementsOf(object);
  const bytes = writeFile(elements, { syntax });
  const { plan, output } = await deidentify(bytes);
  const residue = await dicom.verify(bufferSource(bytes), bufferSource(output, 'output'), plan, contextOf());
  assert.deepEqual(residue, []);
  assert.deepEqual(codesOf(await verifyBytes(bytes, output)), []);
  if (hidden !== '') {
    assert.ok(occurrences(bytes, hidden) > 0);
    assert.equal(occurrences(output, hidden), 0);
    const left = codesOf(await verifyBytes(bytes, writeFile(cleaned(elements), { syntax })));
    assert.ok(left.includes('identifier-in-output'), left.join());
  }
  const all = readFile(output).elements;
  const [table = new Uint8Array(0), ...fragments] = find(all, PIXELS)?.fragments ?? [];
  const rules = plan.findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('pixel-stream/'));
  return { plan, output, all, fragments, rules, table: latin1(table) };
}

function latin1(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? new Uint8Array(0)).toString('latin1');
}

function tableOf(offsets: readonly number[]): string {
  return latin1(bytesOf(...offsets.map((offset) => u32(offset).reverse())));
}

describe('the basic offset table', () => {
  const frames = [jpeg(), jpeg('\x01\x02'), jpeg()];
  const true_ = starts(frames);

  it('stays where it names fragments, where it is empty, and where zeros stand in it', async () => {
    for (const offsets of [true_, [], [0, 0, 0], [...true_, 0], true_.slice(0, 2)]) {
      const done = await clean({ fragments: frames, frames: 3, offsets }, '');
      assert.equal(done.table, tableOf(offsets));
      assert.deepEqual(done.rules, []);
    }
  });

  it('loses what stands behind the last frame', async () => {
    const done = await clean({ fragments: frames, frames: 3, offsets: [...true_, ...numbersOf(NAME)] });
    assert.equal(done.table, tableOf(true_));
    assert.deepEqual(done.rules, ['pixel-stream/offset-table']);
    assert.deepEqual(done.fragments.map(latin1), frames.map(latin1));
  });

  it('keeps what leads to frames of several fragments', async () => {
    const parts = frames.flatMap((frame) => [frame.subarray(0, 20), frame.subarray(20)]);
    const offsets = starts(parts).filter((_, index) => index % 2 === 0);
    const done = await clean({ fragments: parts, frames: 3, offsets: [...offsets, ...numbersOf(NAME)] });
    assert.equal(done.table, tableOf(offsets));
  });

  it('is written anew where it is words, and is left out where nobody can tell where frames begin', async () => {
    const words = numbersOf(NAME);
    assert.equal((await clean({ fragments: frames, frames: 3, offsets: words })).table, tableOf(true_));
    assert.equal((await clean({ fragments: frames, frames: 7, offsets: words })).table, '');
    const parts = frames.flatMap((frame) => [frame.subarray(0, 20), frame.subarray(20)]);
    const done = await clean({ fragments: parts, frames: 3, offsets: words });
    assert.equal(done.table, tableOf(starts(parts).filter((_, index) => index % 2 === 0)));
    assert.equal((await clean({ fragments: [], frames: 3, offsets: words })).table, '');
  });

  it('the check notices one that was true and is not, and words in the output', async () => {
    const bytes = writeFile(elementsOf({ fragments: frames, frames: 3, offsets: true_ }), {
      syntax: SYNTAX.jpegBaseline,
    });
    const other = cleaned(elementsOf({ fragments: frames, frames: 3, offsets: [0, 4, 8] }));
    const codes = codesOf(await verifyBytes(bytes, writeFile(other, { syntax: SYNTAX.jpegBaseline })));
    assert.deepEqual(codes, ['offset-table-untrue', 'pixels-changed']);
    const none = cleaned(elementsOf({ fragments: frames, frames: 3 }));
    const gone = codesOf(await verifyBytes(bytes, writeFile(none, { syntax: SYNTAX.jpegBaseline })));
    assert.deepEqual(gone, ['pixels-changed']);
  });
});

describe('the extended offset table', () => {
  const frames = [jpeg(), jpeg('\x01\x02'), jpeg()];
  const offsets = longs(...starts(frames));
  const lengths = longs(...frames.map(({ length }) => length));
  const tables = (first: Uint8Array, second?: Uint8Array): readonly ElementSpec[] => [
    raw(OFFSETS, 'OV', first),
    ...(second === undefined ? [] : [raw(LENGTHS, 'OV', second)]),
  ];

  it('stays where it is true, with lengths with and without padding', async () => {
    const short = longs(...frames.map(({ length }) => length - 1));
    for (const more of [tables(offsets, lengths), tables(offsets, short)]) {
      const done = await clean({ fragments: frames, frames: 3, more }, '');
      assert.deepEqual(done.rules, []);
      assert.equal(
        latin1(find(done.all, LENGTHS)?.bytes),
        latin1('bytes' in (more[1] ?? {}) ? (more[1] as { bytes: Uint8Array }).bytes : undefined),
      );
    }
  });

  for (const [name, first, second] of [
    ['offsets behind the last frame', bytesOf(offsets, `${NAME}abc`), lengths],
    ['lengths behind the last frame', offsets, bytesOf(lengths, `${NAME}abc`)],
    ['words for offsets', bytesOf(`${NAME}abc`), lengths],
    ['words for lengths', offsets, bytesOf(`${NAME}abc`)],
    ['bytes that are no number', bytesOf(offsets, `${NAME}abcd`), lengths],
  ] as const) {
    it(`is made true: ${name}`, async () => {
      const done = await clean({ fragments: frames, frames: 3, more: tables(first, second) });
      assert.equal(latin1(find(done.all, OFFSETS)?.bytes), latin1(offsets));
      assert.equal(latin1(find(done.all, LENGTHS)?.bytes), latin1(lengths));
      assert.deepEqual(done.fragments.map(latin1), frames.map(latin1));
    });
  }

  it('goes where nobody can tell where frames begin, and where there are lengths alone', async () => {
    for (const more of [tables(bytesOf(NAME, 'abc'), lengths), [raw(LENGTHS, 'OV', bytesOf(NAME, 'abc'))]]) {
      const done = await clean({ fragments: frames, frames: more.length === 1 ? 3 : 5, more });
      assert.equal(find(done.all, OFFSETS), undefined);
      assert.equal(find(done.all, LENGTHS), undefined);
    }
  });

  it('goes from an object whose pixels are not compressed', async () => {
    const bytes = writeFile(withElements(ctImage(), raw(OFFSETS, 'OV', bytesOf(NAME, 'abc'))));
    const { output } = await deidentify(bytes);
    assert.equal(occurrences(output, 'Lindqvist'), 0);
    assert.deepEqual(codesOf(await verifyBytes(bytes, output)), []);
  });
});

describe('fragments of no frame', () => {
  const frames = [jpeg(), jpeg('\x01\x02')];
  const words = even(NAME);

  for (const [name, fragments, offsets] of [
    ['behind the last frame', [...frames, words], starts(frames)],
    ['behind the last frame, without a table', [...frames, words, words], []],
    ['between frames', [frames[0] ?? SOI, words, frames[1] ?? SOI], []],
  ] as const) {
    it(`are zeros: ${name}`, async () => {
      const done = await clean({ fragments, frames: 2, offsets });
      const zeros = fragments.map((fragment) => (fragment === words ? new Uint8Array(words.length) : fragment));
      assert.deepEqual(done.fragments.map(latin1), zeros.map(latin1));
    });
  }

  it('are zeros where they look like the beginning of one that nobody counted', async () => {
    const done = await clean({ fragments: [...frames, even(SOI, NAME)], frames: 2 });
    assert.equal(latin1(done.fragments[2]), '\0'.repeat(24));
  });

  it('stay where they are a frame that nobody counted, with an issue', async () => {
    const done = await clean({ fragments: [...frames, jpeg()], frames: 2 }, '');
    assert.deepEqual(done.rules, []);
    assert.ok(done.plan.issues.some(({ code }) => code === 'frames-uncounted'));
  });

  it('what stands before a frame is zeros', async () => {
    const done = await clean({ fragments: [even(NAME, frames[0] ?? SOI), even(NAME, frames[1] ?? SOI)], frames: 2 });
    assert.deepEqual(
      done.fragments.map(latin1),
      frames.map((frame) => latin1(even('\0'.repeat(NAME.length), frame))),
    );
  });
});

describe('RLE frames', () => {
  const shape = { rows: 16, columns: 16, samples: 1, bitsAllocated: 16 };
  const frame = (seed: number): Uint8Array =>
    encodeRle(
      Uint8Array.from({ length: 512 }, (_, at) => (at * seed) & 0xff),
      shape,
    );
  const rle = (fragments: readonly Uint8Array[], frames = 2, offsets: readonly number[] = []): Object => ({
    fragments,
    frames,
    offsets,
    syntax: SYNTAX.rle,
  });
  const [one, two] = [frame(3), frame(7)];

  it('stay as they are', async () => {
    const done = await clean(rle([one, two], 2, starts([one, two])), '');
    assert.deepEqual(done.fragments.map(latin1), [one, two].map(latin1));
    assert.deepEqual(done.rules, []);
  });

  it('lose what stands behind the last segment, in words of the header and between segments', async () => {
    const second = new DataView(one.buffer, one.byteOffset).getUint32(8, true);
    const moved = bytesOf(one.subarray(0, second), NAME, 'x', one.subarray(second));
    new DataView(moved.buffer).setUint32(8, second + NAME.length + 1, true);
    const unused = bytesOf(one.subarray(0, 12), NAME, one.subarray(12 + NAME.length));
    const clear = (bytes: Uint8Array, extra: string): string =>
      latin1(bytes).replaceAll(NAME + extra, '\0'.repeat(NAME.length + extra.length));
    for (const [bad, extra] of [
      [even(one, NAME), ''],
      [unused, ''],
      [moved, 'x'],
    ] as const) {
      const done = await clean(rle([bad, two]));
      assert.deepEqual(done.fragments.map(latin1), [clear(bad, extra), latin1(two)]);
      assert.deepEqual(done.rules, ['pixel-stream/surplus']);
    }
  });

  it('lose fragments that nobody counted and that are no frames; such as are stay', async () => {
    const done = await clean(rle([one, two, even(NAME)]));
    assert.equal(latin1(done.fragments[2]), '\0'.repeat(22));
    const more = await clean(rle([one, two, one]), '');
    assert.deepEqual(more.rules, []);
    assert.ok(more.plan.issues.some(({ code }) => code === 'frames-uncounted'));
  });

  it('stay where they are damaged', async () => {
    const done = await clean(rle([one.subarray(0, 100), two]), '');
    assert.equal(latin1(done.fragments[0]), latin1(one.subarray(0, 100)));
  });

  it('the check notices a segment, a used word of the header and another byte behind', async () => {
    const bytes = writeFile(elementsOf(rle([even(one, NAME), two])), { syntax: SYNTAX.rle });
    const { output } = await deidentify(bytes);
    const at = latin1(output).indexOf(latin1(one));
    for (const index of [4, 70, one.length + 3]) {
      const bad = output.slice();
      bad[at + index] = (bad[at + index] ?? 0) ^ 0x41;
      assert.ok(codesOf(await verifyBytes(bytes, bad)).includes('pixels-changed'), String(index));
    }
  });
});

describe('what stands in a stream and is no pixel', () => {
  for (const [name, frame, fill] of [
    ['a comment between scan and end', jpeg(segment(0xfe, NAME)), ' '],
    ['application data between scan and end', jpeg(segment(0xe5, NAME)), '\0'],
    ['a comment between two scans', jpeg(segment(0xfe, NAME), SCAN), ' '],
    ['bytes between a segment and the next', even(SOI, FRAME_HEADER, NAME, SCAN, EOI), '\0'],
    ['behind an end that another one follows', even(jpeg(), NAME, EOI), '\0'],
  ] as const) {
    it(`goes: ${name}`, async () => {
      const done = await clean({ fragments: [frame] });
      const text = latin1(frame).replaceAll(NAME, fill.repeat(NAME.length));
      assert.equal(
        latin1(done.fragments[0]),
        name.startsWith('behind') ? text.replace(/\xff\xd9(?=\0?$)/u, '\0\0') : text,
      );
    });
  }

  it('goes over a border of fragments too', async () => {
    const frame = jpeg(segment(0xfe, NAME));
    for (const at of [26, 31, 33, 34, 40]) {
      const done = await clean({ fragments: [frame.subarray(0, at), frame.subarray(at), jpeg()], frames: 2 }, '');
      const text = latin1(frame).replaceAll(NAME, ' '.repeat(NAME.length));
      assert.equal(latin1(bytesOf(...done.fragments.slice(0, 2))), text);
    }
  });

  it('JPEG 2000: comments of tile-parts, bytes behind the end', async () => {
    for (const open of [false, true]) {
      const frame = even(codestream(NAME, open), NAME, EOI);
      const done = await clean({ fragments: [frame, frame], frames: 2, syntax: J2K });
      const text = latin1(even(codestream(' '.repeat(NAME.length), open), '\0'.repeat(NAME.length + 2)));
      assert.deepEqual(done.fragments.map(latin1), [text, text]);
    }
  });

  it('JP2: boxes of unknown kinds, in the header as well, and behind the codestream', async () => {
    const frame = (words: string): Uint8Array =>
      even(
        box('jP  ', '\r\n\x87\n'),
        box('ftyp', 'jp2 \0\0\0\0jp2 '),
        box('jp2h', bytesOf(box('ihdr', new Uint8Array(14)), box('note', words))),
        box('jp2c', codestream('')),
        box('free', words),
      );
    const done = await clean({ fragments: [frame(NAME)], syntax: J2K });
    assert.equal(latin1(done.fragments[0]), latin1(frame('\0'.repeat(NAME.length))));
    const more = await clean({ fragments: [even(frame(''), '\0\0'), even(NAME)], syntax: J2K });
    assert.equal(latin1(more.fragments[1]), '\0'.repeat(22));
  });
});

describe('words behind a large table of numbers', () => {
  const size = 3 * 1024 * 1024;
  /** A curve, as of an ECG, in numbers of two bytes. */
  const curve = (): Uint8Array =>
    new Uint8Array(Int16Array.from({ length: size / 2 }, (_, at) => Math.round(900 * Math.sin(at / 40))).buffer);
  const waveform = (bytes: Uint8Array): ElementSpec =>
    sq(0x54000100, [[el(0x54001004, 'US', 16), el(0x54001006, 'CS', 'SS'), raw(0x54001010, 'OW', bytes)]]);
  const wide = (text: string): string => [...text].join('\0');

  it('stays where it says nothing', async () => {
    const bytes = writeFile(withElements(ctImage(), waveform(curve())));
    const { output } = await deidentify(bytes, { recipe: 'research' });
    assert.equal(
      latin1(find(readFile(output).elements, 0x54001010)?.bytes),
      latin1(find(readFile(bytes).elements, 0x54001010)?.bytes),
    );
    assert.ok(output.length > size);
  });

  for (const [name, words, at] of [
    ['behind it', NAME, size],
    ['in it', NAME, 2 * 1024 * 1024 + 3],
    ['over the border of what is read at once', NAME, 1024 * 1024 - 8],
    ['in two bytes a letter', wide(NAME), size - 512],
    ['a number of the patient', 'SMP-4711-88', 70_001],
  ] as const) {
    it(`goes with a name: ${name}`, async () => {
      const bytes = bytesOf(curve().subarray(0, at), words, '\0', curve().subarray(at));
      const file = writeFile(withElements(ctImage(), waveform(bytes)));
      assert.ok(occurrences(file, words) > 0);
      const { output } = await deidentify(file, { recipe: 'research' });
      assert.equal(occurrences(output, words), 0);
      assert.ok(output.length < size);
    });
  }

  it('an optional palette is emptied', async () => {
    const file = writeFile(withElements(ctImage(), raw(0x00281201, 'OW', bytesOf(new Uint8Array(131_072), NAME))));
    const { output } = await deidentify(file);
    assert.equal(occurrences(output, 'Lindqvist'), 0);
  });
});

describe('colour profiles in frames', () => {
  const icc = (part: number, of: number, bytes: Uint8Array): Uint8Array =>
    segment(0xe2, bytesOf('ICC_PROFILE\0', Uint8Array.of(part, of), bytes));
  const frame = (...segments: readonly Uint8Array[]): Uint8Array => even(SOI, ...segments, FRAME_HEADER, SCAN, EOI);
  const plain = profile('sRGB IEC61966-2.1');

  it('stay where they are whole and name nobody', async () => {
    const parts = [icc(2, 2, plain.subarray(80)), icc(1, 2, plain.subarray(0, 80))];
    for (const own of [[icc(1, 1, plain)], parts]) {
      const done = await clean({ fragments: [frame(...own), frame(...own)], frames: 2 }, '');
      assert.deepEqual(done.fragments.map(latin1), [latin1(frame(...own)), latin1(frame(...own))]);
      assert.deepEqual(done.rules, []);
    }
  });

  for (const [name, segments] of [
    ['that name the patient', [icc(1, 1, profile(NAME))]],
    ['that name the patient in two bytes a letter', [icc(1, 1, profile([...NAME].join('\0')))]],
    ['that are not whole', [icc(1, 2, profile(NAME))]],
    ['that are followed by something', [icc(1, 1, bytesOf(plain, NAME))]],
  ] as const) {
    it(`go: ${name}`, async () => {
      const own = frame(...segments);
      const done = await clean({ fragments: [own, own], frames: 2 }, name.includes('two') ? 'd\0q\0v\0i' : 'Lindqvist');
      const length = segments[0].length - 4;
      const text = latin1(own).slice(0, 6) + '\0'.repeat(length) + latin1(own).slice(6 + length);
      assert.deepEqual(done.fragments.map(latin1), [text, text]);
      assert.deepEqual(done.rules, ['pixel-stream/profile']);
    });
  }

  it('the check notices one of which a part is gone', async () => {
    const bytes = writeFile(elementsOf({ fragments: [frame(icc(1, 1, plain))] }), { syntax: SYNTAX.jpegBaseline });
    const { output } = await deidentify(bytes);
    output.fill(0, latin1(output).indexOf('acsp'), latin1(output).indexOf('acsp') + 4);
    assert.ok(codesOf(await verifyBytes(bytes, output)).includes('pixels-changed'));
  });
});

describe('hidden in frames that are only shown', () => {
  it('is looked for in the first of them, and that is said', async () => {
    const large = even(SOI, FRAME_HEADER, SCAN, new Uint8Array(5 * 1024 * 1024).fill(0x55), EOI);
    const hiding = jpeg(segment(0xfe, NAME));
    for (const [fragments, found] of [
      [[hiding, large, large], true],
      [[large, hiding, large], false],
    ] as const) {
      const bytes = writeFile(elementsOf({ fragments, frames: 3 }), { syntax: SYNTAX.jpegBaseline });
      const told = async (preview: boolean) => {
        const { findings, issues } = await dicom.plan(bufferSource(bytes), { ...contextOf(), preview });
        return [
          findings.some(({ rule }) => rule.startsWith('pixel-stream/')),
          issues.some(({ code }) => code === 'frames-not-searched'),
        ];
      };
      assert.deepEqual(await told(true), [found, true]);
      assert.deepEqual(await told(false), [true, false]);
    }
  });

  it('and in the first of a large table', async () => {
    const large = new Uint8Array(5 * 1024 * 1024);
    const bytes = writeFile(withElements(ctImage(), raw(0x54000110, 'OW', large)), {});
    const codes = async (preview: boolean) =>
      (await dicom.plan(bufferSource(bytes), { ...contextOf(), preview })).issues.map(({ code }) => code);
    assert.ok((await codes(true)).includes('table-not-searched'));
    assert.ok(!(await codes(false)).includes('table-not-searched'));
  });
});
