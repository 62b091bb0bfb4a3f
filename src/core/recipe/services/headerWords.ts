// Words that begin a section, or a line before the first one and below %header.
import { ATTRIBUTE, DAYS, NAME, type Place, VALUE, type Word, words } from './word.js';

const TOP: readonly Place[] = ['top', 'header'];
const EVERYWHERE: readonly Place[] = ['top', 'header', 'filter', 'fields', 'values', 'labels'];

export const HEADER_WORDS: readonly Word[] = [
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
            'For text `identifying`, `all`, `unless-allowed` or `keep`; for faces and bar codes a fill or ' +
            '`keep`, for faces also `remove`; for `allow` a pattern; for devices `known` or `own`.',
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
];
