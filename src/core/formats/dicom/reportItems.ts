// A structured report (PS3.3 C.17.3) as people read it: its content items as a tree of texts.

/** A structured report as people read it. */
export interface ReportItem {
  readonly relationship: string;
  readonly concept: string;
  readonly valueType: string;
  readonly value: string;
  readonly path: string;
  readonly identifying: boolean;
  readonly items: readonly ReportItem[];
}
