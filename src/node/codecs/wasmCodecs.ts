// The codecs of dcmjs-codecs (OpenJPEG, OpenJPH, CharLS, libjpeg, libjxl as one WebAssembly module), frame by frame. Only the module
// is used: its JavaScript brings a second DICOM reader along. What goes wrong inside the sandbox ends that instance and nothing else.
import type { CodecJob, CodecName, Decoded, Encoded, FrameCodecs, SampleFormat } from '../../core/pixels/codecPort.js';

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
  jpeg: 'Jpeg',
  'jpeg-ls': 'JpegLs',
  'jpeg-2000': 'Jpeg2000',
  htj2k: 'HtJpeg2000',
  'jpeg-xl': 'JpegXl',
};

/** Order of packets, as the module numbers them: by resolution first for HTJ2K (RPCL, PS3.5 A.4.4). */
const PROGRESSION: Partial<Readonly<Record<CodecName, number>>> = { htj2k: 2 };

/** Memory of WebAssembly never shrinks: an instance that has grown beyond this is not kept. */
const MOST_KEPT = 256 * 1024 * 1024;

interface Instance {
  readonly memory: WebAssembly.Memory;
  call(name: string, ...values: number[]): number;
}

/** @param module the bytes of dcmjs-native-codecs.wasm, compiled */
export function wasmCodecs(module: WebAssembly.Module): FrameCodecs {
  let kept: Instance | undefined;
  const within = <T>(work: (instance: Instance) => T): T | { readonly kind: 'trouble'; readonly reason: string } => {
    const instance = kept ?? start(module);
    // An exception leaves the instance in the middle of something: the next frame gets a fresh one.
    kept = undefined;
    try {
      const result = work(instance);
      if (instance.memory.buffer.byteLength <= MOST_KEPT) kept = instance;
      return result;
    } catch (error) {
      return { kind: 'trouble', reason: reasonOf(error) };
    }
  };
  return {
    decode: (job) => misread(job) ?? within((instance) => decode(instance, job)),
    encode: (job) => misread(job) ?? within((instance) => encode(instance, job)),
  };
}

/** The module loses the high bytes of wide colours in JPEG 2000 without a word (seen with streams of ffmpeg and OpenJPEG). */
function misread({ codec, format }: Pick<CodecJob, 'codec' | 'format'>) {
  const wide = format.samples > 1 && format.bitsStored > 8;
  if (!wide || (codec !== 'jpeg-2000' && codec !== 'htj2k')) return undefined;
  return {
    kind: 'trouble',
    reason: 'colours of more than 8 bits in JPEG 2000 are not read by the codecs of this program',
  } as const;
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
  const context = contextOf(instance, format);
  call('SetEncodedBufferSize', context, bytes.length);
  const at = call('GetEncodedBuffer', context);
  new Uint8Array(memory.buffer).set(bytes, at);
  call(`Decode${ENTRY[codec]}`, context, parameters);
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

function contextOf({ call }: Instance, format: SampleFormat): number {
  const context = call('CreateCodecsContext');
  call('SetColumns', context, format.columns);
  call('SetRows', context, format.rows);
  call('SetBitsAllocated', context, format.bitsAllocated);
  call('SetBitsStored', context, format.bitsStored);
  call('SetSamplesPerPixel', context, format.samples);
  call('SetPixelRepresentation', context, format.signed ? 1 : 0);
  call('SetPlanarConfiguration', context, format.planar ? 1 : 0);
  call('SetPhotometricInterpretation', context, Math.max(0, PHOTOMETRICS.indexOf(format.photometric)));
  return context;
}

/** Without loss; the caller decodes what comes out to believe it. */
function encode(instance: Instance, { codec, format, bytes }: Omit<CodecJob, 'toRgb'>): Encoded {
  const { call, memory } = instance;
  const parameters = call('CreateEncoderParameters');
  const settings: readonly (readonly [string, number])[] = [
    ['SetLossy', 0],
    ['SetQuality', 100],
    ['SetSmoothingFactor', 0],
    ['SetSampleFactor', 0],
    // First-order prediction, as transfer syntax 1.2.840.10008.1.2.4.70 asks for.
    ['SetPredictor', 1],
    ['SetPointTransform', 0],
    ['SetAllowedLossyError', 0],
    ['SetProgressionOrder', PROGRESSION[codec] ?? 0],
    ['SetRate', 0],
    ['SetAllowMct', format.samples === 3 ? 1 : 0],
  ];
  for (const [name, value] of settings) call(name, parameters, value);
  const context = contextOf(instance, format);
  call('SetDecodedBufferSize', context, bytes.length);
  const at = call('GetDecodedBuffer', context);
  new Uint8Array(memory.buffer).set(bytes, at);
  call(`Encode${ENTRY[codec]}`, context, parameters);
  const encoded = new Uint8Array(
    memory.buffer,
    call('GetEncodedBuffer', context),
    call('GetEncodedBufferSize', context),
  ).slice();
  call('ReleaseEncoderParameters', parameters);
  call('ReleaseCodecsContext', context);
  return { kind: 'encoded', bytes: encoded };
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
