// Preamble and file meta information are written anew; what they say of the object is what its data set says (PS3.10 7.1).
import type { Tag } from '../../dictionary/tag.js';
import { isRegisteredUid } from '../../policy/registeredUid.js';
import { fits } from '../../policy/setValue.js';
import { cleanClassUid } from './classUid.js';
import { addEdit, addFinding, regionLocation } from './draft.js';
import { encodeMeta } from './meta.js';
import type { DicomObject } from './read.js';
import { plainValue, type Visit } from './visit.js';

const SOP_CLASS = 0x00080016;
const SOP_INSTANCE = 0x00080018;

/** Replaces preamble and file meta information. */
export async function writeHeader(visit: Visit, object: DicomObject, isOutput: boolean): Promise<void> {
  const causes: number[] = [];
  if (object.opening.hasPreamble && (await object.window.source.read(0, 128)).some((byte) => byte !== 0)) {
    causes.push(headerFinding(visit, 'preamble', 0, 128, 'a preamble can hold anything'));
  }
  if (isOutput) return;
  const { opening } = object;
  const bytes = await metaOf(visit, object, opening.transferSyntax);
  const name = opening.hasMeta ? 'file-meta' : 'header';
  causes.push(headerFinding(visit, name, 0, opening.start, 'file meta information is written anew'));
  addEdit(visit.draft, 0, opening.start, bytes, causes);
}

async function metaOf(visit: Visit, object: DicomObject, transferSyntax: string): Promise<Uint8Array> {
  const { opening, window, table, sopClass } = object;
  const instance = (await plainValue(window, table.elements, SOP_INSTANCE)) || opening.sopInstance;
  const sopInstance = instanceAfter(visit, sopClass, instance);
  // What is no UID is not copied: it may be anything.
  const classUid = /^[\d.]+$/u.test(sopClass) ? classAfter(visit, sopClass) : '';
  const { producer } = visit.context;
  return encodeMeta({ sopClass: classUid, sopInstance, transferSyntax, producer });
}

/** The header says another transfer syntax than it was to: frames were encoded anew. */
export async function changeSyntax({ draft, ...rest }: Visit, object: DicomObject, uid: string): Promise<void> {
  const at = draft.changes.findIndex(({ offset, length }) => offset === 0 && length === object.opening.start);
  const change = draft.changes[at];
  if (change === undefined) throw new Error('the header was not written before');
  draft.changes[at] = { ...change, bytes: await metaOf({ draft, ...rest }, object, uid) };
}

/** What a rule of the user's own makes of a UID at the top of the object; undefined where none decides. */
function byOwnRule(visit: Visit, tag: Tag, sopClass: string, uid: string): string | undefined {
  const { policy, identity, record } = visit.context;
  const holds = policy.holds?.([uid]) ?? [];
  const rule = policy.decide({ tag, vr: 'UI', parents: [], sopClass, holds })?.override;
  if (rule === undefined) return undefined;
  if (rule.kind === 'keep') return uid;
  const given = rule.kind === 'set' ? rule.value : rule.kind === 'lookup' ? visit.lookUp(rule.variable) : undefined;
  if (given !== undefined && given !== '' && fits(tag, 'UI', given)) return given;
  // File meta information needs the class, also where the rule takes it out of the data set.
  const taken = tag === SOP_CLASS && (rule.kind === 'remove' || rule.kind === 'empty');
  if (taken || uid === '' || isRegisteredUid(uid)) return uid;
  const mapped = identity.mapUid(uid);
  record?.('uid', uid, mapped);
  return mapped;
}

function instanceAfter(visit: Visit, sopClass: string, instance: string): string {
  const own = byOwnRule(visit, SOP_INSTANCE, sopClass, instance);
  if (own !== undefined) return own;
  const { policy, identity, record } = visit.context;
  const decision = policy.decide({ tag: SOP_INSTANCE, vr: 'UI', parents: [], sopClass });
  const left = decision === undefined ? policy.policy.style === 'rules' : decision.action === 'K';
  if (instance === '' || left || policy.has('retain-uids') || isRegisteredUid(instance)) return instance;
  const mapped = identity.mapUid(instance);
  record?.('uid', instance, mapped);
  return mapped;
}

function classAfter(visit: Visit, sopClass: string): string {
  const own = byOwnRule(visit, SOP_CLASS, sopClass, sopClass);
  if (own !== undefined) return own;
  return visit.context.policy.policy.style === 'rules' ? sopClass : cleanClassUid(visit, sopClass);
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
