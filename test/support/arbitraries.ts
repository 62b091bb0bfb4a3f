// fast-check arbitraries of whole files: nested data sets, private blocks, character sets and transfer syntaxes.
import fc from 'fast-check';
import {
  bytesOf,
  type ElementSpec,
  encodingOf,
  type FileOptions,
  type LengthKind,
  SYNTAX,
  writeFile,
} from '../../scripts/dicomWriter.js';
import { el, raw, sorted, trailingPadding, withGroupLengths } from './dataset.js';
import { ALL_VRS, CHARSETS, type Charset, elementOf } from './randomValue.js';

/** Planted in identifying attributes: no output may hold it. */
export const MARKER = 'QXJZMARKERWV';

/** Attributes that Table E.1-1 lets nobody keep: the marker goes here. */
export const IDENTIFYING: readonly (readonly [number, string])[] = [
  [0x00080050, 'SH'],
  [0x00080080, 'LO'],
  [0x00080081, 'ST'],
  [0x00080090, 'PN'],
  [0x00081048, 'PN'],
  [0x00100010, 'PN'],
  [0x00100020, 'LO'],
  [0x00101001, 'PN'],
  [0x00101040, 'LO'],
  [0x00104000, 'LT'],
  [0x00204000, 'LT'],
];

/** Attributes of all sorts, with the VR that PS3.6 gives them. */
const ORDINARY: readonly (readonly [number, string])[] = [
  [0x00080008, 'CS'],
  [0x00080016, 'UI'],
  [0x00080018, 'UI'],
  [0x00080020, 'DA'],
  [0x00080023, 'DA'],
  [0x0008002a, 'DT'],
  [0x00080030, 'TM'],
  [0x00080054, 'AE'],
  [0x00080060, 'CS'],
  [0x0008103e, 'LO'],
  [0x00081190, 'UR'],
  [0x00100030, 'DA'],
  [0x00100040, 'CS'],
  [0x00101010, 'AS'],
  [0x00101030, 'DS'],
  [0x00180050, 'DS'],
  [0x00181030, 'LO'],
  [0x00186011, 'SQ'],
  [0x00189073, 'FD'],
  [0x0020000d, 'UI'],
  [0x0020000e, 'UI'],
  [0x00200013, 'IS'],
  [0x00200052, 'UI'],
  [0x00280009, 'AT'],
  [0x00280010, 'US'],
  [0x00280011, 'US'],
  [0x00281052, 'DS'],
  [0x00287fe0, 'UR'],
  [0x00400275, 'SQ'],
  [0x00400555, 'SQ'],
  [0x0040a161, 'FD'],
  [0x0040a162, 'SL'],
  [0x00081140, 'SQ'],
  [0x00081115, 'SQ'],
  [0x00720066, 'LO'],
  [0x00720070, 'UT'],
  [0x00660016, 'OF'],
  [0x00660040, 'OL'],
  [0x00281101, 'US'],
  [0x00289446, 'FL'],
  [0x0040a30a, 'DS'],
  [0x00720082, 'SV'],
];

const lengths = fc.constantFrom<LengthKind>('defined', 'undefined');

function unique(elements: readonly ElementSpec[]): readonly ElementSpec[] {
  return sorted([...new Map(elements.map((element) => [element.tag, element])).values()]);
}

function sequence(tag: number, vr: 'SQ' | 'UN', depth: number, charset: Charset): fc.Arbitrary<ElementSpec> {
  const item = fc.tuple(dataset(depth - 1, charset), lengths).map(([elements, length]) => ({ elements, length }));
  return fc
    .tuple(fc.array(item, { maxLength: 3 }), lengths)
    .map(([items, length]): ElementSpec => ({ tag, vr, items, length }));
}

