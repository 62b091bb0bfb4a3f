// Carries out a plan's edits. Nothing else writes an output byte, and nothing outside an edit is decoded or changed.
import { assertEdits, type Edit } from './edit.js';
import type { Sink, Source } from './source.js';

/**
 * Writes `source` with `edits` applied to `sink`.
 * @throws RangeError for an edit list that breaks the contract of {@link assertEdits}, before anything is written
 */
export async function splice(source: Source, edits: readonly Edit[], sink: Sink): Promise<void> {
  assertEdits(edits, source.size);
  let at = 0;
  for (const edit of edits) {
    if (edit.offset > at) {
      const copied = sink.copy(source, at, edit.offset - at);
      if (copied !== undefined) await copied;
    }
    if (edit.bytes instanceof Uint8Array) {
      if (edit.bytes.length > 0) {
        const written = sink.write(edit.bytes);
        if (written !== undefined) await written;
      }
    } else {
      let length = 0;
      for await (const chunk of edit.bytes.chunks()) {
        length += chunk.length;
        await sink.write(chunk);
      }
      if (length !== edit.bytes.length) throw new RangeError('a lazy replacement was not as long as it said');
    }
    at = edit.offset + edit.length;
  }
  if (at < source.size) await sink.copy(source, at, source.size - at);
}
