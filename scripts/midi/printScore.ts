// Prints a score by check type, and the checks that failed.
import { CHECK_TYPES, unbracket } from './answerKey.js';
import type { CheckResult } from './scoreKey.js';

/** @returns passed / all */
export function printScore(results: readonly CheckResult[], values: boolean, most: number): number {
  console.log('check               passed      all    share');
  for (const type of CHECK_TYPES) {
    const of = results.filter((result) => result.type === type);
    const passed = of.filter((result) => result.passed).length;
    const share = of.length === 0 ? '–' : `${((100 * passed) / of.length).toFixed(2)} %`;
    console.log(
      `${type.padEnd(18)}${String(passed).padStart(8)} ${String(of.length).padStart(8)} ${share.padStart(9)}`,
    );
  }
  const failed = results.filter((result) => !result.passed);
  const score = results.length === 0 ? 0 : 1 - failed.length / results.length;
  console.log(`score ${(100 * score).toFixed(2)} % (${results.length - failed.length} of ${results.length})`);
  const groups = new Map<string, { count: number; files: Set<string>; sample: string }>();
  for (const { type, row, check, found } of failed) {
    const key = `${type} ${unbracket(check.tag_ds).replace(/\[\d+\]/g, '[]')} ${unbracket(check.tag_name)}`;
    const sample = `${check.action_text ?? check.value} -> ${found ?? '(absent)'}`;
    const group = groups.get(key) ?? { count: 0, files: new Set<string>(), sample };
    groups.set(key, group);
    group.count += 1;
    group.files.add(row.SOPInstanceUID);
  }
  const rows = [...groups].sort((a, b) => b[1].count - a[1].count);
  if (rows.length > 0) console.log('failed checks:');
  for (const [key, group] of rows.slice(0, most)) {
    console.log(
      `  ${group.count} × ${key} (${group.files.size} files)${values ? ` : ${group.sample.slice(0, 160)}` : ''}`,
    );
  }
  if (rows.length > most) console.log(`  … and ${rows.length - most} more kinds (--all shows them)`);
  return score;
}
