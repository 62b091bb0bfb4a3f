// A conformance statement for a policy, as PS3.15 E.1.3 and PS3.2 ask of a de-identifier: what it does per option of the
// profile, and what it does not do.
import type { CompiledPolicy, OptionName, Policy } from '../policy/policy.js';
import { attributeText } from './jsonReport.js';

interface OptionText {
  readonly name: OptionName;
  readonly title: string;
  readonly clause: string;
  /** What the program does with the option on. */
  readonly on: string;
  /** What it does without. */
  readonly off: string;
}

const OPTIONS: readonly OptionText[] = [
  {
    name: 'clean-pixel-data',
    title: 'Clean Pixel Data Option',
    clause: 'E.3.1',
    on: 'Asked for, but not carried out by this version, and not claimed: pixel data is copied bit by bit, and objects that may hold burned-in text are reported as not examined.',
    off: 'Pixel data is copied bit by bit. Objects that may hold burned-in text are reported as not examined.',
  },
  {
    name: 'clean-recognizable-visual-features',
    title: 'Clean Recognizable Visual Features Option',
    clause: 'E.3.2',
    on: 'Asked for, but not carried out by this version, and not claimed: faces that can be reconstructed from a volume stay.',
    off: 'Faces that can be reconstructed from a volume stay.',
  },
  {
    name: 'clean-graphics',
    title: 'Clean Graphics Option',
    clause: 'E.3.3',
    on: 'Graphic annotations are kept, and their text is replaced, or cleaned under Clean Descriptors; overlays and curves, whose bits can not be read here, are removed.',
    off: 'Graphics, annotations and overlays are removed or emptied as Table E.1-1 says.',
  },
  {
    name: 'clean-structured-content',
    title: 'Clean Structured Content Option',
    clause: 'E.3.4',
    on: 'Content items are treated by concept after Table E.3.4-1; text, names, dates and references in others are cleaned. The tree stays valid.',
    off: 'Structured content is removed or replaced as Table E.1-1 says.',
  },
  {
    name: 'clean-descriptors',
    title: 'Clean Descriptors Option',
    clause: 'E.3.5',
    on: 'Descriptions and comments are kept, and words that identify are taken out: names, dates, identifiers, places and contacts that the object or the same patient names, and those that patterns and name lists tell.',
    off: 'Descriptions and comments are removed or emptied as Table E.1-1 says.',
  },
  {
    name: 'retain-full-dates',
    title: 'Retain Longitudinal Temporal Information With Full Dates Option',
    clause: 'E.3.6',
    on: 'Dates and times are kept as they are.',
    off: '',
  },
  {
    name: 'retain-modified-dates',
    title: 'Retain Longitudinal Temporal Information With Modified Dates Option',
    clause: 'E.3.6',
    on: 'Dates move by a whole number of days, one number per patient, drawn from the key. Intervals within a patient and times of day stay.',
    off: '',
  },
  {
    name: 'retain-patient-characteristics',
    title: 'Retain Patient Characteristics Option',
    clause: 'E.3.7',
    on: 'Age, sex, size, weight and their kin are kept.',
    off: 'Age, sex, size, weight and their kin are removed or emptied.',
  },
  {
    name: 'retain-device-identity',
    title: 'Retain Device Identity Option',
    clause: 'E.3.8',
    on: 'Attributes that identify the device are kept.',
    off: 'Attributes that identify the device are removed or replaced.',
  },
  {
    name: 'retain-uids',
    title: 'Retain UIDs Option',
    clause: 'E.3.9',
    on: 'UIDs are kept as they are.',
    off: 'UIDs that name an instance are replaced consistently over the whole run, at every depth. Registered UIDs stay.',
  },
  {
    name: 'retain-safe-private',
    title: 'Retain Safe Private Option',
    clause: 'E.3.10',
    on: 'Private attributes of the safe list are kept, matched by their creator; all others are removed.',
    off: 'Private attributes are removed.',
  },
  {
    name: 'retain-institution-identity',
    title: 'Retain Institution Identity Option',
    clause: 'E.3.11',
    on: 'Attributes that identify the institution are kept.',
    off: 'Attributes that identify the institution are removed or emptied.',
  },
];

