// The codecs of dcmjs-codecs (OpenJPEG, OpenJPH, CharLS, libjpeg, libjxl as one WebAssembly module), frame by frame. Only the module
// is used: its JavaScript brings a second DICOM reader along. What goes wrong inside the sandbox ends that instance and nothing else.
import type { CodecJob, CodecName, Codecs, Decoded, SampleFormat } from '../../core/pixels/codecPort.js';

/** As the module numbers them. */
const PHOTOMETRICS = [
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_PARTIAL_422',
  'YBR_PARTIAL_420',
  'YBR_ICT',
  'YBR_RCT',
  'CMYK',
  'ARGB',
  'HSV',
  'XYB',
];

const ENTRY: Readonly<Record<CodecName, string>> = {
  jpeg: 'DecodeJpeg',
  'jpeg-ls': 'DecodeJpegLs',
  'jpeg-2000': 'DecodeJpeg2000',
  htj2k: 'DecodeHtJpeg2000',
  'jpeg-xl': 'DecodeJpegXl',
};

/** Memory of WebAssembly never shrinks: an instance that has grown beyond this is not kept. */
const MOST_KEPT = 256 * 1024 * 1024;

interface Instance {
  readonly memory: WebAssembly.Memory;
  call(name: string, ...values: number[]): number;
}

/** @param module the bytes of dcmjs-native-codecs.wasm, compiled */
export function wasmCodecs(module: WebAssembly.Module): Codecs {
  let kept: Instance | undefined;
  return (job) => {
    const instance = kept ?? start(module);
    // An exception leaves the instance in the middle of something: the next frame gets a fresh one.
    kept = undefined;
    try {
      const decoded = decode(instance, job);
      if (instance.memory.buffer.byteLength <= MOST_KEPT) kept = instance;
      return decoded;
    } catch (error) {
      return { kind: 'trouble', reason: reasonOf(error) };
    }
  };
}

/** What a codec says of damaged data is its own words: numbers and markers, no values of the file. */
function reasonOf(error: unknown): string {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError)
    return 'the decoder gave up on damaged data';
  const text = error instanceof Error ? error.message : '';
  // Names of the decoder's own functions come first.
  const words = (text.split('::').at(-1) ?? '').replace(/[^\x20-\x7e]+/gu, ' ').trim();
  return words.slice(0, 160) || 'the decoder gave up on damaged data';
}

function decode(instance: Instance, { codec, format, toRgb, bytes }: CodecJob): Decoded {
  const { call, memory } = instance;
  const parameters = call('CreateDecoderParameters');
  call('SetConvertColorspaceToRgb', parameters, toRgb ? 1 : 0);
  const context = call('CreateCodecsContext');
  call('SetColumns', context, format.columns);
  call('SetRows', context, format.rows);
  call('SetBitsAllocated', context, format.bitsAllocated);
  call('SetBitsStored', context, format.bitsStored);
  call('SetSamplesPerPixel', context, format.samples);
  call('SetPixelRepresentation', context, format.signed ? 1 : 0);
  call('SetPlanarConfiguration', context, format.planar ? 1 : 0);
  call('SetPhotometricInterpretation', context, Math.max(0, PHOTOMETRICS.indexOf(format.photometric)));
  call('SetEncodedBufferSize', context, bytes.length);
  const at = call('GetEncodedBuffer', context);
  new Uint8Array(memory.buffer).set(bytes, at);
  call(ENTRY[codec], context, parameters);
  const start = call('GetDecodedBuffer', context);
  const size = call('GetDecodedBufferSize', context);
  const out: SampleFormat = {
    rows: call('GetRows', context),
    columns: call('GetColumns', context),
    samples: call('GetSamplesPerPixel', context),
    bitsAllocated: call('GetBitsAllocated', context),
    bitsStored: call('GetBitsStored', context),
    signed: call('GetPixelRepresentation', context) === 1,
    planar: call('GetPlanarConfiguration', context) === 1,
    photometric: PHOTOMETRICS[call('GetPhotometricInterpretation', context)] ?? format.photometric,
  };
  const decoded = new Uint8Array(memory.buffer, start, size).slice();
  call('ReleaseDecoderParameters', parameters);
  call('ReleaseCodecsContext', context);
  return { kind: 'decoded', format: out, bytes: decoded };
}

/** An instance with the few functions of a system that the module asks for; none of them reaches the host. */
function start(module: WebAssembly.Module): Instance {
  let memory: WebAssembly.Memory | undefined;
  const buffer = (): ArrayBuffer => memory?.buffer ?? new ArrayBuffer(0);
  const text = (at: number, length: number): string =>
    String.fromCharCode(...new Uint8Array(buffer(), at, Math.min(length, 1024)));
  const instance = new WebAssembly.Instance(module, {
    env: {
      emscripten_notify_memory_growth: () => undefined,
      onCodecsInfo: () => undefined,
      onCodecsTrace: () => undefined,
      onCodecsException: (at: number, length: number) => {
        throw new Error(text(at, length));
      },
    },
    wasi_snapshot_preview1: {
      environ_get: () => 0,
      environ_sizes_get: (count: number, size: number) => {
        const view = new DataView(buffer());
        view.setUint32(count, 0, true);
        view.setUint32(size, 0, true);
        return 0;
      },
      proc_exit: () => {
        throw new Error('the decoder ended itself');
      },
      // No clock: a decoder needs none.
      clock_time_get: (_id: number, _precision: bigint, at: number) => {
        new DataView(buffer()).setBigUint64(at, 0n, true);
        return 0;
      },
      // What it prints goes nowhere; it is told that all was written.
      fd_write: (_file: number, vectors: number, count: number, written: number) => {
        const view = new DataView(buffer());
        let total = 0;
        for (let i = 0; i < count; i++) total += view.getUint32(vectors + i * 8 + 4, true);
        view.setUint32(written, total, true);
        return 0;
      },
      fd_seek: () => 0,
      fd_close: () => 0,
    },
  });
  const own = instance.exports['memory'];
  if (!(own instanceof WebAssembly.Memory)) throw new Error('the decoder module has no memory');
  memory = own;
  const call = (name: string, ...values: number[]): number => {
    const entry = instance.exports[name];
    if (typeof entry !== 'function') throw new Error(`the decoder module lacks ${name}`);
    return Number(entry(...values) ?? 0);
  };
  call('_initialize');
  return { memory: own, call };
}
