// Commands that clean files: once, or as they come.
import type { CommandSpec } from './commandSpec.js';
import {
  HELP,
  JOBS,
  JSON_OUT,
  KEY_FILE,
  LAW,
  LOOKING,
  OUTPUT,
  OVERWRITE,
  QUIET,
  RULES,
  SALVAGE,
  VERIFY,
} from './sharedOptions.js';

export const CLEAN_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'deidentify',
    operands: 'PATH...',
    count: [1, Number.POSITIVE_INFINITY],
    summary: 'Write clean copies of files and folders; the originals stay as they are.',
    description:
      'Finds the DICOM files and photographs (JPEG, PNG) in each PATH by their content, and writes a clean copy of each under the same name into a folder ' +
      "'deidentified' beside PATH. What can't be made safe is listed and written nowhere.",
    options: [
      OUTPUT,
      ...RULES,
      ...LOOKING,
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
      VERIFY,
      SALVAGE,
      OVERWRITE,
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
      JOBS,
      QUIET,
      JSON_OUT,
      HELP,
    ],
    examples: [
      'medimagecleaner deidentify study',
      'medimagecleaner deidentify study --dry-run --details',
      'medimagecleaner deidentify study -o clean --recipe research --key-file project.key',
      'medimagecleaner deidentify study --option retain-device-identity --keep StudyDescription',
    ],
    exits: [
      '0  everything was cleaned',
      '1  something was refused (it is listed), or no input was a DICOM file or a photograph',
    ],
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
      OUTPUT,
      ...RULES,
      ...LOOKING,
      KEY_FILE,
      VERIFY,
      SALVAGE,
      {
        name: 'settle',
        value: 'SECONDS',
        help: 'A file that was written to less than so long ago is not whole yet; 2 without it.',
      },
      { name: 'poll', help: 'Look every second instead of being told: for folders on a network.' },
      { name: 'once', help: 'Catch up with what is there, and end.' },
      JOBS,
      QUIET,
      HELP,
    ],
    examples: ['medimagecleaner watch incoming --key-file project.key -o clean --recipe research'],
    exits: ['0  ended by Ctrl-C, or with --once everything was cleaned', '1  with --once: something was refused'],
  },
];
