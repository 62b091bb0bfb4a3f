// The words of the recipe language, with what hover, completion and signature help say of them.

export type WordKind =
  | 'section'
  | 'statement'
  | 'action'
  | 'operator'
  | 'region'
  | 'member'
  | 'function'
  /** Of pydicom deid, written `deid_func:NAME`. */
  | 'deid-function'
  | 'expander';

/** Where a line may stand that begins with the word: `top` is before the first section. */
export type Place = 'top' | 'header' | 'filter' | 'fields' | 'values' | 'labels';

export interface Parameter {
  readonly label: string;
  readonly about: string;
}

export interface Word {
  readonly kind: WordKind;
  readonly word: string;
  readonly about: string;
  /** What follows, in order. */
  readonly parameters: readonly Parameter[];
  readonly places: readonly Place[];
  /** What completion writes, with `$1` where the cursor goes; the word itself where there is none. */
  readonly snippet?: string;
}

const ATTRIBUTE: Parameter = {
  label: 'ATTRIBUTE',
  about:
    'A keyword (`PatientID`), a tag (`(0010,0020)`, `60xx3000`), a private one with its creator (`(0019,"CREATOR",02)`), a path into sequences (`A.B`), or a set such as `endswith:Date` or `ALL`.',
};
const VALUE: Parameter = {
  label: 'VALUE',
  about: 'A text, `var:NAME` for a value of the lookup table, or a function such as `pseudonym()`.',
};
const DAYS: Parameter = {
  label: 'DAYS',
  about: 'Whole days, negative for earlier, or `var:NAME` for those of the lookup table.',
};
const TESTED: Parameter = { label: 'ATTRIBUTE', about: 'The attribute that is asked: a keyword, a tag or a path.' };
const TEXT: Parameter = { label: 'VALUE', about: 'Compared without regard to case.' };
const PATTERN: Parameter = {
  label: 'VALUE',
  about: 'A text, or several joined by `|`, or a simple regular expression. Compared without regard to case.',
};
const OTHERS: Parameter = { label: 'NAMES', about: 'Keywords or tags, with `|` between them.' };
const REGEX: Parameter = {
  label: 'VALUE',
  about: 'A regular expression without back references. Case does not matter.',
};
const NAME = (about: string): Parameter => ({ label: 'NAME', about });

const TOP: readonly Place[] = ['top', 'header'];
const EVERYWHERE: readonly Place[] = ['top', 'header', 'filter', 'fields', 'values', 'labels'];
const TESTS: readonly Place[] = ['filter'];

function words(
  kind: WordKind,
  places: readonly Place[],
  rows: readonly (readonly [word: string, about: string, parameters?: readonly Parameter[], snippet?: string])[],
): readonly Word[] {
  return rows.map(([word, about, parameters = [], snippet]) => ({
    kind,
    word,
    about,
    parameters,
    places,
    ...(snippet === undefined ? {} : { snippet }),
  }));
}

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

