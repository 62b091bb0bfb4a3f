// Words within a rule: functions that make values, and names of sets of attributes.
import { NAME, type Parameter, type Word, words } from './word.js';

const OTHERS: Parameter = { label: 'NAMES', about: 'Keywords or tags, with `|` between them.' };

export const VALUE_WORDS: readonly Word[] = [
  ...words(
    'function',
    [],
    [
      ['pseudonym', 'A name made with the key: the same value becomes the same pseudonym.', [], 'pseudonym()'],
      ['uid', 'A UID made with the key: the same UID becomes the same one in every file.', [], 'uid()'],
      [
        'shift',
        'Moves dates: by a number of days, or without one by the patient’s own number under the key.',
        [{ label: 'DAYS', about: 'Whole days, negative for earlier, or `var:NAME`.' }],
        'shift($1)',
      ],
      ['clean', 'Takes the identifiers out of a text and leaves the rest.', [], 'clean()'],
      ['dummy', 'A value of the right kind that says nothing.', [], 'dummy()'],
    ],
  ),
  ...words(
    'deid-function',
    [],
    [
      [
        'jitter',
        'Moves dates by days, as the function of pydicom deid does.',
        [{ label: 'days=N years=N', about: 'A year counts 365 days; one day where nothing is said.' }],
      ],
      ['dicom_uuid', 'A UID made with the key; pydicom deid draws one at random.'],
      ['pydicom_uuid', 'A UID made with the key; pydicom deid makes one from the value.'],
      ['basic_uuid', 'A pseudonym or a UID made with the key; pydicom deid draws one at random.'],
      ['suffix_uuid', 'A pseudonym or a UID made with the key; pydicom deid puts a random part behind a name.'],
    ],
  ),
  ...words(
    'expander',
    [],
    [
      ['ALL', 'Every attribute.'],
      ['startswith:', 'Attributes whose keyword begins so.', [{ label: 'TEXT', about: 'Case does not matter.' }]],
      ['endswith:', 'Attributes whose keyword ends so.', [{ label: 'TEXT', about: 'Case does not matter.' }]],
      ['contains:', 'Attributes whose keyword has this in it.', [{ label: 'TEXT', about: 'Case does not matter.' }]],
      ['except:', 'All attributes but these.', [OTHERS]],
      ['allexcept:', 'All attributes but these.', [OTHERS]],
      ['exceptfields:', 'All attributes but these.', [OTHERS]],
      ['select:VR:', 'Attributes of a value representation.', [{ label: 'VR', about: 'Two letters, such as PN.' }]],
      ['select:group:', 'Attributes of a group.', [{ label: 'GROUP', about: 'Four hex digits, such as 0010.' }]],
      ['select:private', 'Attributes of private groups, whoever made them.'],
      ['fields:', 'Attributes of a `%fields` group.', [NAME('The name of the group.')]],
      ['values:', 'Attributes that hold a value of a `%values` group.', [NAME('The name of the group.')]],
    ],
  ),
];
