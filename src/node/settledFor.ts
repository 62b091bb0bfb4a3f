// What the user settled about the image of one object, as its plan takes it.
import type { DicomContext } from '../core/formats/dicom/context.js';
import { objectIds } from '../core/formats/dicom/objectIds.js';
import type { Source } from '../core/kernel/source.js';
import { type Settled, settledContext, settledOf } from '../core/pixels/settled.js';

export async function settledFor(
  settled: Settled | undefined,
  source: Source,
): Promise<Pick<DicomContext, 'drawn' | 'kept'>> {
  return settled === undefined ? {} : settledContext(settledOf(settled, await objectIds(source)));
}
