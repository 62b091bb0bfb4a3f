// Which errors there are words for, and what the log may hold of all others: where it happened, and never what was said, which
// may hold a name or a value.

export type FailureKind =
  | 'gone'
  | 'no-permission'
  | 'folder'
  | 'too-many-files'
  | 'unreachable'
  | 'no-regular-file'
  | 'unknown';

const KINDS: ReadonlyMap<string, FailureKind> = new Map([
  ['ENOENT', 'gone'],
  ['ENOTDIR', 'gone'],
  ['FileNotFound', 'gone'],
  ['EACCES', 'no-permission'],
  ['EPERM', 'no-permission'],
  ['NoPermissions', 'no-permission'],
  ['EISDIR', 'folder'],
  ['FileIsADirectory', 'folder'],
  ['EMFILE', 'too-many-files'],
  ['ENFILE', 'too-many-files'],
  ['EIO', 'unreachable'],
  ['ESTALE', 'unreachable'],
  ['Unavailable', 'unreachable'],
  ['io', 'no-regular-file'],
]);

/** `ENOENT`, `FileNotFound` and the like. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

export function failureKind(error: unknown): FailureKind {
  return KINDS.get(codeOf(error)) ?? 'unknown';
}

/** Name, code and places of an error. */
export function failureTrace(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack = '' } = error;
  const code = codeOf(error);
  // The message stands before the places, and may look like one.
  const said = message === '' ? -1 : stack.indexOf(message);
  const frames = (said < 0 ? stack : stack.slice(said + message.length))
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/u.test(line));
  return [/^\w{1,40}$/u.test(name) ? name : 'Error', ...(/^[\w-]{1,60}$/u.test(code) ? [code] : []), ...frames].join(
    '\n',
  );
}
