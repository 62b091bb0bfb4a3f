// A stretch of text that identifies somebody, in UTF-16 units.

export type SpanCategory = 'name' | 'date' | 'id' | 'contact' | 'place' | 'institution' | 'device' | 'other';

export interface TextSpan {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly category: SpanCategory;
  /** Stable id, such as `evidence/name`, `pattern/date`, `gazetteer/name`. */
  readonly rule: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Sorted spans without overlap: those that overlap become one, named after what is a person's own, the most certain, the longest of them. */
export function mergeSpans(spans: readonly TextSpan[]): readonly TextSpan[] {
  if (spans.length < 2) return spans;
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: TextSpan[] = [];
  let best: TextSpan | undefined;
  let current: TextSpan | undefined;
  for (const span of sorted) {
    if (current === undefined || best === undefined || span.start >= current.end) {
      if (current !== undefined) merged.push(current);
      current = span;
      best = span;
      continue;
    }
    if (isBetter(span, best)) best = span;
    current = { ...best, start: current.start, end: Math.max(current.end, span.end) };
  }
  if (current !== undefined) merged.push(current);
  return merged;
}

/** What is a person's own, before what is of the surroundings: a rule may let a device or a place stand. */
function isPersonal({ category }: TextSpan): boolean {
  return category === 'name' || category === 'id' || category === 'contact' || category === 'date';
}

function isBetter(one: TextSpan, other: TextSpan): boolean {
  if (isPersonal(one) !== isPersonal(other)) return isPersonal(one);
  if (one.confidence !== other.confidence) return one.confidence > other.confidence;
  return one.end - one.start > other.end - other.start;
}
