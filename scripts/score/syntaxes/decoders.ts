// Other people's decoders: each makes plain pixels of a file, or says that it can't.
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Frame } from '../../../src/core/pixels/frame.js';
import { which } from '../../host/command.js';
import { framesOf } from '../pixels/readFrames.js';

const run = promisify(execFile);

/** Samples of a frame, those of a pixel together. */
export interface Pixels {
  readonly rows: number;
  readonly columns: number;
  /** Of all samples of a pixel. */
  readonly bytesPerPixel: number;
  readonly bytes: Uint8Array;
}

export interface Decoder {
  readonly name: string;
  /** Undefined where it can't decode the file. */
  decode(file: string): Promise<readonly Pixels[] | undefined>;
}

/** One after the other until one takes the file: each knows some syntaxes. */
const DCMTK = [['dcmdjpeg'], ['dcmdjpls'], ['dcmdrle'], ['dcmconv', '+te']] as const;
const PYTHON = '/usr/bin/python3';

export async function decodersHere(): Promise<readonly Decoder[]> {
  const own: Decoder = { name: 'own', decode: (file) => attempt(async () => pixelsOf(await read(file))) };
  return [
    own,
    ...(DCMTK.every(([program]) => which(program) !== undefined) ? [{ name: 'dcmtk', decode: byDcmtk }] : []),
    ...(which('gdcmconv') === undefined ? [] : [{ name: 'gdcm', decode: byGdcm }]),
    ...((await attempt(() => run(PYTHON, ['-c', 'import pydicom, numpy']))) === undefined
      ? []
      : [{ name: 'python', decode: byPython }]),
  ];
}

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

async function read(file: string): Promise<readonly Frame[]> {
  return framesOf(await readFile(file));
}

function pixelsOf(frames: readonly Frame[]): readonly Pixels[] {
  return frames.map(({ rows, columns, bytes }) => ({
    rows,
    columns,
    bytesPerPixel: bytes.length / (rows * columns),
    bytes,
  }));
}

/** The tool's output is an uncompressed file; reading that is no decoding. */
async function converted(file: string, tool: readonly string[]): Promise<readonly Pixels[] | undefined> {
  const [program = '', ...options] = tool;
  const plain = `${file}.${program}`;
  try {
    await run(program, [...options, file, plain], { timeout: 60_000 });
    return pixelsOf(await read(plain));
  } catch {
    return undefined;
  } finally {
    await rm(plain, { force: true });
  }
}

async function byDcmtk(file: string): Promise<readonly Pixels[] | undefined> {
  for (const tool of DCMTK) {
    const pixels = await converted(file, tool);
    if (pixels !== undefined) return pixels;
  }
  return undefined;
}

function byGdcm(file: string): Promise<readonly Pixels[] | undefined> {
  return converted(file, ['gdcmconv', '--raw']);
}

const DUMP = `
import sys, warnings
warnings.simplefilter('ignore')
import pydicom, numpy
data = pydicom.dcmread(sys.argv[1], force=True)
pixels = data.pixel_array
frames = int(data.get('NumberOfFrames', 1) or 1)
samples = int(data.get('SamplesPerPixel', 1))
stored, allocated = int(data.BitsStored), int(data.BitsAllocated)
if stored < allocated and allocated in (8, 16, 32):
    # What other bits hold is no pixel (PS3.5 8.1.1): overlays go from there.
    shift = int(data.HighBit) + 1 - stored
    pixels = (pixels.view('u%d' % pixels.itemsize) >> shift) & ((1 << stored) - 1)
pixels = pixels.reshape((frames, data.Rows, data.Columns, samples))
with open(sys.argv[2], 'wb') as out:
    out.write(numpy.ascontiguousarray(pixels).tobytes())
print(frames, data.Rows, data.Columns, samples * pixels.itemsize)
`;

async function byPython(file: string): Promise<readonly Pixels[] | undefined> {
  const dump = `${file}.pixels`;
  try {
    const { stdout } = await run(PYTHON, ['-c', DUMP, file, dump], { timeout: 60_000 });
    const [frames = 0, rows = 0, columns = 0, bytesPerPixel = 0] = stdout.trim().split(' ').map(Number);
    const bytes = await readFile(dump);
    const size = rows * columns * bytesPerPixel;
    if (bytes.length !== size * frames) return undefined;
    return Array.from({ length: frames }, (_, at) => ({
      rows,
      columns,
      bytesPerPixel,
      bytes: bytes.subarray(at * size, (at + 1) * size),
    }));
  } catch {
    return undefined;
  } finally {
    await rm(dump, { force: true });
  }
}

/** Puts bytes where programs can read them. */
export async function asFile(bytes: Uint8Array, file: string): Promise<string> {
  await writeFile(file, bytes);
  return file;
}
