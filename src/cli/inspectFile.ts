// `inspect` of one file: its tags as a tree, or as JSON.

import { identifies, shownRows } from '../core/formats/dicom/shownRows.js';
import type { TreeRow } from '../core/formats/dicom/tree.js';
import { inspectRows } from '../core/formats/dicom/tree.js';
import { dicom, photo } from '../core/formats/index.js';
import { createIdentity } from '../core/identity/createIdentity.js';
import type { Finding } from '../core/kernel/finding.js';
import type { Plan } from '../core/kernel/plan.js';
import { compilePolicy } from '../core/policy/compile.js';
import type { CompiledPolicy } from '../core/policy/policy.js';
import { reportFinding } from '../core/report/jsonReport.js';
import { openSource } from '../node/fileSource.js';
import type { RawPath } from '../node/rawPath.js';
import { photoText, planPhoto } from './inspectPhoto.js';
import type { InspectRequest } from './inspectRequest.js';
import { identifyingRows, treeText } from './inspectTree.js';
import { shown } from './paths.js';
import { clip } from './printable.js';
import type { Session } from './session.js';
import { counted, sized } from './units.js';
import { version } from './version.js';

const LONGEST_VALUE = 400;
const REGIONS: Readonly<Record<string, string>> = {
  preamble: 'preamble (the 128 bytes before the header)',
  'file-meta': 'file meta information',
  'trailing-bytes': 'bytes after the last element',
  header: 'header',
};

export async function inspectFile(path: RawPath, request: InspectRequest, session: Session): Promise<number> {
  const { terminal } = session;
  const policy = compilePolicy(request.policy);
  const source = openSource(path);
  try {
    if (!(await dicom.detect(source))) {
      const plan = (await photo.detect(source)) ? await planPhoto(source, policy) : undefined;
      if (request.json) terminal.out(jsonText({ request, policy, size: source.size, isDicom: false, plan, rows: [] }));
      else if (plan === undefined)
        terminal.out(`${shown(request.given)}: not DICOM and no photograph (JPEG, PNG) by its content\n`);
      else {
        terminal.out(await photoText(source, plan, request, session));
        terminal.out(`\n${footer(plan, policy, source.size, session)}`);
      }
      return 0;
    }
    const inspection = await inspectRows(source, {
      policy,
      ...(request.table === undefined ? {} : { table: request.table }),
      identity: createIdentity(request.key),
      patientEvidence: [],
      salvage: false,
      pixels: 'auto',
      producer: `medimagecleaner ${version}`,
    });
    const { plan } = inspection;
    if (request.json) {
      terminal.out(jsonText({ request, policy, size: source.size, isDicom: true, plan, rows: inspection.rows }));
      return 0;
    }
    const all = shownRows(inspection.rows);
    const rows = request.findingsOnly ? identifyingRows(all) : all;
    const values = new Map<TreeRow, string>();
    if (request.values) {
      for (const { row } of rows) {
        if (row.items === undefined && row.item === undefined)
          values.set(row, await inspection.value(row, LONGEST_VALUE));
      }
    }
    const { columns, outStyle: style } = terminal;
    terminal.out(treeText({ rows, values, style, columns }));
    terminal.out(`\n${footer(plan, policy, source.size, session)}`);
    return 0;
  } finally {
    source.close();
  }
}

// Below the tree: what is not in an element, what would stop the file, and the count.
function footer(plan: Plan, policy: CompiledPolicy, size: number, session: Session): string {
  const { outStyle: style, columns } = session.terminal;
  const lines: string[] = [];
  for (const { location, effect, clause } of plan.findings) {
    if (location.kind === 'region' && effect !== 'structure') {
      lines.push(style.yellow(clip(`! ${REGIONS[location.name] ?? location.name}: ${effect}, ${clause}`, columns)));
    }
    if (location.kind === 'pixels') {
      const { frames, rectangle } = location;
      const [left, top, width, height] = rectangle;
      const all = frames[1] > frames[0] ? ` of frames ${frames[0] + 1} to ${frames[1] + 1}` : '';
      const place = `${width} x ${height} pixels at ${left}, ${top}${all}`;
      lines.push(style.yellow(clip(`! ${place}: ${effect === 'cleaned' ? 'made black' : effect}, ${clause}`, columns)));
    }
  }
  for (const issue of [...policy.issues, ...plan.issues]) {
    if (issue.severity !== 'info') lines.push(style.yellow(`Note: ${issue.message}`));
  }
  if (plan.refusal !== undefined) lines.push(style.red(`Would be refused: ${plan.refusal.message}`));
  const found = plan.findings.filter(identifies).length;
  const kept = plan.findings.filter(({ effect }) => effect === 'kept').length;
  const tail = kept === 0 ? '' : `, ${counted(kept, 'thing')} kept on purpose`;
  lines.push(`${counted(found, 'thing')} that may identify${tail}; ${sized(size)}; recipe ${policy.policy.name}`);
  return `${lines.join('\n')}\n`;
}

interface JsonFacts {
  readonly request: InspectRequest;
  readonly policy: CompiledPolicy;
  readonly size: number;
  readonly isDicom: boolean;
  readonly plan: Plan | undefined;
  readonly rows: readonly TreeRow[];
}

/** medimagecleaner/inspect/1: rows name their finding by its place in `findings`. */
function jsonText({ request, policy, size, isDicom, plan, rows }: JsonFacts): string {
  const places = new Map<Finding, number>((plan?.findings ?? []).map((finding, index) => [finding, index]));
  const document = {
    schema: 'medimagecleaner/inspect/1',
    tool: { name: 'medimagecleaner', version },
    recipe: policy.policy.name,
    policyDigest: policy.digest,
    path: request.given,
    bytes: size,
    dicom: isDicom,
    ...(plan?.refusal === undefined ? {} : { refusal: plan.refusal }),
    issues: [...policy.issues, ...(plan?.issues ?? [])],
    findings: (plan?.findings ?? []).map(reportFinding),
    rows: shownRows(rows).map(({ row, finding, gone }) => ({
      path: row.path,
      vr: row.vr,
      keyword: row.keyword,
      name: row.name,
      range: row.range,
      private: row.private,
      ...(row.item === undefined ? {} : { item: row.item }),
      ...(row.items === undefined || row.item !== undefined ? {} : { items: row.items }),
      ...(finding === undefined ? {} : { finding: places.get(finding) }),
      ...(gone ? { goesWithSequence: true } : {}),
    })),
  };
  return `${JSON.stringify(document)}\n`;
}
