// Errors that a caller must handle: one table. No message holds a value of a file or a file name.

/** Exit status of the command line. */
const EXIT = {
  usage: 2,
  'bad-recipe': 2,
  'bad-key': 2,
  'not-found': 2,
  refused: 1,
  'no-permission': 2,
  'disk-full': 2,
  'read-only': 2,
  'target-gone': 2,
  'output-in-input': 2,
  'output-exists': 2,
  io: 2,
  changed: 1,
  'missing-model': 2,
  cancelled: 130,
  internal: 2,
} as const;

export type ErrorCode = keyof typeof EXIT;

export class DeidError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DeidError';
    this.code = code;
  }

  get exitStatus(): number {
    return EXIT[this.code];
  }
}
