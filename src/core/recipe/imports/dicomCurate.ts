// dicom-curate specifications are programs: nothing of them is run. The block of PS3.15 options is read as text.
import type { OptionName, Override } from '../../policy/policy.js';
import { attributeNamed } from './conditions.js';
import { createDraft, type Draft, finish, type Importer, lineAt } from './importer.js';

const SWITCHES: readonly (readonly [string, OptionName])[] = [
  ['cleanDescriptorsOption', 'clean-descriptors'],
  ['retainDeviceIdentityOption', 'retain-device-identity'],
  ['retainInstitutionIdentityOption', 'retain-institution-identity'],
];

export const dicomCurate: Importer = {
  id: 'dicom-curate',
  title: 'dicom-curate specification (its PS3.15 options)',
  detect: (text) => /\bdicomPS315EOptions\b|\bretainLongitudinalTemporalInformationOptions\b/.test(text),
  convert(given) {
    const text = withoutComments(given);
    const draft = createDraft();
    const options: OptionName[] = [];
    for (const [name, option] of SWITCHES) if (settingOf(text, name) === 'true') options.push(option);
    const dates = settingOf(text, 'retainLongitudinalTemporalInformationOptions');
    if (dates === 'Full') options.push('retain-full-dates');
    if (dates === 'Offset') {
      options.push('retain-modified-dates');
      draft.once('the offset of dates is not in the specification: days are drawn per patient under the key');
    }
    const uids = settingOf(text, 'retainUIDsOption');
    if (uids === 'On') options.push('retain-uids');
    if (uids === 'Off' || uids === 'Hashed')
      draft.once('UIDs are replaced under the key; dicom-curate hashes them without one');
    if (settingOf(text, 'retainSafePrivateOption') === 'Quarantine') {
      options.push('retain-safe-private');
      draft.once('private attributes: those on the safe lists stay, the others are removed rather than set aside');
    }
    for (const where of ['retainPatientCharacteristicsOption', 'cleanDescriptorsExceptions']) {
      draft.overrides.push(...keeps(listOf(text, where) ?? [], where, text, draft));
    }
    if ((listOf(text, 'retainPatientCharacteristicsOption') ?? []).length > 0) {
      draft.once(
        'retainPatientCharacteristicsOption keeps the attributes that it names; OPTION retain-patient-characteristics keeps all that the standard lists, and may be claimed',
      );
    }
    for (const [word, what] of [
      ['modifyDicomHeader', 'changes of the header'],
      ['outputFilePathComponents', 'names of the output'],
      ['errors', 'checks of its own'],
      ['inputPathPattern', 'the pattern of input paths'],
    ] as const) {
      const at = text.search(new RegExp(`\\b${word}\\b`));
      if (at >= 0)
        draft.notes.push({
          line: lineAt(text, at),
          message: `${word}: ${what}: that is code, which is never run; write rules for them`,
        });
    }
    return finish(draft, 'Converted from the PS3.15 options of a dicom-curate specification', 'profile', { options });
  },
};

/** Comments become blanks, so that lines stay where they are; what looks like one in quotes is none. */
function withoutComments(text: string): string {
  return text.replace(
    /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (match) => (match.startsWith('/') ? match.replace(/[^\n]/g, ' ') : match),
  );
}

/** What a word is set to: a bare word or a quoted one. Said in two ways, it is not known. */
function settingOf(text: string, name: string): string | undefined {
  const found = [...text.matchAll(new RegExp(`\\b${name}\\s*:\\s*['"\`]?(\\w+)`, 'g'))].map(([, value]) => value);
  return new Set(found).size === 1 ? found[0] : undefined;
}

function listOf(text: string, name: string): readonly string[] | undefined {
  const inside = new RegExp(`\\b${name}\\s*:\\s*\\[([^\\]]*)\\]`).exec(text)?.[1];
  return inside === undefined ? undefined : [...inside.matchAll(/['"`]([^'"`]*)['"`]/g)].map(([, word = '']) => word);
}

function keeps(names: readonly string[], where: string, text: string, draft: Draft): Override[] {
  const line = lineAt(text, Math.max(0, text.indexOf(where)));
  return names.flatMap((name): Override[] => {
    const attribute = attributeNamed(name);
    if (attribute !== undefined) return [{ kind: 'keep', attribute, origin: `dicom-curate:${line}` }];
    draft.notes.push({ line, message: `${JSON.stringify(name.slice(0, 40))} is no attribute; left out` });
    return [];
  });
}
