// PIXELS lines: what of the words, faces and codes found in pixels goes, and what takes its place (PS3.15 E.3.1, E.3.2).
import { DEFAULT_PIXELS, type Fill, type PixelPolicy } from '../policy/policy.js';
import { safePattern } from '../policy/safePattern.js';
import { quoted, unquoted } from './quoting.js';
import type { Report } from './report.js';
import type { Token } from './syntax.js';
import { FILLS, PIXEL_CHOICES, PIXEL_SUBJECTS } from './words.js';

/** What the lines said so far; what they do not speak of is as {@link DEFAULT_PIXELS} has it. */
export type PixelDraft = Partial<PixelPolicy> & { readonly knownDevices?: boolean };

const LARGEST_VALUE = 0xffff_ffff;

function found<T extends string>(token: Token, choices: readonly T[]): T | undefined {
  return choices.find((each) => each === token.text.toLowerCase());
}

function list(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function spanOf(tokens: readonly Token[]): Token['span'] {
  return { start: tokens[0]?.span.start ?? 0, end: tokens.at(-1)?.span.end ?? 0 };
}

/** `black`, `constant 128`, `blur` …; undefined, and told, where it is none. */
function fillOf(tokens: readonly Token[], subject: 'text' | 'faces' | 'barcodes', report: Report): Fill | undefined {
  const [first, second, ...more] = tokens;
  if (first === undefined) return undefined;
  const kind = found(first, FILLS);
  if (kind === undefined) {
    const others = subject === 'text' ? [] : PIXEL_CHOICES[subject];
    const said = `not '${first.text.slice(0, 40)}'`;
    const what = subject === 'text' ? 'text is filled with' : `${subject} is`;
    report.add('bad-setting', 'error', `PIXELS ${what} ${list([...FILLS, ...others])}, ${said}`, first.span);
    return undefined;
  }
  const extra = kind === 'constant' ? more : tokens.slice(1);
  if (extra.length > 0) report.add('unexpected', 'error', 'this part of the line has no meaning here', spanOf(extra));
  if (kind !== 'constant') return { kind };
  const value = /^-?\d{1,10}$/.test(second?.text ?? '') ? Number(second?.text) : Number.NaN;
  if (Math.abs(value) <= LARGEST_VALUE) return { kind, value: value + 0 };
  const message = 'constant needs a stored pixel value: a whole number, such as constant 0';
  report.add('bad-number', 'error', message, (second ?? first).span);
  return undefined;
}

function allow(draft: PixelDraft, tokens: readonly Token[], report: Report): PixelDraft {
  const [token] = tokens;
  const pattern = token === undefined ? '' : unquoted(token.text);
  if (token === undefined || pattern === '') return draft;
  const made = safePattern(pattern);
  if (made.kind === 'problem') {
    report.add('bad-pattern', 'error', made.message, token.span);
    return draft;
  }
  const allowed = draft.allowed ?? [];
  return allowed.includes(pattern) ? draft : { ...draft, allowed: [...allowed, pattern] };
}

/** The draft with what one line says; `tokens` are what follows its first word. */
export function withPixels(draft: PixelDraft, tokens: readonly Token[], report: Report): PixelDraft {
  const [first, ...rest] = tokens;
  if (first === undefined) return draft;
  const subject = found(first, PIXEL_SUBJECTS);
  if (subject === undefined) {
    const message = `PIXELS speaks of ${list(PIXEL_SUBJECTS)}, not of '${first.text.slice(0, 40)}'`;
    report.add('bad-setting', 'error', message, first.span);
    return draft;
  }
  const [second, ...more] = rest;
  if (second === undefined) {
    const what = subject === 'allow' ? 'a pattern, such as "L|R"' : 'to be told what';
    report.add('missing-value', 'error', `PIXELS ${subject} needs ${what}`, first.span);
    return draft;
  }
  if (subject === 'allow') return allow(draft, rest, report);
  if (subject === 'text') {
    const text = found(second, PIXEL_CHOICES.text);
    if (text === undefined) {
      const message = `PIXELS text is ${list(PIXEL_CHOICES.text)}, not '${second.text.slice(0, 40)}'`;
      report.add('bad-setting', 'error', message, second.span);
      return draft;
    }
    const textFill = fillOf(more, subject, report);
    return { ...draft, text, ...(textFill === undefined ? {} : { textFill }) };
  }
  if (subject === 'devices') {
    const which = found(second, PIXEL_CHOICES.devices);
    if (more.length > 0) report.add('unexpected', 'error', 'this part of the line has no meaning here', spanOf(more));
    if (which !== undefined) return { ...draft, knownDevices: which === 'known' };
    const message = `PIXELS devices is ${list(PIXEL_CHOICES.devices)}, not '${second.text.slice(0, 40)}'`;
    report.add('bad-setting', 'error', message, second.span);
    return draft;
  }
  const choice = subject === 'faces' ? found(second, PIXEL_CHOICES.faces) : found(second, PIXEL_CHOICES.barcodes);
  if (choice !== undefined && more.length > 0) {
    report.add('unexpected', 'error', 'this part of the line has no meaning here', spanOf(more));
  }
  if (subject === 'faces') {
    const faces = choice ?? fillOf(rest, subject, report);
    return faces === undefined ? draft : { ...draft, faces };
  }
  const barcodes = choice === 'keep' ? choice : fillOf(rest, subject, report);
  return barcodes === undefined ? draft : { ...draft, barcodes };
}

/** Whole; undefined where no line spoke of pixels. */
export function pixelPolicy({ knownDevices: _which, ...draft }: PixelDraft): PixelPolicy | undefined {
  return Object.keys(draft).length === 0 ? undefined : { ...DEFAULT_PIXELS, ...draft };
}

function fillText(fill: Fill | 'keep' | 'remove'): string {
  if (typeof fill === 'string') return fill;
  return fill.kind === 'constant' ? `constant ${fill.value}` : fill.kind;
}

/** The lines that say it. */
export function pixelLines(pixels: PixelPolicy): readonly string[] {
  const { text, textFill, allowed, faces, barcodes } = pixels;
  return [
    `PIXELS text ${text} ${fillText(textFill)}`,
    ...allowed.map((pattern) => `PIXELS allow ${quoted(pattern)}`),
    `PIXELS faces ${fillText(faces)}`,
    `PIXELS barcodes ${fillText(barcodes)}`,
  ];
}
