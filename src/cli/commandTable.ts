// The commands and their options: one table that the parser, the help and the documentation's test read.
import type { OptionSpec } from './args.js';

export type CommandName =
  | 'inspect'
  | 'detect'
  | 'deidentify'
  | 'verify'
  | 'recipe'
  | 'wizard'
  | 'crosswalk'
  | 'audit'
  | 'vault'
  | 'reidentify'
  | 'report'
  | 'watch'
  | 'cluster';

export interface CommandSpec {
  readonly name: CommandName;
  readonly operands: string;
  /** Least and most operands. */
  readonly count: readonly [number, number];
  readonly summary: string;
  readonly description: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** What the exit status means, beyond 2 for wrong usage or a failure. */
  readonly exits: readonly string[];
}

const HELP: OptionSpec = { name: 'help', short: 'h', help: 'Show this help.' };
const JSON_OUT: OptionSpec = {
  name: 'json',
  help: 'Write one JSON document to standard output; messages go to standard error.',
};
const STATEMENT: OptionSpec = {
  name: 'statement',
  help: 'With show: the conformance statement of the recipe, in Markdown, option by option.',
};
const RECIPE: OptionSpec = {
  name: 'recipe',
  short: 'r',
  value: 'R',
  help: "What is taken out and how: blank (the default), basic or research, or a file, .deid or .json. 'medimagecleaner recipe list' explains the first.",
};
const TABLE: OptionSpec = {
  name: 'table',
  value: 'CSV',
  help: 'Lookup table of the recipe: its first column is the attribute that rows are found by, such as PatientID, the others are what var:NAME stands for.',
};
const OPTION: OptionSpec = {
  name: 'option',
  value: 'O',
  help: "Add an option of the standard's confidentiality profile to the recipe, such as retain-device-identity. Can be repeated.",
};
const DATE_SHIFT: OptionSpec = {
  name: 'date-shift',
  value: 'DAYS',
  help: "Move each patient's dates by so many days, or by a number the key draws from MIN..MAX. Adds retain-modified-dates.",
};
const KEY_FILE: OptionSpec = {
  name: 'key-file',
  value: 'F',
  help: 'Secret key of the run, for codes, UIDs and dates: same key, same answers. Else that in MEDIMAGECLEANER_KEY, else a fresh one.',
};
const PIXELS: OptionSpec = {
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
const DEVICE: OptionSpec = {
  name: 'device',
  value: 'auto|wasm|native',
  choices: ['auto', 'wasm', 'native'],
  help: 'What the networks run on: WebAssembly, or the package onnxruntime-node where you have installed it beside the program.',
};
const FFMPEG: OptionSpec = {
  name: 'ffmpeg',
  value: 'PATH',
  help: 'Your own ffmpeg, for video. Else the one that MEDIMAGECLEANER_FFMPEG names, or that is on the PATH.',
};
const LAW: OptionSpec = {
  name: 'law',
  value: 'hipaa|gdpr',
  choices: ['hipaa', 'gdpr'],
  help: "Say, point by point, what the law asks and what of it is met: HIPAA's Safe Harbor, or the GDPR.",
};
const ATTRIBUTES: readonly OptionSpec[] = [
  {
    name: 'keep',
    value: 'T',
    help: 'Keep an attribute, named by keyword or tag (StudyDate, 0008,0020). Can be repeated.',
  },
  { name: 'remove', value: 'T', help: 'Remove an attribute. Can be repeated.' },
  { name: 'empty', value: 'T', help: 'Leave an attribute present and empty. Can be repeated.' },
  { name: 'set', value: 'T=V', help: 'Give an attribute a value of your own. Can be repeated.' },
];

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'deidentify',
    operands: 'PATH...',
    count: [1, Number.POSITIVE_INFINITY],
    summary: 'Write clean copies of files and folders; the originals stay as they are.',
    description:
      'Finds the DICOM files in each PATH by their content, and writes a clean copy of each under the same name into a folder ' +
      "'deidentified' beside PATH. What can't be made safe is listed and written nowhere.",
    options: [
      { name: 'output', short: 'o', value: 'DIR', help: "Put the copies into DIR instead of a folder 'deidentified'." },
      RECIPE,
      TABLE,
      OPTION,
      ...ATTRIBUTES,
      DATE_SHIFT,
      PIXELS,
      REVIEW_BELOW,
      DEVICE,
      FFMPEG,
      KEY_FILE,
      { name: 'dry-run', short: 'n', help: 'Decide and report, but write nothing.' },
      { name: 'details', help: 'List what was found, attribute by attribute, and every file that was left alone.' },
      {
        name: 'report',
        value: 'FILE',
        help: 'Write a JSON report to FILE: names of files, counts, findings; no values.',
      },
      LAW,
      {
        name: 'crosswalk',
        value: 'DIR',
        help: 'Write which patient and UID became which to DIR, encrypted with the key. Whoever can read it can undo the run.',
      },
      { name: 'crosswalk-plain', help: 'Write the crosswalk as readable CSV.' },
      {
        name: 'encrypt-attributes',
        value: 'CERT',
        help: 'Put what changes, encrypted for this certificate (PEM, RSA) or for a passphrase, into each copy: reidentify brings it back. Can be repeated.',
      },
      {
        name: 'vault',
        value: 'FILE',
        help: 'Keep which patient, UID and date became which in an encrypted vault; made where there is none.',
      },
      {
        name: 'recipient',
        value: 'R',
        help: 'Who can open a new vault: age1…, passphrase, or a PEM file with an RSA public key. Can be repeated.',
      },
      {
        name: 'audit',
        value: 'DIR|FILE',
        help: 'Append what is done to an audit log: chained, signed, with keyed digests and without values or names.',
      },
      {
        name: 'audit-key',
        value: 'F',
        help: "Ed25519 key that signs the audit log, as 'audit key --new' makes one; without it a key that the run's key gives.",
      },
      { name: 'verify', help: 'Check every copy with a second reader before it gets its name. Slower.' },
      { name: 'salvage', help: 'Take a file that ends inside its pixel data; such files are refused otherwise.' },
      { name: 'overwrite', help: 'Replace copies that an earlier run wrote.' },
      {
        name: 'unpack',
        help: 'Of a zip, tar or tar.gz that is named: put the copies into a folder instead of an archive of the same kind.',
      },
      {
        name: 'resume',
        help: 'Go on with an earlier run with the same settings, and end where there is none. An interrupted one is gone on with anyway.',
      },
      { name: 'fresh', help: 'Start anew, and forget an interrupted run and its key.' },
      { name: 'retry-refused', help: 'Go on with an earlier run, and try again what it refused.' },
      {
        name: 'since',
        value: 'DATE|RUN',
        help: 'Take only files that were changed, or came to their place, since a date such as 2026-11-22, or since a run: last, or as its journal is named.',
      },
      {
        name: 'journal',
        value: 'DIR|off',
        help: 'Keep the journal of the run, with which it can be gone on with, in DIR instead of .medimagecleaner beside PATH; off keeps none.',
      },
      {
        name: 'jobs',
        short: 'j',
        value: 'N',
        help: 'How many files at once; as many as there are processor cores by default.',
      },
      { name: 'quiet', short: 'q', help: 'Say nothing unless something is wrong.' },
      JSON_OUT,
      HELP,
    ],
    examples: [
      'medimagecleaner deidentify study',
      'medimagecleaner deidentify study --dry-run --details',
      'medimagecleaner deidentify study -o clean --recipe research --key-file project.key',
      'medimagecleaner deidentify study --option retain-device-identity --keep StudyDescription',
    ],
    exits: ['0  everything was cleaned', '1  something was refused (it is listed), or no input was a DICOM file'],
  },
  {
    name: 'inspect',
    operands: 'PATH',
    count: [1, 1],
    summary: 'Show what identifies in a file, why, and what would happen to it.',
    description:
      'For a file, its tags as a tree: what identifies is marked, with the clause of the standard and what the recipe would do. ' +
      'For a folder, one line per file. Values are not shown unless asked for. Nothing is written.',
    options: [
      RECIPE,
      TABLE,
      OPTION,
      ...ATTRIBUTES,
      DATE_SHIFT,
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
      PIXELS,
      REVIEW_BELOW,
      DEVICE,
      FFMPEG,
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
    name: 'report',
    operands: 'FILE',
    count: [1, 1],
    summary: 'Sum up a saved report: on the screen, as a page with charts, or as a table.',
    description:
      "FILE is what 'deidentify --report FILE' wrote. Tells what was found by kind, by modality and by maker of the equipment, what was " +
      'refused and why, and how long it took. A page needs nothing else and prints from any browser.',
    options: [
      { name: 'html', value: 'FILE', help: 'Write one page with charts and tables.' },
      { name: 'csv', value: 'FILE', help: 'Write a table for spreadsheets: a line per file.' },
      { name: 'overwrite', help: 'Replace what is there.' },
      { name: 'json', help: 'Write the sums as one JSON document to standard output.' },
      HELP,
    ],
    examples: ['medimagecleaner report run.json', 'medimagecleaner report run.json --html run.html --csv run.csv'],
    exits: ['0  done'],
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
  {
    name: 'crosswalk',
    operands: 'FILE',
    count: [1, 1],
    summary: 'Open an encrypted crosswalk with the key of its run.',
    description: 'Writes the CSV that --crosswalk encrypted to standard output: who is who. Mind where it goes.',
    options: [KEY_FILE, HELP],
    examples: ['medimagecleaner crosswalk who/patid_mapping.csv.enc --key-file project.key'],
    exits: ['0  done'],
  },
  {
    name: 'audit',
    operands: 'verify LOG | head LOG | prove LOG | check PROOF | key [FILE] | stamp LOG',
    count: [1, 2],
    summary: 'Check an audit log, and prove from it what was done to a file.',
    description:
      'verify finds any line of a log that was altered, dropped or put elsewhere; head prints the last signed head, to be kept ' +
      'where the log is not; prove makes a proof that a file is in the log, or that the log only grew since a head; check ' +
      'checks such a proof without the log; key prints the public key that signs; stamp has the last head stamped by a ' +
      'time stamp service (RFC 3161).',
    options: [
      {
        name: 'head',
        value: 'F',
        help: 'With verify: a head that was exported earlier. The log must begin as it did then.',
      },
      {
        name: 'public-key',
        value: 'K',
        help: 'With verify and check: the key that must have signed, as audit key prints it, or a PEM file. Can be repeated.',
      },
      { name: 'file', value: 'F', help: 'With prove and check: the original or the output that it is about.' },
      { name: 'since', value: 'F', help: 'With prove: an exported head, from which on the log only grew.' },
      {
        name: 'disclose',
        help: 'With prove: let the proof show, to whoever has the file, that it is the one meant. Only for this record.',
      },
      { name: 'new', help: 'With key: make a new signing key in FILE.' },
      { name: 'tsa', value: 'URL', help: 'With stamp: the time stamp service. A digest is sent to it, nothing else.' },
      { name: 'tsa-cert', value: 'PEM', help: 'With verify: certificate that time stamps must lead to.' },
      KEY_FILE,
      JSON_OUT,
      HELP,
    ],
    examples: [
      'medimagecleaner audit verify records',
      'medimagecleaner audit head records > head.json',
      'medimagecleaner audit prove records --file study/image.dcm --key-file project.key > proof.json',
      'medimagecleaner audit check proof.json',
      'medimagecleaner audit key signing.pem --new',
    ],
    exits: ['0  it holds', '1  it does not'],
  },
  {
    name: 'vault',
    operands:
      'list FILE | lookup FILE PATIENT | export FILE | forget FILE PATIENT | rotate FILE | add-recipient FILE R | key FILE',
    count: [1, 3],
    summary: 'Open the vault of a run: who is who, for those it is sealed to.',
    description:
      'lookup finds a patient by ID, or by a code or UID of the output; export writes everything as CSV; forget destroys what the ' +
      'vault has of a patient, and logs that; rotate puts everything under new keys; add-recipient lets one more open it; key ' +
      'makes an age identity. PATIENT may be -, and is then asked for: what is on a command line others can see.',
    options: [
      {
        name: 'identity-file',
        short: 'i',
        value: 'F',
        help: 'What opens the vault: an age identity, or an RSA private key in PEM. A passphrase is asked for, or taken from MEDIMAGECLEANER_VAULT_PASSPHRASE.',
      },
      { name: 'patients', help: 'With list: name the patients. Needs what opens the vault.' },
      {
        name: 'recipient',
        value: 'R',
        help: 'With rotate: who can open it from now on, instead of those before. Can be repeated.',
      },
      { name: 'output', short: 'o', value: 'FILE', help: 'With export: write to FILE instead of standard output.' },
      { name: 'overwrite', help: 'With export: replace FILE.' },
      {
        name: 'audit',
        value: 'DIR|FILE',
        help: 'With forget: the audit log that tells of it; else one beside the vault.',
      },
      { name: 'audit-key', value: 'F', help: 'With forget: Ed25519 key that signs.' },
      KEY_FILE,
      JSON_OUT,
      HELP,
    ],
    examples: [
      'medimagecleaner vault key me.age',
      'medimagecleaner vault lookup who.vault - --identity-file me.age',
      'medimagecleaner vault forget who.vault - --identity-file me.age --audit records',
    ],
    exits: ['0  done', '1  lookup found nobody'],
  },
  {
    name: 'reidentify',
    operands: 'PATH...',
    count: [1, Number.POSITIVE_INFINITY],
    summary: 'Bring originals back from copies made with --encrypt-attributes.',
    description:
      'Puts the encrypted originals of each copy back where they were (PS3.15 E.1.2) and writes the object into a new folder. Reads what ' +
      'gdcmanon encrypts, too. Parts taken out of pixels, and what lies outside the data set, do not come back.',
    options: [
      {
        name: 'key',
        short: 'k',
        value: 'PEM',
        help: 'RSA private key of the certificate; without it a passphrase is asked for.',
      },
      { name: 'output', short: 'o', value: 'DIR', help: "Put the files into DIR instead of a folder 'reidentified'." },
      { name: 'overwrite', help: 'Replace what an earlier run wrote.' },
      HELP,
    ],
    examples: ['medimagecleaner reidentify deidentified/study --key project.pem -o restricted'],
    exits: ['0  everything came back', '1  something did not'],
  },
  {
    name: 'watch',
    operands: 'DIR...',
    count: [1, Number.POSITIVE_INFINITY],
    summary: 'Write clean copies of what comes into a folder, as it comes.',
    description:
      'Catches up with what is there, then waits for more, until Ctrl-C. A file is taken when it is whole: nobody wrote to it for a moment, or it was renamed ' +
      'into its place. Started again, it goes on where it was. The copies are those that deidentify would write.',
    options: [
      { name: 'output', short: 'o', value: 'DIR', help: "Put the copies into DIR instead of a folder 'deidentified'." },
      RECIPE,
      TABLE,
      OPTION,
      ...ATTRIBUTES,
      DATE_SHIFT,
      PIXELS,
      REVIEW_BELOW,
      DEVICE,
      FFMPEG,
      KEY_FILE,
      { name: 'verify', help: 'Check every copy with a second reader before it gets its name. Slower.' },
      { name: 'salvage', help: 'Take a file that ends inside its pixel data; such files are refused otherwise.' },
      {
        name: 'settle',
        value: 'SECONDS',
        help: 'A file that was written to less than so long ago is not whole yet; 2 without it.',
      },
      { name: 'poll', help: 'Look every second instead of being told: for folders on a network.' },
      { name: 'once', help: 'Catch up with what is there, and end.' },
      {
        name: 'jobs',
        short: 'j',
        value: 'N',
        help: 'How many files at once; as many as there are processor cores by default.',
      },
      { name: 'quiet', short: 'q', help: 'Say nothing unless something is wrong.' },
      HELP,
    ],
    examples: ['medimagecleaner watch incoming --key-file project.key -o clean --recipe research'],
    exits: ['0  ended by Ctrl-C, or with --once everything was cleaned', '1  with --once: something was refused'],
  },
  {
    name: 'cluster',
    operands:
      'submit PATH... | worker | status [RUN] | cancel RUN | schedule add TIME PATH... | schedule list | schedule remove ID',
    count: [1, Number.POSITIVE_INFINITY],
    summary: 'Spread runs over several machines with a shared folder and a Redis.',
    description:
      'submit puts a run into the queue; each worker takes parts of it until all are done, and what a machine that went away had begun ' +
      'is done by another. The copies are those that deidentify would write. No value and no file name goes into Redis: what is to be ' +
      'done lies encrypted in .medimagecleaner of the shared folder, and every worker must be given the same key.',
    options: [
      {
        name: 'redis',
        value: 'URL',
        help: 'The Redis, such as redis://queue.local:6379; else that in MEDIMAGECLEANER_REDIS. Its password is read from MEDIMAGECLEANER_REDIS_PASSWORD.',
      },
      {
        name: 'root',
        value: 'NAME=PATH',
        help: 'A folder that all machines share, and where this one has it. Can be repeated.',
      },
      KEY_FILE,
      { name: 'output', short: 'o', value: 'DIR', help: "Put the copies into DIR instead of a folder 'deidentified'." },
      RECIPE,
      TABLE,
      OPTION,
      ...ATTRIBUTES,
      DATE_SHIFT,
      PIXELS,
      REVIEW_BELOW,
      DEVICE,
      FFMPEG,
      { name: 'verify', help: 'Check every copy with a second reader before it gets its name. Slower.' },
      { name: 'salvage', help: 'Take a file that ends inside its pixel data; such files are refused otherwise.' },
      { name: 'overwrite', help: 'Replace copies that an earlier run wrote.' },
      {
        name: 'audit',
        value: 'DIR',
        help: 'Tell what became of each file in the audit log DIR/audit.jsonl, or in the file DIR, in a --root. Signed by the key of the run.',
      },
      {
        name: 'vault',
        value: 'FILE',
        help: 'Keep who became who, sealed, in the vault FILE in a --root; made where there is none.',
      },
      {
        name: 'recipient',
        value: 'R',
        help: 'Who can open the new vault: age1..., passphrase, or a PEM file with an RSA public key. Can be repeated.',
      },
      { name: 'chunk', value: 'N', help: 'With submit and schedule: files in a part of the run, 200 without it.' },
      { name: 'wait', help: 'With submit: wait until the run is over.' },
      { name: 'jobs', short: 'j', value: 'N', help: 'With worker: threads; as many as there are cores by default.' },
      {
        name: 'lease',
        value: 'SECONDS',
        help: 'With worker: a part whose worker was not heard of for so long is given to another; 30 without it.',
      },
      { name: 'quiet', short: 'q', help: 'With worker: tell only what is wrong.' },
      JSON_OUT,
      HELP,
    ],
    examples: [
      'medimagecleaner cluster submit /data/archive/2026 --root data=/data --key-file project.key --redis redis://queue.local',
      'medimagecleaner cluster worker --root data=/mnt/data --key-file project.key --redis redis://queue.local',
      'medimagecleaner cluster status',
      "medimagecleaner cluster schedule add '0 2 * * *' /data/archive --root data=/data --key-file project.key",
    ],
    exits: ['0  done', '1  with submit --wait: something was refused or failed, or the run was cancelled'],
  },
];

export function commandNamed(name: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.name === name);
}
