// Decides what happens to a DICOM object: findings, the edits that they cause, and issues; or a refusal.

import type { Edit } from '../../kernel/edit.js';
import type { Refusal } from '../../kernel/issue.js';
import type { Plan } from '../../kernel/plan.js';
import type { Source } from '../../kernel/source.js';
import { isRegisteredUid } from '../../policy/registeredUid.js';
import type { EvidenceItem } from '../../text/evidence.js';
import { compileEvidence, type Evidence } from '../../text/findIdentifiers.js';
import { type CharacterSet, characterSet } from './charset/characterSet.js';
import { cleanClassUid } from './classUid.js';
import type { DicomContext } from './context.js';
import { deflateLayer } from './deflate.js';
import { isDirectory, MEDIA_STORAGE_DIRECTORY, recordPatients, relocate, retireAbsent } from './directory.js';
import { addEdit, addFinding, addIssue, type Draft, newDraft, regionLocation, sealEdits } from './draft.js';
import { collectEvidence, patientKey } from './evidence.js';
import { encodeMeta } from './meta.js';
import { mixedRefusal } from './mixed.js';
import { embeddedOverlayIssue, pixelIssue } from './pixelRisk.js';
import { cleanPixelStream } from './pixelStream.js';
import { provenanceOf, writeProvenance } from './provenance.js';
import { type DicomObject, hasReferencesByPosition, readObject } from './read.js';
import { writeSalvage } from './salvage.js';
import { charsetOf, plainValue, type Scope, type Visit } from './visit.js';
import { visitDataSet } from './walk.js';

/** What the planned object was searched for, for the check of its output. It has values, so it is not seen from outside. */
const SEARCHED = Symbol('searched');

function searchedFor(plan: Plan): Evidence | undefined {
  return isOwn(plan) ? plan[SEARCHED] : undefined;
}

function isOwn(plan: Plan): plan is Plan & { readonly [SEARCHED]: Evidence } {
  return SEARCHED in plan;
}

/** Plans one object. Never throws on input. */
export function planDicom(source: Source, context: DicomContext): Promise<Plan> {
  return planObject(source, context, undefined);
}

/**
 * What would be left to do about the output of `plan`. It is searched for what the original named; what the output itself
 * names is that or made by us. Header and provenance are written anew by every plan and tell nothing here.
 */
export function planOutput(output: Source, plan: Plan, context: DicomContext): Promise<Plan> {
  const evidence = searchedFor(plan) ?? compileEvidence(wantedEvidence(context.patientEvidence, context));
  return planObject(output, context, evidence);
}

/** What is shown of an object: of one that is refused as much as could be read, with what would be done about it. */
export interface ShownPlan {
  readonly plan: Plan;
  /** Of a refused object too: they say what would stand there, and are never carried out. */
  readonly edits: readonly Edit[];
}

/** Larger than any object whose refusal people want to look into element by element. */
const MOST_SHOWN = 100_000;

/** Plans one object for showing. Never throws on input. */
export async function planShown(source: Source, context: DicomContext): Promise<ShownPlan> {
  const plan = await planDicom(source, context);
  if (plan.refusal === undefined) return { plan, edits: plan.edits };
  const read = await readObject(source, true);
  const object = read.kind === 'object' ? read.object : read.partial;
  if (object === undefined || object.table.count > MOST_SHOWN) return { plan, edits: [] };
  const { draft } = await decideObject(object, context, undefined);
  return { plan: { ...plan, findings: draft.findings }, edits: sealEdits(draft) };
}

