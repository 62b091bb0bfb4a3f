// Takes the envelope off Deflated Explicit VR Little Endian (PS3.5 A.5), so that the checks see the bytes inside.
import { Inflate } from 'fflate';
import { bufferSource, concat, type Source } from '../kernel/source.js';
import { STEP } from './byteStream.js';

const DEFLATED = '1.2.840.10008.1.2.1.99';
/** The inside of a deflated object is held in memory; larger ones are not verified, and the report says so. */
const MOST_INFLATED = 512 * 1024 * 1024;

/** @returns `source` itself where it is not deflated; undefined where its inside can't be had */
export async function inflated(source: Source, transferSyntax: string, dataSetAt: number): Promise<Source | undefined> {
  if (transferSyntax !== DEFLATED) return source;
  const parts: Uint8Array[] = [await source.read(0, dataSetAt)];
  let total = 0;
  let tooBig = false;
  const inflate = new Inflate((chunk) => {
    total += chunk.length;
    if (total > MOST_INFLATED) tooBig = true;
    else parts.push(chunk);
  });
  try {
    for (let at = dataSetAt; at < source.size && !tooBig; at += STEP) {
      inflate.push(await source.read(at, STEP), at + STEP >= source.size);
    }
  } catch {
    return undefined;
  }
  return tooBig ? undefined : bufferSource(concat(parts), `inflated:${source.stamp}`);
}
