// Errors of the operating system, told in one line each. No message holds a path: a PathError carries it beside.
import { DeidError, type ErrorCode } from '../core/kernel/deidError.js';

/** An error about one path. The message has no name in it; whoever talks to the user adds {@link path}. */
export class PathError extends DeidError {
  readonly path: string;

  constructor(code: ErrorCode, message: string, path: string, options?: { cause?: unknown }) {
    super(code, message, options);
    this.name = 'PathError';
    this.path = path;
  }
}

const KNOWN: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOENT: ['not-found', 'no such file or folder'],
  ENOTDIR: ['not-found', 'a part of the path is not a folder'],
  EACCES: ['no-permission', 'permission denied'],
  EPERM: ['no-permission', 'operation not permitted'],
  ENOSPC: ['disk-full', 'no space left on the disk'],
  EDQUOT: ['disk-full', 'the disk quota is used up'],
  EFBIG: ['disk-full', 'the file would be larger than the file system allows'],
  EROFS: ['read-only', 'the file system is read-only'],
  EEXIST: ['output-exists', 'the output exists already'],
  EISDIR: ['io', 'a folder is where a file should be'],
  ENOTEMPTY: ['output-exists', 'a folder is where the output should be'],
  ELOOP: ['io', 'a symbolic link is where a file should be'],
  ENAMETOOLONG: ['io', 'the path is too long for the file system'],
  EMFILE: ['io', 'too many open files'],
  ENFILE: ['io', 'too many open files in the system'],
  EIO: ['io', 'the disk reported an input/output error'],
  ESTALE: ['io', 'the network file is gone (stale handle)'],
  EBUSY: ['io', 'the file is in use'],
  ETXTBSY: ['io', 'the file is in use'],
};

/** `ENOENT` and the like, where the error is one of the operating system. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && 'syscall' in error ? error.code : undefined;
}

/** The error as the program's own: no value, no path, no stack of a library in its message. */
export function deidError(error: unknown): DeidError {
  if (error instanceof DeidError) return error;
  const errno = errnoOf(error);
  if (errno !== undefined) {
    const [code, message] = KNOWN[errno] ?? ['io', `the operating system reported ${errno}`];
    return new DeidError(code, message, { cause: error });
  }
  const name = error instanceof Error ? error.name : typeof error;
  return new DeidError('internal', `an error inside the program (${name})`, { cause: error });
}

/** {@link deidError} with the path it is about. */
export function pathError(error: unknown, path: string): PathError {
  const known = deidError(error);
  return new PathError(known.code, known.message, path, { cause: error });
}

const BUSY = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'EINTR']);
const clock = new Int32Array(new SharedArrayBuffer(4));

/** Calls `act` again, a little later, while the system is out of file handles or was interrupted; at most about 2 s. */
export function patiently<T>(act: () => T): T {
  for (let pause = 1; ; pause *= 2) {
    try {
      return act();
    } catch (error) {
      if (pause > 1024 || !BUSY.has(errnoOf(error) ?? '')) throw error;
      Atomics.wait(clock, 0, 0, pause);
    }
  }
}
