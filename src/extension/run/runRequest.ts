// From what the extension asks to what a run is asked: one place, so that runs and watches over the same files share a journal.
import path from 'node:path';
import type { RunRequest } from '../../node/runTypes.js';
import type { HostWork } from './messages.js';

declare const MEDIMAGECLEANER_VERSION: string;

interface Manner {
  readonly dryRun: boolean;
  readonly overwrite: boolean;
  readonly keepFindings: boolean;
}

/** Paths are relative to the base, which is the folder that this process stands in. */
export function runRequest(asked: HostWork, { dryRun, overwrite, keepFindings }: Manner): Omit<RunRequest, 'key'> {
  const relative = (each: string) => path.relative(asked.base, each) || '.';
  return {
    workspace: asked.roots.map(relative),
    folderName: asked.folderName,
    paths: asked.paths.map(relative),
    policy: asked.policy,
    ...(asked.table === undefined ? {} : { table: asked.table }),
    pixels: 'auto',
    detection: { device: 'auto' },
    ...(asked.settled === undefined ? {} : { settled: asked.settled }),
    salvage: asked.salvage,
    dryRun,
    verify: false,
    overwrite,
    record: false,
    keepFindings,
    producer: `medimagecleaner ${MEDIMAGECLEANER_VERSION}`,
    ...(asked.jobs === undefined ? {} : { jobs: asked.jobs }),
  };
}
