// The lines of a recipe's header that set something for the whole of it: PROFILE, OPTION, NAME, TITLE, DATES, PATIENT, REFERENCES, PIXELS.
import { DeidError } from '../kernel/deidError.js';
import { builtinPolicy } from '../policy/builtin.js';
import { parseOption } from '../policy/options.js';
import { daysOf } from './actionChange.js';
import type { Draft } from './draft.js';
import { withPixels } from './pixels.js';
import { unquoted } from './quoting.js';
import type { Report } from './report.js';
import type { Span, Token } from './syntax.js';

/** The option that `no-clean-descriptors` takes away; undefined for a word that takes none away. */
function withoutOption(text: string): string | undefined {
  return /^no-(.+)$/i.exec(text)?.[1];
}

export function setProfile(draft: Draft, token: Token | undefined, report: Report): void {
  if (token === undefined) return;
  const name = token.text.toLowerCase();
  if (name === 'none') {
    draft.style = 'rules';
    return;
  }
  const builtin = builtinPolicy(name);
  if (builtin === undefined) {
    report.add(
      'unknown-profile',
      'error',
      `there is no profile '${token.text.slice(0, 40)}'; there are blank, basic, research and none`,
      token.span,
    );
    return;
  }
  draft.style = builtin.style;
  for (const option of builtin.options) if (!draft.options.includes(option)) draft.options.push(option);
  if (builtin.patient !== 'empty') draft.patient = builtin.patient;
  if (builtin.references !== 'profile') draft.references = builtin.references;
}

export function addOption(draft: Draft, token: Token | undefined, report: Report): void {
  if (token === undefined) return;
  const taken = withoutOption(token.text);
  try {
    const option = parseOption(taken ?? token.text);
    if (taken !== undefined) {
      if (!draft.options.includes(option)) {
        const message = `${option} is not on: neither an INCLUDE or PROFILE nor a line above brought it`;
        report.add('option-not-on', 'warning', message, token.span);
      }
      draft.options = draft.options.filter((each) => each !== option);
      return;
    }
    if (draft.options.includes(option)) return;
    draft.options.push(option);
  } catch (error) {
    if (!(error instanceof DeidError)) throw error;
    report.add('unknown-option', 'error', error.message, token.span);
  }
}

function choice<T extends string>(token: Token, choices: readonly T[], word: string, report: Report): T | undefined {
  const found = choices.find((each) => each === token.text.toLowerCase());
  if (found === undefined) {
    report.add(
      'bad-setting',
      'error',
      `${word} is ${choices.join(' or ')}, not '${token.text.slice(0, 40)}'`,
      token.span,
    );
  }
  return found;
}

export function applySetting(draft: Draft, name: Token, values: readonly Token[], report: Report): void {
  const [first, ...more] = values;
  if (first === undefined) return;
  const word = name.text.toUpperCase();
  if (word === 'NAME') draft.name = unquoted(first.text);
  else if (word === 'TITLE') draft.title = unquoted(first.text);
  else if (word === 'DATES') setDates(draft, first, more, report);
  else if (word === 'PIXELS') draft.pixels = withPixels(draft.pixels, values, report);
  else {
    if (word === 'PATIENT') draft.patient = choice(first, ['pseudonym', 'empty'], word, report) ?? draft.patient;
    else draft.references = choice(first, ['map', 'profile'], word, report) ?? draft.references;
    extra(more, report);
  }
}

function extra(tokens: readonly Token[], report: Report): void {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return;
  report.add('unexpected', 'error', 'this part of the line has no meaning here', {
    start: first.span.start,
    end: last.span.end,
  });
}

/** `DATES shift -365..-30`, `DATES range -365..-30` (for shift() alone), `DATES keep`, `DATES remove`. */
function setDates(draft: Draft, first: Token, more: readonly Token[], report: Report): void {
  const word = choice(first, ['shift', 'range', 'keep', 'remove'], 'DATES', report);
  if (word === undefined) return;
  const without = draft.options.filter(
    (option) => option !== 'retain-full-dates' && option !== 'retain-modified-dates',
  );
  if (word === 'keep' || word === 'remove') {
    draft.options = word === 'keep' ? [...without, 'retain-full-dates'] : without;
    extra(more, report);
    return;
  }
  if (word === 'shift') {
    const kept = draft.options.filter((option) => option !== 'retain-full-dates');
    draft.options = kept.includes('retain-modified-dates') ? kept : [...kept, 'retain-modified-dates'];
  }
  const [range, ...rest] = more;
  extra(rest, report);
  if (range === undefined) return;
  const match = /^([+-]?\d+)(?:\.\.([+-]?\d+))?$/.exec(range.text);
  const min = daysOf(match?.[1] ?? '');
  const max = match?.[2] === undefined ? min : daysOf(match[2]);
  if (min === undefined || max === undefined || min > max) {
    bad(report, range.span);
    return;
  }
  if (min <= 0 && max >= 0) {
    const all = min === max;
    const message = `a shift by 0 days ${all ? 'leaves every date as it is' : 'leaves the dates of some patients as they are: leave 0 out of the range'}`;
    report.add('shift-by-zero', 'warning', message, range.span);
  }
  draft.dateShift = { min, max };
}

function bad(report: Report, span: Span): void {
  report.add(
    'bad-number',
    'error',
    'days are a whole number, such as -30, or a range from the smaller to the larger, such as -365..-30, at most 36525 either way',
    span,
  );
}
