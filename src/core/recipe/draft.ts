// What a recipe has said so far, statement by statement, and the policy that it becomes.
import { builtinPolicy } from '../policy/builtin.js';
import type { Admission, DateShift, DeviceRule, OptionName, Override, Policy, ValueGroup } from '../policy/policy.js';
import { type PixelDraft, pixelPolicy } from './pixels.js';

/** `blank` is where every recipe starts: what it has and a recipe does not name stays so. */
const DEFAULT_SHIFT: DateShift = builtinPolicy('blank')?.dateShift ?? { min: -1825, max: -365 };

export interface Draft {
  name: string | undefined;
  title: string | undefined;
  style: Policy['style'] | undefined;
  options: OptionName[];
  overrides: Override[];
  patient: Policy['patient'];
  dateShift: DateShift;
  references: Policy['references'];
  admission: Admission[];
  devices: DeviceRule[];
  pixels: PixelDraft;
  fieldGroups: Map<string, NonNullable<Policy['fieldGroups']>[number]['attributes'][number][]>;
  valueGroups: Map<string, ValueGroup['sources'][number][]>;
}

export function emptyDraft(): Draft {
  return {
    name: undefined,
    title: undefined,
    style: undefined,
    options: [],
    overrides: [],
    patient: 'empty',
    dateShift: DEFAULT_SHIFT,
    references: 'profile',
    admission: [],
    devices: [],
    pixels: {},
    fieldGroups: new Map(),
    valueGroups: new Map(),
  };
}

export function policyOf(draft: Draft, name: string): Policy {
  const { fieldGroups, valueGroups, admission, devices } = draft;
  const pixels = pixelPolicy(draft.pixels);
  return {
    name: draft.name ?? name.replace(/\.(?:deid|json)$/i, ''),
    title: draft.title ?? '',
    style: draft.style ?? 'rules',
    options: draft.options,
    overrides: draft.overrides,
    patient: draft.patient,
    dateShift: draft.dateShift,
    references: draft.references,
    ...(admission.length === 0 ? {} : { admission }),
    ...(devices.length === 0 ? {} : { devices }),
    ...(draft.pixels.knownDevices === undefined ? {} : { knownDevices: draft.pixels.knownDevices }),
    ...(pixels === undefined ? {} : { pixels }),
    ...(fieldGroups.size === 0
      ? {}
      : { fieldGroups: [...fieldGroups].map(([group, attributes]) => ({ name: group, attributes })) }),
    ...(valueGroups.size === 0
      ? {}
      : { valueGroups: [...valueGroups].map(([group, sources]) => ({ name: group, sources })) }),
  };
}
