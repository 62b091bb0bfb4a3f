// Decides what happens to a DICOM object: findings, the edits that they cause, and issues; or a refusal.

import type { Edit } from '../../kernel/edit.js';
import type { Refusal } from '../../kernel/issue.js';
import type { Plan } from '../../kernel/plan.js';
import type { Source } from '../../kernel/source.js';
import type { Redaction } from '../../pixels/covered.js';
import type { PixelLook } from '../../pixels/pixelLook.js';
import { lookUp } from '../../policy/lookupTable.js';
import type { DeviceRule } from '../../policy/policy.js';
import { compileEvidence, type Evidence } from '../../text/findIdentifiers.js';
import { type CharacterSet, characterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import { deflateLayer } from './deflate.js';
import {
  fileNamesIssue,
  isDirectory,
  MEDIA_STORAGE_DIRECTORY,
  recordPatients,
  relocate,
  retireAbsent,
} from './directory.js';
import { addEdit, addFinding, addIssue, type Draft, inOutput, newDraft, regionLocation, sealEdits } from './draft.js';
import { findElement } from './element.js';
import { patientKey } from './evidence.js';
import { changeSyntax, writeHeader } from './header.js';
import { lookIntoPixels } from './lookIntoPixels.js';
import { mixedRefusal } from './mixed.js';
import { cleanOffsetTables } from './offsetTables.js';
import { type OwnRules, rulesFor } from './ownRules.js';
import { embeddedOverlayIssue } from './pixelRisk.js';
import { cleanPixelStream } from './pixelStream.js';
import { evidenceOf, namedBy, wantedEvidence } from './planEvidence.js';
import { sayWhatWasNotSet } from './privateRules.js';
import { provenanceOf, writeProvenance } from './provenance.js';
import { type DicomObject, hasReferencesByPosition, readObject } from './read.js';
import { settleRedaction } from './redaction.js';
import { redactPixels } from './redactPixels.js';
import { writeSalvage } from './salvage.js';
import { sayOfPixels } from './sayOfPixels.js';
import { sealOriginals } from './sealOriginals.js';
import { cleanTotalLength } from './totalLength.js';
import { charsetOf, type Scope, type Visit } from './visit.js';
import { visitDataSet } from './walk.js';

const PIXEL_DATA = 0x7fe00010;

/** What is known of a planned object, for the check of its output. It has values, so it is not seen from outside. */
const MEMORY = Symbol('memory');

interface Memory {
  /** What it was searched for. */
  readonly evidence: Evidence;
  /** The rules that hold for it, and its key in the lookup table: an output may answer otherwise. */
  readonly rules: OwnRules;
  /** Dates, and the groups of values that attributes held, by where they end in the output. */
  readonly moved: ReadonlyMap<number, string>;
  readonly held: ReadonlyMap<number, readonly string[]>;
  /** What was blanked: what the output says of its pixels may have changed. */
  readonly redaction: Redaction | undefined;
}

function memoryOf(plan: Plan): Memory | undefined {
  return isOwn(plan) ? plan[MEMORY] : undefined;
}

function isOwn(plan: Plan): plan is Plan & { readonly [MEMORY]: Memory } {
  return MEMORY in plan;
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
  // A plan that was not made here has left no memory: its dates are then not known as moved.
  const strange = (): Memory => ({
    evidence: compileEvidence(wantedEvidence(context.patientEvidence, context)),
    rules: { policy: context.policy, key: '', devices: [] },
    moved: new Map(),
    held: new Map(),
    redaction: undefined,
  });
  return planObject(output, context, memoryOf(plan) ?? strange());
}

/** What is shown of an object: of one that is refused as much as could be read, with what would be done about it. */
export interface ShownPlan {
  readonly plan: Plan;
  /** Of a refused object too: they say what would stand there, and are never carried out. */
  readonly edits: readonly Edit[];
  /** Rules of the recipe for parts of the image that hold for this object. */
  readonly devices: readonly DeviceRule[];
}

/** Larger than any object whose refusal people want to look into element by element. */
const MOST_SHOWN = 100_000;

/** Plans one object for showing. Never throws on input. */
export async function planShown(source: Source, context: DicomContext): Promise<ShownPlan> {
  const plan = await planDicom(source, context);
  if (plan.refusal === undefined) return { plan, edits: plan.edits, devices: memoryOf(plan)?.rules.devices ?? [] };
  const read = await readObject(source, true);
  const object = read.kind === 'object' ? read.object : read.partial;
  if (object === undefined || object.table.count > MOST_SHOWN) return { plan, edits: [], devices: [] };
  const { draft, rules } = await decideObject(object, context, undefined, true);
  return { plan: { ...plan, findings: draft.findings }, edits: sealEdits(draft), devices: rules.devices };
}

/** @param known for an output: what is known of its original */
async function planObject(source: Source, context: DicomContext, known: Memory | undefined): Promise<Plan> {
  const preview = context.preview === true ? { preview: true } : {};
  const base = { stamp: source.stamp, size: source.size, policyDigest: context.policy.digest, ...preview };
  const read = await readObject(source, context.salvage);
  if (read.kind === 'refusal') return { ...base, findings: [], edits: [], issues: read.issues, refusal: read.refusal };
  const { object } = read;
  const { draft, evidence, rules, refusal, redaction } = await decideObject(object, context, known);
  if (refusal !== undefined) return { ...base, findings: draft.findings, edits: [], issues: draft.issues, refusal };
  const edits = sealEdits(draft);
  const mixed = mixedRefusal(object.table, edits);
  if (mixed !== undefined)
    return { ...base, findings: draft.findings, edits: [], issues: draft.issues, refusal: mixed };
  const first = edits[0]?.bytes;
  const layer =
    object.opening.deflated && first !== undefined ? { layer: deflateLayer(object.window.source, first.length) } : {};
  const plan: Plan = { ...base, findings: draft.findings, edits, issues: draft.issues, ...layer };
  const memory: Memory = {
    evidence,
    rules,
    moved: inOutput(draft.moved, edits),
    held: inOutput(draft.held, edits),
    redaction,
  };
  return Object.defineProperty(plan, MEMORY, { value: memory });
}

interface Decided {
  readonly draft: Draft;
  readonly evidence: Evidence;
  readonly rules: OwnRules;
  readonly refusal: Refusal | undefined;
  readonly redaction: Redaction | undefined;
}

/** @param shown an object that the recipe does not take is looked at all the same */
async function decideObject(
  object: DicomObject,
  given: DicomContext,
  known: Memory | undefined,
  shown = false,
): Promise<Decided> {
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
  const rules = known?.rules ?? (await rulesFor(object, given, charset));
  const context: DicomContext = { ...given, policy: rules.policy };
  const named = once(() => namedBy(object, context, charset));
  // A file that the recipe does not take is not looked into.
  const look =
    known === undefined && rules.refusal === undefined ? await lookIntoPixels(object, context, named) : undefined;
  const found = look?.kind === 'looked' ? look.taken : [];
  const settled =
    known === undefined
      ? await settleRedaction(draft, object, rules.devices, found, context)
      : ({ kind: 'nothing' } as const);
  const redaction = settled.kind === 'redaction' ? settled.redaction : known?.redaction;
  const refused =
    (known === undefined ? rules.refusal : undefined) ??
    (look?.kind === 'refusal' ? look.refusal : undefined) ??
    (settled.kind === 'refusal' ? settled.refusal : undefined);
  if (refused !== undefined && !shown)
    return { draft, rules, redaction, evidence: compileEvidence([]), refusal: refused };
  const evidence = known?.evidence ?? (await evidenceOf(context, named));
  const visit = await openVisit({ object, context, draft, evidence, charset, rules, known, redaction, look });
  const scope: Scope = {
    parents: [],
    path: '',
    charset,
    encoding: object.table.encoding,
    dummy: false,
    content: undefined,
    handled: visit.isDirectory ? undefined : provenanceOf(object.table, context),
  };
  const refusal = refused ?? (await decideAll(visit, scope, object, known !== undefined));
  return { draft, evidence, rules, refusal, redaction };
}

interface VisitParts {
  readonly object: DicomObject;
  readonly context: DicomContext;
  readonly draft: Draft;
  readonly evidence: Evidence;
  readonly charset: CharacterSet;
  readonly rules: OwnRules;
  readonly known: Memory | undefined;
  readonly redaction: Redaction | undefined;
  readonly look: PixelLook | undefined;
}

async function openVisit({
  object,
  context,
  draft,
  evidence,
  charset,
  rules,
  known,
  redaction,
  look,
}: VisitParts): Promise<Visit> {
  const { window, table, sopClass } = object;
  const { policy, identity } = context;
  const patient = await patientKey(window, table.elements, charset);
  const { min, max } = policy.policy.dateShift;
  const keyedDays = () => identity.dayShift(patient, min, max);
  const directory = isDirectory(sopClass, table.elements);
  if (known === undefined && !directory && patient !== '')
    context.record?.('subject', patient, policy.dates === 'shift' ? String(keyedDays()) : '');
  return {
    window,
    draft,
    context,
    sopClass: directory ? MEDIA_STORAGE_DIRECTORY : sopClass,
    evidence,
    days: policy.dates === 'shift' ? keyedDays() : 0,
    keyedDays,
    patientCode: () => identity.pseudonym('patient', patient),
    isDirectory: directory,
    byReference: hasReferencesByPosition(table),
    records: directory ? await recordPatients(window, table.elements, charset) : undefined,
    recordKeys: rules.recordKeys,
    lookUp: (variable) => lookUp(context.table, rules.key, variable),
    moved: known?.moved,
    held: known?.held,
    redaction,
    look,
  };
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
  if (visit.context.policy.policy.style !== 'rules') await cleanPixelStream(visit, scope, object);
  const redacted = await redactPixels(visit, scope, object, isOutput);
  if (redacted.kind === 'refusal') return redacted.refusal;
  if (visit.context.policy.policy.style !== 'rules') {
    await cleanOffsetTables(visit, scope, object);
    await cleanTotalLength(visit, scope, object);
  }
  if (redacted.transferSyntax !== undefined) await changeSyntax(visit, object, redacted.transferSyntax);
  if (object.cutPixels !== undefined) await writeSalvage(visit, scope, object, object.cutPixels);
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
    const told = isOutput ? undefined : await fileNamesIssue(visit, table.elements, scope.charset);
    if (told !== undefined) addIssue(visit.draft, told);
    return relocate(visit, table.elements, table.encoding, sealEdits(visit.draft));
  }
  if (isOutput) return undefined;
  await writeProvenance(visit, scope, table);
  sayWhatWasNotSet(visit);
  if (visit.look !== undefined)
    sayOfPixels(visit.draft, visit.look, findElement(table.elements, PIXEL_DATA), visit.context.reviewBelow);
  const embedded = await embeddedOverlayIssue(visit, table.elements);
  if (embedded !== undefined) addIssue(visit.draft, embedded);
  if (visit.context.seal !== undefined) await sealOriginals(visit.draft, object, visit.context.seal);
  return undefined;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
