// What compiling makes of a line, remembered as long as the line is the same: after a keystroke only the changed lines are
// compiled again. Spans are those of the line as it was read, so that nothing has to move with it.
import type { Condition } from '../policy/policy.js';
import { rulesOf, type WrittenRule } from './actionRule.js';
import { lineCondition } from './condition.js';
import type { Report } from './report.js';
import type { Diagnostic, Line, ReadLine, Span, Statement, Test } from './syntax.js';

interface Said {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly span: Span;
}

const NOTHING: readonly Said[] = [];

/** Notes what is said, and passes it on. */
class Recorder implements Report {
  readonly #report: Report;
  said = NOTHING as Said[];

  constructor(report: Report) {
    this.#report = report;
  }

  add(code: string, severity: Diagnostic['severity'], message: string, span: Span): void {
    if (this.said === NOTHING) this.said = [];
    this.said.push({ code, severity, message, span });
    this.#report.add(code, severity, message, span);
  }
}

interface Kept<T> {
  readonly made: T;
  readonly said: readonly Said[];
}

function repeated<T>({ made, said }: Kept<T>, report: Report): T {
  for (const { code, severity, message, span } of said) report.add(code, severity, message, span);
  return made;
}

/** A line has one kind of statement, and so one maker. */
function remembered<T>({ read }: Line, report: Report, make: (report: Report) => T): T {
  const known = read.compiled as Kept<T> | undefined;
  if (known !== undefined) return repeated(known, report);
  const recorder = new Recorder(report);
  const made = make(recorder);
  read.compiled = { made, said: recorder.said } satisfies Kept<T>;
  return made;
}

interface KeptRules extends Kept<readonly WrittenRule[]> {
  readonly number: number;
  readonly file: string;
}

/** The rules of an action line: the same objects as long as the line keeps its number. `file` is named in their origin. */
export function lineRules(
  line: Line,
  action: Extract<Statement, { kind: 'action' }>,
  file: string,
  report: Report,
): readonly WrittenRule[] {
  const { number, read } = line;
  const known = read.compiled as KeptRules | undefined;
  if (known !== undefined && known.number === number && known.file === file) return repeated(known, report);
  const recorder = new Recorder(report);
  const made = rulesOf(action, originOf(file, number), recorder);
  read.compiled = { made, said: recorder.said, number, file } satisfies KeptRules;
  return made;
}

/** Where a rule comes from, as policies and reports name it: `study.deid:12`. */
export function originOf(file: string, number: number): string {
  return `${file}:${number + 1}`;
}

/** What the tests of a line ask, as one condition. */
export function conditionOfLine(line: Line, tests: readonly Test[], report: Report): Condition {
  return remembered(line, report, (recording) => lineCondition(tests, recording));
}

/** What a region line stands for. */
export function regionOfLine<T>(line: Line, report: Report, make: (report: Report) => T): T {
  return remembered(line, report, make);
}

/** What is named on a line, by the one who looks for names. */
export function namesOfLine<T>({ read }: Line, make: (read: ReadLine) => T): T {
  read.names ??= make(read);
  return read.names as T;
}
