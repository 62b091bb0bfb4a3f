// The questions from which a recipe is made, for any shell: what is asked next depends on what was answered.

export type QuestionId =
  | 'purpose'
  | 'law'
  | 'shape'
  | 'dates'
  | 'patient'
  | 'characteristics'
  | 'texts'
  | 'device'
  | 'institution'
  | 'private'
  | 'pixels';

/** The choice made for each question so far. */
export type Answers = Readonly<Partial<Record<QuestionId, string>>>;

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

export interface Question {
  readonly id: QuestionId;
  readonly title: string;
  readonly choices: readonly Choice[];
  /** Id of the choice that fits most. */
  readonly suggested: string;
}

function choice(id: string, label: string, detail: string): Choice {
  return { id, label, detail };
}

const PURPOSE: Question = {
  id: 'purpose',
  title: 'What are the images for?',
  suggested: 'partner',
  choices: [
    choice('publish', 'Publish them', 'Anyone may get them: a data set, a challenge, a paper'),
    choice('partner', 'Share them with partners', 'Known people under an agreement: a trial, a joint study, a vendor'),
    choice('inhouse', 'Use them in house', 'Machine learning or quality work by people of the same institution'),
    choice('teaching', 'Teach with them', 'Lectures, slides, a teaching file'),
  ],
};

const LAW: Question = {
  id: 'law',
  title: 'Which rules must they follow?',
  suggested: 'ps315',
  choices: [
    choice('ps315', 'DICOM PS3.15', 'The confidentiality profiles of the standard itself'),
    choice(
      'hipaa',
      'HIPAA Safe Harbor',
      'United States, 45 CFR 164.514(b)(2): eighteen kinds of identifiers go, dates too',
    ),
    choice('gdpr', 'GDPR', 'Europe: data that a key can lead back to a person stays personal data'),
  ],
};

const SHAPE: Question = {
  id: 'shape',
  title: 'What becomes of identifying attributes?',
  suggested: 'basic',
  choices: [
    choice(
      'basic',
      'They go',
      'As PS3.15 says: removed, emptied or replaced, attribute by attribute; may be claimed as the Basic Profile',
    ),
    choice('blank', 'They stay, but empty', 'Tables made from the files keep their columns; no profile is claimed'),
  ],
};

function dates(answers: Answers): Question {
  const remove = choice('remove', 'Remove them', 'No date and no time of day is left');
  const shift = choice(
    'shift',
    'Shift them',
    answers['law'] === 'hipaa'
      ? "Intervals stay true. Not Safe Harbor: needs an expert's determination (164.514(b)(1))"
      : 'By a number of days that the key draws for each patient: intervals stay true',
  );
  const keep = choice('keep', 'Keep them', 'Only where the receiver may know when each patient was examined');
  const open = answers['purpose'] === 'publish' || answers['purpose'] === 'teaching' || answers['law'] === 'hipaa';
  return {
    id: 'dates',
    title: 'What becomes of dates and times?',
    suggested: answers['law'] === 'hipaa' ? 'remove' : 'shift',
    choices: open ? [remove, shift] : [remove, shift, keep],
  };
}

function patient(answers: Answers): Question {
  return {
    id: 'patient',
    title: 'How are patients told apart afterwards?',
    suggested: answers['purpose'] === 'teaching' ? 'empty' : 'pseudonym',
    choices: [
      choice(
        'pseudonym',
        'By a code',
        'Made with the secret key: the same patient gets the same code, with the same key also next year',
      ),
      choice(
        'table',
        'By a table of your own',
        'A CSV file with a column PatientID and a column id, given with --table',
      ),
      choice('empty', 'Not at all', 'Patient ID and name are left empty, or a dummy where the standard needs a value'),
    ],
  };
}

function keepOrRemove(id: QuestionId, title: string, suggested: string, keep: string, remove: string): Question {
  return {
    id,
    title,
    suggested,
    choices: [choice('keep', 'Keep', keep), choice('remove', 'Remove', remove)],
  };
}

const TEXTS: Question = {
  id: 'texts',
  title: 'What becomes of descriptions and comments?',
  suggested: 'clean',
  choices: [
    choice('clean', 'Clean them', 'Names, dates and numbers of people go, the rest stays: "CT CHEST" is still there'),
    choice('remove', 'Remove them', 'Safest: free text can say anything'),
  ],
};

const PRIVATE: Question = {
  id: 'private',
  title: "What becomes of the manufacturers' private attributes?",
  suggested: 'safe',
  choices: [
    choice(
      'safe',
      'Keep the safe ones',
      'Those that the standard and TCIA list as safe, such as diffusion values; the rest goes',
    ),
    choice('remove', 'Remove all', 'Nothing private is left'),
  ],
};

const PIXELS: Question = {
  id: 'pixels',
  title: 'What becomes of images with text burned in?',
  suggested: 'clean',
  choices: [
    choice(
      'clean',
      'Take out what may identify',
      'Words, faces and bar codes that are found become black; what is technical, such as a depth, stays',
    ),
    choice('all', 'Take out all text', 'Technical words, too, become black'),
    choice('deny', 'Leave them out', 'Objects that say so themselves, and screen captures, are not copied'),
  ],
};

function asked(answers: Answers): readonly Question[] {
  const strict = answers['law'] === 'hipaa';
  const near = answers['purpose'] === 'inhouse' || answers['purpose'] === 'partner';
  return [
    PURPOSE,
    LAW,
    SHAPE,
    dates(answers),
    patient(answers),
    keepOrRemove(
      'characteristics',
      'Age, sex, size, weight and the like?',
      'keep',
      strict
        ? 'Most studies need them; ages over 89 become 90 (Safe Harbor)'
        : 'Most studies need them; ages over 89 become 90',
      'Nothing describes the patient',
    ),
    TEXTS,
    // Safe Harbor counts serial numbers of devices among the identifiers.
    ...(strict
      ? []
      : [
          keepOrRemove(
            'device',
            'Which scanner it was?',
            'keep',
            'Model, serial number, station',
            'Nothing tells the device',
          ),
        ]),
    ...(near && !strict
      ? [
          keepOrRemove(
            'institution',
            'Which institution it was?',
            'remove',
            'Name, address, department',
            'Nothing tells the place',
          ),
        ]
      : []),
    PRIVATE,
    PIXELS,
  ];
}

/** All questions that these answers lead to, answered or not, in order. */
export function questions(answers: Answers): readonly Question[] {
  return asked(answers);
}

/** The next one that has no valid answer; undefined when all have. */
export function nextQuestion(answers: Answers): Question | undefined {
  return asked(answers).find(({ id, choices }) => !choices.some((each) => each.id === answers[id]));
}

/** The answers with what is suggested for every open question. */
export function completed(answers: Answers): Answers {
  let full = answers;
  for (let open = nextQuestion(full); open !== undefined; open = nextQuestion(full)) {
    full = { ...full, [open.id]: open.suggested };
  }
  return full;
}
