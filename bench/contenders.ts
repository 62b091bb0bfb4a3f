// Who runs against whom. Each takes a folder `input` and leaves the same tree in `output`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface Contender {
  readonly name: string;
  /** What it does, for the table's foot. */
  readonly does: string;
  readonly present: boolean;
  command(input: string, output: string): readonly [string, ...string[]];
}

/** What `blank` empties in the files that makeData.ts writes and the others can empty too: top-level attributes. */
const BLANKED: readonly string[] = (
  '0008,0020 0008,0021 0008,0022 0008,0023 0008,0030 0008,0031 0008,0032 0008,0033 0008,0050 0008,0080 0008,0081 ' +
  '0008,0090 0008,1010 0008,1030 0008,103e 0008,1050 0008,1070 0010,0010 0010,0020 0010,0030 0010,0040 0010,1010 ' +
  '0010,1030 0010,1040 0010,4000 0018,1000 0018,1030 0020,0010'
).split(' ');

const PYTHON = '/usr/bin/python3';

export function contenders(): readonly Contender[] {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return [
    {
      name: 'medimagecleaner',
      does: 'the whole of recipe blank: nested and private elements, UIDs, file meta',
      present: existsSync('dist/cli.js'),
      command: (input, output) => [
        process.execPath,
        path.resolve('dist/cli.js'),
        'deidentify',
        input,
        '--output',
        output,
        '--pixels',
        'none',
        '--quiet',
      ],
    },
    { name: 'cp -r', does: 'copies', present: true, command: (input, output) => ['cp', '-r', input, output] },
    {
      name: 'dcmodify',
      does: 'copies, then empties 28 attributes in place',
      present: found('dcmodify'),
      command: (input, output) => {
        const changes = BLANKED.map((tag) => `-m '(${tag})='`).join(' ');
        return [
          'sh',
          '-c',
          `cp -r ${quote(input)} ${quote(output)} && find ${quote(output)} -type f -print0 | xargs -0 dcmodify -nb -imt ${changes}`,
        ];
      },
    },
    {
      name: 'gdcmanon',
      does: 'dumb mode, empties the same 28 attributes',
      present: found('gdcmanon'),
      command: (input, output) => [
        'gdcmanon',
        '--dumb',
        ...BLANKED.flatMap((tag) => ['--empty', tag]),
        '-r',
        '-i',
        input,
        '-o',
        output,
      ],
    },
    {
      name: 'pydicom',
      does: 'reads, empties the same 28 attributes, writes',
      present: spawnSync(PYTHON, ['-c', 'import pydicom']).status === 0,
      command: (input, output) => [PYTHON, path.resolve('bench/peer.py'), input, output, ...BLANKED],
    },
  ];
}

function found(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
