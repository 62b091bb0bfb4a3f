// The four tables as device rules of ours. Conditions are kept as they are written; ours compare without regard to case, and
// each value of an attribute for itself, so that they hold for some more objects and for none less.
import { parseTag } from '../../src/core/dictionary/dictionary.js';
import type { Condition, DeviceRule } from '../../src/core/policy/policy.js';
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { simplified } from '../../src/core/recipe/condition.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import type { DeidLabel, DreRule, DreVariant, Rectangle, RegionTables, Signature, When } from './tables.js';

type TestOp = Extract<Condition, { kind: 'test' }>['op'];
type Areas = DeviceRule['regions'];

export interface Known {
  /** Of {@link SOURCES}, by its place. */
  readonly sources: readonly number[];
  readonly label: string;
  readonly when: Condition;
  readonly regions: Areas;
}

/** Slips of the pen in the tables: a keyword and a tag that DICOM does not have. */
const CORRECTED: Readonly<Record<string, string>> = {
  SoftwareVersion: 'SoftwareVersions',
  '[1018,1018]': '(0018,1018)',
};

function test(field: string, op: TestOp, value = ''): Condition {
  const steps = (CORRECTED[field] ?? field).split('.').map((step) => parseTag(step.replace(/^\[(.*)\]$/, '($1)')));
  const known = steps.filter((step) => step !== undefined);
  const attribute = known.at(-1);
  if (attribute === undefined || known.length < steps.length) throw new Error(`no such attribute: ${field}`);
  return { kind: 'test', attribute: { ...attribute, parents: known.slice(0, -1) }, op, value };
}

const CTP_OPS: Readonly<Record<string, TestOp>> = {
  equals: 'equals',
  equalsignorecase: 'equals',
  contains: 'contains',
  containsignorecase: 'contains',
  startswith: 'starts-with',
  startswithignorecase: 'starts-with',
};

function conditionOf(when: When): Condition {
  if ('all' in when) return { kind: 'all', of: when.all.map(conditionOf) };
  if ('any' in when) return { kind: 'any', of: when.any.map(conditionOf) };
  if ('not' in when) return { kind: 'not', of: conditionOf(when.not) };
  const op = CTP_OPS[when.op.toLowerCase()];
  if (op === undefined) throw new Error(`no such test: ${when.op}`);
  return test(when.field, op, when.value);
}

function blanked(regions: readonly Rectangle[]): Areas {
  return regions.map((area) => ({ kind: 'blank', area }));
}

/** One line of words; a remark in a label's place is none. */
function labelOf(text: string, otherwise: string): string {
  const plain = text
    .replace(/^[/\s]+/, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/ - This removes .*$/, '');
  return plain === '' || /^(?:NOTE:|This )/.test(plain) ? otherwise : plain.slice(0, 60).trim();
}

function signatures(given: readonly Signature[], source: number): readonly Known[] {
  return given
    .filter(({ regions }) => regions.length > 0)
    .map(({ section, label, when, regions }) => ({
      sources: [source],
      label: labelOf(label, section),
      when: conditionOf(when),
      regions: blanked(regions),
    }));
}

/** Labels of deid are recipes: ours read them. Those without coordinates only mark images. */
function deidLabels(given: readonly DeidLabel[], source: number): readonly Known[] {
  return given.flatMap(({ label, criteria, regions }): readonly Known[] => {
    const areas = regions.flatMap(({ xywh, mode }) => (xywh === undefined || mode !== 'blank' ? [] : [xywh]));
    if (areas.length === 0) return [];
    if (areas.length !== regions.length) throw new Error(`not all regions are understood: ${label}`);
    const text = ['%filter x', 'LABEL x', ...criteria, ...areas.map((area) => `ctpcoordinates ${area.join(',')}`)];
    const { policy, diagnostics } = compileRecipe(parseRecipe(text.join('\n')), { name: 'deid', included: new Map() });
    const error = diagnostics.find(({ severity }) => severity === 'error');
    if (error !== undefined) throw new Error(`${label}: ${error.message}`);
    return (policy.devices ?? []).map(({ when, regions: own }) => ({
      sources: [source],
      label: labelOf(label, 'device'),
      when,
      regions: own,
    }));
  });
}

