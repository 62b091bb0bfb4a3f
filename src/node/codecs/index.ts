// The codecs for compressed frames, loaded by the first frame that needs them: other runs pay nothing for them.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { FrameCodecs } from '../../core/pixels/codecPort.js';
import { wasmCodecs } from './wasmCodecs.js';

const FILE = 'dcmjs-native-codecs.wasm';
const MISSING = `the codecs (${FILE}) are missing from the program's folder or are damaged; install the program again`;

/** Beside the program; where it runs from its sources, in the package that it comes from. */
export function codecsFile(): URL {
  const beside = new URL(`./${FILE}`, import.meta.url);
  if (existsSync(fileURLToPath(beside))) return beside;
  return new URL(`file://${createRequire(import.meta.url).resolve(`dcmjs-codecs/build/${FILE}`)}`);
}

/** @param file where the module is, other than beside the program */
export function lazyCodecs(file?: URL): FrameCodecs {
  let loaded: FrameCodecs | undefined;
  const load = (): FrameCodecs => {
    loaded ??= open(file);
    return loaded;
  };
  return { decode: (job) => load().decode(job), encode: (job) => load().encode(job) };
}

function open(file: URL | undefined): FrameCodecs {
  try {
    return wasmCodecs(new WebAssembly.Module(readFileSync(file ?? codecsFile())));
  } catch {
    // Missing, unreadable or no module: for the user one and the same.
    const trouble = { kind: 'trouble', reason: MISSING } as const;
    return { decode: () => trouble, encode: () => trouble };
  }
}
