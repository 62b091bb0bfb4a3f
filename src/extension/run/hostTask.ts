// What the one task of a run host is given to talk with the extension.
import type { FromRunHost } from './messages.js';

export interface HostTask {
  readonly signal: AbortSignal;
  readonly say: (message: FromRunHost) => void;
  /** Waits for `go`; undefined where the user cancelled instead. */
  readonly decision: () => Promise<{ readonly overwrite: boolean } | undefined>;
  /** From now on called when the record of what was done so far is asked for. */
  readonly onRecord: (act: () => Promise<void>) => void;
}
