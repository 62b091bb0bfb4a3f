// Prints one judged run: a line per channel, then what went wrong. Values are shown only when asked for.
import type { RunResult } from './judgeRun.js';
import { isHeaderChannel, type Truth } from './truth.js';

interface Score {
  readonly recall: number;
  readonly retention: number;
  readonly passed: boolean;
}

/** Header recall must be whole; the research recipe must keep 99 % of what identifies nobody. */
const TARGET = { recall: 1, retention: 0.99 };

export function printRun(run: RunResult, values: boolean, most: number): Score {
  const misses = run.judged.filter(({ verdict }) => verdict.kind === 'missed');
  console.log(`\n== recipe ${run.recipe}`);
  const { dicom, written, refused, other } = run.counts;
  console.log(`files: ${dicom} DICOM, of these ${written} written and ${refused} not; ${other} others`);
  console.log('\nidentifiers                 listed    gone  refused  retained*  missed');
  for (const channel of [...new Set(run.judged.map(({ injection }) => injection.channel))].sort()) {
    const of = run.judged.filter(({ injection }) => injection.channel === channel);
    const count = (test: (item: (typeof of)[number]) => boolean) => of.filter(test).length;
    const gone = count(({ verdict }) => verdict.kind === 'gone' && verdict.how === 'output');
    const none = count(({ verdict }) => verdict.kind === 'gone' && verdict.how === 'refused');
    const retained = count(({ verdict }) => verdict.kind === 'retained');
    const missed = count(({ verdict }) => verdict.kind === 'missed');
    console.log(line(channel, 24, [of.length, gone, none, retained, missed]));
  }
  const counted = run.judged.filter(({ verdict }) => verdict.kind !== 'retained');
  const recall = counted.length === 0 ? 1 : 1 - misses.length / counted.length;
  console.log(`recall ${percent(recall)} (${counted.length - misses.length} of ${counted.length})`);
  console.log('  * the recipe keeps the attribute: device identity, age, time of day under a shift of whole days');
  list(
    'missed identifiers',
    misses.map(({ injection, verdict }) => {
      const where = verdict.kind === 'missed' ? verdict.where.join(' ') : '';
      return `${injection.id} ${injection.type} ${injection.channel} ${injection.file} at ${where}${values ? ` : ${injection.value}` : ''}`;
    }),
    most,
  );

  const { counts } = run.uids;
  console.log(
    `UIDs: ${counts.originals} originals, ${counts.compared} compared, ${counts.references} references, ${run.uidFaults.length} faults`,
  );
  list(
    'UID faults',
    run.uidFaults.map((fault) => `${fault.code} ${fault.file} ${fault.where}${values ? ` : ${fault.value}` : ''}`),
    most,
  );
  list(
    'other faults',
    run.faults.map(
      (fault) => `${fault.code} ${fault.file}: ${fault.code === 'must-survive' && !values ? '' : fault.what}`,
    ),
    most,
  );
  const retention = printRetention(run, values, most);
  const hard = run.faults.filter((fault) => fault.code !== 'must-survive');
  const kept = run.recipe !== 'research' || retention >= TARGET.retention;
  const passed = recall >= TARGET.recall && run.uidFaults.length === 0 && hard.length === 0 && kept;
  return { recall, retention, passed };
}

function printRetention(run: RunResult, values: boolean, most: number): number {
  let kept = 0;
  let total = 0;
  console.log('\nkept text and numbers         total    kept   share');
  for (const [group, tally] of run.retention.tallies) {
    kept += tally.kept;
    total += tally.total;
    console.log(`${line(group, 24, [tally.total, tally.kept])}  ${percent(tally.kept / Math.max(1, tally.total))}`);
  }
  const share = total === 0 ? 1 : kept / total;
  console.log(
    `retention ${percent(share)} (${kept} of ${total}); phrases that must survive: ${run.survivors.kept} of ${run.survivors.total}`,
  );
  const byAttribute = new Map<string, { files: number; words: Set<string> }>();
  for (const { keyword, lost } of run.retention.lost) {
    const key = keyword.replace(/\[\d+\]/g, '[]');
    const entry = byAttribute.get(key) ?? { files: 0, words: new Set<string>() };
    byAttribute.set(key, entry);
    entry.files += 1;
    for (const word of lost) entry.words.add(word);
  }
  const rows = [...byAttribute].sort((a, b) => b[1].files - a[1].files);
  list(
    'over-removed attributes',
    rows.map(
      ([key, entry]) => `${entry.files} × ${key}${values ? ` : ${[...entry.words].slice(0, 12).join(' ')}` : ''}`,
    ),
    most,
  );
  return share;
}

/** What this version does not look at, so that nobody takes silence for a pass. */
export function printOutOfScope(truth: Truth): void {
  const counts = new Map<string, number>();
  for (const { channel } of truth.injections) {
    if (!isHeaderChannel(channel)) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  }
  const words = [...counts].sort().map(([channel, count]) => `${channel} ${count}`);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `\nnot in this version: ${total} identifiers in pixels, file names and other formats (${words.join(', ')})`,
  );
}

function list(title: string, lines: readonly string[], most: number): void {
  if (lines.length === 0) return;
  console.log(`${title}: ${lines.length}`);
  for (const text of lines.slice(0, most)) console.log(`  ${text}`);
  if (lines.length > most) console.log(`  … and ${lines.length - most} more (--all shows them)`);
}

function line(name: string, width: number, numbers: readonly number[]): string {
  return name.padEnd(width) + numbers.map((number) => String(number).padStart(9)).join('');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