/** `=x` exactly, `^x` at the beginning, `/x/` a regular expression, else anywhere; `=` alone: not there, or empty. */
function dreTest(field: string, pattern: string): Condition {
  const regex = /^\/(.*)\/$/s.exec(pattern)?.[1];
  if (regex !== undefined) {
    const other = /^\^\(\?!(.*)\$\)$/.exec(regex)?.[1];
    if (other !== undefined) return { kind: 'not', of: test(field, 'equals', other) };
    const whole = /^\(\?i\)\^([\w ./\\-]*)\$$/.exec(regex)?.[1];
    if (whole !== undefined) return test(field, 'equals', whole.replaceAll(/\\([./])/g, '$1'));
    if (regex === '^.+$')
      return { kind: 'not', of: { kind: 'any', of: [test(field, 'missing'), test(field, 'empty')] } };
    throw new Error(`a pattern that is not understood: ${pattern}`);
  }
  if (pattern === '=') return { kind: 'any', of: [test(field, 'missing'), test(field, 'empty')] };
  if (pattern.startsWith('=')) return test(field, 'equals', pattern.slice(1));
  if (pattern.startsWith('^')) return test(field, 'starts-with', pattern.slice(1));
  return test(field, 'contains', pattern);
}

const DRE_FIELDS: Readonly<Record<string, string>> = {
  manufacturer: 'Manufacturer',
  modality: 'Modality',
  manufacturer_model_name: 'ManufacturerModelName',
  software_versions: 'SoftwareVersions',
  burned_in_annotation: 'BurnedInAnnotation',
  sop_class_uid: 'SOPClassUID',
  secondary_capture_device_manufacturer_model_name: 'SecondaryCaptureDeviceManufacturerModelName',
  series_description: 'SeriesDescription',
  study_description: 'StudyDescription',
  code_meaning: 'CodeMeaning',
  comments_on_radiation_dose: 'CommentsOnRadiationDose',
  pixel_spacing: 'PixelSpacing',
  body_part_examined: 'BodyPartExamined',
};

const NO_CONDITION = new Set(['fn', 'args', 'scrub', 'variants']);

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** The conditions of a rule, or of one of its variants. */
function dreConditions(rule: DreRule | DreVariant): readonly Condition[] {
  return Object.entries(rule).flatMap(([key, value]): readonly Condition[] => {
    if (NO_CONDITION.has(key)) return [];
    if (key === 'rows' || key === 'cols') return [test(key === 'rows' ? 'Rows' : 'Columns', 'equals', String(value))];
    if (key === 'requires_ultrasound_regions') {
      return value === true ? [test('SequenceOfUltrasoundRegions.RegionDataType', 'present')] : [];
    }
    const any = (field: string): Condition => ({ kind: 'any', of: listOf(value).map((each) => dreTest(field, each)) });
    if (key === 'image_type') return listOf(value).map((each) => dreTest('ImageType', each));
    if (key === 'image_type_any') return [any('ImageType')];
    if (key === 'image_type_exclude') return [{ kind: 'not', of: any('ImageType') }];
    const field = DRE_FIELDS[key];
    if (field === undefined) throw new Error(`no such field: ${key}`);
    return [any(field)];
  });
}

function dreRules(given: readonly DreRule[], source: number): readonly Known[] {
  return given.flatMap((rule): readonly Known[] => {
    if (rule.fn !== 'device') return [];
    const variants = typeof rule.variants === 'string' ? [] : (rule.variants ?? []);
    return [rule, ...variants].flatMap((variant): readonly Known[] => {
      const { scrub = [] } = variant;
      if (scrub.length === 0) return [];
      const own = variant === rule ? [] : dreConditions(variant);
      const when: Condition = { kind: 'all', of: [...dreConditions(rule), ...own] };
      return [{ sources: [source], label: labelOf(rule.args?.[0] ?? '', 'device'), when, regions: blanked(scrub) }];
    });
  });
}

/** The same for two conditions that say the same in another order or case. */
function conditionKey(condition: Condition): string {
  if (condition.kind === 'test') {
    const { attribute, op, value } = condition;
    const path = [...(attribute.parents ?? []), attribute].map((step) => step.value.toString(16));
    return `${path.join('.')} ${op} ${op === 'matches' ? value : value.toLowerCase()}`;
  }
  if (condition.kind === 'not') return `!(${conditionKey(condition.of)})`;
  return `${condition.kind}(${[...new Set(condition.of.map(conditionKey))].sort().join(', ')})`;
}

/** All rules, each once. */
export function readDeviceTables({ ctp, stanford, deid, dicomDre }: RegionTables): readonly Known[] {
  const rules = [
    ...signatures(ctp, 0),
    ...signatures(stanford, 1),
    ...deidLabels(deid, 2),
    ...dreRules(dicomDre, 3),
  ].map((rule) => ({ ...rule, when: simplified(rule.when) }));
  const known = new Map<string, Known>();
  for (const rule of rules) {
    const key = `${conditionKey(rule.when)} ${JSON.stringify(rule.regions)}`;
    const same = known.get(key);
    const sources = [...new Set([...(same?.sources ?? []), ...rule.sources])];
    known.set(key, { ...(same ?? rule), sources });
  }
  return [...known.values()];
}
