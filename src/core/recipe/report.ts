// Collects what compiling has to say.
import { movedSpan } from './line.js';
import type { Diagnostic, Span } from './syntax.js';

export interface Report {
  add(code: string, severity: Diagnostic['severity'], message: string, span: Span): void;
}

/** Of one recipe, line by line. */
export class LineReport implements Report {
  readonly #list: Diagnostic[];
  readonly #file: string | undefined;
  /** How far the line that is spoken of moved since it was read: spans are given as it was read. */
  by = 0;

  /** `file` is the included recipe that is being compiled. */
  constructor(list: Diagnostic[], file: string | undefined) {
    this.#list = list;
    this.#file = file;
  }

  add(code: string, severity: Diagnostic['severity'], message: string, span: Span): void {
    const where = this.by === 0 ? span : movedSpan(span, this.by);
    const file = this.#file;
    this.#list.push({ code, severity, message, span: where, ...(file === undefined ? {} : { file }) });
  }
}

export type Said = Omit<Diagnostic, 'file'>;

const NOTHING: readonly Said[] = [];

/** Passes on what is said, and notes it: of one line after the other. */
export class Recorder implements Report {
  readonly #report: Report;
  #said: Said[] | undefined;

  constructor(report: Report) {
    this.#report = report;
  }

  begin(): void {
    this.#said = undefined;
  }

  /** Since the beginning. */
  get said(): readonly Said[] {
    return this.#said ?? NOTHING;
  }

  add(code: string, severity: Diagnostic['severity'], message: string, span: Span): void {
    this.#said ??= [];
    this.#said.push({ code, severity, message, span });
    this.#report.add(code, severity, message, span);
  }

  /** Says again what was said before, of a line that did not change. */
  repeat(said: readonly Said[]): void {
    for (const { code, severity, message, span } of said) this.#report.add(code, severity, message, span);
  }
}
