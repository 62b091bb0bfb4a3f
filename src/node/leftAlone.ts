// What is neither DICOM nor a photograph is left alone; of an archive it is said that what is in it was not looked into.
import { constants, gunzipSync } from 'node:zlib';
import type { Issue } from '../core/kernel/issue.js';
import type { Source } from '../core/kernel/source.js';
import { archiveKind, isTar } from './archive/entries.js';

/** Images may be in an archive, which is looked into where the user names it. */
export async function whyLeftAlone(source: Source): Promise<Issue> {
  const head = await source.read(0, Math.min(source.size, 512));
  const kind = archiveKind(head);
  if (kind === undefined || (kind === 'tar.gz' && !packsTar(head)))
    return {
      code: 'not-dicom',
      severity: 'info',
      message: 'not DICOM and no photograph (JPEG, PNG) by its content: left alone',
    };
  const message = `a ${kind} archive was left alone: name it by itself to have what is in it de-identified`;
  return { code: 'archive', severity: 'warning', message };
}

/** Volumes are packed like that, too, so that what is packed is asked; the first header of a tar is mostly zeros. */
function packsTar(head: Uint8Array): boolean {
  try {
    return isTar(gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, 512));
  } catch {
    return false;
  }
}
