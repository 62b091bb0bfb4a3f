import type { Issue, Refusal } from '../../kernel/issue.js';
import type { Redaction } from '../../pixels/covered.js';
import type { PixelLook } from '../../pixels/pixelLook.js';
import { lookUp } from '../../policy/lookupTable.js';
import { compileEvidence, type Evidence } from '../../text/findIdentifiers.js';
import { type CharacterSet, characterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import { fileNamesIssue, isDirectory, MEDIA_STORAGE_DIRECTORY, recordPatients, relocate } from './directory.js';
import { addEdit, addFinding, addIssue, type Draft, newDraft, regionLocation, sealEdits } from './draft.js';
import { findElement } from './element.js';
import { isEvidenceCut, patientKey } from './evidence.js';
import { lookIntoPixels } from './lookIntoPixels.js';
import { cleanOffsetTables } from './offsetTables.js';
import { type OwnRules, rulesFor } from './ownRules.js';
import { embeddedOverlayIssue } from './pixelRisk.js';
import { cleanPixelStream } from './pixelStream.js';
import { evidenceOf, namedBy } from './planEvidence.js';
import type { Memory } from './planMemory.js';
import { sayWhatWasNotSet } from './privateRules.js';
import { provenanceOf, writeProvenance } from './provenance.js';
import { type DicomObject, hasReferencesByPosition } from './read.js';
import { settleRedaction } from './redaction.js';
import { redactPixels } from './redactPixels.js';
import { writeSalvage } from './salvage.js';
import { sayOfPixels } from './sayOfPixels.js';
import { sealOriginals } from './sealOriginals.js';
import { cleanTotalLength } from './totalLength.js';
import { charsetOf, type Scope, type Visit } from './visit.js';
import { visitDataSet } from './walk.js';
import { changeSyntax, writeHeader } from './writeHeader.js';

const PIXEL_DATA = 0x7fe00010;

export interface Decided {
  readonly draft: Draft;
  readonly evidence: Evidence;
  readonly rules: OwnRules;
  readonly refusal: Refusal | undefined;
  readonly redaction: Redaction | undefined;
}

const CUT: Issue = {
  code: 'evidence-cut',
  severity: 'warning',
  message:
    'the object names more people, places, numbers and devices than can be searched for in texts: what is beyond was not looked for',
};

/** @param shown an object that the recipe does not take is looked at all the same */
export async function decideObject(
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
  if (known === undefined && isEvidenceCut(object.table.elements)) addIssue(draft, CUT);
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
