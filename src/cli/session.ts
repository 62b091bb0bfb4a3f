// What every command is given by the process around it.
import type { Terminal } from './terminal.js';

export interface Session {
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Shows a prompt and reads one line of standard input; undefined where it has ended. */
  readonly ask?: (prompt: string) => Promise<string | undefined>;
  /** As {@link ask}, for what must not be seen on the screen. */
  readonly askSecret?: (prompt: string) => Promise<string | undefined>;
  /** Milliseconds from some moment on. */
  now(): number;
  /** Day and time. */
  date(): Date;
}

/** One line on standard error, and where it helps a second one that says what to do next. */
export function complain(session: Session, problem: string, hint?: string): void {
  const { terminal } = session;
  terminal.err(`${terminal.errStyle.red('medimagecleaner:')} ${problem}\n`);
  if (hint !== undefined) terminal.err(`${hint}\n`);
}

/** Something doubtful that does not stop the command. */
export function warn(session: Session, doubt: string): void {
  const { terminal } = session;
  terminal.err(`${terminal.errStyle.yellow('medimagecleaner: note:')} ${doubt}\n`);
}
