// The corpus's record of injected identifiers (phi_truth.json), read with checks.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Injection {
  readonly id: string;
  readonly file: string;
  readonly channel: string;
  readonly type: string;
  readonly value: string;
  readonly patient?: string;
  readonly expect: string;
  readonly locator?: {
    readonly tag?: string;
    readonly keyword?: string;
    readonly path?: string;
    readonly bbox?: readonly number[];
    readonly group?: string;
  };
}

export interface Survivor {
  readonly file: string;
  readonly channel: string;
  readonly value: string;
  readonly why: string;
}

export interface Truth {
  readonly patients: readonly Readonly<Record<string, unknown>>[];
  readonly injections: readonly Injection[];
  readonly must_survive: readonly Survivor[];
  readonly unreadable: readonly { readonly file: string; readonly reason: string; readonly expect: string }[];
  readonly uid_groups: readonly { readonly files?: readonly string[]; readonly uid?: string }[];
  readonly copies: Readonly<Record<string, string>>;
}

/** What is judged now: everything inside DICOM objects that is not an image of text. */
const HEADER_CHANNELS: ReadonlySet<string> = new Set([
  'dicom_tag',
  'nested_sequence',
  'private_tag',
  'free_text',
  'sr_content',
  'dicomdir',
  'broken_file',
  'file_meta',
  'preamble',
  'trailing_padding',
  'uid',
  'private_creator',
  'waveform_annotation',
  'presentation_text',
  'curve',
  'overlay',
  'csa_header',
  'encapsulated_cda',
  'encapsulated_pdf_meta',
  'encapsulated_pdf_text',
  'encapsulated_stl',
  'icon_pixels',
  'binary_string',
  'exif',
  'png_text',
]);

export function isHeaderChannel(channel: string): boolean {
  return HEADER_CHANNELS.has(channel);
}

/** `../shared/corpus` beside the project, or undefined where it is not there. */
export function findCorpus(): string | undefined {
  const folder = path.resolve('../shared/corpus');
  return existsSync(path.join(folder, 'phi_truth.json')) ? folder : undefined;
}

/** @throws Error for a file that is not a truth file */
export function readTruth(corpus: string): Truth {
  const data: unknown = JSON.parse(readFileSync(path.join(corpus, 'phi_truth.json'), 'utf8'));
  if (typeof data !== 'object' || data === null || !('injections' in data) || !Array.isArray(data.injections)) {
    throw new Error('not a truth file: it has no injections');
  }
  return data as Truth;
}
