// Words of lines below %filter, %fields and %values.
import { ATTRIBUTE, NAME, type Parameter, type Place, type Word, words } from './word.js';

const TESTED: Parameter = { label: 'ATTRIBUTE', about: 'The attribute that is asked: a keyword, a tag or a path.' };
const TEXT: Parameter = { label: 'VALUE', about: 'Compared without regard to case.' };
const PATTERN: Parameter = {
  label: 'VALUE',
  about: 'A text, or several joined by `|`, or a simple regular expression. Compared without regard to case.',
};
const REGEX: Parameter = {
  label: 'VALUE',
  about: 'A regular expression without back references. Case does not matter.',
};
const TESTS: readonly Place[] = ['filter'];

const RECTANGLE: readonly Parameter[] = [
  { label: 'XMIN', about: 'Left edge in pixels, from 0; or `all` alone, or `from:SequenceOfUltrasoundRegions`.' },
  { label: 'YMIN', about: 'Upper edge in pixels, from 0.' },
  { label: 'XMAX', about: 'Right edge: the first column that no longer belongs.' },
  { label: 'YMAX', about: 'Lower edge: the first row that no longer belongs.' },
];
const CTP: readonly Parameter[] = [
  { label: 'LEFT', about: 'Left edge in pixels, from 0.' },
  { label: 'TOP', about: 'Upper edge in pixels, from 0.' },
  { label: 'WIDTH', about: 'Width in pixels.' },
  { label: 'HEIGHT', about: 'Height in pixels.' },
];

export const PART_WORDS: readonly Word[] = [
  ...words('statement', TESTS, [
    [
      'LABEL',
      'Begins a rule of the filter: its tests and regions follow.',
      [NAME('The rest of the line.')],
      `LABEL \${1:name}`,
    ],
  ]),
  ...words('operator', TESTS, [
    ['contains', 'True where the attribute has the text in it.', [TESTED, PATTERN]],
    ['notcontains', 'True where the attribute does not have the text in it.', [TESTED, PATTERN]],
    ['equals', 'True where the attribute is the text.', [TESTED, TEXT]],
    ['notequals', 'True where the attribute is not the text.', [TESTED, TEXT]],
    ['startswith', 'True where the attribute begins with the text.', [TESTED, TEXT]],
    ['endswith', 'True where the attribute ends with the text.', [TESTED, TEXT]],
    ['matches', 'True where a regular expression of a simple kind finds something in the attribute.', [TESTED, REGEX]],
    ['missing', 'True where the object does not have the attribute.', [TESTED]],
    ['empty', 'True where the attribute is there without a value.', [TESTED]],
    ['present', 'True where the object has the attribute.', [TESTED]],
  ]),
  ...words('region', TESTS, [
    ['coordinates', 'Blanks a rectangle.', RECTANGLE],
    ['ctpcoordinates', 'Blanks a rectangle, written as CTP does.', CTP],
    ['keepcoordinates', 'Takes a rectangle out of what is blanked.', RECTANGLE],
    ['ctpkeepcoordinates', 'Takes a rectangle out of what is blanked, written as CTP does.', CTP],
  ]),
  ...words(
    'member',
    ['fields', 'values'],
    [['FIELD', 'Adds an attribute, or a set of them, to the group.', [ATTRIBUTE]]],
  ),
  ...words(
    'member',
    ['values'],
    [
      [
        'SPLIT',
        'Adds the parts of a value to the group.',
        [
          ATTRIBUTE,
          { label: 'by="^"', about: 'What stands between the parts; a blank without it.' },
          { label: 'minlength=4', about: 'Shorter parts are left out.' },
        ],
        `SPLIT \${1:PatientName} by="\${2:^}";minlength=\${3:4}`,
      ],
    ],
  ),
];
