// What ties the objects of a study together: whose they are, which study, series and frame of reference they belong to, and what they
// refer to (PS3.3 C.12.1, 10.8, C.7.4.1). An original and its copy give pairs; pairs hold digests, never values.
import { sha256 } from '@noble/hashes/sha2.js';
import {
  DIRECTORY_REFERENCED_INSTANCE,
  REFERENCED_SOP_INSTANCE_UID,
  SERIES_INSTANCE_UID,
  SOP_INSTANCE_UID,
  STUDY_INSTANCE_UID,
} from '../dictionary/tags.js';
import type { Issue } from '../kernel/issue.js';

export type LinkKind = 'patient' | 'study' | 'series' | 'instance' | 'frame' | 'other';

/** As read from one object. Values: memory only. */
export interface ObjectLinks {
  /** Patient ID; empty where there is none. */
  readonly patient: string;
  /** UIDs that no standard registers, by where they stand, such as `(0008,1140)[0].(0008,1155)`; one of several values has its number behind `#`. */
  readonly uids: ReadonlyMap<string, { readonly tag: number; readonly uid: string; readonly nested: boolean }>;
}

/** The first 64 bits of a SHA-256. */
export type LinkDigest = readonly [number, number];

/** What something that ties became. */
export interface Link {
  readonly kind: LinkKind;
  /** True for what the object itself is or belongs to, false for what it refers to. */
  readonly own: boolean;
  readonly from: LinkDigest;
  /** Absent where the copy has nothing in its place. */
  readonly to?: LinkDigest;
}

/** Counts; no value, no name. */
export interface LinkReport {
  /** Different things that tie, by kind, and in how many of them nothing is left in the copies. */
  readonly kinds: Readonly<Record<LinkKind, { readonly originals: number; readonly gone: number }>>;
  /** References to objects of the run, of those that the copies keep. */
  readonly references: { readonly resolved: number; readonly unresolved: number };
  readonly issues: readonly Issue[];
}

const OWN: Readonly<Record<number, LinkKind>> = {
  [STUDY_INSTANCE_UID]: 'study',
  [SERIES_INSTANCE_UID]: 'series',
  [SOP_INSTANCE_UID]: 'instance',
};
const REFERRED: Readonly<Record<number, LinkKind>> = {
  [STUDY_INSTANCE_UID]: 'study',
  [SERIES_INSTANCE_UID]: 'series',
  [REFERENCED_SOP_INSTANCE_UID]: 'instance',
  [DIRECTORY_REFERENCED_INSTANCE]: 'instance',
};
/** Frame of Reference UID, Referenced Frame of Reference UID, Synchronization Frame of Reference UID. */
const FRAMES: ReadonlySet<number> = new Set([0x00200052, 0x30060024, 0x00200200]);

const encoder = new TextEncoder();

function digestOf(text: string): LinkDigest {
  const bytes = sha256(encoder.encode(text));
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  return [view.getUint32(0), view.getUint32(4)];
}

/** Pairs what an original and its copy say in the same places, each thing once. */
export function pairLinks(original: ObjectLinks, copy: ObjectLinks | undefined): readonly Link[] {
  const links = new Map<string, Link>();
  if (original.patient !== '') {
    const to = copy?.patient ?? '';
    links.set('patient', {
      kind: 'patient',
      own: true,
      from: digestOf(original.patient),
      ...(to === '' ? {} : { to: digestOf(to) }),
    });
  }
  for (const [path, { tag, uid, nested }] of original.uids) {
    const kind = FRAMES.has(tag) ? 'frame' : ((nested ? REFERRED : OWN)[tag] ?? 'other');
    const became = copy?.uids.get(path)?.uid;
    const key = `${kind} ${nested} ${uid} ${became ?? ''}`;
    if (links.has(key)) continue;
    const to = became === undefined ? {} : { to: digestOf(became) };
    links.set(key, { kind, own: !nested, from: digestOf(uid), ...to });
  }
  return [...links.values()];
}
