// UIDs: every original is gone, one original has one new value in all files, references still resolve.

import type { ReadElement, ReadFile } from './dicomReader.js';
import type { FilePair } from './filePair.js';

export interface UidFault {
  readonly code: 'original-in-output' | 'inconsistent' | 'merged' | 'dangling' | 'directory';
  readonly file: string;
  readonly where: string;
  readonly value: string;
}

/** UIDs that name a class, a syntax or a coding scheme, not an instance; their values are registered or the maker's. */
const CLASS_LIKE =
  /Class|TransferSyntax|Implementation|CodingScheme|Context|MappingResource|SOPClasses|PrivateInformationCreator|LDAP/;
const REGISTERED = /^1\.2\.840\.10008\./;

interface Observation {
  readonly file: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface UidJudge {
  add(pair: FilePair): void;
  faults(): readonly UidFault[];
  readonly counts: { originals: number; compared: number; references: number };
}

export function uidJudge(): UidJudge {
  const originals = new Set<string>();
  const runs = new Map<string, readonly string[]>();
  const observations: Observation[] = [];
  const instances = new Map<string, string>();
  const references: { file: string; path: string; before: string; after: string }[] = [];
  const knownInstances = new Set<string>();
  const counts = { originals: 0, compared: 0, references: 0 };
  return {
    counts,
    add: (pair) => {
      for (const element of uids(pair.original)) for (const uid of element.values) originals.add(uid);
      if (pair.output === undefined) return;
      runs.set(pair.name, uidRuns(pair.output));
      const before = values(pair.original, '00080018')[0];
      const after = values(pair.output, '00080018')[0];
      if (before !== undefined && after !== undefined) {
        knownInstances.add(before);
        instances.set(after, pair.name);
      }
      const outputs = new Map(pair.output.elements.map((element) => [element.path, element]));
      for (const element of uids(pair.original)) {
        const twin = outputs.get(element.path);
        for (const [index, uid] of element.values.entries()) {
          const replacement = twin?.values[index];
          if (replacement === undefined || replacement === '') continue;
          observations.push({ file: pair.name, path: element.path, before: uid, after: replacement });
          if (element.tag === '00081155' || element.tag === '00041511') {
            references.push({ file: pair.name, path: element.path, before: uid, after: replacement });
          }
        }
      }
    },
    faults: () => {
      counts.originals = originals.size;
      counts.compared = observations.length;
      counts.references = references.length;
      const faults: UidFault[] = [];
      for (const [file, found] of runs) {
        for (const uid of found)
          if (originals.has(uid)) faults.push({ code: 'original-in-output', file, where: 'bytes', value: uid });
      }
      const forward = new Map<string, string>();
      const backward = new Map<string, string>();
      for (const seen of observations) {
        const first = forward.get(seen.before) ?? seen.after;
        forward.set(seen.before, first);
        const source = backward.get(seen.after) ?? seen.before;
        backward.set(seen.after, source);
        const at = { file: seen.file, where: seen.path, value: seen.before };
        if (first !== seen.after) faults.push({ code: 'inconsistent', ...at });
        if (source !== seen.before) faults.push({ code: 'merged', ...at });
      }
      for (const reference of references) {
        if (!knownInstances.has(reference.before) || instances.has(reference.after)) continue;
        faults.push({ code: 'dangling', file: reference.file, where: reference.path, value: reference.before });
      }
      return faults;
    },
  };
}

/** DICOMDIR (PS3.3 F.3): every record's file must be there and carry the instance UID that the record names. */
export function judgeDirectory(
  pair: FilePair,
  readOutput: (fileId: readonly string[]) => ReadFile | undefined,
): readonly UidFault[] {
  const faults: UidFault[] = [];
  const elements = pair.output?.elements ?? [];
  for (const id of elements.filter((element) => element.tag === '00041500')) {
    const prefix = id.path.slice(0, id.path.lastIndexOf('(0004,1500)'));
    const uid = elements.find((element) => element.path === `${prefix}(0004,1511)`)?.values[0] ?? '';
    const file = readOutput(id.values);
    if (file === undefined || values(file, '00080018')[0] !== uid) {
      faults.push({ code: 'directory', file: pair.name, where: id.path, value: uid });
    }
  }
  return faults;
}

function uids(file: ReadFile): readonly ReadElement[] {
  return file.elements
    .filter((element) => element.vr === 'UI' && !CLASS_LIKE.test(element.keyword) && !element.tag.startsWith('00020'))
    .map((element) => ({ ...element, values: element.values.map((value) => value.trim()) }))
    .filter((element) => element.values.some((value) => value.length > 4 && !REGISTERED.test(value)))
    .map((element) => ({
      ...element,
      values: element.values.filter((value) => value.length > 4 && !REGISTERED.test(value)),
    }));
}

/** Everything in the bytes that reads like a UID. */
function uidRuns(file: ReadFile): readonly string[] {
  const latin = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength).toString('latin1');
  return [...new Set(latin.match(/[0-9]+(?:\.[0-9]+){3,}/g) ?? [])];
}

function values(file: ReadFile, tag: string): readonly string[] {
  return file.elements.find((element) => element.tag === tag && element.parents.length === 0)?.values ?? [];
}
