// Collects what compiling has to say.
import type { Diagnostic, Span } from './syntax.js';

export interface Report {
  add(code: string, severity: Diagnostic['severity'], message: string, span: Span): void;
}

/** `file` is the included recipe that is being compiled. */
export function reportTo(list: Diagnostic[], file: string | undefined): Report {
  return {
    add(code, severity, message, span) {
      list.push({ code, severity, message, span, ...(file === undefined ? {} : { file }) });
    },
  };
}
