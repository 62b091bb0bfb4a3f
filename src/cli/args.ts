// Reads a command's words by a table of its options. A wrong word is a value with one clear line, never an exception.
import { didYouMean, nearest } from '../core/dictionary/nearest.js';

export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** Name of the value in the help, such as `DIR`; a flag has none. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly help: string;
}

/** What was asked for. A flag that was given has one empty string; an option that is repeated has all its values. */
export interface Arguments {
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

type ParsedArguments =
  | { readonly kind: 'arguments'; readonly arguments: Arguments }
  | { readonly kind: 'wrong'; readonly problem: string };

/** One option as it was written; `value` is undefined where it was to be the next word and there is none. */
interface Written {
  readonly spec: OptionSpec;
  readonly shown: string;
  readonly value: string | undefined;
}

type Read = { readonly written: readonly Written[]; readonly used: number } | string;

export function hasFlag(given: Arguments, name: string): boolean {
  return given.options.has(name);
}

/** The value given last, as usual: an option in an alias can be overridden. */
export function lastValue(given: Arguments, name: string): string | undefined {
  return given.options.get(name)?.at(-1);
}

export function allValues(given: Arguments, name: string): readonly string[] {
  return given.options.get(name) ?? [];
}

/** `--name value`, `--name=value`, `-n value`, `-nvalue`, bundled flags `-ab`, and `--` before operands that begin with a dash. */
export function parseArguments(specs: readonly OptionSpec[], words: readonly string[]): ParsedArguments {
  const options = new Map<string, string[]>();
  const operands: string[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    if (word === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      at += 1;
      continue;
    }
    const next = valueWord(specs, words[at + 1]);
    const read = word.startsWith('--') ? readLong(specs, word, next) : readShort(specs, word, next);
    if (typeof read === 'string') return { kind: 'wrong', problem: read };
    for (const { spec, shown, value } of read.written) {
      if (value === undefined)
        return { kind: 'wrong', problem: `${shown} needs a value: ${shown} ${spec.value ?? ''}` };
      const problem = wrongChoice(spec, value);
      if (problem !== undefined) return { kind: 'wrong', problem };
      options.set(spec.name, [...(options.get(spec.name) ?? []), value]);
    }
    at += read.used;
  }
  return { kind: 'arguments', arguments: { options, operands } };
}

/** `a, b or c`. */
export function listed(words: readonly string[], joined: 'or' | 'and' = 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joined} ${last}`;
}

function readLong(specs: readonly OptionSpec[], word: string, next: string | undefined): Read {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals < 0 ? undefined : equals);
  const spec = specs.find((candidate) => candidate.name === name);
  if (spec === undefined) {
    const found = nearest(
      name,
      specs.map((candidate) => candidate.name),
    );
    return `unknown option --${name}${found === undefined ? '' : ` (did you mean --${found}?)`}`;
  }
  const shown = `--${name}`;
  if (spec.value === undefined) {
    return equals >= 0 ? `${shown} takes no value` : { written: [{ spec, shown, value: '' }], used: 1 };
  }
  if (equals >= 0) return { written: [{ spec, shown, value: word.slice(equals + 1) }], used: 1 };
  return { written: [{ spec, shown, value: next }], used: 2 };
}

function readShort(specs: readonly OptionSpec[], word: string, next: string | undefined): Read {
  const written: Written[] = [];
  for (const [at, letter] of [...word].entries()) {
    if (at === 0) continue;
    const shown = `-${letter}`;
    const spec = specs.find((candidate) => candidate.short === letter);
    if (spec === undefined) return `unknown option ${shown}`;
    if (spec.value !== undefined) {
      const rest = [...word]
        .slice(at + 1)
        .join('')
        .replace(/^=/, '');
      written.push({ spec, shown, value: rest === '' ? next : rest });
      return { written, used: rest === '' ? 2 : 1 };
    }
    written.push({ spec, shown, value: '' });
  }
  return { written, used: 1 };
}

// A value may begin with a dash (--date-shift -30); only a known option shows that the value was forgotten.
function valueWord(specs: readonly OptionSpec[], word: string | undefined): string | undefined {
  const name = word?.split('=')[0] ?? '';
  const isOption = specs.some((spec) => name === `--${spec.name}` || name === `-${spec.short ?? ''}`);
  return word === '--' || isOption ? undefined : word;
}

function wrongChoice(spec: OptionSpec, value: string): string | undefined {
  if (spec.choices === undefined || spec.choices.includes(value)) return undefined;
  return `--${spec.name} takes ${listed(spec.choices)}, not '${value}'${didYouMean(value, spec.choices)}`;
}
