// Options that several commands have.
import type { OptionSpec } from '../args.js';

export const HELP: OptionSpec = { name: 'help', short: 'h', help: 'Show this help.' };
export const JSON_OUT: OptionSpec = {
  name: 'json',
  help: 'Write one JSON document to standard output; messages go to standard error.',
};
export const STATEMENT: OptionSpec = {
  name: 'statement',
  help: 'With show: the conformance statement of the recipe, in Markdown, option by option.',
};
export const RECIPE: OptionSpec = {
  name: 'recipe',
  short: 'r',
  value: 'R',
  help: "What is taken out and how: blank (the default), basic or research, or a file, .deid or .json. 'medimagecleaner recipe list' explains the first.",
};
export const TABLE: OptionSpec = {
  name: 'table',
  value: 'CSV',
  help: 'Lookup table of the recipe: its first column is the attribute that rows are found by, such as PatientID, the others are what var:NAME stands for.',
};
export const OPTION: OptionSpec = {
  name: 'option',
  value: 'O',
  help: "Add an option of the standard's confidentiality profile to the recipe, such as retain-device-identity. Can be repeated.",
};
export const DATE_SHIFT: OptionSpec = {
  name: 'date-shift',
  value: 'DAYS',
  help: "Move each patient's dates by so many days, or by a number the key draws from MIN..MAX. Adds retain-modified-dates.",
};
export const KEY_FILE: OptionSpec = {
  name: 'key-file',
  value: 'F',
  help: 'Secret key of the run, for codes, UIDs and dates: same key, same answers. Else that in MEDIMAGECLEANER_KEY, else a fresh one.',
};
export const PIXELS: OptionSpec = {
  name: 'pixels',
  value: 'auto|all|none',
  choices: ['auto', 'all', 'none'],
  help: 'Which images are looked into for text, faces and codes: those that may well hold some (auto), all, or none.',
};
const REVIEW_BELOW: OptionSpec = {
  name: 'review-below',
  value: 'N',
  help: 'Mark files for review in whose image something was found less surely than N, from 0 to 1, such as 0.8.',
};
export const DEVICE: OptionSpec = {
  name: 'device',
  value: 'auto|wasm|native',
  choices: ['auto', 'wasm', 'native'],
  help: 'What the networks run on: WebAssembly, or the package onnxruntime-node where you have installed it beside the program.',
};
export const FFMPEG: OptionSpec = {
  name: 'ffmpeg',
  value: 'PATH',
  help: 'Your own ffmpeg, for video. Else the one that MEDIMAGECLEANER_FFMPEG names, or that is on the PATH.',
};
/** Where copies go. */
export const OUTPUT: OptionSpec = {
  name: 'output',
  short: 'o',
  value: 'DIR',
  help: "Put the copies into DIR instead of a folder 'deidentified'.",
};
export const VERIFY: OptionSpec = {
  name: 'verify',
  help: 'Check every copy with a second reader before it gets its name. Slower.',
};
export const SALVAGE: OptionSpec = {
  name: 'salvage',
  help: 'Take a file that ends inside its pixel data; such files are refused otherwise.',
};
export const OVERWRITE: OptionSpec = { name: 'overwrite', help: 'Replace copies that an earlier run wrote.' };
export const JOBS: OptionSpec = {
  name: 'jobs',
  short: 'j',
  value: 'N',
  help: 'How many files at once; by default one for every 2,000 files or 2 GB (250 files or 256 MB from four processors on), up to the number of processors.',
};
export const QUIET: OptionSpec = { name: 'quiet', short: 'q', help: 'Say nothing unless something is wrong.' };
export const LAW: OptionSpec = {
  name: 'law',
  value: 'hipaa|gdpr',
  choices: ['hipaa', 'gdpr'],
  help: "Say, point by point, what the law asks and what of it is met: HIPAA's Safe Harbor, or the GDPR.",
};
export const ATTRIBUTES: readonly OptionSpec[] = [
  {
    name: 'keep',
    value: 'T',
    help: 'Keep an attribute, named by keyword or tag (StudyDate, 0008,0020). Can be repeated.',
  },
  { name: 'remove', value: 'T', help: 'Remove an attribute. Can be repeated.' },
  { name: 'empty', value: 'T', help: 'Leave an attribute present and empty. Can be repeated.' },
  { name: 'set', value: 'T=V', help: 'Give an attribute a value of your own. Can be repeated.' },
];
/** What is done to which attributes. */
export const RULES: readonly OptionSpec[] = [RECIPE, TABLE, OPTION, ...ATTRIBUTES, DATE_SHIFT];
/** Which images are looked into, and by what. */
export const LOOKING: readonly OptionSpec[] = [PIXELS, REVIEW_BELOW, DEVICE, FFMPEG];