export const WORDS: readonly Word[] = [
  ...words('section', EVERYWHERE, [
    [
      '%header',
      'Rules for attributes: what is kept, removed, emptied, replaced, moved. `%header final` comes after all others.',
    ],
    [
      '%filter',
      'Rules for pictures, by label: objects that pass the tests of a label have its regions blanked.',
      [NAME('Any name; `whitelist` marks what needs nothing.')],
      `%filter \${1:graylist}`,
    ],
    [
      '%fields',
      'A group of attributes, for use as `fields:NAME` in a rule.',
      [NAME('The name that rules use.')],
      `%fields \${1:name}`,
    ],
    [
      '%values',
      'A group of values that an object itself names, for use as `values:NAME` in a rule.',
      [NAME('The name that rules use.')],
      `%values \${1:name}`,
    ],
    ['%labels', 'Notes of a pydicom deid recipe for its readers: they do nothing.'],
  ]),
  ...words('statement', TOP, [
    [
      'FORMAT',
      'The format that the recipe is for.',
      [{ label: 'dicom', about: 'The only one there is.' }],
      'FORMAT dicom',
    ],
    [
      'INCLUDE',
      'Takes over all that another recipe says; rules of this one are stronger.',
      [{ label: 'RECIPE', about: 'A path relative to this file, or the name of a built-in recipe.' }],
    ],
    [
      'PROFILE',
      'What happens to attributes that no rule names.',
      [
        {
          label: 'PROFILE',
          about:
            '`basic` (PS3.15 Table E.1-1), `blank` (the same attributes, present but empty), `research`, or `none`: only the rules count.',
        },
      ],
    ],
    [
      'OPTION',
      'An option of PS3.15 E.3 that changes what the profile does.',
      [
        {
          label: 'OPTION',
          about: 'Such as `retain-modified-dates` or `clean-descriptors`; a code such as `113107` will do.',
        },
      ],
    ],
    ['NAME', 'The name that reports call the recipe by.', [NAME('One word; without it the name of the file.')]],
    ['TITLE', 'What the recipe does, in a line.', [{ label: 'TEXT', about: 'The rest of the line.' }]],
    [
      'DATES',
      'What becomes of dates, and by how many days they move.',
      [
        {
          label: 'shift | range | keep | remove',
          about:
            '`shift` moves them, `keep` leaves them, `remove` takes them away; `range` says by how much shift() moves.',
        },
        {
          label: 'DAYS',
          about:
            'A number of days, or a range such as `-1825..-365` from which the key draws one number for each patient.',
        },
      ],
      `DATES \${1|shift,range|} \${2:-1825..-365}`,
    ],
    [
      'PATIENT',
      "What Patient ID and Patient's Name become where the profile asks for a replacement.",
      [{ label: 'empty | pseudonym', about: '`pseudonym` is made with the key: the same patient has the same one.' }],
      `PATIENT \${1|pseudonym,empty|}`,
    ],
    [
      'REFERENCES',
      'What becomes of the sequences by which objects refer to one another.',
      [
        {
          label: 'profile | map',
          about: '`map` keeps them with replaced UIDs, so that they resolve within the output.',
        },
      ],
      `REFERENCES \${1|map,profile|}`,
    ],
    [
      'PIXELS',
      'What of the words, faces and codes found in pixels goes, and what takes its place.',
      [
        {
          label: 'text | allow | faces | barcodes | devices',
          about: 'What the line speaks of; `allow` names texts that may stay, `devices` what is known of devices.',
        },
        {
          label: 'WHAT',
          about:
            'For text `identifying`, `all`, `unless-allowed` or `keep`; for faces and bar codes a fill or `keep`, for faces also `remove`; for `allow` a pattern; for devices `known` or `own`.',
        },
        {
          label: 'FILL',
          about: 'What takes the place of text: `black`, `constant N`, `blur`, `pixelate` or `inpaint`.',
        },
      ],
      `PIXELS \${1|text,faces,barcodes,allow,devices|} \${2:identifying}`,
    ],
    [
      'ALLOW',
      'Takes objects that pass. With an ALLOW anywhere, what no line names is left out.',
      [
        {
          label: 'TESTS',
          about: 'Such as `equals Modality CT || equals Modality MR`. The first line that matches decides.',
        },
      ],
    ],
    [
      'DENY',
      'Leaves out objects that pass: they are refused and written nowhere.',
      [{ label: 'TESTS', about: 'Such as `contains ImageType SECONDARY`. The first line that matches decides.' }],
    ],
  ]),
  ...words('action', TOP, [
    ['KEEP', 'Leaves an attribute as it is, whatever the profile says.', [ATTRIBUTE]],
    ['REMOVE', 'Takes an attribute out.', [ATTRIBUTE]],
    ['BLANK', 'Leaves an attribute present and empty.', [ATTRIBUTE]],
    ['REPLACE', 'Sets an attribute to another value where it is there.', [ATTRIBUTE, VALUE]],
    ['ADD', 'Sets an attribute to a value, also where it is not there.', [ATTRIBUTE, VALUE]],
    ['JITTER', 'Moves dates by days.', [ATTRIBUTE, DAYS]],
  ]),
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
