// `inspect` of a folder: a run that writes nothing, told file by file.
import { createIdentity } from '../core/identity/createIdentity.js';
import type { Effect } from '../core/kernel/finding.js';
import { compilePolicy } from '../core/policy/compile.js';
import { reportText } from '../core/report/jsonReport.js';
import type { FileOutcome } from '../node/fileOutcome.js';
import { run } from '../node/run.js';
import type { RunResult } from '../node/runTypes.js';
import { RECORD_FOLDER } from '../node/walk.js';
import { describeFailure } from './failure.js';
import type { InspectRequest } from './inspectRequest.js';
import { clipStart, padded, printable } from './printable.js';
import { startProgress } from './progress.js';
import { complain, type Session } from './session.js';
import { effectsText } from './summary.js';
import type { Style } from './terminal.js';
import { counted, grouped } from './units.js';
import { version } from './version.js';

export async function inspectFolder(request: InspectRequest, session: Session): Promise<number> {
  const { terminal } = session;
  const progress = startProgress(terminal, true, session.now);
  let result: RunResult;
  try {
    result = await run({
      paths: [request.given],
      // Nothing is written; this place lies in no folder that anybody inspects, and none but this asks what is there.
      folderName: RECORD_FOLDER,
      policy: request.policy,
      ...(request.table === undefined ? {} : { table: request.table }),
      key: request.key,
      pixels: 'auto',
      salvage: false,
      dryRun: true,
      verify: false,
      overwrite: false,
      record: false,
      keepFindings: request.json,
      producer: `medimagecleaner ${version}`,
      signal: session.signal,
      onProgress: progress.update,
    });
  } finally {
    progress.clear();
  }
  if (request.json) {
    const { files, issues, elapsedMs } = result;
    const pieces = reportText({
      files,
      issues,
      policy: compilePolicy(request.policy),
      keyFingerprint: createIdentity(request.key).fingerprint,
      tool: { name: 'medimagecleaner', version },
      pixels: 'auto',
      dryRun: true,
      verified: false,
      elapsedMs,
    });
    for (const piece of pieces) terminal.out(piece);
  } else {
    terminal.out(filesText(result.files, terminal.outStyle, terminal.columns, request.findingsOnly));
    for (const issue of result.issues) terminal.out(`Note: ${issue.message}\n`);
  }
  if (result.stopped === undefined) return 0;
  const failure = describeFailure(result.stopped);
  complain(session, failure.line);
  return failure.exit;
}

function sumEffects(files: readonly FileOutcome[]): Partial<Record<Effect, number>> {
  const sum: Partial<Record<Effect, number>> = {};
  for (const { effects } of files) {
    for (const [effect, count] of Object.entries(effects) as [Effect, number][])
      sum[effect] = (sum[effect] ?? 0) + count;
  }
  return sum;
}

/** A line per file: how many things may identify, or why the file would be refused or left alone. */
function filesText(files: readonly FileOutcome[], style: Style, columns: number, onlyFound: boolean): string {
  const rows = files
    .filter((file) => !onlyFound || file.kind !== 'not-dicom')
    .map((file) => ({ file, count: file.findingCount - file.effects.structure - file.effects.kept }));
  const width = Math.max(4, ...rows.map(({ count }) => grouped(count).length));
  const name = Math.min(
    Math.max(10, ...rows.map(({ file }) => printable(file.path).length)),
    Math.max(16, columns - width - 30),
  );
  const lines = rows.map(({ file, count }) => {
    const path = padded(clipStart(printable(file.path), name), name);
    if (file.kind === 'planned') {
      const mark = count > 0 ? style.red(`! ${grouped(count).padStart(width)}`) : `  ${'0'.padStart(width)}`;
      return `${mark}  ${path}`.trimEnd();
    }
    const reason = file.refusal?.message ?? file.issues[0]?.message ?? '';
    const paint = file.kind === 'refused' || file.kind === 'failed' ? style.yellow : style.dim;
    return paint(`  ${'-'.padStart(width)}  ${path}  ${reason}`);
  });
  const read = files.filter((file) => file.kind === 'planned');
  const effects = effectsText(sumEffects(read));
  lines.push('', `${counted(read.length, 'file')}${effects === '' ? '' : `; would be ${effects}`}`);
  return `${lines.join('\n')}\n`;
}
