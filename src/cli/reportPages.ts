// `report`: what a saved report says, summed up on the screen, as a page with charts, as a table for spreadsheets, or as numbers.
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { DeidError } from '../core/kernel/deidError.js';
import { csvHead, csvRow } from '../core/report/csvReport.js';
import { htmlReport } from '../core/report/htmlReport.js';
import { type Metrics, sumMetrics } from '../core/report/metrics.js';
import { fileFrom, headFrom, REPORT_END, type SavedFile, type SavedHead } from '../core/report/savedReport.js';
import { pathError } from '../node/systemError.js';
import { type Arguments, hasFlag, lastValue } from './args.js';
import { shown } from './paths.js';
import { replaceFile } from './replaceFile.js';
import { type Section, sectionsText } from './sections.js';
import type { Session } from './session.js';
import { counted, grouped } from './units.js';

/** More files without a copy than this are counted in a page, and not named. */
const MOST_NAMED = 1000;

export async function report(given: Arguments, session: Session): Promise<number> {
  const { terminal } = session;
  const file = given.operands[0] ?? '';
  const html = target(given, 'html');
  const csv = target(given, 'csv');
  const sum = sumMetrics();
  const refused: { readonly path: string; readonly message: string }[] = [];
  let more = 0;
  const each = (saved: SavedFile) => {
    sum.add(saved);
    if (saved.kind !== 'refused' && saved.kind !== 'failed') return;
    const message = saved.refusal?.message ?? saved.issues.at(-1)?.message ?? '';
    if (refused.length < MOST_NAMED) refused.push({ path: saved.path, message });
    else more += 1;
  };
  const head = csv === undefined ? await readSaved(file, each) : await writeCsv(file, csv, each);
  const metrics = sum.metrics();
  if (html !== undefined) await replaceFile(html, htmlReport({ head, metrics, refused, more }), 0o600);
  if (hasFlag(given, 'json')) terminal.out(`${JSON.stringify({ schema: 'medimagecleaner/metrics/1', ...metrics })}\n`);
  else if (html === undefined && csv === undefined) terminal.out(text(metrics, session));
  return 0;
}

function target(given: Arguments, name: 'html' | 'csv'): string | undefined {
  const file = lastValue(given, name);
  if (file === '') throw new DeidError('usage', `--${name} needs the name of a file`);
  if (file !== undefined && existsSync(file) && !hasFlag(given, 'overwrite')) {
    throw new DeidError('usage', `${shown(file)} exists already; choose another name, or say --overwrite`);
  }
  return file;
}

/** @throws PathError where the file can't be read, DeidError where it is no report */
async function readSaved(file: string, each: (saved: SavedFile) => void | Promise<void>): Promise<SavedHead> {
  const input = createReadStream(file, 'utf8');
  let head: SavedHead | undefined;
  let whole = false;
  try {
    await once(input, 'ready');
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (head === undefined) {
        head = headFrom(line);
        if (head === undefined) break;
        continue;
      }
      whole = line === REPORT_END;
      if (whole) break;
      const saved = fileFrom(line);
      if (saved === undefined) break;
      await each(saved);
    }
  } catch (error) {
    throw pathError(error, file);
  } finally {
    input.destroy();
  }
  if (head !== undefined && whole) return head;
  if (head !== undefined)
    throw new DeidError('usage', `${shown(file)} is damaged or was cut off, so that sums of it would be too small`);
  throw new DeidError('usage', `${shown(file)} is no report that 'medimagecleaner deidentify --report FILE' wrote`);
}

async function writeCsv(file: string, target: string, each: (saved: SavedFile) => void): Promise<SavedHead> {
  const temporary = `${target}.${process.pid}.tmp`;
  const output = createWriteStream(temporary, { flags: 'wx', mode: 0o600 });
  try {
    await once(output, 'ready');
    output.write(csvHead());
    const head = await readSaved(file, async (saved) => {
      each(saved);
      if (!output.write(csvRow(saved))) await once(output, 'drain');
    });
    output.end();
    await once(output, 'close');
    await rename(temporary, target);
    return head;
  } catch (error) {
    output.destroy();
    await rm(temporary, { force: true });
    throw error instanceof DeidError ? error : pathError(error, target);
  }
}

function text({ all, modalities, makers, failures }: Metrics, { terminal }: Session): string {
  const sections: Section[] = [
    {
      label: 'Files',
      tone: 'good',
      text: `${counted(all.files, 'file')}: ${grouped(all.clean)} clean, ${grouped(all.refused)} refused, ${counted(all.findings, 'finding')}`,
    },
  ];
  if (all.categories.length > 0) {
    const found = all.categories.map(({ name, count }) => `${name} ${grouped(count)}`).join(', ');
    sections.push({ label: 'Found', tone: 'quiet', text: found });
  }
  for (const [label, groups] of [
    ['Modalities', modalities],
    ['Makers', makers],
  ] as const) {
    for (const [at, { name, files, refused, findings, time }] of groups.entries()) {
      const parts = [
        `${name}: ${counted(files, 'file')}`,
        `${(findings / Math.max(1, files)).toFixed(1)} findings each`,
        ...(refused === 0 ? [] : [`${grouped(refused)} refused`]),
        ...(time === undefined ? [] : [`${time.median} ms each, 95 % under ${time.p95} ms`]),
      ];
      sections.push({ label: at === 0 ? label : '', tone: 'quiet', text: parts.join(', ') });
    }
  }
  for (const [at, { count, message, modalities: where }] of failures.entries()) {
    const places = where.map(({ name, count: files }) => `${name} ${grouped(files)}`).join(', ');
    sections.push({
      label: at === 0 ? 'Refused' : '',
      tone: 'bad',
      text: `${counted(count, 'file')} (${places}): ${message}`,
    });
  }
  return sectionsText(sections, { style: terminal.outStyle, columns: terminal.columns, details: true });
}