/** @param known for an output: what its original was searched for */
async function planObject(source: Source, context: DicomContext, known: Evidence | undefined): Promise<Plan> {
  const base = { stamp: source.stamp, size: source.size, policyDigest: context.policy.digest };
  const read = await readObject(source, context.salvage);
  if (read.kind === 'refusal') return { ...base, findings: [], edits: [], issues: read.issues, refusal: read.refusal };
  const { object } = read;
  const { draft, evidence, refusal } = await decideObject(object, context, known);
  if (refusal !== undefined) return { ...base, findings: draft.findings, edits: [], issues: draft.issues, refusal };
  const edits = sealEdits(draft);
  const mixed = mixedRefusal(object.table, edits);
  if (mixed !== undefined)
    return { ...base, findings: draft.findings, edits: [], issues: draft.issues, refusal: mixed };
  const first = edits[0]?.bytes;
  const layer =
    object.opening.deflated && first !== undefined ? { layer: deflateLayer(object.window.source, first.length) } : {};
  const plan: Plan = { ...base, findings: draft.findings, edits, issues: draft.issues, ...layer };
  return Object.defineProperty(plan, SEARCHED, { value: evidence });
}

interface Decided {
  readonly draft: Draft;
  readonly evidence: Evidence;
  readonly refusal: Refusal | undefined;
}

async function decideObject(object: DicomObject, context: DicomContext, known: Evidence | undefined): Promise<Decided> {
  const draft = newDraft();
  for (const issue of object.issues) addIssue(draft, issue);
  const charset = await charsetOf(object.window, object.table.elements, characterSet([]));
  if (!charset.known) {
    addIssue(draft, {
      code: 'character-set-unknown',
      severity: 'warning',
      message: 'Specific Character Set (0008,0005) names a set that is not known; text was read byte by byte',
    });
  }
  const evidence = known ?? (await evidenceOf(object, context, charset));
  const visit = await openVisit(object, context, draft, evidence, charset);
  const scope: Scope = {
    parents: [],
    path: '',
    charset,
    encoding: object.table.encoding,
    dummy: false,
    content: undefined,
    handled: visit.isDirectory ? undefined : provenanceOf(object.table),
  };
  return { draft, evidence, refusal: await decideAll(visit, scope, object, known !== undefined) };
}

async function evidenceOf(object: DicomObject, context: DicomContext, charset: CharacterSet): Promise<Evidence> {
  const own = await collectEvidence(object.window, object.table.elements, charset);
  return compileEvidence(wantedEvidence(mergeEvidence(own, context.patientEvidence), context));
}

async function openVisit(
  object: DicomObject,
  context: DicomContext,
  draft: Draft,
  evidence: Evidence,
  charset: CharacterSet,
): Promise<Visit> {
  const { window, table, sopClass } = object;
  const patient = await patientKey(window, table.elements, charset);
  const { min, max } = context.policy.policy.dateShift;
  const directory = isDirectory(sopClass, table.elements);
  return {
    window,
    draft,
    context,
    sopClass: directory ? MEDIA_STORAGE_DIRECTORY : sopClass,
    evidence,
    days: context.policy.dates === 'shift' ? context.identity.dayShift(patient, min, max) : 0,
    patientCode: () => context.identity.pseudonym('patient', patient),
    isDirectory: directory,
    byReference: hasReferencesByPosition(table),
    records: directory ? await recordPatients(window, table.elements, charset) : undefined,
  };
}

/** What the policy keeps where it stands is no identifier elsewhere either. */
function wantedEvidence(evidence: readonly EvidenceItem[], { policy }: DicomContext): readonly EvidenceItem[] {
  const kept = new Set<EvidenceItem['kind']>();
  if (policy.dates === 'keep') kept.add('date');
  if (policy.has('retain-device-identity')) kept.add('device');
  if (policy.has('retain-institution-identity')) kept.add('institution');
  return kept.size === 0 ? evidence : evidence.filter(({ kind }) => !kept.has(kind));
}

/** Sets of what is in an array of evidence: all files of a patient come with the same array. */
const members = new WeakMap<readonly EvidenceItem[], ReadonlySet<string>>();

/** The patient's evidence first, then what only this file names: mostly nothing, so that compiled evidence is found again. */
function mergeEvidence(own: readonly EvidenceItem[], shared: readonly EvidenceItem[]): readonly EvidenceItem[] {
  if (shared.length === 0) return own;
  const known = members.get(shared) ?? new Set(shared.map(({ kind, value }) => `${kind}\0${value}`));
  members.set(shared, known);
  return [...shared, ...own.filter(({ kind, value }) => !known.has(`${kind}\0${value}`))];
}

