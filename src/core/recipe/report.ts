// Collects what compiling has to say.
import { movedSpan } from './line.js';
import type { Diagnostic, Span } from './syntax.js';

export interface Report {
  add(code: string, severity: Diagnostic['severity'], message: string, span: Span): void;
}

/** Of one recipe, line by line. */
export interface LineReport extends Report {
  /** How far the line that is spoken of moved since it was read: spans are given as it was read. */
  by: number;
}

/** @param file the included recipe that is being compiled */
export function lineReport(list: Diagnostic[], file: string | undefined): LineReport {
  const report: LineReport = {
    by: 0,
    add(code, severity, message, span) {
      const where = report.by === 0 ? span : movedSpan(span, report.by);
      list.push({ code, severity, message, span: where, ...(file === undefined ? {} : { file }) });
    },
  };
  return report;
}

export type Said = Omit<Diagnostic, 'file'>;

const NOTHING: readonly Said[] = [];

/** Passes on what is said, and notes it: of one line after the other. */
export interface Recorder extends Report {
  begin(): void;
  /** Since the beginning. */
  said(): readonly Said[];
  /** Says again what was said before, of a line that did not change. */
  repeat(said: readonly Said[]): void;
}

export function createRecorder(report: Report): Recorder {
  let noted: Said[] | undefined;
  return {
    begin() {
      noted = undefined;
    },
    said: () => noted ?? NOTHING,
    add(code, severity, message, span) {
      noted ??= [];
      noted.push({ code, severity, message, span });
      report.add(code, severity, message, span);
    },
    repeat(said) {
      for (const { code, severity, message, span } of said) report.add(code, severity, message, span);
    },
  };
}
