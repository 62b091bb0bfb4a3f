// Runs that several machines share.
import type { CommandSpec } from './commandSpec.js';
import { HELP, JSON_OUT, KEY_FILE, LOOKING, OUTPUT, OVERWRITE, RULES, SALVAGE, VERIFY } from './sharedOptions.js';

export const CLUSTER_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'cluster',
    operands:
      'submit PATH... | worker | status [RUN] | cancel RUN | schedule add TIME PATH... | schedule list | schedule remove ID',
    count: [1, Number.POSITIVE_INFINITY],
    summary: 'Spread runs over several machines with a shared folder, or an object store, and a Redis.',
    description:
      'submit puts a run into the queue; each worker takes parts of it until all are done, and what a machine that went away had begun ' +
      'is done by another. The copies are those that deidentify would write. No value and no file name goes into Redis: what is to be ' +
      'done lies encrypted in .medimagecleaner of the shared folder, and every worker must be given the same key. The folder may be ' +
      's3://BUCKET/PREFIX of an S3-compatible store: the environment of each machine has AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL_S3.',
    options: [
      {
        name: 'redis',
        value: 'URL',
        help: 'The Redis, such as redis://queue.local:6379; else that in MEDIMAGECLEANER_REDIS. Its password is read from MEDIMAGECLEANER_REDIS_PASSWORD.',
      },
      {
        name: 'root',
        value: 'NAME=PATH',
        help: 'A folder that all machines share, and where this one has it; or s3://BUCKET/PREFIX. Can be repeated.',
      },
      KEY_FILE,
      OUTPUT,
      ...RULES,
      ...LOOKING,
      VERIFY,
      SALVAGE,
      OVERWRITE,
      {
        name: 'audit',
        value: 'DIR',
        help: 'Tell what became of each file in the audit log DIR/audit.jsonl, or in the file DIR, in a --root. Signed by the key of the run.',
      },
      {
        name: 'audit-key',
        value: 'F',
        help: 'With worker: Ed25519 key that signs audit logs. With submit: its public key, in a PEM file or as audit key prints it; a worker that has the key ends the run.',
      },
      {
        name: 'crosswalk',
        value: 'DIR',
        help: 'Write who is who (UIDs and patients, encrypted) into DIR in a --root, outside of the output.',
      },
      { name: 'crosswalk-plain', help: 'Write the crosswalk as readable CSV.' },
      {
        name: 'encrypt-attributes',
        value: 'C',
        help:
          'Put the originals of what changed into each copy, encrypted: to the certificate C (PEM, RSA), or ' +
          'with C = passphrase, which each worker has in MEDIMAGECLEANER_ATTRIBUTES_PASSPHRASE. Can be ' +
          'repeated.',
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
      'medimagecleaner cluster submit s3://archive/2026 --root data=s3://archive --key-file project.key --redis redis://queue.local',
      'medimagecleaner cluster status',
      "medimagecleaner cluster schedule add '0 2 * * *' /data/archive --root data=/data --key-file project.key",
    ],
    exits: ['0  done', '1  with submit --wait: something was refused or failed, or the run was cancelled'],
  },
];
