// SHA-256 (FIPS 180-4) of all bytes of a source, piece by piece.
import { createHash } from 'node:crypto';
import { DeidError } from '../core/kernel/deidError.js';
import type { Source } from '../core/kernel/source.js';

const PIECE = 1024 * 1024;

/**
 * Hex digits.
 * @param moved told of nothing but that work goes on; what it throws stops the reading
 */
export async function digestOf(source: Source, moved: (bytes: number) => void = () => {}): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < source.size; ) {
    const bytes = await source.read(at, Math.min(PIECE, source.size - at));
    if (bytes.length === 0) throw new DeidError('changed', 'the file became shorter while it was being read');
    hash.update(bytes);
    at += bytes.length;
    moved(0);
  }
  return hash.digest('hex');
}
