// The document that `--report` writes. It names files and attributes, and says what was done and why; it holds no value of
// a file, and of the user's own rules only which attribute they speak of.
import type { ByteRange, Finding, Location } from '../kernel/finding.js';
import type { Issue, Refusal } from '../kernel/issue.js';
import { withPlace } from '../policy/patternText.js';
import type { AttributePattern, CompiledPolicy, OptionName, Override, Policy } from '../policy/policy.js';
import type { LinkReport } from '../study/links.js';
import type { FileRecord } from './fileRecord.js';
import type { LawReport } from './law.js';
import { type ReportTotals, totalsOf } from './totals.js';

const REPORT_SCHEMA = 'medimagecleaner/report/1';

/** What is said of a run as it is known. */
interface RunFacts {
  readonly dryRun: boolean;
  /** When the run began, as ISO 8601 has it. */
  readonly started?: string;
  /** What the run was asked for, named as its files are. */
  readonly items?: readonly string[];
  /** Whether each output was read again with the second reader. */
  readonly verified: boolean;
  readonly elapsedMs: number;
  /** The checked list of a law, where the user asked for it. */
  readonly law?: LawReport;
  /** Code of the error that ended the run early. */
  readonly stopped?: string;
  readonly notReached?: number;
  /** What ties the files to one another; absent where nothing was written. */
  readonly links?: Pick<LinkReport, 'kinds' | 'references'>;
}

export interface ReportRequest extends RunFacts {
  readonly files: readonly FileRecord[];
  /** Issues of the run as a whole. */
  readonly issues: readonly Issue[];
  readonly policy: CompiledPolicy;
  /** 8 hex digits that tell two keys apart and say nothing else about them. */
  readonly keyFingerprint: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly pixels: 'auto' | 'all' | 'none';
}

/** What a report says of the run as a whole. */
export type ReportFacts = Omit<ReportRequest, 'files'>;

interface ReportRule {
  readonly kind: Override['kind'];
  readonly attribute: string;
  readonly origin: string;
  /** Present for a rule that holds for some objects only; what its condition compares with is not told. */
  readonly conditional?: true;
}

/** A rule about whole objects: whether they are taken, or which device wrote into their pixels. */
interface ReportObjectRule {
  readonly kind: 'allow' | 'deny' | 'device';
  readonly label?: string;
  readonly origin: string;
}

interface ReportHead extends RunFacts {
  readonly schema: typeof REPORT_SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  readonly recipe: { readonly name: string; readonly title: string; readonly style: string };
  readonly options: readonly OptionName[];
  readonly rules: readonly ReportRule[];
  /** Present where the recipe has any. */
  readonly objectRules?: readonly ReportObjectRule[];
  readonly dates: CompiledPolicy['dates'];
  readonly policyDigest: string;
  readonly keyFingerprint: string;
  readonly pixels: { readonly setting: 'auto' | 'all' | 'none'; readonly notExamined: number };
  readonly issues: readonly Issue[];
  readonly totals: ReportTotals;
}

interface ReportFinding {
  readonly rule: string;
  readonly path?: string;
  readonly vr?: string;
  readonly keyword?: string;
  /** Where it is no element: a region of the file, its name, or `frames` and `rectangle` of its pixels. */
  readonly region?: string;
  readonly frames?: readonly [number, number];
  readonly rectangle?: readonly [number, number, number, number];
  readonly range: ByteRange;
  readonly category: Finding['category'];
  readonly action: Finding['action'];
  readonly effect: Finding['effect'];
  readonly reason: string;
  readonly clause: string;
  readonly confidence: number;
  /** How many parts of the text identify. */
  readonly spans?: number;
}

interface ReportFile extends Omit<FileRecord, 'findings' | 'refusal'> {
  readonly refusal?: Refusal;
  readonly findings: readonly ReportFinding[];
}

/** The document as JSON text, a line per file, piece by piece. */
export function reportText(request: ReportRequest): Generator<string> {
  return reportOfLines(request, totalsOf(request.files), request.files.map(reportLine));
}

/** {@link reportText} of lines that were made as the files came: a run over any number of files does not hold them. */
export function* reportOfLines(facts: ReportFacts, totals: ReportTotals, lines: Iterable<string>): Generator<string> {
  const head = JSON.stringify(headOf(facts, totals));
  yield `${head.slice(0, -1)},"files":[`;
  let first = true;
  for (const line of lines) {
    yield `${first ? '' : ','}\n${line}`;
    first = false;
  }
  yield '\n]}\n';
}

export function reportLine(file: FileRecord): string {
  return JSON.stringify(reportFile(file));
}

/** A line with an issue that showed when all files were known. */
export function lineWithIssue(line: string, issue: Issue): string {
  const file: ReportFile = JSON.parse(line);
  return JSON.stringify({ ...file, issues: [...file.issues, reportIssue(issue)] });
}

