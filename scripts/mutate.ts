// Damages DICOM bytes at random, from a seed: what broken devices, half copies and attackers make of a file.

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;
type Mutation = (bytes: Uint8Array, random: Random, seeds: readonly Uint8Array[]) => Uint8Array;

const LENGTHS = [
  0, 1, 2, 7, 8, 0x7f, 0xff, 0x100, 0x7fff, 0xfffe, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];
const VRS = ['SQ', 'UN', 'OB', 'OW', 'UT', 'PN', 'US', 'AT', 'UI', 'DA', 'ZZ', '\0\0', 'sq', 'O ', '  '];
/** Explicit SQ of undefined length with one item of undefined length, and the same in implicit VR. */
const NEST_EXPLICIT = [0x40, 0, 0x75, 2, 0x53, 0x51, 0, 0, 255, 255, 255, 255, 0xfe, 255, 0, 0xe0, 255, 255, 255, 255];
const NEST_IMPLICIT = [0x40, 0, 0x75, 2, 255, 255, 255, 255, 0xfe, 255, 0, 0xe0, 255, 255, 255, 255];
const PIECES: readonly (readonly number[])[] = [
  [0xfe, 255, 0, 0xe0, 0, 0, 0, 0],
  [0xfe, 255, 0, 0xe0, 255, 255, 255, 255],
  [0xfe, 255, 0x0d, 0xe0, 0, 0, 0, 0],
  [0xfe, 255, 0xdd, 0xe0, 0, 0, 0, 0],
  [8, 0, 5, 0, 0x43, 0x53, 4, 0, 0x5c, 0x5c, 0x5c, 0x20],
  [0x1b, 0x24, 0x42],
];

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(random: Random, from: readonly T[], otherwise: T): T {
  return from[below(random, from.length)] ?? otherwise;
}

function insert(bytes: Uint8Array, at: number, added: Uint8Array): Uint8Array {
  const all = new Uint8Array(bytes.length + added.length);
  all.set(bytes.subarray(0, at));
  all.set(added, at);
  all.set(bytes.subarray(at), at + added.length);
  return all;
}

/** Where an explicit VR element seems to start: two capitals four bytes on. Any offset where none is found. */
function elementAt(bytes: Uint8Array, random: Random): number {
  const start = below(random, bytes.length);
  for (let step = 0; step < 400; step++) {
    const at = start + step;
    const [first = 0, second = 0] = bytes.subarray(at + 4, at + 6);
    if (first >= 65 && first <= 90 && second >= 65 && second <= 90) return at;
  }
  return start;
}

const flipBits: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  for (let count = 1 + below(random, 8); count > 0; count--) {
    const at = below(random, copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8));
  }
  return copy;
};

const setByte: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  copy[below(random, copy.length)] = pick(random, [0, 0x20, 0x5c, 0x7f, 0x80, 0xff], 0);
  return copy;
};

const truncate: Mutation = (bytes, random) => bytes.slice(0, below(random, bytes.length));

const cutChunk: Mutation = (bytes, random) => {
  const from = below(random, bytes.length);
  const length = 1 + below(random, 64);
  const end = Math.min(bytes.length, from + length);
  return insert(bytes.subarray(0, from), from, bytes.subarray(end));
};

const duplicateChunk: Mutation = (bytes, random) => {
  const from = elementAt(bytes, random);
  const end = Math.min(bytes.length, from + 1 + below(random, 600));
  return insert(bytes, random() < 0.5 ? end : elementAt(bytes, random), bytes.slice(from, end));
};

const spliceOther: Mutation = (bytes, random, seeds) => {
  const other = pick(random, seeds, bytes);
  const from = elementAt(other, random);
  const head = bytes.subarray(0, elementAt(bytes, random));
  return insert(head, head.length, other.subarray(from));
};

/** Overwrites what may be a length: behind a VR, or anywhere. */
const attackLength: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  const value = random() < 0.2 ? below(random, copy.length * 2) : pick(random, LENGTHS, 0);
  const at = elementAt(copy, random) + pick(random, [4, 6, 8], 6);
  const width = random() < 0.5 ? 2 : 4;
  const bigEndian = random() < 0.15;
  for (let index = 0; index < width && at + index < copy.length; index++) {
    const shift = 8 * (bigEndian ? width - 1 - index : index);
    copy[at + index] = (value >>> shift) & 0xff;
  }
  return copy;
};

const swapVr: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  const at = elementAt(copy, random) + 4;
  const vr = pick(random, VRS, 'UN');
  if (at + 2 <= copy.length) copy.set([vr.charCodeAt(0), vr.charCodeAt(1)], at);
  return copy;
};

const changeTag: Mutation = (bytes, random) => {
  const copy = bytes.slice();
  const at = elementAt(copy, random);
  const tag = pick(
    random,
    [
      [8, 0, 5, 0],
      [2, 0, 16, 0],
      [0x10, 0, 0x10, 0],
      [0xfe, 255, 0, 0xe0],
      [0xe0, 0x7f, 16, 0],
    ],
    [],
  );
  if (at + 4 <= copy.length) copy.set(tag, at);
  return copy;
};

const nestingBomb: Mutation = (bytes, random) => {
  const piece = random() < 0.6 ? NEST_EXPLICIT : NEST_IMPLICIT;
  const count = pick(random, [3, 20, 70, 300, 2000], 3);
  const bomb = Uint8Array.from({ length: piece.length * count }, (_, index) => piece[index % piece.length] ?? 0);
  return insert(bytes, elementAt(bytes, random), bomb);
};

const insertPiece: Mutation = (bytes, random) =>
  insert(bytes, elementAt(bytes, random), Uint8Array.from(pick(random, PIECES, [])));

const appendGarbage: Mutation = (bytes, random) =>
  insert(
    bytes,
    bytes.length,
    Uint8Array.from({ length: 1 + below(random, 200) }, () => below(random, 256)),
  );

const MUTATIONS: readonly Mutation[] = [
  flipBits,
  setByte,
  truncate,
  cutChunk,
  duplicateChunk,
  spliceOther,
  attackLength,
  attackLength,
  attackLength,
  swapVr,
  swapVr,
  changeTag,
  nestingBomb,
  insertPiece,
  appendGarbage,
];

/** One to three mutations of one of `seeds`. */
export function mutant(seeds: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = pick(random, seeds, new Uint8Array(1));
  for (let count = random() < 0.7 ? 1 : 2 + below(random, 2); count > 0 && bytes.length > 0; count--) {
    bytes = pick(random, MUTATIONS, flipBits)(bytes, random, seeds);
  }
  return bytes;
}
