// The reader of bar codes (zxing-cpp as WebAssembly: zxing-wasm, MIT): every symbology that it knows.
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import { type CodeReader, type CodeReading, findBarcodes } from '../../core/pixels/barcodes/findBarcodes.js';
import type { Detector } from '../../core/pixels/detection.js';
import { type ModelFile, readModel } from './modelFile.js';

const READER: ModelFile = {
  name: 'zxing_reader.wasm',
  digest: 'e8af31edb56d0522f4de74495839385ef019ba8bc90d38e5ecb2f18795d86fb2',
};

/** Two-dimensional symbologies; the others are bars, and are read along a line. */
const MATRIX = /QR|Aztec|Matrix|Maxi|PDF417/u;

export interface BarcodeDetectorSetup {
  readonly modelsFolder: string;
  /** Told after each look of the reader; what it throws ends the search. */
  readonly step: () => void;
}

/** @throws DeidError `missing-model` */
export async function loadBarcodeDetector({ modelsFolder, step }: BarcodeDetectorSetup): Promise<Detector> {
  const module = await readModel(modelsFolder, READER);
  // The module is given: left alone, it would be looked for on the network.
  const wasmBinary = new Uint8Array(module).buffer;
  await prepareZXingModule({ overrides: { wasmBinary, locateFile: (name: string) => name }, fireImmediately: true });
  const read: CodeReader = async ({ width, height, bytes }) => {
    step();
    const data = new Uint8ClampedArray(width * height * 4);
    for (let at = 0; at < bytes.length; at++) data.fill(bytes[at] ?? 0, at * 4, at * 4 + 4);
    const results = await readBarcodes({ data, width, height, colorSpace: 'srgb' }, OPTIONS);
    return results.flatMap((result) => readingOf(result));
  };
  return ({ picture, kinds }, signal) =>
    kinds.includes('barcode') ? findBarcodes(picture, read, signal) : Promise.resolve([]);
}

const OPTIONS = {
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: 255,
} as const;

function readingOf({ isValid, format, text, position }: ReadResult): readonly CodeReading[] {
  if (!isValid) return [];
  const { topLeft, topRight, bottomRight, bottomLeft } = position;
  const corners = [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }): readonly [number, number] => [x, y]);
  return [{ corners, linear: !MATRIX.test(format), guards: /EAN|UPC|ISBN/u.test(format), text }];
}