function headOf(request: ReportFacts, totals: ReportTotals): ReportHead {
  const { policy } = request.policy;
  return {
    schema: REPORT_SCHEMA,
    tool: { name: request.tool.name, version: request.tool.version },
    recipe: { name: policy.name, title: policy.title, style: policy.style },
    options: policy.options,
    rules: policy.overrides.map(({ kind, attribute, origin, when }) => ({
      kind,
      attribute: attributeText(attribute),
      origin,
      ...(when === undefined ? {} : { conditional: true }),
    })),
    ...objectRules(policy),
    dates: request.policy.dates,
    policyDigest: request.policy.digest,
    keyFingerprint: request.keyFingerprint,
    pixels: { setting: request.pixels, notExamined: totals.pixelsNotExamined },
    dryRun: request.dryRun,
    ...(request.started === undefined ? {} : { started: request.started }),
    ...(request.items === undefined ? {} : { items: request.items }),
    verified: request.verified,
    elapsedMs: Math.round(request.elapsedMs),
    ...(request.law === undefined ? {} : { law: request.law }),
    ...(request.stopped === undefined ? {} : { stopped: request.stopped }),
    ...(request.notReached === undefined ? {} : { notReached: request.notReached }),
    ...(request.links === undefined
      ? {}
      : { links: { kinds: request.links.kinds, references: request.links.references } }),
    issues: request.issues.map(reportIssue),
    totals,
  };
}

function objectRules({ admission = [], devices = [] }: Policy): { readonly objectRules?: readonly ReportObjectRule[] } {
  const rules: readonly ReportObjectRule[] = [
    ...admission.map(({ kind, origin }) => ({ kind, origin })),
    ...devices.map(({ label, origin }) => ({ kind: 'device' as const, label, origin })),
  ];
  return rules.length === 0 ? {} : { objectRules: rules };
}

/** Field by field: what a caller's object carries besides does not get into the report. */
function reportFile(file: FileRecord): ReportFile {
  return {
    path: file.path,
    kind: file.kind,
    ...(file.output === undefined ? {} : { output: file.output }),
    bytes: file.bytes,
    ...(file.equipment === undefined
      ? {}
      : { equipment: { modality: file.equipment.modality, maker: file.equipment.maker } }),
    ...(file.ms === undefined ? {} : { ms: file.ms }),
    actions: counted(file.actions),
    effects: counted(file.effects),
    categories: counted(file.categories),
    findingCount: file.findingCount,
    findings: file.findings.map(reportFinding),
    issues: file.issues.map(reportIssue),
    ...(file.refusal === undefined ? {} : { refusal: { code: file.refusal.code, message: file.refusal.message } }),
    residue: file.residue.map(({ code, message }) => ({ code, message })),
  };
}

export function reportFinding(finding: Finding): ReportFinding {
  return {
    rule: finding.rule,
    ...placeOf(finding.location),
    range: { offset: finding.range.offset, length: finding.range.length },
    category: finding.category,
    action: finding.action,
    effect: finding.effect,
    reason: finding.reason,
    clause: finding.clause,
    confidence: finding.confidence,
    ...(finding.spans === undefined ? {} : { spans: finding.spans.length }),
  };
}

function reportIssue(issue: Issue): Issue {
  const { code, severity, message, location } = issue;
  return { code, severity, message, ...(location === undefined ? {} : { location }) };
}

function placeOf(location: Location): Partial<ReportFinding> {
  switch (location.kind) {
    case 'element':
      return { path: location.path, vr: location.vr, keyword: location.keyword };
    case 'region':
      return { region: location.name };
    case 'pixels':
      return { region: 'pixels', frames: location.frames, rectangle: location.rectangle };
    case 'part':
      return { path: location.path };
    case 'file-name':
      return { region: 'file-name' };
  }
}

function counted<K extends string>(counts: Readonly<Partial<Record<K, number>>>): Partial<Record<K, number>> {
  const kept: Partial<Record<K, number>> = {};
  for (const key in counts) {
    const number = counts[key];
    if (number !== undefined && number > 0) kept[key] = number;
  }
  return kept;
}

/** `(0010,0010)`, `(60xx,3000)`, for private attributes the block's creator: `(0029,xx01) ACME 1`; a set in words. */
export function attributeText(attribute: AttributePattern): string {
  return withPlace(attribute, bareText);
}

function bareText(attribute: AttributePattern): string {
  const value = attribute.value.toString(16).toUpperCase().padStart(8, '0');
  const mask = (attribute.mask >>> 0).toString(16).toUpperCase().padStart(8, '0');
  const digits = [...value].map((digit, index) => (mask[index] === '0' ? 'x' : digit));
  if (attribute.creator !== undefined) digits.splice(4, 2, 'x', 'x');
  const tag = `(${digits.slice(0, 4).join('')},${digits.slice(4).join('')})`;
  return attribute.creator === undefined ? tag : `${tag} ${attribute.creator}`;
}
