// Hiding places in video that is no MP4: user data, SEI, units and packets that no decoder reads, tables of a transport stream. What is hidden
// is overwritten at the same length, all else stays to the byte, and the independent check agrees.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { withElements } from '../support/dataset.js';
import { contextOf, deidentify } from '../support/engine.js';
import { ctImage } from '../support/objects.js';
import { find, occurrences, readFile } from '../support/read.js';
import { codesOf, verifyBytes } from '../verify/cleanPair.js';

const PIXELS = 0x7fe00010;
/** Nobody whom the file names elsewhere. */
const NAME = 'OKONKWO GRACE';
const SPACES = ' '.repeat(NAME.length);
const ZEROS = '\0'.repeat(NAME.length);
const MPEG2 = '1.2.840.10008.1.2.4.100';
const H264 = '1.2.840.10008.1.2.4.102';
const HEVC = '1.2.840.10008.1.2.4.107';

const even = (bytes: Uint8Array): Uint8Array => (bytes.length % 2 === 0 ? bytes : bytesOf(bytes, '\0'));
const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array(0)).toString('hex');
const unit = (...parts: readonly (Uint8Array | string)[]): Uint8Array => bytesOf('\0\0\x01', ...parts);

/** De-identifies a stream in so many fragments: every check agrees, and the name is gone. @returns the stream */
async function clean(stream: Uint8Array, syntax: string, fragments = 1): Promise<Uint8Array> {
  const each = Math.ceil(stream.length / fragments / 2) * 2;
  const pieces = Array.from({ length: fragments }, (_, at) => even(stream.slice(at * each, (at + 1) * each)));
  const elements = withElements(ctImage(), { tag: PIXELS, vr: 'OB', fragments: pieces });
  const bytes = writeFile(elements, { syntax });
  for (const recipe of ['blank', 'basic'] as const) {
    const { plan, output } = await deidentify(bytes, { recipe });
    assert.equal(plan.refusal, undefined, plan.refusal?.message);
    const context = contextOf({ recipe });
    assert.deepEqual(await dicom.verify(bufferSource(bytes), bufferSource(output, 'output'), plan, context), []);
    assert.equal(occurrences(output, NAME), 0);
    if (recipe === 'basic') continue;
    assert.deepEqual(codesOf(await verifyBytes(bytes, output)), []);
    const [, ...own] = find(readFile(output).elements, PIXELS)?.fragments ?? [];
    return bytesOf(...own).subarray(0, stream.length);
  }
  throw new Error('no recipe');
}

/** As it comes out with something else in the place of the name. */
async function becomes(of: (words: string) => Uint8Array, left: string, syntax: string): Promise<void> {
  assert.ok(occurrences(of(NAME), NAME) > 0);
  for (const fragments of [1, 3, 40]) assert.equal(hex(await clean(of(NAME), syntax, fragments)), hex(of(left)));
}

const UUID = Uint8Array.of(
  0xdc,
  0x45,
  0xe9,
  0xbd,
  0xe6,
  0xd9,
  0x48,
  0xb7,
  0x96,
  0x2c,
  0xd8,
  0x20,
  0xd9,
  0x23,
  0xee,
  0xef,
);
const BLANK_UUID = ' '.repeat(16);

const slice = (first: number): Uint8Array =>
  unit(Uint8Array.of(first, 0x88, 1, 0, 0, 3, 1, 0x47, 0xb2, 0x55, 0, 1, 0x80));
const message = (type: number, ...parts: readonly (Uint8Array | string)[]): Uint8Array => {
  const bytes = bytesOf(...parts);
  return bytesOf(Uint8Array.of(type, bytes.length), bytes);
};

