// Reads a saved JSON report a line at a time: the head on the first line, then a file on each. Nothing is believed that is not of the
// right shape.
import type { MetricFile } from './metrics.js';

/** Of the head, what a page tells. */
export interface SavedHead {
  readonly tool: { readonly name: string; readonly version: string };
  readonly recipe: { readonly name: string; readonly title: string };
  readonly options: readonly string[];
  readonly policyDigest: string;
  readonly keyFingerprint: string;
  readonly dryRun: boolean;
  readonly verified: boolean;
  readonly elapsedMs: number;
  readonly pixels: { readonly setting: string; readonly notExamined: number };
  readonly started?: string;
  readonly stopped?: string;
  readonly links?: {
    readonly kinds: Readonly<Record<string, { readonly originals: number; readonly gone: number }>>;
    readonly references: { readonly resolved: number; readonly unresolved: number };
  };
  readonly issues: readonly { readonly code: string; readonly severity: string; readonly message: string }[];
}

export type SavedFile = MetricFile & { readonly path: string };

const SCHEMA = 'medimagecleaner/report/1';

/** The last line: what was cut off has none. */
export const REPORT_END = ']}';

/** Undefined where the line does not begin a report of this kind. */
export function headFrom(line: string): SavedHead | undefined {
  const at = line.lastIndexOf(',"files":[');
  if (at === -1) return undefined;
  const head = parsed(`${line.slice(0, at)}}`);
  return isHead(head) ? head : undefined;
}

/** Undefined for a line that holds no file, such as the last. */
export function fileFrom(line: string): SavedFile | undefined {
  const text = line.trim().replace(/,$/u, '');
  if (!text.startsWith('{')) return undefined;
  const file = parsed(text);
  return isFile(file) ? file : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function has<K extends string>(value: unknown, ...keys: readonly K[]): value is Readonly<Record<K, unknown>> {
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}

function isHead(value: unknown): value is SavedHead {
  return (
    has(value, 'schema', 'tool', 'recipe', 'options', 'policyDigest', 'keyFingerprint', 'pixels', 'issues') &&
    value.schema === SCHEMA &&
    has(value.tool, 'name', 'version') &&
    has(value.recipe, 'name', 'title') &&
    has(value.pixels, 'setting', 'notExamined') &&
    Array.isArray(value.options) &&
    Array.isArray(value.issues)
  );
}

function isFile(value: unknown): value is SavedFile {
  return (
    has(value, 'path', 'kind', 'bytes', 'effects', 'categories', 'findingCount', 'issues') &&
    typeof value.path === 'string' &&
    typeof value.kind === 'string' &&
    typeof value.bytes === 'number' &&
    typeof value.findingCount === 'number' &&
    Array.isArray(value.issues) &&
    has(value.effects) &&
    has(value.categories)
  );
}
