// The networks for text (PaddleOCR, Apache-2.0): one that finds lines, one that reads Latin, one that reads Chinese and Japanese.

import type { Detector } from '../../core/pixels/detection.js';
import { createTextDetector } from '../../core/pixels/textDetection/findText.js';
import type { Network, TextModels } from '../../core/pixels/textDetection/textModels.js';
import { type ModelFile, readModel } from './modelFile.js';
import { type Device, type Load, openRuntime } from './onnx.js';

const FIND: ModelFile = {
  name: 'en_PP-OCRv3_det_infer.onnx',
  digest: 'f139598bc2af4e4b6fe98dec11574e30edfdd91fc94ac1425c18ace3bd5a866b',
};
const LATIN: ModelFile = {
  name: 'en_PP-OCRv4_rec.onnx',
  digest: '870d81b658bb0ba59ae4a2aecf21f879e4921002be29d208cdcdb977af6e0959',
};
const HAN: ModelFile = {
  name: 'ch_PP-OCRv4_rec_infer.onnx',
  digest: '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0',
};
const HAN_KEYS: ModelFile = {
  name: 'ppocr_keys_v1.txt',
  digest: '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7',
};

/** The printable characters of ASCII in the order of PaddleOCR's English dictionary, and the space once more. */
const LATIN_CHARACTERS = [
  ...'0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~!"#$%&\'()*+,-./  ',
];

export interface TextDetectorSetup {
  readonly modelsFolder: string;
  readonly device: Device;
  readonly step: () => void;
}

/** @throws DeidError `missing-model`; the readers' files are looked at when something is to be read */
export async function loadTextDetector({ modelsFolder, device, step }: TextDetectorSetup): Promise<Detector> {
  const { load } = await openRuntime(modelsFolder, device);
  const hanKeys = atFirstUse(async () =>
    new TextDecoder()
      .decode(await readModel(modelsFolder, HAN_KEYS))
      .trimEnd()
      .split('\n'),
  );
  const models: TextModels = {
    find: await load(FIND),
    readers: [
      { network: later(load, LATIN), characters: () => Promise.resolve(LATIN_CHARACTERS) },
      { network: later(load, HAN), characters: async () => [...(await hanKeys()), ' '] },
    ],
  };
  return createTextDetector(models, { step });
}

function later(load: Load, model: ModelFile): Network {
  const loaded = atFirstUse(() => load(model));
  return async (input) => (await loaded())(input);
}

function atFirstUse<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
