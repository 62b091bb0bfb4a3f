// Where text goes: results to standard output, messages to standard error, colours only where a person looks.

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly outStyle: Style;
  readonly errStyle: Style;
  /** True where messages go to a person's screen, so that a line may be redrawn. */
  readonly live: boolean;
  /** Columns of the screen; 80 where the output goes elsewhere. */
  readonly columns: number;
}

/** Escape sequences, or with `on` false the text as it is. */
export function makeStyle(on: boolean): Style {
  const paint = (start: number, end: number) => (text: string) =>
    on && text !== '' ? `\x1b[${start}m${text}\x1b[${end}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    yellow: paint(33, 39),
    green: paint(32, 39),
    cyan: paint(36, 39),
  };
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** A terminal over the process's streams. NO_COLOR (https://no-color.org) and TERM=dumb switch colours off. */
export function makeTerminal(
  stdout: Stream,
  stderr: Stream,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const dumb = environment['TERM'] === 'dumb';
  const colours = !dumb && (environment['NO_COLOR'] ?? '') === '';
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    outStyle: makeStyle(colours && stdout.isTTY === true),
    errStyle: makeStyle(colours && stderr.isTTY === true),
    live: stderr.isTTY === true && !dumb,
    get columns() {
      return Math.max(20, (stdout.isTTY === true ? stdout.columns : stderr.isTTY === true ? stderr.columns : 80) ?? 80);
    },
  };
}
