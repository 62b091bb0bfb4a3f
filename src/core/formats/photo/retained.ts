// What of a photograph's metadata a recipe lets stay. A recipe speaks of DICOM attributes (PS3.15 Table E.1-1); of its options two
// have a counterpart here. Rules for single attributes have none, and dates are never moved: there is no patient to move them for.
import type { OptionName, Policy } from '../../policy/policy.js';

export interface Retained {
  /** Maker and model of the camera, exposure. */
  readonly device: boolean;
  /** When it was taken. */
  readonly dates: boolean;
}

export function retainedBy({ options }: Policy): Retained {
  const has = (name: OptionName): boolean => options.includes(name);
  return { device: has('retain-device-identity'), dates: has('retain-full-dates') };
}

/** A recipe that lists the objects that it takes lists no photograph. */
export function takesPhotographs({ admission = [] }: Policy): boolean {
  return !admission.some(({ kind }) => kind === 'allow');
}
