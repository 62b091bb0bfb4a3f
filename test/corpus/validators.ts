// Other people's readers, where they are installed: dcmtk's dcmdump, dicom3tools' dciodvfy, pydicom. Each is asked about
// many files at once, since starting a process costs more than reading a file.
import { execFile, spawn, spawnSync } from 'node:child_process';

const PYTHON = '/usr/bin/python3';

export function hasDcmtk(): boolean {
  return spawnSync('dcmdump', ['--version'], { stdio: 'ignore' }).status === 0;
}

export function hasDicom3tools(): boolean {
  return spawnSync('dciodvfy', ['-version'], { stdio: 'ignore' }).error === undefined;
}

export function hasPydicom(): boolean {
  return spawnSync(PYTHON, ['-c', 'import pydicom'], { stdio: 'ignore' }).status === 0;
}

/** Of `files`, those that dcmdump reads without an error. */
export async function openedByDcmtk(files: readonly string[]): Promise<ReadonlySet<string>> {
  const opened = new Set<string>();
  const check = async (batch: readonly string[]): Promise<void> => {
    if (batch.length === 0) return;
    if (await succeeds('dcmdump', ['-q', '-M', ...batch])) {
      for (const file of batch) opened.add(file);
    } else if (batch.length > 1) {
      const middle = batch.length >>> 1;
      await check(batch.slice(0, middle));
      await check(batch.slice(middle));
    }
  };
  await inParallel(chunks(files, 40), check);
  return opened;
}

/** Kinds of errors per file, as dciodvfy words them, without values, UIDs, counts and item numbers. */
export async function errorsByDciodvfy(files: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const errors = new Map<string, ReadonlySet<string>>();
  await inParallel(files, async (file) => {
    const text = await outputOf('dciodvfy', [file]);
    errors.set(
      file,
      new Set(
        text
          .split('\n')
          .filter((line) => line.startsWith('Error'))
          .map(kindOfError),
      ),
    );
  });
  return errors;
}

/** True where dciodvfy gave up on an object, so that it can't be said to have been without other errors. */
export function gaveUp(errors: ReadonlySet<string>): boolean {
  return [...errors].some((error) => /read failed|Tags out of order/.test(error));
}

export function kindOfError(line: string): string {
  return line
    .replace(/[^\x20-\x7e]/g, '?')
    .replace(/ = <.*?>/g, ' = <>')
    .replace(/ - Character invalid.*$/, ' - Character invalid')
    .replace(/\d+(\.\d+){2,}/g, 'UID')
    .replace(/UID \d+$/, 'UID UID')
    .replace(/\[\d+\]/g, '[]')
    .replace(/(?<!Type )\b\d+( dec)?\b/g, '#')
    .trim();
}

const READ = `
import sys, warnings
warnings.simplefilter('ignore')
import pydicom
for line in sys.stdin.buffer.read().split(b'\\0'):
    if not line:
        continue
    try:
        for element in pydicom.dcmread(line.decode('utf-8', 'surrogateescape'), stop_before_pixels=False).iterall():
            element.value
        print('ok', flush=True)
    except Exception:
        print('no', flush=True)
`;

/** Of `files`, those of which pydicom reads every element. */
export async function openedByPydicom(files: readonly string[]): Promise<ReadonlySet<string>> {
  const opened = new Set<string>();
  await inParallel(chunks(files, Math.ceil(files.length / 2) || 1), async (batch) => {
    const answers = (await outputOf(PYTHON, ['-c', READ], batch.join('\0'))).trim().split('\n');
    if (answers.length !== batch.length) throw new Error(`pydicom answered ${answers.length} of ${batch.length} times`);
    for (const [index, file] of batch.entries()) if (answers[index] === 'ok') opened.add(file);
  });
  return opened;
}

function succeeds(program: string, parameters: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    spawn(program, parameters, { stdio: 'ignore' })
      .on('error', () => resolve(false))
      .on('close', (status) => resolve(status === 0));
  });
}

/** Standard output and standard error together, whatever the exit status. */
function outputOf(program: string, parameters: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve) => {
    const options = { encoding: 'latin1', maxBuffer: 256 * 1024 * 1024, timeout: 60_000 } as const;
    const child = execFile(program, parameters, options, (_, out, err) => resolve(out + err));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Two at a time. */
async function inParallel<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const queue = things[Symbol.iterator]();
  const run = async (): Promise<void> => {
    for (const thing of { [Symbol.iterator]: () => queue }) await work(thing);
  };
  await Promise.all([run(), run()]);
}

function chunks<T>(things: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < things.length; at += size) parts.push(things.slice(at, at + size));
  return parts;
}
