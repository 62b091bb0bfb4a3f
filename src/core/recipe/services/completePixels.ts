// Completion of PIXELS lines: what they speak of, what becomes of it, and what fills its place.
import type { Completion } from './completion.js';

type Rows = readonly (readonly [label: string, about: string])[];

const SUBJECTS: Rows = [
  ['text', 'Words that are read in the image.'],
  ['allow', 'A pattern of texts that may stay; for `PIXELS text unless-allowed`.'],
  ['faces', 'Faces in photographs and pictures.'],
  ['barcodes', 'Bar codes and QR codes.'],
  ['devices', 'Where devices burn text into images, as it is known.'],
];

const TEXT: Rows = [
  ['identifying', 'Texts that are technical stay; all others go.'],
  ['all', 'Every text goes.'],
  ['unless-allowed', 'Every text goes that no `PIXELS allow` line matches as a whole.'],
  ['keep', 'Texts stay.'],
];

const FILLS: Rows = [
  ['black', 'The darkest value.'],
  ['constant', 'A stored value, which follows: `constant 0`.'],
  ['blur', 'What was there, so blurred that nobody can read it.'],
  ['pixelate', 'Large squares of one colour each.'],
  ['inpaint', 'Drawn from what lies around it.'],
];

const DEVICES: Rows = [
  ['known', 'The device rules that come with the program count as well; so it is with OPTION clean-pixel-data.'],
  ['own', 'Only the labels of this recipe and of those that it includes.'],
];

const KEEP: Rows = [['keep', 'Left as it is.']];
const REMOVE: Rows = [['remove', 'The whole frame becomes black.']];

function rowsFor([subject, ...more]: readonly string[]): Rows {
  switch (subject) {
    case undefined:
      return SUBJECTS;
    case 'text':
      return more.length === 0 ? TEXT : more.length === 1 ? FILLS : [];
    case 'faces':
      return more.length === 0 ? [...FILLS, ...REMOVE, ...KEEP] : [];
    case 'barcodes':
      return more.length === 0 ? [...FILLS, ...KEEP] : [];
    case 'devices':
      return more.length === 0 ? DEVICES : [];
    default:
      return [];
  }
}

/** `before` are the words between PIXELS and the cursor, in small letters. */
export function completePixels(before: readonly string[]): readonly Completion[] {
  return rowsFor(before).map(([label, about]) => ({ kind: 'value', label, about, insert: label }));
}
