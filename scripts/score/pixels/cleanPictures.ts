// Real images without any text, from the corpus where it is there: each was looked at by eye. None of them is copied anywhere.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CaseSet, CleanPicture } from '../../pixelCases/makeCase.js';
import type { Scene } from '../../pixelCases/scene.js';
import { framesOf, sceneOf } from './readFrames.js';

/** In turns for the one set and the other. */
const CLEAN = [
  'modality/dcmjs/IM-0001-0001.dcm',
  'modality/dcmqi/01.dcm',
  'modality/dicom/3.dcm',
  'modality/highdicom/dx_image.dcm',
  'syntax/pydicom/JPEG-lossy.dcm',
  'pixels_phi/dicognito/burned_in_no.dcm',
  'private/dcm_qa_nih/mr_0003_epi_pe_ap-00001.dcm',
  'private/dcmstack/csa_test.dcm',
  'syntax/cornerstonewadoimageloader/CTImage.dcm_BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2.dcm',
  'syntax/dicomparser/CT1_UNC.fragmented_bot_jpeg_ls.80.dcm',
  'syntax/dicom-test-files/XA1_J2KI',
  'syntax/pydicom/693_J2KI.dcm',
  'syntax/pydicom/J2K_pixelrep_mismatch.dcm',
  'wsi/wsi-to-dicom-converter/jpeg.dicom',
];
/** Larger ones are cut: what is asked is what is found in anatomy, not how fast. */
const LARGEST = 512;

export async function cleanPictures(corpus: string | undefined, set: CaseSet): Promise<readonly CleanPicture[]> {
  const pictures: CleanPicture[] = [];
  for (const [at, name] of CLEAN.entries()) {
    const file = corpus === undefined ? '' : path.join(corpus, 'dicom', name);
    if ((at % 2 === 0) !== (set === 'tune') || !existsSync(file)) continue;
    const [frame] = await framesOf(readFileSync(file), 1);
    if (frame !== undefined) pictures.push({ name: 'corpus', scene: cut(sceneOf(frame)) });
  }
  return pictures;
}

function cut({ width, height, planes }: Scene): Scene {
  // Even numbers: some ways to store colours want pairs.
  const [w, h] = [width, height].map((side) => Math.floor(Math.min(side, LARGEST) / 2) * 2) as [number, number];
  const [left, top] = [(width - w) >> 1, (height - h) >> 1];
  return {
    width: w,
    height: h,
    planes: planes.map((plane) =>
      Float32Array.from({ length: w * h }, (_, at) => plane[(top + Math.floor(at / w)) * width + left + (at % w)] ?? 0),
    ),
  };
}