describe('notes in raw video', () => {
  const sequence = unit(Uint8Array.of(0xb3, 1, 0, 1, 0x13, 0xff, 0xff, 0xe0, 0x18));
  const picture = bytesOf(unit(Uint8Array.of(0, 0, 0x0f, 0xff, 0xf8)), unit(Uint8Array.of(1, 0x22, 0x66, 0x55)));

  it('user data of MPEG-2', async () => {
    const of = (words: string) =>
      bytesOf(sequence, unit('\xb2', words), picture, unit('\xb2', words), picture, unit('\xb7'));
    await becomes(of, SPACES, MPEG2);
  });

  it('units of MPEG-2 that mean nothing, and what stands behind its end', async () => {
    const of = (words: string) =>
      bytesOf(sequence, picture, unit('\xb0', words), unit('\xb5\x60', words), unit('\xb7', words));
    await becomes(of, SPACES, MPEG2);
  });

  const avc = unit(Uint8Array.of(0x67, 0x42, 0, 0x1e, 0xab, 0x40));
  const hevc = unit(Uint8Array.of(0x40, 1, 0x0c, 1, 0xff, 0xff));

  for (const [type, what] of [
    [4, 'registered'],
    [5, 'unregistered'],
  ] as const) {
    it(`${what} user data in SEI of H.264 and HEVC`, async () => {
      const payload = (words: string) =>
        bytesOf(message(1, '\x07\x02'), message(type, words), message(6, '\xc4'), '\x80');
      const inAvc = (words: string) => bytesOf('\0', avc, unit('\x06', payload(words)), slice(0x65));
      await becomes(inAvc, SPACES, H264);
      const inHevc = (words: string) =>
        bytesOf('\0', hevc, unit('\x4e\x01', payload(words)), slice(0x26), unit('\x50\x01', payload(words)));
      await becomes(inHevc, SPACES, HEVC);
    });
  }

  it('bytes that keep a start code away stay, so that lengths do', async () => {
    const of = (words: string, id: Uint8Array | string) =>
      bytesOf(
        avc,
        unit('\x06', '\x05', String.fromCharCode(16 + words.length * 2 + 3), id, words, '\0\0\x03\x01', words, '\x80'),
        slice(0x65),
      );
    assert.equal(hex(await clean(of(NAME, UUID), H264)), hex(of(SPACES, BLANK_UUID)));
  });

  it("a coder's name and version stay, its options go", async () => {
    const of = (words: string) =>
      bytesOf(avc, unit('\x06', message(5, UUID, 'x264 - core 164', words), '\x80'), slice(0x65));
    await becomes(of, SPACES, H264);
    const bytes = of('');
    assert.equal(hex(await clean(bytes, H264)), hex(bytes));
  });

  it('units that no decoder reads', async () => {
    const of = (words: string) =>
      bytesOf(
        avc,
        slice(0x65),
        unit('\x0c', words),
        unit('\x18', words),
        unit('\x0b', words),
        unit('\x0c\xff\xff\xff\x80'),
      );
    await becomes(of, SPACES, H264);
    const inHevc = (words: string) => bytesOf(hevc, slice(0x26), unit('\x4c\x01', words), unit('\x60\x01', words));
    await becomes(inHevc, SPACES, HEVC);
  });

  it('a message that is longer than its unit', async () => {
    const of = (words: string) => bytesOf(avc, unit('\x06\x01\xf0', words, '\x80'), slice(0x65));
    const output = await clean(of(NAME), H264);
    assert.equal(occurrences(output, NAME), 0);
    assert.equal(hex(output.subarray(0, avc.length + 4)), hex(of(NAME).subarray(0, avc.length + 4)));
  });

  it('a stream that is none is told of', async () => {
    const elements = withElements(ctImage(), { tag: PIXELS, vr: 'OB', fragments: [bytesOf('no video', NAME, '\0')] });
    const { plan } = await deidentify(writeFile(elements, { syntax: H264 }));
    assert.ok(plan.issues.some(({ code }) => code === 'video-not-followed'));
  });

  it('a stream of another coding than the syntax says stays, and is told of', async () => {
    // An HEVC stream: as H.264 its pictures would be SEI.
    const hevc = bytesOf(unit('\x40\x01 parameters'), unit('\x26\x01', '\xff'.repeat(40), ' coded picture'));
    const mpeg2 = bytesOf(unit('\xb3 sequence'), unit('\0 picture'), unit('\x26 slice'));
    const avc = bytesOf(unit('\x67 parameters'), unit('\x65 picture'), unit('\x4e\x0a picture'));
    for (const [stream, syntax] of [
      [hevc, H264],
      [mpeg2, H264],
      [avc, HEVC],
      [avc, MPEG2],
    ] as const) {
      const elements = withElements(ctImage(), { tag: PIXELS, vr: 'OB', fragments: [even(stream)] });
      const { plan, output } = await deidentify(writeFile(elements, { syntax }), { recipe: 'blank' });
      assert.ok(plan.issues.some(({ code }) => code === 'video-not-followed'));
      const [, own] = find(readFile(output).elements, PIXELS)?.fragments ?? [];
      assert.equal(hex(own), hex(even(stream)));
    }
  });

  it('very many bytes that stay, in very many fragments', async () => {
    const of = (words: string) => {
      const parts = Array.from({ length: 2000 }, () => bytesOf(Uint8Array.of(0, 0, 3), words));
      return bytesOf(unit('\x67 parameters'), unit('\x18', ...parts, '\x80'));
    };
    assert.equal(hex(await clean(of(NAME), H264, 3000)), hex(of(SPACES).map((byte) => (byte === 0x80 ? 0x20 : byte))));
  });
});

