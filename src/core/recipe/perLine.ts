// What compiling makes of a line, remembered as long as the line is the same: after a keystroke only the changed lines are
// compiled again, and what is known of lines that moved moves with them.
import type { Condition } from '../policy/policy.js';
import { addRules, type WrittenRule } from './actionRule.js';
import { lineCondition } from './condition.js';
import type { Report } from './report.js';
import type { Diagnostic, Line, Statement, Test } from './syntax.js';

interface Said {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  /** Counted from the line's beginning. */
  readonly start: number;
  readonly end: number;
}

interface Compiled<T> {
  /** Where the line began. */
  readonly start: number;
  readonly made: T;
  readonly said: readonly Said[];
}

const NOTHING: readonly Said[] = [];

function remember<T>(line: Line, report: Report, make: (report: Report) => T): Compiled<T> {
  const { start } = line.span;
  let said = NOTHING as Said[];
  const made = make({
    add(code, severity, message, span) {
      if (said.length === 0) said = [];
      said.push({ code, severity, message, start: span.start - start, end: span.end - start });
      report.add(code, severity, message, span);
    },
  });
  return { start, made, said };
}

function repeat({ said }: Compiled<unknown>, { span: { start } }: Line, report: Report): void {
  for (const each of said) {
    report.add(each.code, each.severity, each.message, { start: start + each.start, end: start + each.end });
  }
}

interface Rules extends Compiled<readonly WrittenRule[]> {
  readonly origin: string;
}

/** The rules of an action line: the same objects as long as the line keeps its number. */
export function lineRules(
  line: Line,
  action: Extract<Statement, { kind: 'action' }>,
  origin: string,
  report: Report,
): readonly WrittenRule[] {
  const known = line.memo.rules as Rules | undefined;
  if (known?.origin === origin) {
    repeat(known, line, report);
    const by = line.span.start - known.start;
    if (by === 0) return known.made;
    return known.made.map(({ verb, rule, span: { start, end } }) => {
      return { verb, rule, span: { start: start + by, end: end + by } };
    });
  }
  const compiled = remember(line, report, (reporting) => {
    const found: WrittenRule[] = [];
    addRules(found, action, origin, reporting);
    return found;
  });
  const { start, made, said } = compiled;
  line.memo.rules = { start, made, said, origin } satisfies Rules;
  return compiled.made;
}

/** What the tests of a line ask, as one condition. */
export function conditionOfLine(line: Line, tests: readonly Test[], report: Report): Condition {
  const known = line.memo.condition as Compiled<Condition> | undefined;
  if (known !== undefined) {
    repeat(known, line, report);
    return known.made;
  }
  const compiled = remember(line, report, (reporting) => lineCondition(tests, reporting));
  line.memo.condition = compiled;
  return compiled.made;
}
