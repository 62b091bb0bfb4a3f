// A run's report of invented files, for the report page.
import type { ReportFile, RunReport } from '../../src/protocol.js';

const REASONS = {
  refused:
    'The data set ends in the middle of an element at offset 1,234: the file is truncated. Fetch it again from its source.',
  failed: 'The file can not be read: permission denied. Allow reading and run again.',
  'not-dicom': 'Not a DICOM file; it was left alone.',
  skipped: 'A clean copy is already there.',
} as const;

export function runReport(files: number, dryRun = false): RunReport {
  const done = dryRun ? 'planned' : 'written';
  const list = Array.from({ length: files }, (_, id): ReportFile => {
    const kind =
      id % 41 === 5
        ? 'refused'
        : id % 97 === 9
          ? 'failed'
          : id % 29 === 3
            ? 'not-dicom'
            : id % 53 === 7
              ? 'skipped'
              : done;
    const good = kind === done;
    return {
      id,
      path: `study-${Math.floor(id / 200) + 1}/series-${(Math.floor(id / 50) % 4) + 1}/slice-${String(id).padStart(4, '0')}.dcm`,
      kind,
      bytes: 500_000 + ((id * 7919) % 60_000),
      findings: good ? 30 + (id % 12) : 0,
      effects: good ? { removed: 12 + (id % 5), emptied: 10, replaced: 2, mapped: 6 } : {},
      ...(kind === 'written' || kind === 'planned' ? {} : { reason: REASONS[kind] }),
      warnings: good && id % 61 === 11 ? ['The file name may identify: it holds what looks like a date.'] : [],
      hasOutput: kind === 'written',
    };
  });
  const count = (kind: ReportFile['kind']) => list.filter((file) => file.kind === kind).length;
  return {
    title: 'De-identification of study',
    started: '2026-11-22T09:30:00.000Z',
    elapsedMs: 83_400,
    recipe: 'research',
    dryRun,
    totals: {
      files,
      bytes: list.reduce((sum, file) => sum + file.bytes, 0),
      written: count('written'),
      planned: count('planned'),
      refused: count('refused'),
      failed: count('failed'),
      skipped: count('skipped'),
      notDicom: count('not-dicom'),
      notReached: 0,
      findings: list.reduce((sum, file) => sum + file.findings, 0),
      effects: { removed: 14 * files, emptied: 10 * files, replaced: 2 * files, mapped: 6 * files },
    },
    issues: [
      {
        code: 'pixels-not-examined',
        severity: 'warning',
        message: '12 objects may show a name in their pixels: look at them.',
      },
    ],
    ...(dryRun ? {} : { output: 'deidentified/study' }),
    files: list,
  };
}
