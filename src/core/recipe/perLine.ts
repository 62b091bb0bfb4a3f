// What compiling makes of a line, remembered as long as the line is the same: after a keystroke only the changed lines are
// compiled again. Spans are those of the line as it was read, so that nothing has to move with it.
import type { Condition, Override } from '../policy/policy.js';
import type { Action } from './actionChange.js';
import { addRulesOf } from './actionRule.js';
import { lineCondition } from './condition.js';
import type { Recorder, Report, Said } from './report.js';
import type { Line, ReadLine, Test } from './syntax.js';

/** What was made of a line of which something was said as well. */
class Kept {
  readonly made: unknown;
  readonly said: readonly Said[];

  constructor(made: unknown, said: readonly Said[]) {
    this.made = made;
    this.said = said;
  }
}

/** A line has one kind of statement, and so one maker. */
function remembered<T>({ read }: Line, recorder: Recorder, make: (report: Report) => T): T {
  const known = read.compiled;
  if (known instanceof Kept) recorder.repeat(known.said);
  if (known !== undefined) return (known instanceof Kept ? known.made : known) as T;
  recorder.begin();
  const made = make(recorder);
  const said = recorder.said();
  read.compiled = said.length === 0 ? made : new Kept(made, said);
  return made;
}

/** The rules of a line that has not just one, or of which something was said. */
class KeptRules {
  readonly origin: string;
  readonly rules: readonly Override[];
  readonly said: readonly Said[];

  constructor(origin: string, rules: readonly Override[], said: readonly Said[]) {
    this.origin = origin;
    this.rules = rules;
    this.said = said;
  }
}

/**
 * Puts the rules of an action line behind those that are there: the same objects as long as the line keeps its number. `file`
 * is named in their origin.
 */
export function addLineRules(line: Line, action: Action, file: string, recorder: Recorder, rules: Override[]): void {
  const { number, read } = line;
  const origin = originOf(file, number);
  const known = read.compiled as Override | KeptRules | undefined;
  if (known !== undefined && known.origin === origin) {
    if (!(known instanceof KeptRules)) rules.push(known);
    else {
      recorder.repeat(known.said);
      for (const rule of known.rules) rules.push(rule);
    }
    return;
  }
  const before = rules.length;
  recorder.begin();
  addRulesOf(action, origin, recorder, rules);
  const said = recorder.said();
  const single = rules.length === before + 1 && said.length === 0;
  read.compiled = single ? rules[before] : new KeptRules(origin, rules.slice(before), said);
}

/** Origins by the lines of a file: after each keystroke thousands are asked for again. */
const origins = new Map<string, string[]>();
const MOST_FILES = 32;

/** Where a rule comes from, as policies and reports name it: `study.deid:12`. */
export function originOf(file: string, number: number): string {
  let known = origins.get(file);
  if (known === undefined) {
    if (origins.size >= MOST_FILES) origins.clear();
    known = [];
    origins.set(file, known);
  }
  while (known.length <= number) known.push(`${file}:${known.length + 1}`);
  return known[number] ?? '';
}

/** What the tests of a line ask, as one condition. */
export function conditionOfLine(line: Line, tests: readonly Test[], recorder: Recorder): Condition {
  return remembered(line, recorder, (report) => lineCondition(tests, report));
}

/** What a region line stands for. */
export function regionOfLine<T>(line: Line, recorder: Recorder, make: (report: Report) => T): T {
  return remembered(line, recorder, make);
}

/** What is named on a line, by the one who looks for names. */
export function namesOfLine<T>({ read }: Line, make: (read: ReadLine) => T): T {
  read.names ??= make(read);
  return read.names as T;
}