async function decideAll(
  visit: Visit,
  scope: Scope,
  object: DicomObject,
  isOutput: boolean,
): Promise<Refusal | undefined> {
  const { table } = object;
  await writeHeader(visit, object, isOutput);
  await visitDataSet(visit, scope, table.elements);
  await cleanPixelStream(visit, scope, object);
  if (object.cutPixels !== undefined) writeSalvage(visit, scope, object.cutPixels, object.window.source.size);
  else if (object.partial !== true && table.end < object.window.source.size) {
    const length = object.window.source.size - table.end;
    const index = addFinding(visit.draft, {
      rule: 'trailing-bytes',
      location: regionLocation('trailing-bytes'),
      range: { offset: table.end, length },
      category: 'other',
      action: 'X',
      effect: 'removed',
      reason: 'bytes after the last data element belong to nothing and may identify',
      clause: 'PS3.10 7.1',
      confidence: 1,
    });
    addEdit(visit.draft, table.end, length, new Uint8Array(0), [index]);
  }
  if (visit.isDirectory) {
    await retireAbsent(visit, table.elements);
    return relocate(visit, table.elements, table.encoding, sealEdits(visit.draft));
  }
  if (isOutput) return undefined;
  await writeProvenance(visit, scope, table);
  for (const issue of [await pixelIssue(visit, table.elements), await embeddedOverlayIssue(visit, table.elements)]) {
    if (issue !== undefined) addIssue(visit.draft, issue);
  }
  return undefined;
}

/** Replaces preamble and file meta information. */
async function writeHeader(visit: Visit, object: DicomObject, isOutput: boolean): Promise<void> {
  const causes: number[] = [];
  if (object.opening.hasPreamble && (await object.window.source.read(0, 128)).some((byte) => byte !== 0)) {
    causes.push(headerFinding(visit, 'preamble', 0, 128, 'a preamble can hold anything'));
  }
  if (isOutput) return;
  const { opening, window, table, sopClass } = object;
  const { identity, policy, producer, record } = visit.context;
  const instance = (await plainValue(window, table.elements, 0x00080018)) || opening.sopInstance;
  const decision = policy.decide({ tag: 0x00080018, vr: 'UI', parents: [], sopClass });
  const keep = instance === '' || decision?.action === 'K' || policy.has('retain-uids') || isRegisteredUid(instance);
  // Media Storage SOP Instance UID says what the data set says (PS3.10 7.1), also where the user set or kept that.
  const sopInstance = decision?.value ?? (keep ? instance : identity.mapUid(instance));
  if (!keep && decision?.value === undefined) record?.('uid', instance, sopInstance);
  // What is no UID is not copied: it may be anything.
  const classUid = /^[\d.]+$/u.test(sopClass) ? storedClass(visit, sopClass) : '';
  const bytes = encodeMeta({ sopClass: classUid, sopInstance, transferSyntax: opening.transferSyntax, producer });
  causes.push(
    headerFinding(
      visit,
      opening.hasMeta ? 'file-meta' : 'header',
      0,
      opening.start,
      'file meta information is written anew',
    ),
  );
  addEdit(visit.draft, 0, opening.start, bytes, causes);
}

/** Media Storage SOP Class UID says what the data set says (PS3.10 7.1), also where the user keeps that as it is. */
function storedClass(visit: Visit, sopClass: string): string {
  const decision = visit.context.policy.decide({ tag: 0x00080016, vr: 'UI', parents: [], sopClass });
  return decision?.rule.startsWith('override') === true ? sopClass : cleanClassUid(visit, sopClass);
}

function headerFinding(
  visit: Visit,
  name: 'preamble' | 'file-meta' | 'header',
  offset: number,
  length: number,
  reason: string,
): number {
  const preamble = name === 'preamble';
  return addFinding(visit.draft, {
    rule: name,
    location: regionLocation(name),
    range: { offset, length },
    category: preamble ? 'other' : 'structure',
    action: preamble ? 'X' : 'D',
    effect: preamble ? 'removed' : 'structure',
    reason,
    clause: 'PS3.10 7.1',
    confidence: 1,
  });
}