/** The statement, in Markdown. It speaks of the policy, never of a file. */
export function conformanceStatement(
  compiled: CompiledPolicy,
  tool: { readonly name: string; readonly version: string },
): string {
  const { policy } = compiled;
  const lines: string[] = [
    `# De-identification conformance statement: ${policy.title}`,
    '',
    `Produced by ${tool.name} ${tool.version} for the recipe \`${policy.name}\`. Policy digest: \`${compiled.digest}\`.`,
    '',
    '## Profile',
    '',
    profileText(compiled),
    '',
    '## Options',
    '',
    '| option | clause | supported and on | what is done |',
    '| --- | --- | --- | --- |',
    ...OPTIONS.map((option) => optionRow(option, compiled)),
    '',
    '## Dates',
    '',
    datesText(compiled),
    '',
    '## Identity',
    '',
    identityText(policy),
    '',
    '## Recorded in each object',
    '',
    policy.style === 'rules'
      ? '- Patient Identity Removed (0012,0062): not written; without a profile nothing says that it is'
      : '- Patient Identity Removed (0012,0062): `YES`',
    `- De-identification Method (0012,0063): ${compiled.method.map((method) => `\`${method}\``).join(', ') || 'none'}`,
    `- De-identification Method Code Sequence (0012,0064): ${codesText(compiled)}`,
    '',
    '## Rules of the user',
    '',
    ...rulesText(compiled),
    '',
    '## Not done',
    '',
    ...notDone(compiled).map((line) => `- ${line}`),
    '',
  ];
  return lines.join('\n');
}

function identityText(policy: Policy): string {
  if (policy.style === 'rules') return 'As the rules of the user say.';
  return policy.patient === 'pseudonym'
    ? "Patient ID and Patient's Name become a pseudonym drawn from a secret key. The same key gives the same pseudonym; without the key it can't be undone or linked."
    : "Patient ID and Patient's Name become empty.";
}

function profileText(compiled: CompiledPolicy): string {
  if (compiled.policy.style === 'rules') {
    return "No profile of PS3.15 is behind this recipe: only what the user's own rules name changes, at every depth. UIDs, private attributes, dates and texts that no rule names stay as they are, and so does what lies beside the pixels in Pixel Data. Preamble and file meta information are written anew, and bytes behind the last data element are removed.";
  }
  if (compiled.policy.style === 'blank') {
    return 'The identifying attributes of PS3.15 Table E.1-1 stay present and become empty wherever the object allows an empty value. This is stricter about columns and looser about presence than the Basic Application Level Confidentiality Profile, whose code is therefore not claimed.';
  }
  return 'Basic Application Level Confidentiality Profile, PS3.15 E.2, after Table E.1-1. Compound action codes are resolved by the Type of the attribute in the object; the rules hold at every depth.';
}

/** What this version accepts in a recipe and does not do. */
const NOT_DONE: ReadonlySet<OptionName> = new Set(['clean-pixel-data', 'clean-recognizable-visual-features']);

function optionRow(option: OptionText, compiled: CompiledPolicy): string {
  if (compiled.policy.style === 'rules') {
    return `| ${option.title} | PS3.15 ${option.clause} | no | Nothing: there is no profile to add to. |`;
  }
  const on = compiled.has(option.name);
  const done = on && !NOT_DONE.has(option.name);
  return `| ${option.title} | PS3.15 ${option.clause} | ${done ? 'yes' : 'no'} | ${on ? option.on : option.off || 'See Dates.'} |`;
}

function datesText(compiled: CompiledPolicy): string {
  if (compiled.policy.style === 'rules') return 'As the rules of the user say; what none of them names is kept.';
  switch (compiled.dates) {
    case 'keep':
      return 'Dates and times are kept.';
    case 'remove':
      return 'Dates and times of Table E.1-1 are removed, emptied or replaced by a dummy.';
    case 'shift': {
      const { min, max } = compiled.policy.dateShift;
      const days =
        min === max ? `${min} days` : `a number of days from ${min} to ${max} that the key draws per patient`;
      return `Dates of Table E.1-1 are shifted by ${days}.`;
    }
  }
}

function codesText(compiled: CompiledPolicy): string {
  if (compiled.codes.length === 0) return 'none is claimed';
  return compiled.codes.map((code) => `(${code.value}, ${code.scheme}, "${code.meaning}")`).join(', ');
}

/** Which attributes the user's rules name; the values they set are the user's own and are not repeated. */
function rulesText(compiled: CompiledPolicy): string[] {
  const { overrides, admission = [], devices = [] } = compiled.policy;
  const lines = overrides.map(({ kind, attribute, origin, when }) => {
    const condition = when === undefined ? '' : ', under a condition';
    return `- ${kind} ${attributeText(attribute)}${condition} (${origin})`;
  });
  for (const { kind, origin } of admission) lines.push(`- ${kind} objects that meet a condition (${origin})`);
  for (const { label, origin } of devices) lines.push(`- device rule "${label}" (${origin})`);
  if (compiled.knownDevices) lines.push('- the device rules that come with the program');
  return lines.length === 0 ? ['None.'] : lines;
}

function notDone(compiled: CompiledPolicy): string[] {
  const lines = ['Pixel data is never transcoded, and its lossy history is left as it is.'];
  if (!compiled.has('clean-pixel-data')) lines.push('Text burned into pixels is not looked for.');
  if (!compiled.has('clean-recognizable-visual-features')) lines.push('Recognizable visual features are not removed.');
  if (
    compiled.knownDevices ||
    (compiled.policy.devices ?? []).some(({ regions }) => regions.some(({ kind }) => kind === 'blank'))
  ) {
    lines.push(
      'Parts of images that a device rule names are made black, in uncompressed and RLE images; otherwise compressed ones are refused, unless pixels are left alone.',
    );
  }
  if (compiled.policy.overrides.some((rule) => rule.kind === 'keep')) {
    lines.push('Attributes that the user keeps may identify: the profile is not met as far as they do.');
  }
  for (const issue of compiled.issues) lines.push(issue.message);
  return lines;
}
