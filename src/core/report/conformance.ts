// A conformance statement for a policy, as PS3.15 E.1.3 and PS3.2 ask of a de-identifier: what it does per option of the
// profile, and what it does not do.
import { pixelsInWords } from '../policy/builtin.js';
import { OPTIONS, type OptionInfo } from '../policy/options.js';
import { isOfPixels, looksIntoPixels } from '../policy/pixelOptions.js';
import { type CompiledPolicy, DEFAULT_PIXELS, type OptionName, type Policy } from '../policy/policy.js';
import { attributeText } from './jsonReport.js';

interface OptionText {
  /** What the program does with the option on. */
  readonly on: string;
  /** What it does without. */
  readonly off: string;
}

const DONE: Readonly<Record<OptionName, OptionText>> = {
  'clean-pixel-data': {
    on: 'Words, faces and bar codes are looked for in images that may hold some, as below, and what device rules know to be burned in is made black.',
    off: 'As below, but for the device rules that come with the program.',
  },
  'clean-recognizable-visual-features': {
    on: 'Faces in photographs and captures are taken out as below; faces that can be reconstructed from a volume stay.',
    off: 'As below; faces that can be reconstructed from a volume stay.',
  },
  'clean-graphics': {
    on: 'Graphic annotations are kept, and their text is replaced, or cleaned under Clean Descriptors; overlays and curves, whose bits can not be read here, are removed.',
    off: 'Graphics, annotations and overlays are removed or emptied as Table E.1-1 says.',
  },
  'clean-structured-content': {
    on: 'Content items are treated by concept after Table E.3.4-1; text, names, dates and references in others are cleaned. The tree stays valid.',
    off: 'Structured content is removed or replaced as Table E.1-1 says.',
  },
  'clean-descriptors': {
    on:
      'Descriptions and comments are kept, and words that identify are taken out: names, dates, ' +
      'identifiers, places and contacts that the object or the same patient names, and those that patterns ' +
      'and name lists tell.',
    off: 'Descriptions and comments are removed or emptied as Table E.1-1 says.',
  },
  'retain-full-dates': {
    on: 'Dates and times are kept as they are.',
    off: 'See Dates.',
  },
  'retain-modified-dates': {
    on: 'Dates move by a whole number of days, one number per patient, drawn from the key. Intervals within a patient and times of day stay.',
    off: 'See Dates.',
  },
  'retain-patient-characteristics': {
    on: 'Age, sex, size, weight and their kin are kept.',
    off: 'Age, sex, size, weight and their kin are removed or emptied.',
  },
  'retain-device-identity': {
    on: 'Attributes that identify the device are kept.',
    off: 'Attributes that identify the device are removed or replaced.',
  },
  'retain-uids': {
    on: 'UIDs are kept as they are.',
    off: 'UIDs that name an instance are replaced consistently over the whole run, at every depth. Registered UIDs stay.',
  },
  'retain-safe-private': {
    on: 'Private attributes of the safe list are kept, matched by their creator; all others are removed.',
    off: 'Private attributes are removed.',
  },
  'retain-institution-identity': {
    on: 'Attributes that identify the institution are kept.',
    off: 'Attributes that identify the institution are removed or emptied.',
  },
};

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
    '## Pixels',
    '',
    ...pixelLines(compiled).map((line) => `- ${line}`),
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
    '## Limits',
    '',
    ...limits(compiled).map((line) => `- ${line}`),
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
    return (
      "No profile of PS3.15 is behind this recipe: only what the user's own rules name changes, at every " +
      'depth. UIDs, private attributes, dates and texts that no rule names stay as they are, and so does ' +
      'what lies beside the pixels in Pixel Data. Preamble and file meta information are written anew, and ' +
      'bytes behind the last data element are removed.'
    );
  }
  if (compiled.policy.style === 'blank') {
    return (
      'The identifying attributes of PS3.15 Table E.1-1 stay present and become empty wherever the object ' +
      'allows an empty value. This is stricter about columns and looser about presence than the Basic ' +
      'Application Level Confidentiality Profile, whose code is therefore not claimed.'
    );
  }
  return (
    'Basic Application Level Confidentiality Profile, PS3.15 E.2, after Table E.1-1. Compound action ' +
    'codes are resolved by the Type of the attribute in the object; the rules hold at every depth.'
  );
}

function optionRow(option: OptionInfo, compiled: CompiledPolicy): string {
  const title = `| ${option.meaning} | PS3.15 ${option.clause} |`;
  const ofPixels = isOfPixels(option.name);
  if (compiled.policy.style === 'rules' && !ofPixels) return `${title} no | Nothing: there is no profile to add to. |`;
  const on = compiled.has(option.name);
  const text = DONE[option.name];
  return `${title} ${on ? 'yes' : 'no'} | ${on ? text.on : text.off} |`;
}

/** What becomes of what is drawn into images (PS3.15 E.3.1, E.3.2). */
function pixelLines(compiled: CompiledPolicy): readonly string[] {
  const { policy } = compiled;
  const lines = looksIntoPixels(policy)
    ? [
        'Images that may hold burned-in text (by SOP Class, Modality, Image Type, Conversion Type and what the object ' +
          'says itself) are looked into, unless whoever runs the program asks for all images or none: ' +
          `${pixelsInWords(policy.pixels ?? DEFAULT_PIXELS)}.`,
        'Frames are changed without loss, or only the touched blocks of lossy JPEG; video is encoded again ' +
          'with loss. A coding that can not be written becomes JPEG-LS or JPEG lossless. An image that can not ' +
          'be looked into, or of which a part can not be taken out, is refused.',
        'Each object says whether it was looked into. Codes 113101 and 113102, and NO in Burned In ' +
          'Annotation (0028,0301) and Recognizable Visual Features (0028,0302), are written only where every ' +
          'frame was looked at closely and nothing that was found stays but technical words.',
      ]
    : ['Text burned into pixels is not looked for.'];
  const ruled = (policy.devices ?? []).some(({ regions }) => regions.some(({ kind }) => kind === 'blank'));
  if (compiled.knownDevices || ruled)
    lines.push(
      'Parts of images that a device rule names are made black; an object of which they can not be taken out is refused, unless pixels are left alone.',
    );
  return lines;
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

function limits(compiled: CompiledPolicy): string[] {
  const lines = looksIntoPixels(compiled.policy)
    ? ['Networks miss words, faint and slanted ones most of all: no recall of 100 % is claimed.']
    : [];
  lines.push('Faces that can be rebuilt from the slices of a head stay.');
  if (compiled.policy.overrides.some((rule) => rule.kind === 'keep')) {
    lines.push('Attributes that the user keeps may identify: the profile is not met as far as they do.');
  }
  for (const issue of compiled.issues) lines.push(issue.message);
  return lines;
}