/** CRC of ISO/IEC 13818-1 Annex A, bit by bit. */
function sumOf(bytes: Uint8Array): Uint8Array {
  let sum = 0xffffffff;
  for (const byte of bytes)
    for (let bit = 7; bit >= 0; bit--) {
      const top = (sum >>> 31) ^ ((byte >> bit) & 1);
      sum = ((sum << 1) ^ (top === 1 ? 0x04c11db7 : 0)) >>> 0;
    }
  return Uint8Array.of(sum >>> 24, (sum >> 16) & 255, (sum >> 8) & 255, sum & 255);
}

function section(table: number, ...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const body = bytesOf('\0\x01\xc1\0\0', ...parts);
  const head = Uint8Array.of(table, 0xb0 | ((body.length + 4) >> 8), (body.length + 4) & 255);
  return bytesOf('\0', head, body, sumOf(bytesOf(head, body)));
}

interface PacketShape {
  readonly pid: number;
  readonly start?: boolean;
  readonly body: Uint8Array;
  /** Of the adaptation field, its length left out. */
  readonly adaptation?: Uint8Array;
  readonly fill?: number;
}

function packet({ pid, start = true, body, adaptation, fill = 0xff }: PacketShape): Uint8Array {
  const field = adaptation === undefined ? new Uint8Array(0) : bytesOf(Uint8Array.of(adaptation.length), adaptation);
  const head = Uint8Array.of(0x47, (start ? 0x40 : 0) | (pid >> 8), pid & 255, adaptation === undefined ? 0x10 : 0x30);
  const used = bytesOf(head, field, body);
  return bytesOf(used, new Uint8Array(188 - used.length).fill(fill));
}

