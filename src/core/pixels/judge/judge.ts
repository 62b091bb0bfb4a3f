// What a thing seen in an image is: identifying, technical or unknown; and whether the recipe takes it out. What can't be told goes.
import type { Category } from '../../kernel/finding.js';
import type { Fill, PixelPolicy } from '../../policy/policy.js';
import { safePattern } from '../../policy/safePattern.js';
import type { EvidenceItem } from '../../text/evidence.js';
import { compileEvidence, findIdentifiers } from '../../text/findIdentifiers.js';
import type { FoundRegion, Judgement } from '../detection.js';
import type { Sighting } from '../examine/sightings.js';
import { likenessOf } from './resembles.js';
import { isTechnical } from './technical.js';

export interface Judged {
  readonly region: FoundRegion;
  /** What takes its place; absent where it stays. */
  readonly fill?: Fill;
  /** Whole frames go with it. */
  readonly wholeFrame?: true;
}

interface Verdict {
  readonly judgement: Judgement;
  readonly category: Category;
  readonly reason: string;
  readonly confidence: number;
}

/** What was read less surely counts as not read. */
const READ = 0.8;
/** Even what was read badly is searched for identifiers. */
const LEGIBLE = 0.3;

/** @param evidence what the object, and the same patient's others, name */
export function judgeWith(policy: PixelPolicy, evidence: readonly EvidenceItem[]): (sighting: Sighting) => Judged {
  const compiled = compileEvidence(evidence);
  const likeness = likenessOf(evidence);
  const allowed = policy.allowed.map((pattern) => safePattern(`^(?:${pattern})$`));
  const isAllowed = (text: string): boolean =>
    [text, text.toLowerCase(), text.toUpperCase()].some((spelling) =>
      allowed.some((made) => made.kind === 'pattern' && made.test(spelling.trim())),
    );

  const ofLine = (text: string, confidence: number): Verdict => {
    const known =
      findIdentifiers(text, compiled, 'evidence')[0]?.category ??
      (confidence >= LEGIBLE ? likeness.find(text) : undefined);
    if (known !== undefined)
      return {
        judgement: 'identifying',
        category: known,
        reason: `text in the image that names what the header names (${known})`,
        confidence: 1,
      };
    if (confidence >= READ && isTechnical(text))
      return {
        judgement: 'technical',
        category: 'pixels',
        reason: 'text in the image that tells of the image alone',
        confidence,
      };
    const [span] = findIdentifiers(text, compiled, 'full');
    if (span !== undefined && confidence >= LEGIBLE)
      return {
        judgement: 'identifying',
        category: span.category,
        reason: `text in the image that reads as an identifier (${span.category})`,
        confidence,
      };
    return {
      judgement: 'unknown',
      category: 'pixels',
      reason: 'text in the image of which nobody knows what it says',
      confidence,
    };
  };
  const ofText = ({ readings }: Sighting): Verdict => {
    const lines = readings.flatMap(({ text, confidence }) => text.split('\n').map((line) => ofLine(line, confidence)));
    const unread: Verdict = {
      judgement: 'unknown',
      category: 'pixels',
      reason: 'text in the image that could not be read',
      confidence: 1,
    };
    return (
      lines.find(({ judgement }) => judgement === 'identifying') ??
      lines.find(({ judgement }) => judgement === 'unknown') ??
      lines[0] ??
      unread
    );
  };
  const goes = (sighting: Sighting, { judgement }: Verdict): boolean => {
    if (policy.text === 'keep') return false;
    if (policy.text === 'all') return true;
    if (policy.text === 'identifying') return judgement !== 'technical';
    const surely = sighting.readings.length > 0 && sighting.readings.every(({ confidence }) => confidence >= READ);
    const lines = sighting.readings.flatMap(({ text }) => text.split('\n'));
    return judgement === 'identifying' || !surely || !lines.every(isAllowed);
  };

  return (sighting) => {
    if (sighting.kind !== 'text') return ofThing(sighting, sighting.kind === 'face' ? policy.faces : policy.barcodes);
    const verdict = ofText(sighting);
    const taken = goes(sighting, verdict);
    // Of what goes it matters that it is there; of what stays, that it was read as it is.
    const confidence = taken
      ? sighting.confidence
      : Math.min(...sighting.readings.map((reading) => reading.confidence), 1);
    const region = regionOf(sighting, { ...verdict, confidence }, 'pixels/text', 'PS3.15 E.3.1');
    return taken ? { region, fill: policy.textFill } : { region };
  };
}

function ofThing(sighting: Sighting, what: PixelPolicy['faces']): Judged {
  const face = sighting.kind === 'face';
  const reason = face ? 'a face in the image' : 'a bar code in the image';
  const verdict: Verdict = { judgement: 'identifying', category: 'pixels', reason, confidence: sighting.confidence };
  const region = regionOf(
    sighting,
    verdict,
    face ? 'pixels/face' : 'pixels/barcode',
    face ? 'PS3.15 E.3.2' : 'PS3.15 E.3.1',
  );
  if (what === 'keep') return { region };
  return what === 'remove' ? { region, fill: { kind: 'black' }, wholeFrame: true } : { region, fill: what };
}

function regionOf(
  { kind, box, polygon, frames }: Sighting,
  verdict: Verdict,
  rule: string,
  clause: string,
): FoundRegion {
  const shape = polygon === undefined ? { box } : { box, polygon };
  return { kind, ...shape, frames, ...verdict, rule, clause };
}