/** A private block whose elements may be sequences, plain or hidden in UN, and may hold the marker. */
function privateBlock(depth: number, charset: Charset): fc.Arbitrary<readonly ElementSpec[]> {
  const place = fc.tuple(fc.constantFrom(0x0009, 0x0019, 0x0029, 0x7fe1), fc.integer({ min: 0x10, max: 0xff }));
  return place.chain(([group, block]) => {
    const tag = (low: number): number => group * 0x10000 + block * 0x100 + low;
    const one = fc.integer({ min: 0, max: 0xff }).chain((low) => {
      const plain = fc.constantFrom(...ALL_VRS).chain((vr) => elementOf(tag(low), vr, charset));
      const marked = fc.constant(el(tag(low), 'LO', `of ${MARKER}`));
      if (depth <= 1) return fc.oneof(plain, marked);
      return fc.oneof(
        plain,
        marked,
        sequence(tag(low), 'SQ', depth, charset),
        sequence(tag(low), 'UN', depth, charset),
      );
    });
    const creator = fc.constantFrom('SAMPLE VENDOR', 'SIEMENS CSA HEADER', 'GEMS_PARM_01', `Maker ${MARKER}`);
    return fc
      .tuple(creator, fc.array(one, { maxLength: 4 }))
      .map(([name, elements]) => [el(group * 0x10000 + block, 'LO', name), ...elements]);
  });
}

/** A data set with at most `depth` levels, in order of tags, each tag once. */
export function dataset(depth: number, charset: Charset): fc.Arbitrary<readonly ElementSpec[]> {
  const ordinary = fc
    .constantFrom(...ORDINARY.filter(([, vr]) => vr !== 'SQ' || depth > 1))
    .chain(([tag, vr]) => (vr === 'SQ' ? sequence(tag, 'SQ', depth, charset) : elementOf(tag, vr, charset)));
  const marked = fc.constantFrom(...IDENTIFYING).map(([tag, vr]) => el(tag, vr, MARKER));
  const elements = fc.array(fc.oneof({ weight: 3, arbitrary: ordinary }, { weight: 2, arbitrary: marked }), {
    maxLength: 8,
  });
  const blocks = fc.array(privateBlock(depth, charset), { maxLength: 1 });
  return fc.tuple(elements, blocks).map(([usual, more]) => unique([...usual, ...more.flat()]));
}

/** A described file, and its bytes. */
export interface RandomFile {
  readonly elements: readonly ElementSpec[];
  readonly options: FileOptions;
  readonly bytes: Uint8Array;
}

function pixels(syntax: string): ElementSpec {
  const fragment = Uint8Array.from({ length: 40 }, (_, index) => index * 5);
  if (syntax === SYNTAX.rle) return { tag: 0x7fe00010, vr: 'OB', fragments: [fragment, fragment], offsets: [0] };
  return raw(0x7fe00010, 'OW', bytesOf(fragment, fragment));
}

/** Files of every usual transfer syntax; always with an identity, so that a plan has something to do. */
export function files(): fc.Arbitrary<RandomFile> {
  const shape = fc.record({
    syntax: fc.constantFrom(SYNTAX.explicit, SYNTAX.implicit, SYNTAX.bigEndian, SYNTAX.deflated, SYNTAX.rle),
    preamble: fc.oneof(fc.constant(true), fc.uint8Array({ minLength: 128, maxLength: 128 })),
    groupLengths: fc.constantFrom('none', 'right', 'stale'),
    padding: fc.constantFrom(0, 0, 10),
    withPixels: fc.boolean(),
  });
  const random = fc.constantFrom(...CHARSETS).chain((charset) => fc.tuple(fc.constant(charset), dataset(4, charset)));
  return fc
    .tuple(shape, random)
    .map(([{ syntax, preamble, groupLengths, padding, withPixels }, [charset, content]]) => {
      const own = unique([
        ...content,
        el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
        el(0x00080018, 'UI', '1.2.826.0.1.3680043.10.1500.5.1'),
        el(0x00100020, 'LO', MARKER),
        ...(charset.name === undefined ? [] : [el(0x00080005, 'CS', charset.name)]),
        ...(withPixels ? [pixels(syntax)] : []),
        ...(padding === 0 ? [] : [trailingPadding(padding)]),
      ]);
      const grouped =
        groupLengths === 'none' ? own : withGroupLengths(own, encodingOf(syntax), groupLengths === 'stale' ? 6 : 0);
      const options: FileOptions = { syntax, preamble };
      return { elements: grouped, options, bytes: writeFile(grouped, options) };
    });
}
