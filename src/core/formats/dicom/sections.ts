// Sections of the tables of a transport stream (ISO/IEC 13818-1 2.4.4), put together from the packets over which they go.

/** Bytes of a packet that belong together. */
export interface Run {
  /** Of the whole stream. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

export interface Section {
  readonly runs: readonly Run[];
  /** Not cut off. */
  readonly whole: boolean;
}

export interface Sections {
  readonly sections: readonly Section[];
  /** What is of no section: before the first, or behind the last. */
  readonly rest: readonly Run[];
}

export interface SectionReader {
  /** The packets of one table, one by one. @param body where its payload begins */
  push(at: number, bytes: Uint8Array, body: number, isStart: boolean): Sections;
}

const HEAD = 3;
/** It marks the end of what is used of a packet. */
const STUFFING = 0xff;

export function readSections(): SectionReader {
  let open: Run[] | undefined;
  let held = 0;
  return {
    push(at, bytes, body, isStart) {
      const [sections, rest]: [Section[], Run[]] = [[], []];
      const run = (from: number, to: number): Run => ({ at: at + from, bytes: bytes.subarray(from, to) });
      const close = (whole: boolean): void => {
        if (open !== undefined) sections.push({ runs: open, whole });
        [open, held] = [undefined, 0];
      };
      /** Takes what belongs to the section that is open. */
      const fill = (from: number, to: number): number => {
        let next = from;
        while (open !== undefined && next < to) {
          const wanted = held < HEAD ? HEAD - held : HEAD + lengthOf(open) - held;
          const taken = Math.min(wanted, to - next);
          if (taken > 0) open.push(run(next, next + taken));
          next += taken;
          held += taken;
          if (held >= HEAD && held >= HEAD + lengthOf(open)) close(true);
        }
        return next;
      };
      let next = body;
      if (isStart) {
        const begin = Math.min(bytes.length, body + 1 + (bytes[body] ?? 0));
        next = fill(body + 1, begin);
        close(false);
        if (next < begin) rest.push(run(next, begin));
        next = begin;
      } else next = fill(body, bytes.length);
      while (isStart && next < bytes.length && bytes[next] !== STUFFING) {
        open = [];
        next = fill(next, bytes.length);
      }
      if (next < bytes.length) rest.push(run(next, bytes.length));
      return { sections, rest };
    },
  };
}

function lengthOf(runs: readonly Run[]): number {
  const head: number[] = [];
  for (const { bytes } of runs) for (const byte of bytes.subarray(0, HEAD)) if (head.length < HEAD) head.push(byte);
  return (((head[1] ?? 0) & 15) << 8) + (head[2] ?? 0);
}
