// Changes to bytes, in offsets of the original. Decided in one place, applied in another (splice.ts).

/** Replacement bytes that are produced while writing; `length` is exact. */
export interface LazyBytes {
  readonly length: number;
  chunks(): AsyncIterable<Uint8Array>;
}

/**
 * Replaces `length` bytes at `offset` of the original by `bytes`. `length` 0 inserts, empty `bytes` removes.
 * `findings` are the indexes in the plan of the findings that cause it: at least one.
 */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array | LazyBytes;
  readonly findings: readonly number[];
}

/**
 * Checks the contract of an edit list: in the source, sorted, none overlapping, no two at one offset, each with its cause.
 * @throws RangeError naming the index of the first edit that breaks it
 */
export function assertEdits(edits: readonly Edit[], size: number): void {
  let end = 0;
  let previous = -1;
  let index = -1;
  for (const edit of edits) {
    index += 1;
    const whole = Number.isSafeInteger(edit.offset) && Number.isSafeInteger(edit.length);
    if (!whole || edit.offset < 0 || edit.length < 0) throw new RangeError(`edit ${index}: not a range`);
    if (edit.offset < end || edit.offset === previous) throw new RangeError(`edit ${index}: unsorted or overlapping`);
    if (edit.offset + edit.length > size) throw new RangeError(`edit ${index}: outside the source`);
    if (edit.findings.length === 0) throw new RangeError(`edit ${index}: has no cause`);
    previous = edit.offset;
    end = edit.offset + edit.length;
  }
}

/** How long the output of `edits` over a source of `size` bytes is. */
export function outputSize(edits: readonly Edit[], size: number): number {
  let total = size;
  for (const edit of edits) total += edit.bytes.length - edit.length;
  return total;
}
