// Deflated data sets (PS3.5 A.5): a source that inflates while it is read, and a sink that deflates while it is written.
// Neither holds the data set; a bomb is refused by its ratio.
import { Deflate, Inflate } from 'fflate';
import type { Layer } from '../../kernel/plan.js';
import type { Sink, Source } from '../../kernel/source.js';
import { concat } from '../../kernel/source.js';

const CHUNK = 32 * 1024;
const HEAD = 4 * 1024 * 1024;
const COPY = 1024 * 1024;
/** Above this size an expansion beyond {@link MOST_EXPANSION} is no data set. */
const HARMLESS = 64 * 1024 * 1024;
const MOST_EXPANSION = 200;

export type Inflated =
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'bomb' }
  | { readonly kind: 'damaged' };

interface Stream {
  /** Next chunk of inflated bytes; undefined at the end. */
  next(): Promise<Uint8Array | undefined>;
}

function inflateFrom(source: Source, start: number): Stream {
  const ready: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => {
    if (chunk.length > 0) ready.push(chunk);
  });
  let at = start;
  return {
    next: async () => {
      while (ready.length === 0 && at < source.size) {
        const bytes = await source.read(at, Math.min(CHUNK, source.size - at));
        at += bytes.length;
        if (bytes.length === 0) return undefined;
        // The flag that ends a stream is never set: bytes after the deflate stream's own end are padding.
        inflate.push(bytes, false);
      }
      return ready.shift();
    },
  };
}

/**
 * Opens the deflated data set that begins at `start`. The source that comes back is the file's first `start` bytes as
 * they are, then the inflated data set. Goes through the whole stream once to learn its size.
 */
export async function openDeflated(file: Source, start: number): Promise<Inflated> {
  const prefix = await file.read(0, start);
  const compressed = file.size - start;
  const kept: Uint8Array[] = [prefix];
  let held = start;
  let size = start;
  try {
    const stream = inflateFrom(file, start);
    for (let chunk = await stream.next(); chunk !== undefined; chunk = await stream.next()) {
      size += chunk.length;
      if (size > HARMLESS && size > compressed * MOST_EXPANSION) return { kind: 'bomb' };
      if (held < HEAD) {
        kept.push(chunk.slice());
        held += chunk.length;
      }
    }
  } catch {
    // fflate throws on bytes that are no deflate stream; what was inflated until then can't be trusted.
    return { kind: 'damaged' };
  }
  if (size === start) return { kind: 'damaged' };
  return { kind: 'source', source: inflatedSource(file, start, size, concat(kept)) };
}

function inflatedSource(file: Source, start: number, size: number, head: Uint8Array): Source {
  let stream = inflateFrom(file, start);
  let chunk: Uint8Array = new Uint8Array(0);
  let chunkAt = start;
  const seek = async (offset: number): Promise<void> => {
    if (offset < chunkAt) {
      stream = inflateFrom(file, start);
      chunk = new Uint8Array(0);
      chunkAt = start;
    }
    while (offset >= chunkAt + chunk.length) {
      const next = await stream.next();
      if (next === undefined) return;
      chunkAt += chunk.length;
      chunk = next;
    }
  };
  const readOn = async (offset: number, length: number): Promise<Uint8Array> => {
    const wanted = Math.max(0, Math.min(length, size - offset));
    const bytes = new Uint8Array(wanted);
    let done = 0;
    while (done < wanted) {
      await seek(offset + done);
      const from = offset + done - chunkAt;
      const part = chunk.subarray(from, from + wanted - done);
      if (part.length === 0) return bytes.subarray(0, done);
      bytes.set(part, done);
      done += part.length;
    }
    return bytes;
  };
  return {
    size,
    stamp: `${file.stamp}/inflated:${size}`,
    read: (offset, length) => {
      if (offset + length <= head.length || head.length === size)
        return head.subarray(offset, Math.min(size, offset + length));
      return readOn(offset, length);
    },
  };
}

/** The envelope of a deflated file: the first `plain` bytes of the output are written as they are, the rest deflated. */
export function deflateLayer(inner: Source, plain: number): Layer {
  return { inner, seal: (sink) => deflatingSink(sink, plain) };
}

function deflatingSink(sink: Sink, plain: number): Sink & { end(): Promise<void> } {
  const ready: Uint8Array[] = [];
  const deflate = new Deflate({ level: 6 }, (chunk) => {
    ready.push(chunk);
  });
  let left = plain;
  let written = 0;
  const flush = async (): Promise<void> => {
    for (let chunk = ready.shift(); chunk !== undefined; chunk = ready.shift()) {
      written += chunk.length;
      await sink.write(chunk);
    }
  };
  const write = async (bytes: Uint8Array): Promise<void> => {
    const asIs = Math.min(left, bytes.length);
    if (asIs > 0) await sink.write(bytes.subarray(0, asIs));
    left -= asIs;
    if (asIs === bytes.length) return;
    deflate.push(bytes.slice(asIs), false);
    await flush();
  };
  return {
    write,
    copy: async (source, offset, length) => {
      for (let at = offset; at < offset + length; at += COPY) {
        await write(await source.read(at, Math.min(COPY, offset + length - at)));
      }
    },
    end: async () => {
      deflate.push(new Uint8Array(0), true);
      await flush();
      // Padded to even length with a NUL (PS3.5 A.5).
      if ((written & 1) === 1) await sink.write(new Uint8Array(1));
    },
  };
}
