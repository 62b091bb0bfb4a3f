// Commands that read what a run left: reports, logs, crosswalks, vaults, encrypted attributes.
import type { CommandSpec } from './commandSpec.js';
import { HELP, JSON_OUT, KEY_FILE } from './sharedOptions.js';

export const RECORD_COMMANDS: readonly CommandSpec[] = [
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
];
