// From the JSON record of a run to what the report editor shows. The record may be any file: nothing in it is taken on trust.
import type { Effect } from '../../core/kernel/finding.js';
import type { Issue } from '../../core/kernel/issue.js';
import type { ReportFile, RunReport } from '../../protocol.js';
import { withoutFlags } from '../editor/withoutFlags.js';

/** A report with what only the extension needs to know: where files and copies are, as the record names them. */
export interface RunRecord {
  readonly report: RunReport;
  readonly keyFingerprint: string;
  readonly recipeName: string;
  readonly policyDigest: string;
  /** Path of the copy of each file, by the file's number. */
  readonly outputs: ReadonlyMap<number, string>;
  /** What the run was asked for. */
  readonly items: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

const SCHEMA = 'medimagecleaner/report/1';
const KINDS = new Set(['written', 'planned', 'refused', 'not-dicom', 'skipped', 'failed']);

/** By the code of a refusal: what is said in place of the record's own words, which speak of the command line. */
export type RefusalWords = Readonly<Record<string, string>>;

/** Undefined for what is no record of a run. */
export function readRecord(text: string, words: RefusalWords = {}): RunRecord | undefined {
  const json = parsed(text);
  if (json === undefined || json['schema'] !== SCHEMA || !Array.isArray(json['files'])) return undefined;
  const entries = json['files'].filter(isRecord);
  const files = entries.map((entry, id) => reportFile(entry, id, words));
  const outputs = new Map<number, string>();
  for (const [id, entry] of entries.entries()) {
    if (typeof entry['output'] === 'string') outputs.set(id, entry['output']);
  }
  const recipe = isRecord(json['recipe']) ? json['recipe'] : {};
  const totals = isRecord(json['totals']) ? json['totals'] : {};
  const effects = countsOf(totals['effects']);
  const kinds = isRecord(totals['kinds']) ? totals['kinds'] : {};
  const output = folderOf([...outputs.values()]);
  const stopped = json['stopped'];
  return {
    report: {
      title: titleOf(files),
      started: textOf(json['started']),
      elapsedMs: numberOf(json['elapsedMs']),
      recipe: textOf(recipe['name']),
      dryRun: json['dryRun'] === true,
      totals: {
        files: numberOf(totals['files']),
        bytes: numberOf(totals['bytes']),
        written: numberOf(kinds['written']),
        planned: numberOf(kinds['planned']),
        refused: numberOf(kinds['refused']),
        failed: numberOf(kinds['failed']),
        skipped: numberOf(kinds['skipped']),
        notDicom: numberOf(kinds['not-dicom']),
        notReached: numberOf(json['notReached']),
        findings: identifying(effects),
        effects,
      },
      issues: issuesOf(json['issues']),
      ...(typeof stopped === 'string' ? { stopped } : {}),
      ...(output === undefined ? {} : { output }),
      files,
    },
    keyFingerprint: textOf(json['keyFingerprint']),
    recipeName: textOf(recipe['name']),
    policyDigest: textOf(json['policyDigest']),
    outputs,
    items: Array.isArray(json['items']) ? json['items'].filter((item) => typeof item === 'string') : [],
  };
}

function reportFile(entry: Json, id: number, words: RefusalWords): ReportFile {
  const issues = issuesOf(entry['issues']);
  const kind = textOf(entry['kind']);
  const effects = countsOf(entry['effects']);
  const refusal = isRecord(entry['refusal']) ? entry['refusal'] : {};
  const code = textOf(refusal['code']);
  const refused = words[code] ?? withoutFlags(textOf(refusal['message']));
  const reason = refused || reasonOf(kind, issues);
  return {
    id,
    path: textOf(entry['path']),
    kind: isKind(kind) ? kind : 'failed',
    bytes: numberOf(entry['bytes']),
    findings: identifying(effects),
    effects,
    ...(reason === '' ? {} : { reason }),
    warnings: issues
      .filter(({ severity, message }) => severity !== 'info' && message !== reason)
      .map(({ message }) => message),
    hasOutput: typeof entry['output'] === 'string',
  };
}

/** As the editor counts: what is kept and what is bookkeeping identifies nobody. */
function identifying({ kept: _kept, structure: _structure, ...others }: Partial<Record<Effect, number>>): number {
  return Object.values(others).reduce((sum, count) => sum + count, 0);
}

/** Why a file was not written, where it was not refused. */
function reasonOf(kind: string, issues: readonly Issue[]): string {
  if (kind === 'written' || kind === 'planned') return '';
  const telling = issues.find(({ severity }) => severity === 'error') ?? issues[0];
  return telling?.message ?? '';
}

/** What the run was asked for: the first names of its files. */
function titleOf(files: readonly ReportFile[]): string {
  const names = new Set<string>();
  for (const { path } of files) {
    names.add(path.split('/').find((name) => name !== '') ?? '');
    if (names.size > 3) break;
  }
  const shown = [...names].filter((name) => name !== '');
  return shown.length > 3 ? `${shown.slice(0, 3).join(', ')}, …` : shown.join(', ');
}

/** The folder that all of the copies lie in. */
function folderOf(paths: readonly string[]): string | undefined {
  const [first] = paths;
  if (first === undefined) return undefined;
  let common = first.split('/').slice(0, -1);
  for (const each of paths) {
    const names = each.split('/');
    let same = 0;
    while (same < common.length && common[same] === names[same]) same += 1;
    common = common.slice(0, same);
  }
  return common.join('/') || undefined;
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKind(text: string): text is ReportFile['kind'] {
  return KINDS.has(text);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function countsOf(value: unknown): Partial<Record<Effect, number>> {
  if (!isRecord(value)) return {};
  const counts = Object.entries(value).filter((entry): entry is [Effect, number] => typeof entry[1] === 'number');
  return Object.fromEntries(counts) as Partial<Record<Effect, number>>;
}

function issuesOf(value: unknown): readonly Issue[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((issue) => {
    const severity = issue['severity'];
    return {
      code: textOf(issue['code']),
      severity: severity === 'error' || severity === 'warning' ? severity : 'info',
      message: withoutFlags(textOf(issue['message'])),
    };
  });
}
