// The lines of a report, put aside as the files of a run are finished, in any order, and given back in the order of the walk. Many are
// put aside on the disk, in a file that has no name any more: nothing of it stays, however the program ends.
import fs from 'node:fs';
import type { Issue } from '../core/kernel/issue.js';
import type { FileRecord } from '../core/report/fileRecord.js';
import type { ReportFacts } from '../core/report/jsonReport.js';
import { lineWithIssue, reportLine, reportOfLines } from '../core/report/jsonReport.js';
import { sumReport } from '../core/report/totals.js';
import { createNumberList } from './growingLists.js';
import { type NamelessFile, openNamelessFile } from './namelessFile.js';
import { writeAll } from './writeAll.js';

export interface ReportSpool {
  /** @param index place in the walk */
  add(index: number, file: FileRecord): void;
  /** The report's text, piece by piece. */
  pieces(facts: ReportFacts, late: ReadonlyMap<number, Issue>): Generator<string>;
  close(): void;
}

const PIECE = 4 * 1024 * 1024;

/** @param folder for what does not fit into memory */
export function openReportSpool(folder: string): ReportSpool {
  const offsets = createNumberList(8);
  const lengths = createNumberList(4);
  const sums = sumReport();
  let held: Buffer[] = [];
  let heldBytes = 0;
  let spilled = 0;
  let file: NamelessFile | undefined;

  const spill = () => {
    file ??= openNamelessFile(folder);
    const bytes = Buffer.concat(held);
    writeAll(file.descriptor, bytes, spilled);
    spilled += bytes.length;
    held = [];
    heldBytes = 0;
  };
  /** Lines of neighbours mostly lie beside one another: a window is read and looked into. */
  const reader = () => {
    const memory = Buffer.concat(held);
    const window = Buffer.allocUnsafe(file === undefined ? 0 : PIECE);
    let from = 0;
    let to = 0;
    return (offset: number, length: number): Buffer => {
      if (file === undefined || offset >= spilled) return memory.subarray(offset - spilled, offset - spilled + length);
      if (offset < from || offset + length > to) {
        const bytes = length > window.length ? Buffer.allocUnsafe(length) : window;
        const got = fs.readSync(file.descriptor, bytes, 0, bytes.length, offset);
        if (bytes !== window) return bytes;
        from = offset;
        to = offset + got;
      }
      return window.subarray(offset - from, offset - from + length);
    };
  };
  return {
    add(index, record) {
      sums.add(record);
      const line = Buffer.from(reportLine(record));
      offsets.set(index, spilled + heldBytes);
      lengths.set(index, line.length);
      held.push(line);
      heldBytes += line.length;
      if (heldBytes > PIECE) spill();
    },
    *pieces(facts, late) {
      for (const issue of late.values()) sums.addIssue(issue.code);
      const read = reader();
      const lines = function* () {
        for (let index = 0; index < lengths.length; index += 1) {
          const length = lengths.get(index);
          if (length === 0) continue;
          const line = read(offsets.get(index), length).toString('utf8');
          const issue = late.get(index);
          yield issue === undefined ? line : lineWithIssue(line, issue);
        }
      };
      yield* reportOfLines(facts, sums.totals(), lines());
    },
    close() {
      file?.close();
      file = undefined;
      held = [];
    },
  };
}
