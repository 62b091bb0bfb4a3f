// ONNX Runtime: the WebAssembly one that is part of the program, or the native one where the user has installed it.
import { DeidError } from '../../core/kernel/deidError.js';
import type { Network } from '../../core/pixels/textDetection/textModels.js';
import { type ModelFile, readModel } from './modelFile.js';

export type Device = 'auto' | 'wasm' | 'native';

/** Makes a network of a model. */
export type Load = (model: ModelFile) => Promise<Network>;

/** Makes a network of a model that was put together from files which {@link readModel} read. */
type Open = (bytes: Uint8Array) => Promise<Network>;

const RUNTIME: ModelFile = {
  name: 'ort-wasm-simd-threaded.wasm',
  digest: '3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2',
};

/** As much as both runtimes have in common. */
type Runtime = Pick<typeof import('onnxruntime-web/wasm'), 'InferenceSession' | 'Tensor'>;

export async function openRuntime(
  folder: string,
  device: Device,
): Promise<{ readonly load: Load; readonly open: Open; readonly device: 'wasm' | 'native' }> {
  const native = device === 'wasm' ? undefined : await nativeRuntime();
  if (native === undefined && device === 'native')
    throw new DeidError(
      'usage',
      '--device native needs the package onnxruntime-node beside this program; install it, or leave --device out',
    );
  const runtime = native ?? (await wasmRuntime(folder));
  return {
    device: native === undefined ? 'wasm' : 'native',
    load: async (model) => open(runtime, await readModel(folder, model), native !== undefined),
    open: (bytes) => open(runtime, bytes, native !== undefined),
  };
}

async function open({ InferenceSession, Tensor }: Runtime, bytes: Uint8Array, native: boolean): Promise<Network> {
  const session = await InferenceSession.create(bytes, {
    // Memory that grew for a large picture would stay so for good.
    enableCpuMemArena: native,
    enableMemPattern: false,
    graphOptimizationLevel: 'all',
  });
  const [input = ''] = session.inputNames;
  const [output = ''] = session.outputNames;
  return async ({ dims, data }) => {
    const answers = await session.run({ [input]: new Tensor('float32', data, dims) });
    const answer = answers[output];
    if (answer === undefined || !(answer.data instanceof Float32Array)) throw new Error('the network gave no numbers');
    return { dims: answer.dims, data: answer.data };
  };
}

async function wasmRuntime(folder: string): Promise<Runtime> {
  const runtime = await import('onnxruntime-web/wasm');
  const bytes = await readModel(folder, RUNTIME);
  // One thread: the pool of the program has the others. The module is given, so that nothing is looked for elsewhere.
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.wasmBinary = new Uint8Array(bytes).buffer;
  runtime.env.logLevel = 'error';
  return runtime;
}

/** Installed by the user or not: the name is not known to the bundler. */
async function nativeRuntime(): Promise<Runtime | undefined> {
  const name = 'onnxruntime-node';
  try {
    const loaded: unknown = await import(name);
    const own = isRuntime(loaded) ? loaded : isObject(loaded) ? loaded['default'] : undefined;
    return isRuntime(own) ? own : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isRuntime(value: unknown): value is Runtime {
  return isObject(value) && 'InferenceSession' in value && 'Tensor' in value;
}
