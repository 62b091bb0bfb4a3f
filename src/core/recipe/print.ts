// A policy as a recipe's text: parsing and compiling it gives the same policy, but for where its rules stand.
import { builtinPolicy } from '../policy/builtin.js';
import type { DeviceRule, Override, Policy, ValueGroup } from '../policy/policy.js';
import { compileRecipe } from './compile.js';
import { conditionLines, conditionText } from './conditionText.js';
import { parseRecipe } from './parse.js';
import { patternText, valueText } from './patternText.js';
import { pixelLines } from './pixels.js';
import { quoted } from './quoting.js';

const FUNCTIONS = { clean: 'clean()', dummy: 'dummy()', pseudonym: 'pseudonym()', 'map-uid': 'uid()' } as const;

/** A name or title: the rest of a line. */
function lineText(text: string): string {
  return /^[^\s"'#](?:.*\S)?$/.test(text) && !/[#"\0-\x1f\x7f\x85\u2028\u2029\ufeff]/.test(text) ? text : quoted(text);
}

function ruleText(rule: Override): string {
  const { attribute, when } = rule;
  const where = when === undefined ? '' : ` where ${conditionText(when)}`;
  const name = patternText(attribute);
  switch (rule.kind) {
    case 'keep':
      return `KEEP ${name}${where}`;
    case 'remove':
      return `REMOVE ${name}${where}`;
    case 'empty':
      return `BLANK ${name}${where}`;
    case 'shift': {
      const { days, variable } = rule;
      const by = days === undefined ? (variable === undefined ? '' : ` var:${variable}`) : ` ${days}`;
      return `JITTER ${name}${by}${where}`;
    }
    case 'set':
    case 'lookup': {
      const value = rule.kind === 'set' ? valueText(rule.value) : `var:${rule.variable}`;
      return rule.add === true
        ? `ADD ${patternText(attribute, 'top')} ${value}${where}`
        : `REPLACE ${name} ${value}${where}`;
    }
    default:
      return `REPLACE ${name} ${FUNCTIONS[rule.kind]}${where}`;
  }
}

function areaText([x, y, width, height]: readonly [number, number, number, number]): string {
  return `${x},${y},${x + width},${y + height}`;
}

/** A label with its tests and regions. */
export function deviceText({ label, when, regions }: DeviceRule): readonly string[] {
  const lines = [
    `LABEL ${label === '' ? '' : lineText(label)}`.trimEnd(),
    ...conditionLines(when).map((line) => `  ${line}`),
  ];
  const blanks = regions.filter(({ kind }) => kind === 'blank');
  const keeps = regions.filter(({ kind }) => kind === 'keep');
  for (const { kind, area } of [...blanks, ...keeps]) {
    const word = kind === 'keep' ? 'keepcoordinates' : 'coordinates';
    if (area === 'all') lines.push(`  ${word} all`);
    else if (area === 'outside-ultrasound-regions') {
      lines.push(`  ${word} outside:SequenceOfUltrasoundRegions`);
    } else lines.push(`  ${word} ${areaText(area)}`);
  }
  return lines;
}

function sourceText({ attribute, split }: ValueGroup['sources'][number]): string {
  const name = patternText(attribute);
  return split === undefined ? `FIELD ${name}` : `SPLIT ${name} by=${quoted(split.by)};minlength=${split.shortest}`;
}

function headText(policy: Policy): readonly string[] {
  const { name, title, style, options, patient, references, dateShift, pixels, knownDevices } = policy;
  const lines = ['FORMAT dicom', '', `NAME ${lineText(name)}`];
  if (title !== '') lines.push(`TITLE ${lineText(title)}`);
  lines.push('', `PROFILE ${style === 'blank' ? 'blank' : style === 'profile' ? 'basic' : 'none'}`);
  const usual = builtinPolicy('blank')?.dateShift;
  const range = dateShift.min === dateShift.max ? `${dateShift.min}` : `${dateShift.min}..${dateShift.max}`;
  if (usual?.min !== dateShift.min || usual.max !== dateShift.max) lines.push(`DATES range ${range}`);
  lines.push(...options.map((option) => `OPTION ${option}`));
  if (patient !== 'empty') lines.push(`PATIENT ${patient}`);
  if (references !== 'profile') lines.push(`REFERENCES ${references}`);
  if (pixels !== undefined) lines.push(...pixelLines(pixels));
  if (knownDevices !== undefined) lines.push(`PIXELS devices ${knownDevices ? 'known' : 'own'}`);
  return lines;
}

function groupsText({ fieldGroups = [], valueGroups = [] }: Policy): readonly string[] {
  const lines: string[] = [];
  for (const { name, attributes } of fieldGroups) {
    lines.push('', `%fields ${lineText(name)}`, ...attributes.map((attribute) => `FIELD ${patternText(attribute)}`));
  }
  for (const { name, sources } of valueGroups) lines.push('', `%values ${lineText(name)}`, ...sources.map(sourceText));
  return lines;
}

function written(policy: Policy, final: boolean): string {
  const { overrides, admission = [], devices = [] } = policy;
  const lines = [...headText(policy)];
  if (admission.length > 0) lines.push('');
  for (const { kind, when } of admission) lines.push(`${kind === 'allow' ? 'ALLOW' : 'DENY'} ${conditionText(when)}`);
  if (devices.length > 0) {
    lines.push('', '%filter devices');
    for (const device of devices) lines.push('', ...deviceText(device));
  }
  lines.push(...groupsText(policy));
  if (overrides.length > 0) lines.push('', final ? '%header final' : '%header', '', ...overrides.map(ruleText));
  return `${lines.join('\n')}\n`;
}

/** Rules without their origins, as one text whatever the order of their keys. */
function rulesOnly(overrides: readonly Override[]): string {
  return JSON.stringify(overrides, (key, value: unknown) => {
    if (key === 'origin') return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** `%header final` where the order of the rules would else be another. */
export function printRecipe(policy: Policy): string {
  const text = written(policy, false);
  if (policy.overrides.length < 2) return text;
  const again = compileRecipe(parseRecipe(text), { name: policy.name, included: new Map() }).policy;
  return rulesOnly(again.overrides) === rulesOnly(policy.overrides) ? text : written(policy, true);
}
