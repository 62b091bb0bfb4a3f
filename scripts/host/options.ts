// The options that the scripts around the editor share.
import type { VscodeVersion } from './places.js';

export interface Options {
  readonly version: VscodeVersion;
  /** A build of the extension other than dist/. */
  readonly dist: string;
  /** A packed extension that is there already. */
  readonly vsix?: string;
  readonly spec: readonly string[];
  readonly grep: string;
  readonly desktop?: boolean;
  readonly rest: readonly string[];
}

/** @throws on an option that is not known */
export function readOptions(args: readonly string[]): Options {
  const values = new Map<string, string>();
  const spec: string[] = [];
  const rest: string[] = [];
  let version: VscodeVersion = '1.100';
  let desktop: boolean | undefined;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const [name = '', inline] = word.split(/=(.*)/s, 2);
    if (word === '--current') version = 'current';
    else if (word === '--desktop') desktop = true;
    else if (word === '--no-desktop') desktop = false;
    else if (['--dist', '--vsix', '--grep', '--spec'].includes(name)) {
      const value = inline ?? args[++at];
      if (value === undefined) throw new Error(`${name} needs a value.`);
      if (name === '--spec') spec.push(value);
      else values.set(name, value);
    } else if (word.startsWith('-')) throw new Error(`Unknown option: ${word}`);
    else rest.push(word);
  }
  const vsix = values.get('--vsix');
  return {
    version,
    dist: values.get('--dist') ?? 'dist',
    ...(vsix === undefined ? {} : { vsix }),
    spec,
    grep: values.get('--grep') ?? '',
    ...(desktop === undefined ? {} : { desktop }),
    rest,
  };
}
