// The stream of an object that holds video: all fragments behind the offset table are one (PS3.5 8.2.5, A.4).
import { afterFragment, fragmentAt, openFragments } from '../formats/dicom/fragments.js';
import { concat } from '../kernel/source.js';
import type { Image } from './image.js';
import { type Video, videoKind } from './videoPort.js';

/** It is held in memory. */
const LARGEST = 1024 * 1024 * 1024;

export type VideoStream =
  | ({ readonly kind: 'stream' } & { readonly video: Video })
  | { readonly kind: 'trouble'; readonly reason: string };

export function isVideo({ coding, object }: Image): boolean {
  return coding !== 'native' && videoKind(object.opening.transferSyntax) !== undefined;
}

export async function videoStream({ window, object, pixels, end }: Image): Promise<VideoStream> {
  const kind = videoKind(object.opening.transferSyntax);
  if (pixels.length > LARGEST)
    return { kind: 'trouble', reason: 'the video is longer than 1 GB, and would have to be held in memory' };
  const fragments = openFragments(window.source, object.table.encoding, end);
  const table = await fragmentAt(fragments, pixels.valueOffset);
  const parts: Uint8Array[] = [];
  for (let next = table && (await fragmentAt(fragments, afterFragment(table))); next !== undefined; ) {
    parts.push(await window.source.read(next.offset, next.length));
    next = await fragmentAt(fragments, afterFragment(next));
  }
  return kind === undefined || parts.length === 0
    ? { kind: 'trouble', reason: 'its video data is damaged' }
    : { kind: 'stream', video: { kind, bytes: concat(parts) } };
}
