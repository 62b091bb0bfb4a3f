// Errors that a caller must handle: one table. No message holds a value of a file or a file name.

const TABLE = {
  usage: { exit: 2, http: 400 },
  'bad-recipe': { exit: 2, http: 400 },
  'bad-key': { exit: 2, http: 400 },
  'not-found': { exit: 2, http: 404 },
  refused: { exit: 1, http: 422 },
  'no-permission': { exit: 2, http: 403 },
  'disk-full': { exit: 2, http: 507 },
  'read-only': { exit: 2, http: 403 },
  'target-gone': { exit: 2, http: 503 },
  'output-in-input': { exit: 2, http: 409 },
  'output-exists': { exit: 2, http: 409 },
  io: { exit: 2, http: 500 },
  changed: { exit: 1, http: 409 },
  'missing-model': { exit: 2, http: 503 },
  cancelled: { exit: 130, http: 499 },
  internal: { exit: 2, http: 500 },
} as const;

export type ErrorCode = keyof typeof TABLE;

export class DeidError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DeidError';
    this.code = code;
  }

  /** Exit status of the command line. */
  get exitStatus(): number {
    return TABLE[this.code].exit;
  }

  /** Status of the HTTP service. */
  get httpStatus(): number {
    return TABLE[this.code].http;
  }
}
