// Judges one run of one recipe over the whole corpus: recall, UIDs, refusals, retention.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isPhotograph, type ReadFile, readDicom } from './dicomReader.js';
import { type FilePair, readPair } from './filePair.js';
import { findValue } from './haystack.js';
import { judge, type Verdict } from './judgeRecall.js';
import { type RetentionJudge, retentionJudge } from './judgeRetention.js';
import { judgeDirectory, type UidFault, type UidJudge, uidJudge } from './judgeUids.js';
import type { ProfileTable, RecipeName } from './profileTable.js';
import { type Injection, isHeaderChannel, type Truth } from './truth.js';

export interface Judged {
  readonly injection: Injection;
  readonly verdict: Verdict;
}

export interface Fault {
  readonly code: 'passed-through' | 'not-reported' | 'lost' | 'identity-in-output' | 'must-survive';
  readonly file: string;
  readonly what: string;
}

export interface RunResult {
  readonly recipe: RecipeName;
  readonly judged: readonly Judged[];
  readonly uids: UidJudge;
  readonly uidFaults: readonly UidFault[];
  readonly retention: RetentionJudge;
  readonly survivors: { readonly kept: number; readonly total: number };
  readonly faults: readonly Fault[];
  readonly counts: {
    readonly dicom: number;
    readonly written: number;
    readonly refused: number;
    readonly other: number;
  };
}

interface RunInput {
  readonly corpus: string;
  readonly outputs: string;
  readonly truth: Truth;
  readonly table: ProfileTable;
  readonly recipe: RecipeName;
  /** What the program said about the files, as text. */
  readonly report: string;
}

/** Folders of the corpus that were composed with identifiers in them. */
export const COMPOSED = ['hospital_export', 'synthetic'];

export function judgeRun(input: RunInput): RunResult {
  const { corpus, outputs, truth, table, recipe } = input;
  const byFile = groupBy(truth.injections, (injection) => injection.file);
  const survivors = groupBy(truth.must_survive, (survivor) => survivor.file);
  const identities = truth.patients.flatMap(identity);
  const damaged = new Set(truth.unreadable.map(({ file }) => file));
  const judged: Judged[] = [];
  const faults: Fault[] = [];
  const directories: UidFault[] = [];
  const uids = uidJudge();
  const retention = retentionJudge(table, recipe);
  const counts = { dicom: 0, written: 0, refused: 0, other: 0 };
  const survived = { kept: 0, total: 0 };
  for (const name of COMPOSED.flatMap((folder) => walk(corpus, folder))) {
    const pair = readPair(corpus, outputs, name);
    const injections = byFile.get(name) ?? [];
    if (!pair.isDicom) {
      counts.other += 1;
      // What is drawn into a photograph has a score of its own (score:photos).
      if (pair.output !== undefined && injections.length > 0 && !isPhotograph(pair.original.bytes))
        faults.push({ code: 'passed-through', file: name, what: 'not DICOM' });
    } else {
      counts.dicom += 1;
      if (pair.output === undefined) counts.refused += 1;
      else counts.written += 1;
    }
    const phrases = (survivors.get(name) ?? []).map((survivor) => survivor.value);
    const headers = injections.filter((injection) => isHeaderChannel(injection.channel));
    for (const injection of headers)
      judged.push({ injection, verdict: judge(injection, pair, phrases, table, recipe) });
    if (!pair.isDicom) continue;
    uids.add(pair);
    if (name.endsWith('/DICOMDIR')) directories.push(...judgeDirectory(pair, (id) => readOutput(outputs, name, id)));
    // A damaged file has no right reading: two readers may take different things from it.
    if (!damaged.has(name)) retention.add(pair, injections.map((injection) => injection.value).concat(identities));
    faults.push(...strangers(pair, identities, headers, phrases));
    for (const survivor of survivors.get(name) ?? []) {
      if (
        !isHeaderChannel(survivor.channel) ||
        survivor.channel.startsWith('encapsulated') ||
        pair.output === undefined
      )
        continue;
      if (recipe !== 'research' || survivor.channel === 'private_tag') continue;
      survived.total += 1;
      if (pair.output.elements.some((element) => element.values.join('\\').includes(survivor.value)))
        survived.kept += 1;
      else faults.push({ code: 'must-survive', file: name, what: `${survivor.value} (${survivor.why})` });
    }
  }
  faults.push(...unreadable(input));
  return {
    recipe,
    judged,
    uids,
    uidFaults: [...uids.faults(), ...directories],
    retention,
    survivors: survived,
    faults,
    counts,
  };
}

/** What names one patient and nobody else: looked for in every file, injected there or not. */
function identity(patient: Readonly<Record<string, unknown>>): readonly string[] {
  return ['pn', 'full', 'mrn', 'other_id', 'addr', 'phone', 'email', 'nid', 'kanji']
    .map((key) => patient[key])
    .filter((value): value is string => typeof value === 'string' && value.length >= 4);
}

function strangers(
  pair: FilePair,
  identities: readonly string[],
  listed: readonly Injection[],
  phrases: readonly string[],
): Fault[] {
  const { hay } = pair;
  if (hay === undefined) return [];
  const known = new Set(listed.map((injection) => injection.value));
  return [...new Set(identities)]
    .filter((value) => !known.has(value))
    .flatMap((value) =>
      findValue(hay, value, phrases).map((hit): Fault => ({ code: 'identity-in-output', file: pair.name, what: hit })),
    );
}

/** What can't be read must be said to be so, and must not come out as it went in. */
function unreadable({ corpus, outputs, truth, report }: RunInput): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { file, reason, expect } of truth.unreadable) {
    const written = existsSync(path.join(outputs, file));
    if (expect === 'report_not_passed_through' && written) faults.push({ code: 'passed-through', file, what: reason });
    if (
      !written &&
      /\.dcm$/.test(file) &&
      statSync(path.join(corpus, file)).size > 0 &&
      !report.includes(path.basename(file))
    ) {
      faults.push({ code: 'not-reported', file, what: reason });
    }
  }
  for (const file of truth.uid_groups.flatMap((group) => group.files ?? [])) {
    if (!existsSync(path.join(outputs, file)) && !report.includes(path.basename(file))) {
      faults.push({ code: 'lost', file, what: 'one SOP Instance UID, two contents' });
    }
  }
  return faults;
}

function readOutput(outputs: string, directory: string, id: readonly string[]): ReadFile | undefined {
  const file = path.join(outputs, path.dirname(directory), ...id.filter((part) => part !== '..'));
  return existsSync(file) && statSync(file).isFile() ? readDicom(new Uint8Array(readFileSync(file))) : undefined;
}

function walk(root: string, folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path
        .relative(root, path.join(entry.parentPath ?? entry.path, entry.name))
        .split(path.sep)
        .join('/'),
    )
    .sort();
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
