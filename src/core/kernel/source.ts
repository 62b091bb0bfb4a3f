// The one port through which bytes come in, and the one through which they go out.

/** Bytes that can be read by range. Nobody holds a whole file because it was convenient. */
export interface Source {
  /** Length in bytes. */
  readonly size: number;
  /** A token that is different whenever the bytes may be (size, inode and modification time of a file, a digest of a buffer). */
  readonly stamp: string;
  /**
   * Reads `length` bytes at `offset`; fewer only where the source ends. The bytes are the caller's until it lets go of
   * them: an implementation never reuses the memory. A local file answers at once, a remote one with a promise.
   */
  read(offset: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/** Takes the output in order. */
export interface Sink {
  /** Appends `bytes`. They may be reused by the caller once the call (or its promise) has returned. */
  write(bytes: Uint8Array): void | Promise<void>;
  /** Appends a range of `source` unchanged; a host may do so without the bytes passing through the program. */
  copy(source: Source, offset: number, length: number): void | Promise<void>;
}

/** A {@link Source} over bytes in memory. */
export function bufferSource(bytes: Uint8Array, stamp = `buffer:${bytes.length}`): Source {
  return {
    size: bytes.length,
    stamp,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
  };
}

/** A {@link Sink} that gathers the output in memory, for small outputs and tests. */
export function bufferSink(): Sink & { bytes(): Uint8Array } {
  const parts: Uint8Array[] = [];
  return {
    write: (bytes) => {
      parts.push(bytes.slice());
    },
    copy: async (source, offset, length) => {
      parts.push((await source.read(offset, length)).slice());
    },
    bytes: () => concat(parts),
  };
}

/** Joins byte arrays into one. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const part of parts) size += part.length;
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
