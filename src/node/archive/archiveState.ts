// What the steps of cleaning one archive share.

import type { Engine } from '../engine.js';
import type { FileOutcome } from '../fileOutcome.js';
import type { FileRecord } from '../fileRecord.js';
import type { createLinkCheck } from '../linkCheck.js';
import type { gatherMappings } from '../mappedValues.js';
import type { InputItem } from '../outputPaths.js';
import { pathText } from '../rawPath.js';
import type { RunRequest } from '../runTypes.js';
import type { sumTotals } from '../tally.js';
import type { ArchiveEntry, ArchiveKind } from './entries.js';
import { readTar } from './readTar.js';
import { readZip } from './readZip.js';

export interface ArchiveItem {
  readonly item: InputItem;
  readonly kind: ArchiveKind;
  /** Into a folder of the archive's name instead of an archive. */
  readonly unpack: boolean;
}

export interface ArchiveState {
  readonly request: RunRequest;
  readonly archive: ArchiveItem;
  readonly engine: Engine;
  readonly descriptor: number;
  readonly first: number;
  readonly run: string;
  readonly totals: ReturnType<typeof sumTotals>;
  readonly links: ReturnType<typeof createLinkCheck>;
  readonly mappings: ReturnType<typeof gatherMappings>;
  readonly files: (readonly [index: number, file: FileOutcome])[];
  /** Entries that have a number, and how many of these somebody was told of: of the others nothing is left. */
  readonly counts: { seen: number; told: number };
}

export function entriesOf({ archive: { item, kind }, descriptor }: ArchiveState): AsyncGenerator<ArchiveEntry> {
  return kind === 'zip' ? readZip(descriptor) : readTar(descriptor, item.size, kind === 'tar.gz');
}

export async function tell(state: ArchiveState, index: number, inside: string, file: FileOutcome, record?: FileRecord) {
  const { request, totals, files, first, counts } = state;
  counts.told += 1;
  const named =
    file.kind === 'written' && !state.archive.unpack ? { ...file, output: pathText(state.archive.item.target) } : file;
  totals.add(named);
  if (request.keepFiles !== false) files.push([index, named]);
  const { inputDigest, outputDigest } = record ?? {};
  await request.onFile?.({
    outcome: named,
    item: 0,
    inside,
    index: first + index,
    ...(inputDigest === undefined ? {} : { inputDigest }),
    ...(outputDigest === undefined ? {} : { outputDigest }),
  });
}
