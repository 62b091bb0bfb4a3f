// What `cluster status` says: numbers of runs, how far they are, and what failed for good and why.
import type { RunStatus, ScheduleStatus } from '../node/cluster/clusterQueue.js';
import { counted, grouped, sized } from './units.js';

const STATES: Readonly<Record<RunStatus['state'], string>> = {
  waiting: 'waits for a worker',
  working: 'at work',
  cancelling: 'is being cancelled',
  failed: 'failed',
  done: 'done',
  incomplete: 'over, with parts that failed',
  cancelled: 'cancelled',
  skipped: 'left out: the one before was still at work',
};

export function statusText(workers: number, runs: readonly RunStatus[], schedules: readonly ScheduleStatus[]): string {
  const planned = schedules.length === 0 ? '' : schedulesText(schedules);
  const none = runs.length === 0 ? 'no runs\n' : '';
  return `${counted(workers, 'worker')}\n${none}${runs.map(runText).join('')}${planned}`;
}

export function runText(run: RunStatus): string {
  const lines = [`run ${run.run}  ${run.submitted}  ${STATES[run.state]}${progressOf(run)}`];
  const { kinds, codes = {}, evidence = [] } = run.end ?? {};
  if (kinds !== undefined) {
    const told = Object.entries(kinds).filter(([, count]) => count > 0);
    lines.push(`  ${told.map(([kind, count]) => `${grouped(count)} ${kind}`).join(', ')}`);
    for (const [code, count] of Object.entries(codes)) lines.push(`  ${counted(count, 'file')}: ${code}`);
    for (const { message } of evidence) lines.push(`  ${message}`);
    lines.push(`  names and reasons: .medimagecleaner/cluster-${run.run}.report.json in the shared folder`);
  }
  if (run.reason !== undefined) lines.push(`  ${run.reason}`);
  for (const { chunk, step, reason, attempts } of run.dead)
    lines.push(`  part ${chunk} failed (${step}, ${counted(attempts, 'attempt')}): ${reason}`);
  for (const reason of run.refusals) lines.push(`  a worker can't take part: ${reason}`);
  return `${lines.join('\n')}\n`;
}

function progressOf({ state, step, chunks, chunksDone, files, bytes }: RunStatus): string {
  const what = files === undefined ? '' : `  ${counted(files, 'file')}, ${sized(bytes ?? 0)}`;
  if (state !== 'working' || chunks === undefined) return what;
  const phase = step === 'survey' || step === 'surveyed' ? 'survey' : step === 'written' ? 'writing' : step;
  return `: ${phase}, ${grouped(chunksDone)} of ${counted(chunks, 'part')}${what}`;
}

export function schedulesText(schedules: readonly ScheduleStatus[]): string {
  if (schedules.length === 0) return 'no schedules\n';
  return schedules
    .map(({ id, pattern, next }) => `schedule ${id}  ${pattern}${next === undefined ? '' : `  next ${next}`}\n`)
    .join('');
}
