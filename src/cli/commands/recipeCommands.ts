// Commands for recipes.
import type { CommandSpec } from './commandSpec.js';
import { HELP, JSON_OUT, LAW, STATEMENT } from './sharedOptions.js';

export const RECIPE_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'recipe',
    operands: 'list | show NAME | check FILE... | format FILE... | convert FILE | explain FILE',
    count: [1, Number.POSITIVE_INFINITY],
    summary: 'List, show, check, format, convert or explain recipes.',
    description:
      'A recipe says what is taken out and what takes its place. NAME is a built-in recipe or a file. check tells what is wrong ' +
      'with recipes, line by line; format gives them their usual dress; convert makes a recipe of the rules of another program, ' +
      'or one of our forms of the other; explain says in words what a recipe does.',
    options: [
      { name: 'source', help: 'With show: the text of the recipe, to copy and to extend.' },
      STATEMENT,
      LAW,
      { name: 'conformance', help: 'With explain: the same statement.' },
      { name: 'write', short: 'w', help: 'With format: change the files themselves.' },
      {
        name: 'from',
        value: 'FORMAT',
        help: 'With convert: what the file is, where its text does not tell: deid, json, ctp, ctp-pixels, kitware, karnak, dicomedit or dicom-curate.',
      },
      {
        name: 'to',
        value: 'deid|json',
        choices: ['deid', 'json'],
        help: 'With convert: what it becomes; deid, unless the output is named .json.',
      },
      { name: 'output', short: 'o', value: 'FILE', help: 'With convert: write to FILE instead of standard output.' },
      { name: 'overwrite', help: 'With convert: replace FILE.' },
      JSON_OUT,
      HELP,
    ],
    examples: [
      'medimagecleaner recipe list',
      'medimagecleaner recipe show research',
      'medimagecleaner recipe show research --source > study.deid',
      'medimagecleaner recipe check study.deid',
      'medimagecleaner recipe convert anonymizer.script -o study.deid',
      'medimagecleaner recipe explain study.deid --conformance',
    ],
    exits: ['0  done', '1  check found an error'],
  },
  {
    name: 'wizard',
    operands: '[FILE.deid]',
    count: [0, 1],
    summary: 'Make a recipe by answering a few questions.',
    description:
      'Asks what the images are for, which rules they must follow, and what becomes of dates, patients, texts, private ' +
      'attributes and pixels; then writes a recipe with comments to FILE.deid, or to standard output.',
    options: [
      {
        name: 'answer',
        short: 'a',
        value: 'Q=C',
        help: 'Answer a question beforehand, such as dates=shift. Can be repeated.',
      },
      { name: 'yes', short: 'y', help: 'Take what is suggested for every question that is still open.' },
      {
        name: 'try',
        value: 'FILE',
        help: 'Show what the recipe would do to this DICOM file. Nothing is written for it.',
      },
      { name: 'overwrite', help: 'Replace FILE.deid.' },
      HELP,
    ],
    examples: [
      'medimagecleaner wizard study.deid',
      'medimagecleaner wizard study.deid --yes -a law=hipaa -a dates=remove --try study/image.dcm',
    ],
    exits: ['0  the recipe was written'],
  },
];
