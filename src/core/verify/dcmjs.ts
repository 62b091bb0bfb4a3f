// The only door to dcmjs: an untyped library that serves as a second reader and as a dictionary. Loaded when first asked
// for, since it takes a seventh of a second. It reads leniently and decodes what it can; nothing is ever written with it.
import { CONTENT_VALUES, type ReadElement } from './readElement.js';

export interface SecondReading {
  readonly elements: readonly ReadElement[];
  /** True where it could read the object only by ignoring errors, which silently leaves elements out. */
  readonly lenient: boolean;
}

export interface SecondReader {
  /** @returns undefined where it can't read the object; never throws */
  read(bytes: Uint8Array): SecondReading | undefined;
  /** Value representation of a standard attribute. */
  vrOf(tag: number): string | undefined;
  /** Lower-case words of the attribute names of the standard: technical vocabulary. */
  words(): ReadonlySet<string>;
}

let loading: Promise<SecondReader> | undefined;

export function loadSecondReader(): Promise<SecondReader> {
  loading ??= import('./dcmjsParts.js').then(({ data, log }) => reader(data, log));
  return loading;
}

type Bag = Readonly<Record<string, unknown>>;

function reader(data: unknown, log: unknown): SecondReader {
  // Its log messages may quote bytes of the file: every one of its loggers is silenced.
  call(log, 'disableAll');
  const loggers = call(log, 'getLoggers');
  if (isBag(loggers)) for (const name of Object.keys(loggers)) call(loggers[name], 'disableAll');
  const message = get(data, 'DicomMessage');
  const meta = get(data, 'DicomMetaDictionary');
  const dictionary = get(meta, 'dictionary');
  let words: ReadonlySet<string> | undefined;

  return {
    read: (bytes) => {
      for (const lenient of [false, true]) {
        try {
          // It wants an ArrayBuffer of its own, from the first byte.
          const file = call(message, 'readFile', new Uint8Array(bytes).buffer, { ignoreErrors: lenient });
          const elements: ReadElement[] = [];
          flatten(get(file, 'meta'), '', [], elements);
          flatten(get(file, 'dict'), '', [], elements);
          return { elements, lenient };
        } catch {
          // Its messages may quote values: what matters is that it failed.
        }
      }
      return undefined;
    },
    vrOf: (tag) => {
      const vr = get(get(dictionary, path(tag)), 'vr');
      return typeof vr === 'string' && /^[A-Z]{2}$/.test(vr) ? vr : undefined;
    },
    words: () => {
      words ??= nameWords(get(meta, 'nameMap'));
      return words;
    },
  };
}

function nameWords(names: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  if (!isBag(names)) return found;
  for (const name of Object.keys(names)) {
    for (const word of name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []) found.add(word.toLowerCase());
  }
  return found;
}

function flatten(dict: unknown, prefix: string, parents: readonly number[], into: ReadElement[]): void {
  if (!isBag(dict)) return;
  const scheme = textAt(dict, '00080102');
  const [name] = listOf(get(get(dict, '0040A043'), 'Value'));
  const concept = { value: textAt(name, '00080100') ?? '', scheme: textAt(name, '00080102') ?? '' };
  const content = { concept: name === undefined ? undefined : concept, valueType: textAt(dict, '0040A040') ?? '' };
  for (const key of Object.keys(dict)) {
    if (!/^[0-9A-Fa-f]{8}$/.test(key)) continue;
    const tag = Number.parseInt(key, 16);
    const entry = dict[key];
    const vr = get(entry, 'vr');
    const raw = get(entry, 'Value');
    const list = listOf(raw);
    const items = vr === 'SQ' ? list.filter(isBag) : [];
    const creator = creatorOf(dict, tag);
    into.push({
      path: prefix + path(tag),
      tag,
      vr: typeof vr === 'string' ? vr : 'UN',
      parents,
      ...(creator === undefined ? {} : { creator }),
      values: vr === 'SQ' ? [] : list.flatMap(texts),
      filled: vr === 'SQ' ? items.length > 0 : list.some(isFilled),
      ...(scheme === undefined ? {} : { scheme }),
      ...(CONTENT_VALUES.has(tag) ? { content } : {}),
    });
    for (const [number, item] of items.entries())
      flatten(item, `${prefix}${path(tag)}[${number}].`, [...parents, tag], into);
  }
}

function creatorOf(dict: Bag, tag: number): string | undefined {
  if ((tag & 0x10000) === 0 || (tag & 0xffff) < 0x1000) return undefined;
  const key = (((tag & 0xffff0000) | ((tag >>> 8) & 0xff)) >>> 0).toString(16).toUpperCase().padStart(8, '0');
  return textAt(dict, key);
}

function textAt(dict: unknown, key: string): string | undefined {
  return firstText(get(get(dict, key), 'Value'));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Strings as they are, names by their groups, numbers in decimal; a short binary value as the Latin-1 text it may be. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    if (value.byteLength > 4096) return [];
    const bytes =
      value instanceof ArrayBuffer
        ? new Uint8Array(value)
        : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return [Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')];
  }
  if (Array.isArray(value)) return value.flatMap(texts);
  if (isBag(value)) {
    const groups = ['Alphabetic', 'Ideographic', 'Phonetic'].map((group) => value[group]);
    if (groups.some((group) => typeof group === 'string')) {
      return [
        groups
          .map((group) => (typeof group === 'string' ? group : ''))
          .join('=')
          .replace(/=+$/, ''),
      ];
    }
  }
  return [];
}

function isFilled(value: unknown): boolean {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength > 0;
  return texts(value).some((text) => text.trim() !== '');
}

function firstText(value: unknown): string | undefined {
  const [text] = texts(value);
  return text === undefined ? undefined : text.trim();
}

function path(tag: number): string {
  const digits = tag.toString(16).toUpperCase().padStart(8, '0');
  return `(${digits.slice(0, 4)},${digits.slice(4)})`;
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null;
}

function get(value: unknown, key: string): unknown {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? Reflect.get(value, key)
    : undefined;
}

function call(target: unknown, name: string, ...parameters: readonly unknown[]): unknown {
  const method = get(target, name);
  if (typeof method !== 'function') throw new TypeError(`dcmjs: no ${name}`);
  return Reflect.apply(method, target, parameters);
}
