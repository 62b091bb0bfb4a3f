// The built-in recipes as texts: to read, to copy and to extend. Compiled, they are the policies of builtin.ts; a test
// compares them.

import { DEVICES } from './deviceName.js';
import { devicesSource, INCLUDED_DEVICES } from './devices.js';

const BLANK = `# Identifying attributes stay in their places, but empty: a stable set of columns for a data frame.
FORMAT dicom

NAME blank
TITLE Identifying attributes stay, but empty; UIDs replaced; private attributes, overlays and identifying sequences removed

# The attributes of PS3.15 Table E.1-1; a dummy stands where an object needs a value.
PROFILE blank
`;

const BASIC = `# The Basic Application Level Confidentiality Profile of PS3.15, as written.
FORMAT dicom

NAME basic
TITLE PS3.15 Basic Application Level Confidentiality Profile, as written

PROFILE basic
`;

const RESEARCH = `# For research: what a study needs stays, as far as it identifies nobody.
FORMAT dicom

NAME research
TITLE Basic Profile for research: dates shifted, patient characteristics, devices and safe private attributes kept, texts cleaned

PROFILE basic

# Dates move one to five years back, by a number of days that the key draws for each patient.
DATES shift -1825..-365

# Age, size, weight, sex and the like; the make and serial number of the device.
OPTION retain-patient-characteristics
OPTION retain-device-identity

# Private attributes that a safe list names.
OPTION retain-safe-private

# Texts and structured reports lose what identifies, and keep the rest.
OPTION clean-descriptors
OPTION clean-structured-content

# Text that is burned into images.
OPTION clean-pixel-data

# One keyed code per patient, and references between objects that still resolve.
PATIENT pseudonym
REFERENCES map
`;

const SOURCES: ReadonlyMap<string, string> = new Map([
  ['blank', BLANK],
  ['basic', BASIC],
  ['research', RESEARCH],
]);

/** The text of a built-in recipe, or of what INCLUDE devices switches on. */
export function builtinSource(name: string): string | undefined {
  if (name === DEVICES) return devicesSource();
  return SOURCES.get(name);
}

/** What INCLUDE takes over by that name. */
export function includedSource(name: string): string | undefined {
  return name === DEVICES ? INCLUDED_DEVICES : SOURCES.get(name);
}