describe('notes in a transport stream', () => {
  const [MAP, VIDEO, SOUND, OTHER] = [0x100, 0x101, 0x102, 0x103];
  const descriptor = (tag: number, ...parts: readonly (Uint8Array | string)[]) => message(tag, ...parts);
  const stream = (type: number, pid: number, ...descriptors: readonly Uint8Array[]) => {
    const all = bytesOf(...descriptors);
    return bytesOf(Uint8Array.of(type, 0xe0 | (pid >> 8), pid & 255, 0xf0, all.length), all);
  };
  const association = packet({ pid: 0, body: section(0, Uint8Array.of(0, 1, 0xe0 | (MAP >> 8), MAP & 255)) });
  const mapOf = (words: string) => {
    const outer = descriptor(0x05, 'HDMV');
    const own = descriptor(0xfe, words);
    return packet({
      pid: MAP,
      body: section(
        2,
        Uint8Array.of(0xe1, 1, 0xf0, outer.length + own.length),
        outer,
        own,
        stream(0x1b, VIDEO, descriptor(0x28, '\x42\0\x1e\x3f')),
        stream(0x03, SOUND, descriptor(0x0a, 'eng\0')),
        stream(0x06, OTHER, descriptor(0x90, words)),
      ),
    });
  };
  const avc = unit(Uint8Array.of(0x67, 0x42, 0, 0x1e, 0xab, 0x40));
  const sei = (words: string) => bytesOf(avc, unit('\x06', message(5, words), '\x80'), slice(0x65));
  const pes = bytesOf('\0\0\x01\xe0\0\0\x80\x80\x05\x21\0\x01\0\x01');
  const whole = (words: string, noted: string, lead = '') => {
    const own = sei(noted);
    const packets = [
      packet({ pid: 0x11, body: section(0x42, words), fill: 0xff }),
      association,
      mapOf(words),
      // The unit is spread over two packets.
      packet({
        pid: VIDEO,
        body: bytesOf(pes, own.subarray(0, 20)),
        adaptation: bytesOf('\0', new Uint8Array(148).fill(0xff)),
      }),
      packet({ pid: VIDEO, start: false, body: bytesOf(own.subarray(20), new Uint8Array(184 - own.length + 20)) }),
      packet({ pid: SOUND, body: bytesOf('\0\0\x01\xc0\0\0\x80\0\0', 'sound') }),
    ];
    return bytesOf(...packets.flatMap((one) => [lead, one]));
  };
  /** The service table goes as a whole. */
  const cleaned = (lead = '') => {
    const bytes = whole(ZEROS, SPACES, lead).slice();
    bytes.fill(0, lead.length + 4, lead.length + 188);
    return bytes;
  };

  it('tables of services, descriptors, and SEI; the checksum is right', async () => {
    for (const fragments of [1, 3]) {
      assert.equal(hex(await clean(whole(NAME, NAME), H264, fragments)), hex(cleaned()));
    }
  });

  it('the same with a time before each packet', async () => {
    assert.equal(hex(await clean(whole(NAME, NAME, 'time'), H264)), hex(cleaned('time')));
  });

  it('packets of nobody, private data, what fills up, and what stands behind', async () => {
    const more = (words: string) =>
      bytesOf(
        packet({ pid: OTHER, start: false, body: bytesOf(words, new Uint8Array(184 - words.length)) }),
        packet({ pid: 0x1fff, start: false, body: bytesOf(words, new Uint8Array(184 - words.length)) }),
        packet({
          pid: VIDEO,
          start: false,
          adaptation: bytesOf('\x02', Uint8Array.of(words.length), words, '\xff\xff', words),
          body: new Uint8Array(184 - 5 - words.length * 2),
        }),
        words,
      );
    const bytes = bytesOf(whole(NAME, NAME), more(NAME));
    const output = await clean(bytes, H264);
    const left = more(ZEROS);
    // What fills up goes with what stands in it.
    const at = 2 * 188 + 4 + 3 + NAME.length;
    left.fill(0, at, at + 2 + NAME.length);
    assert.equal(hex(output), hex(bytesOf(cleaned(), left)));
  });

  it('packets go on behind one that is damaged', async () => {
    const damaged = packet({ pid: VIDEO, start: false, body: new Uint8Array(184).fill(0x11) });
    damaged[0] = 0x46;
    const zeros = new Uint8Array(188);
    for (const [lead, junk] of [
      ['', damaged],
      ['time', bytesOf('time', damaged)],
      ['', bytesOf(NAME, 'G')],
    ] as const) {
      const filled = junk.length < 188 ? new Uint8Array(junk.length) : bytesOf('\0'.repeat(lead.length), zeros);
      const bytes = bytesOf(whole(NAME, NAME, lead), junk, whole(NAME, NAME, lead));
      assert.equal(hex(await clean(bytes, H264)), hex(bytesOf(cleaned(lead), filled, cleaned(lead))));
    }
  });

  it('a packet without payload holds none', async () => {
    const of = (words: string) => {
      const none = packet({ pid: VIDEO, start: false, body: bytesOf(words, '\0'.repeat(184 - words.length)) });
      none[3] = 0;
      return bytesOf(none, packet({ pid: VIDEO, start: false, body: new Uint8Array(184) }));
    };
    const output = await clean(bytesOf(whole(NAME, NAME), of(NAME)), H264);
    assert.equal(hex(output), hex(bytesOf(cleaned(), of(ZEROS))));
  });

  it('packets of two videos take turns', async () => {
    const SECOND = 0x104;
    const map = packet({
      pid: MAP,
      body: section(2, Uint8Array.of(0xe1, 1, 0xf0, 0), stream(0x1b, VIDEO), stream(0x24, SECOND)),
    });
    const long = (words: string) => bytesOf(avc, unit('\x06\x05\xff\x10', 'u'.repeat(16), words.padEnd(255), '\x80'));
    const picture = bytesOf(unit('\x40\x01 parameters'), unit('\x26\x01 \x11\x12', 'picture '.repeat(10)));
    const of = (words: string, fill: string) => {
      const own = bytesOf(long(`${words}${fill}`), slice(0x65));
      return bytesOf(
        association,
        map,
        packet({ pid: VIDEO, body: bytesOf(pes, own.subarray(0, 170)) }),
        packet({ pid: SECOND, body: bytesOf(pes, picture), fill: 0x55 }),
        packet({ pid: VIDEO, start: false, body: own.subarray(170), fill: 0 }),
      );
    };
    const [before, after] = [of(NAME, ''), await clean(of(NAME, ''), H264)];
    assert.equal(hex(after.subarray(3 * 188, 4 * 188)), hex(before.subarray(3 * 188, 4 * 188)));
    assert.equal(occurrences(after, NAME), 0);
  });

  it('private data and what fills up in the head of a packet of pictures or sound, which may go on in the next one', async () => {
    const times = '\x21\0\x01\0\x01';
    const head = (id: string, flags: string, parts: string, fill = '') =>
      bytesOf(`\0\0\x01${id}\0\0\x80${flags}`, Uint8Array.of(parts.length + fill.length), parts, fill);
    const data = (words: string) => words.padEnd(16);
    const of = (words: string, fill: string) => {
      const long = head('\xe0', '\x81', `${times}\xc1${data(words)}\x0d${words}\x8e\x01${words}`, fill);
      const own = bytesOf(long, slice(0x65));
      return bytesOf(
        association,
        mapOf(ZEROS),
        packet({ pid: VIDEO, body: own.subarray(0, 184) }),
        packet({ pid: VIDEO, start: false, body: own.subarray(184), fill: 0x11 }),
        packet({ pid: SOUND, body: bytesOf(head('\xc0', '\x81', `${times}\x8e${data(words)}`), 'sound'), fill: 0x11 }),
        packet({ pid: VIDEO, body: bytesOf(pes, slice(0x65)), fill: 0x11 }),
      );
    };
    const hidden = `${NAME.padEnd(127, '\xff')}${NAME}`;
    assert.equal(hex(await clean(of(NAME, hidden), H264)), hex(of(SPACES, ' '.repeat(140))));
    const usual = of(SPACES, '\xff'.repeat(140));
    assert.equal(hex(await clean(usual, H264)), hex(usual));
  });

  it('a map of a programme that goes over several packets, and tables of others beside it', async () => {
    const others = (words: string) => bytesOf('\xc0\xb0', Uint8Array.of(words.length), words);
    const of = (words: string, noted: string, behind: Uint8Array) => {
      const notes = Array.from({ length: 4 }, () => stream(0x06, OTHER, descriptor(0x90, words.repeat(7))));
      const map = section(2, Uint8Array.of(0xe1, 1, 0xf0, 0), stream(0x1b, VIDEO), ...notes);
      const rest = map.subarray(368);
      assert.ok(rest.length > 4);
      return bytesOf(
        association,
        packet({ pid: MAP, body: map.subarray(0, 184) }),
        // Packets of others may come between.
        packet({ pid: VIDEO, body: bytesOf(pes, sei(noted)), fill: 0 }),
        packet({ pid: MAP, start: false, body: map.subarray(184, 368) }),
        packet({ pid: MAP, body: bytesOf(Uint8Array.of(rest.length), rest, behind) }),
      );
    };
    const blank = new Uint8Array(others(NAME).length);
    for (const fragments of [1, 3])
      assert.equal(hex(await clean(of(NAME, NAME, others(NAME)), H264, fragments)), hex(of(ZEROS, SPACES, blank)));
  });

  it('sound, and programmes that can not be read, are told of', async () => {
    const codes = async (stream: Uint8Array) => {
      const elements = withElements(ctImage(), { tag: PIXELS, vr: 'OB', fragments: [even(stream)] });
      const { plan } = await deidentify(writeFile(elements, { syntax: H264 }), { recipe: 'blank' });
      return plan.issues.map(({ code }) => code).filter((code) => code.startsWith('video-'));
    };
    const picture = packet({ pid: VIDEO, body: bytesOf(pes, slice(0x65)), fill: 0x11 });
    const map = packet({ pid: MAP, body: section(2, Uint8Array.of(0xe1, 1, 0xf0, 0), stream(0x1b, VIDEO)) });
    assert.deepEqual(await codes(bytesOf(association, map, picture)), []);
    assert.deepEqual(await codes(bytesOf(association, mapOf(''), picture)), ['video-other-streams']);
    assert.deepEqual(await codes(bytesOf(association, picture)), ['video-notes-not-found']);
  });
});
