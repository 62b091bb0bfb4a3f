// A decoded text in the making: its units, and runs of them with where they stand in the original. A run takes a few bytes,
// so that a text of megabytes that is all escapes does not take hundreds.

/** Numbers of a run: where it begins in the result and in the original, where it ends there; 0 for the end of one copied unit by unit. */
const FIELDS = 3;
const CHUNK = 8192;

export interface Unescaped {
  readonly text: string;
  /** Where in the original a range of the text stands; undefined where no character of it is an escape. */
  range(start: number, end: number): { readonly start: number; readonly end: number } | undefined;
}

interface Units {
  /** Units of the original as they are. */
  copy(from: number, to: number): void;
  /** What `from` to `to` of the original stands for. */
  put(units: string, from: number, to: number): void;
  close(): Unescaped;
}

/** The result is never longer than the text. */
export function openUnits(text: string): Units {
  const result = new Uint16Array(text.length);
  let size = 0;
  let runs = new Uint32Array(FIELDS * 64);
  let count = 0;
  /** A break of a line that is none stands right before: what follows it counts as escaped. */
  let joined = false;
  const add = (from: number, to: number): void => {
    if ((count + 1) * FIELDS > runs.length) {
      const longer = new Uint32Array(runs.length * 2);
      longer.set(runs);
      runs = longer;
    }
    runs.set([size, from, to], count * FIELDS);
    count += 1;
  };
  return {
    copy(from, to) {
      if (joined) add(from, from + 1);
      if (joined) result[size++] = text.charCodeAt(from);
      const start = joined ? from + 1 : from;
      joined = false;
      if (start >= to) return;
      add(start, 0);
      for (let at = start; at < to; at += 1) result[size++] = text.charCodeAt(at);
    },
    put(units, from, to) {
      joined = units === '';
      if (joined) return;
      add(from, to);
      for (let at = 0; at < units.length; at += 1) result[size++] = units.charCodeAt(at);
    },
    close: () => closed(result.subarray(0, size), runs, count, text.length),
  };
}

function closed(result: Uint16Array, runs: Uint32Array, count: number, length: number): Unescaped {
  let text = '';
  for (let at = 0; at < result.length; at += CHUNK) text += String.fromCharCode(...result.subarray(at, at + CHUNK));
  const field = (run: number, number: number): number => runs[run * FIELDS + number] ?? 0;
  const runOf = (at: number): number => {
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (field(middle, 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    text,
    range(start, end) {
      const [first, last] = [runOf(start), runOf(end - 1)];
      let escaped = false;
      for (let run = first; run <= last && !escaped; run += 1) escaped = field(run, 2) > 0;
      if (!escaped || count === 0) return undefined;
      const [isCopy, endsInCopy] = [field(first, 2) === 0, field(last, 2) === 0];
      return {
        start: field(first, 1) + (isCopy ? start - field(first, 0) : 0),
        end: endsInCopy ? field(last, 1) + end - field(last, 0) : Math.min(field(last, 2), length),
      };
    },
  };
}
