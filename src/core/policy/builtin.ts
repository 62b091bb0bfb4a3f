// The recipes that come with the program, and a recipe in words.
import { attribute } from '../dictionary/dictionary.js';
import { isSingle } from './attributeMatch.js';
import { compilePolicy } from './compile.js';
import { optionInfo } from './options.js';
import { formatPattern } from './patternText.js';
import { looksIntoPixels } from './pixelOptions.js';
import {
  type CompiledPolicy,
  type DateShift,
  DEFAULT_PIXELS,
  type Fill,
  type OptionName,
  type Override,
  type PixelPolicy,
  type Policy,
} from './policy.js';

/**
 * Dates move one to five years back: far enough that a season or a holiday tells nothing, near enough that scanners,
 * drugs and ages still fit the time; and never forward, so that no date lies in the future.
 */
const SHIFT: DateShift = { min: -1825, max: -365 };

const RESEARCH: readonly OptionName[] = [
  'retain-modified-dates',
  'retain-patient-characteristics',
  'retain-device-identity',
  'retain-safe-private',
  'clean-descriptors',
  'clean-structured-content',
  'clean-pixel-data',
];

/** `blank` is the default. */
export const builtinPolicies: readonly Policy[] = [
  {
    name: 'blank',
    title:
      'Identifying attributes stay, but empty; UIDs replaced; private attributes, overlays and identifying sequences removed',
    style: 'blank',
    options: [],
    overrides: [],
    patient: 'empty',
    dateShift: SHIFT,
    references: 'profile',
  },
  {
    name: 'basic',
    title: 'PS3.15 Basic Application Level Confidentiality Profile, as written',
    style: 'profile',
    options: [],
    overrides: [],
    patient: 'empty',
    dateShift: SHIFT,
    references: 'profile',
  },
  {
    name: 'research',
    title:
      'Basic Profile for research: dates shifted, patient characteristics, devices and safe private attributes kept, texts cleaned',
    style: 'profile',
    options: RESEARCH,
    overrides: [],
    patient: 'pseudonym',
    dateShift: SHIFT,
    references: 'map',
  },
];

/** The built-in recipe of that name. */
export function builtinPolicy(name: string): Policy | undefined {
  return builtinPolicies.find((policy) => policy.name === name);
}

function nameOf({ attribute: pattern }: Override): string {
  const keyword = isSingle(pattern) ? attribute(pattern.value)?.keyword : undefined;
  return keyword === undefined || keyword === '' ? formatPattern(pattern) : `${formatPattern(pattern)} ${keyword}`;
}

function fillInWords(fill: Fill | 'keep' | 'remove'): string {
  if (fill === 'keep') return 'left';
  if (fill === 'remove') return 'taken out with the whole frame';
  return fill.kind === 'constant' ? `set to ${fill.value}` : fill.kind;
}

const TEXT_IN_WORDS: Readonly<Record<PixelPolicy['text'], string>> = {
  identifying: 'all but technical words',
  all: 'all of it',
  'unless-allowed': 'all but what is allowed',
  keep: 'left',
};

/** What of the things found in pixels goes. */
export function pixelsInWords({ text, textFill, allowed, faces, barcodes }: PixelPolicy): string {
  const words = text === 'keep' ? '' : `, ${fillInWords(textFill)}`;
  const patterns = text === 'unless-allowed' ? ` (${allowed.length} allowed)` : '';
  return `text ${TEXT_IN_WORDS[text]}${patterns}${words}; faces ${fillInWords(faces)}; bar codes ${fillInWords(barcodes)}`;
}

const IN_WORDS: Readonly<Record<Override['kind'], string>> = {
  keep: 'keep',
  remove: 'remove',
  empty: 'empty',
  set: 'set to a given value',
  clean: 'clean',
  dummy: 'replace by a dummy',
  pseudonym: 'replace by a keyed code',
  'map-uid': 'replace the UID',
  shift: 'move by days',
  lookup: 'take from the lookup table',
};

function shiftInWords({ min, max }: DateShift): string {
  return min === max ? `by ${min} days for every patient` : `by ${min} to ${max} days, drawn per patient under the key`;
}

/** What the profile behind a recipe does; none where there is no profile. */
function profileInWords(compiled: CompiledPolicy): readonly string[] {
  const { policy, dates } = compiled;
  if (policy.style === 'rules') return ["attributes: only what the recipe's own rules name changes"];
  const done = {
    remove: 'removed or emptied',
    keep: 'kept in full',
    shift: `shifted ${shiftInWords(policy.dateShift)}`,
  };
  return [
    policy.style === 'blank'
      ? 'identifying attributes: present and empty, or a dummy where the IOD needs a value'
      : 'identifying attributes: as PS3.15 Table E.1-1 says',
    `patient ID and name: ${policy.patient === 'pseudonym' ? 'a keyed pseudonym' : 'empty, or a dummy where the IOD needs a value'}`,
    `dates: ${done[dates]}`,
    `private attributes: ${compiled.has('retain-safe-private') ? 'removed, except those that a safe list names' : 'removed'}`,
    ...(policy.references === 'map' ? ['references to other objects: kept, with replaced UIDs'] : []),
    ...policy.options.map((name) => `option: ${name} (${optionInfo(name).meaning})`),
  ];
}

/** A rule with its kind; neither the value that it sets nor what its condition compares with. */
function ruleInWords(override: Override): string {
  const named = override.kind === 'lookup' ? `${IN_WORDS.lookup} (${override.variable})` : IN_WORDS[override.kind];
  const add = (override.kind === 'set' || override.kind === 'lookup') && override.add === true;
  const absent = add ? ', also where it is absent' : '';
  return `rule: ${named} ${nameOf(override)}${absent}${override.when === undefined ? '' : ', under a condition'}`;
}

/** A recipe in lines for people: what it does, its options and rules, what it claims, and what conflicts. */
export function describePolicy(policy: Policy): readonly string[] {
  const compiled = compilePolicy(policy);
  const { codes, issues, method } = compiled;
  const lines = [`${policy.name}: ${policy.title}`, ...profileInWords(compiled)];
  lines.push(...policy.overrides.map(ruleInWords));
  if (looksIntoPixels(policy)) lines.push(`pixels: ${pixelsInWords(policy.pixels ?? DEFAULT_PIXELS)}`);
  for (const { kind, origin } of policy.admission ?? []) {
    lines.push(`objects: ${kind === 'allow' ? 'takes' : 'leaves out'} those of ${origin}`);
  }
  if (compiled.knownDevices) {
    lines.push('pixels: where devices are known to burn in text is blanked (recipe show devices --source lists where)');
  }
  for (const { label, origin } of policy.devices ?? []) lines.push(`pixels: the device rule "${label}" (${origin})`);
  for (const { value, meaning } of codes) lines.push(`claims: ${value} ${meaning}`);
  if (codes.length === 0) lines.push(`claims: no profile; describes itself as: ${method.join('; ')}`);
  for (const { severity, message } of issues) lines.push(`${severity}: ${message}`);
  return lines;
}
