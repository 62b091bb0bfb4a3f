// From answers to a recipe with comments that say why each line is there.
import { type Answers, completed, questions } from './questions.js';

/** What must be known before the output of such a recipe is handed on. */
export function cautions(given: Answers): readonly string[] {
  const answers = completed(given);
  const said: string[] = [];
  if (answers['law'] === 'hipaa') {
    if (answers['dates'] === 'shift') {
      said.push(
        "Shifted dates are dates: Safe Harbor (164.514(b)(2)(i)(C)) is not met without an expert's determination.",
      );
    }
    if (answers['patient'] === 'pseudonym') {
      said.push(
        'A code must not be made from the person and its key must not be handed on (164.514(c)): keep the key.',
      );
    }
  }
  if (answers['law'] === 'gdpr' && answers['patient'] !== 'empty') {
    said.push('Under the GDPR coded data stays personal data while the key or the table exists (recital 26).');
  }
  if (answers['dates'] === 'keep') said.push('Full dates and an institution together can name a patient.');
  said.push(
    'Text in images is found by networks, which miss some, faint and slanted words most of all: look at the images.',
  );
  said.push('A head that can be rebuilt from thin slices shows a face: slices stay as they are.');
  return said;
}

/** The recipe, ready to be saved as a `.deid` file. Open questions get what is suggested. */
export function wizardRecipe(given: Answers, name: string): string {
  const answers = completed(given);
  const is = (id: keyof Answers, value: string) => answers[id] === value;
  const lines: string[] = ['FORMAT dicom', '', '%header', '', '# Made by answering these questions:'];
  for (const { id, title, choices } of questions(answers)) {
    lines.push(`#   ${title} ${choices.find((each) => each.id === answers[id])?.label ?? ''}`);
  }
  lines.push('#', '# To mind before its output is handed on:', ...cautions(answers).map((said) => `# - ${said}`));
  lines.push('', `NAME ${plainName(name)}`, '');
  if (is('shape', 'blank'))
    lines.push('# Identifying attributes stay present and empty; no profile is claimed.', 'PROFILE blank');
  else lines.push('# PS3.15 E.1: what the Basic Profile removes, empties or replaces.', 'PROFILE basic');
  lines.push('');
  if (is('dates', 'shift')) {
    lines.push('# Each patient moves one to five years back, by whole days that the key draws (PS3.15 E.3.6).');
    lines.push('OPTION retain-modified-dates', 'DATES shift -1825..-365', '');
  }
  if (is('dates', 'keep'))
    lines.push('# Dates and times stay as they are (PS3.15 E.3.6).', 'OPTION retain-full-dates', '');
  if (is('characteristics', 'keep')) {
    lines.push(
      '# Age, sex, size, weight; allergies and smoking, too (PS3.15 E.3.7).',
      'OPTION retain-patient-characteristics',
      '',
    );
  }
  if (is('texts', 'clean')) {
    lines.push('# Texts lose what identifies and keep the rest (PS3.15 E.3.5, E.3.4).');
    lines.push('OPTION clean-descriptors', 'OPTION clean-structured-content', '');
  }
  if (is('device', 'keep'))
    lines.push('# The scanner may be known (PS3.15 E.3.8).', 'OPTION retain-device-identity', '');
  if (is('institution', 'keep')) {
    lines.push('# The institution may be known (PS3.15 E.3.11).', 'OPTION retain-institution-identity', '');
  }
  if (is('private', 'safe')) {
    lines.push('# Private attributes that a safe list names stay (PS3.15 E.3.10).', 'OPTION retain-safe-private', '');
  }
  if (is('patient', 'pseudonym'))
    lines.push('# The same patient, the same code, under the same key.', 'PATIENT pseudonym', '');
  if (is('patient', 'empty')) lines.push('# Nobody can tell which files are of one patient.', 'PATIENT empty', '');
  if (is('patient', 'table')) {
    lines.push('# Names and numbers come from your table: --table FILE.csv with the columns PatientID and id.');
    lines.push('REPLACE PatientID var:id', 'REPLACE PatientName var:id', '');
  }
  if (is('pixels', 'clean') || is('pixels', 'all')) {
    lines.push('# Words, faces and codes found in images become black, and what known devices burn in (PS3.15 E.3.1).');
    lines.push('OPTION clean-pixel-data', ...(is('pixels', 'all') ? ['PIXELS text all'] : []), '');
  }
  if (is('pixels', 'deny')) {
    lines.push('# Objects with text burned in are left out; what is left is looked into all the same.');
    lines.push('DENY equals BurnedInAnnotation YES', 'DENY contains ImageType SECONDARY', '');
  }
  lines.push('# Rules of your own go here, such as:', '# KEEP StudyDescription', '# REMOVE ProtocolName', '');
  return lines.join('\n');
}

/** NAME takes one plain word. */
function plainName(name: string): string {
  const word = name
    .trim()
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return word === '' ? 'recipe' : word;
}
