// What is found in the image of one object and what of it would go, without planning anything else.
import type { Source } from '../../kernel/source.js';
import type { FoundRegion } from '../../pixels/detection.js';
import type { Detection } from '../../pixels/pixelLook.js';
import { characterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import { collectEvidence } from './evidence.js';
import { lookIntoPixels } from './lookIntoPixels.js';
import { rulesFor } from './ownRules.js';
import { readObject } from './read.js';
import { charsetOf } from './visit.js';

/** Never throws on what the file holds; throws as the context's detector does. */
export async function detectRegions(source: Source, given: DicomContext): Promise<Detection> {
  const read = await readObject(source, true);
  if (read.kind === 'refusal') return { kind: 'refusal', refusal: read.refusal };
  const { object } = read;
  const charset = await charsetOf(object.window, object.table.elements, characterSet([]));
  const { policy, refusal } = await rulesFor(object, given, charset);
  if (refusal !== undefined) return { kind: 'refusal', refusal };
  const texts = new Map<FoundRegion, readonly string[]>();
  const named = async () => [
    ...given.patientEvidence,
    ...(await collectEvidence(object.window, object.table.elements, charset)),
  ];
  const look = await lookIntoPixels(object, { ...given, policy }, named, (region, own) => texts.set(region, own));
  if (look.kind !== 'looked') return look;
  const all = [
    ...look.taken.map((region) => ({ region, taken: true })),
    ...look.left.map((region) => ({ region, taken: false })),
  ];
  const regions = all.map(({ region, taken }) => ({ region, taken, texts: texts.get(region) ?? [] }));
  return { kind: 'looked', grouped: look.grouped, regions: regions.sort((a, b) => byPlace(a.region, b.region)) };
}

function byPlace(a: FoundRegion, b: FoundRegion): number {
  return (a.frames[0]?.[0] ?? 0) - (b.frames[0]?.[0] ?? 0) || a.box[1] - b.box[1] || a.box[0] - b.box[0];
}
