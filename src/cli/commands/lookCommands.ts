// Commands that look into files, and write none.
import type { CommandSpec } from './commandSpec.js';
import {
  ATTRIBUTES,
  DATE_SHIFT,
  DEVICE,
  FFMPEG,
  HELP,
  JSON_OUT,
  KEY_FILE,
  LOOKING,
  OPTION,
  PIXELS,
  RECIPE,
  RULES,
  TABLE,
} from './sharedOptions.js';

export const LOOK_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'inspect',
    operands: 'PATH',
    count: [1, 1],
    summary: 'Show what identifies in a file, why, and what would happen to it.',
    description:
      'For a file, its tags as a tree: what identifies is marked, with the clause of the standard and what the recipe would do. ' +
      'For a folder, one line per file. Values are not shown unless asked for. Nothing is written.',
    options: [
      ...RULES,
      { name: 'findings', short: 'f', help: 'Show only what identifies.' },
      { name: 'values', help: 'Show values too. They identify: mind who sees the screen.' },
      JSON_OUT,
      HELP,
    ],
    examples: [
      'medimagecleaner inspect study/image.dcm',
      'medimagecleaner inspect study/image.dcm --findings --values',
      'medimagecleaner inspect study --recipe research',
    ],
    exits: ['0  done, whatever was found'],
  },
  {
    name: 'detect',
    operands: 'PATH',
    count: [1, 1],
    summary: 'Show what is found in the pixels of images: text, faces, bar codes.',
    description:
      'Looks into the images of a file or a folder as deidentify does, and lists each region: where it is, in which frames, what it is ' +
      'taken for, and whether the recipe takes it out. What was read is not shown unless asked for. Nothing is written.',
    options: [
      RECIPE,
      TABLE,
      OPTION,
      ...LOOKING,
      { name: 'values', help: 'Show what was read, too. It may identify: mind who sees the screen.' },
      JSON_OUT,
      HELP,
    ],
    examples: ['medimagecleaner detect study/ultrasound.dcm', 'medimagecleaner detect study --pixels all --json'],
    exits: ['0  done, whatever was found', '1  some image that should be looked into could not be'],
  },
  {
    name: 'verify',
    operands: 'ORIGINAL OUTPUT',
    count: [2, 2],
    summary: 'Check a clean copy against its original, with a second reader.',
    description:
      "Searches every byte of OUTPUT for the original's identifiers, checks that what is left identifies nobody, that bytes which " +
      'were not to change did not, and that the object is no less valid than it was. Two files, or two folders that hold the same names.',
    options: [RECIPE, TABLE, OPTION, ...ATTRIBUTES, DATE_SHIFT, KEY_FILE, PIXELS, DEVICE, FFMPEG, JSON_OUT, HELP],
    examples: [
      'medimagecleaner verify study/image.dcm deidentified/study/image.dcm',
      'medimagecleaner verify study deidentified/study',
    ],
    exits: ['0  nothing was left over', '1  something was, or a copy is missing'],
  },
];
