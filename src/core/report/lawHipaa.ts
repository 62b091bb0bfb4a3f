// HIPAA's Safe Harbor: the eighteen kinds of identifiers of 45 CFR 164.514(b)(2)(i), and what stands beside them.
import { attributes, type LawFacts, type LawItem, type LawReport, left } from './law.js';

/** Three-digit areas with 20,000 people or fewer, as HHS lists them from the census of 2000: they become 000. */
const SPARSE_ZIP = '036, 059, 063, 102, 203, 556, 692, 790, 821, 823, 830, 831, 878, 879, 884, 890 and 893';

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly list: readonly string[];
  /** Said where everything is gone. */
  readonly gone: string;
  /** No attribute is meant for it: it can stand in texts. */
  readonly texts?: true;
}

const PLACES = [
  '0010,1040 LO PatientAddress',
  '0010,2152 LO RegionOfResidence',
  '0008,0080 LO InstitutionName',
  '0008,0081 ST InstitutionAddress',
];
const PHONES = [
  '0010,2154 SH PatientTelephoneNumbers',
  '0010,2155 LT PatientTelecomInformation',
  '0008,0094 SH ReferringPhysicianTelephoneNumbers',
];
const TEXTS = [
  '0008,1030 LO StudyDescription',
  '0008,103E LO SeriesDescription',
  '0010,4000 LT PatientComments',
  '0020,4000 LT ImageComments',
  '0010,21B0 LT AdditionalPatientHistory',
];

const KINDS: readonly Kind[] = [
  {
    id: 'A',
    title: 'Names',
    gone: 'names of patients and of others are removed or replaced',
    list: [
      '0010,0010 PN PatientName',
      '0010,1001 PN OtherPatientNames',
      '0010,1005 PN PatientBirthName',
      '0010,1060 PN PatientMotherBirthName',
      '0008,0090 PN ReferringPhysicianName',
      '0008,1050 PN PerformingPhysicianName',
      '0008,1070 PN OperatorsName',
    ],
  },
  {
    id: 'B',
    title: 'Places smaller than a state, ZIP codes',
    gone: `addresses go as a whole, so that no ZIP code stays; who keeps one by a rule keeps its first three digits only, and 000 for ${SPARSE_ZIP}`,
    list: PLACES,
  },
  { id: 'D', title: 'Telephone numbers', gone: 'removed', list: PHONES },
  { id: 'E', title: 'Fax numbers', gone: 'removed with the other numbers', list: PHONES },
  { id: 'F', title: 'E-mail addresses', gone: 'removed with the other numbers', list: PHONES },
  {
    id: 'G',
    title: 'Social security numbers',
    gone: 'other patient IDs are removed',
    list: ['0010,1000 LO OtherPatientIDs', '0010,1002 SQ OtherPatientIDsSequence'],
  },
  {
    id: 'H',
    title: 'Medical record numbers',
    gone: 'emptied, or a code stands for them: see R',
    list: ['0010,0020 LO PatientID', '0008,0050 SH AccessionNumber', '0010,1090 LO MedicalRecordLocator'],
  },
  {
    id: 'I',
    title: 'Health plan beneficiary numbers',
    gone: 'removed',
    list: ['0010,1050 LO InsurancePlanIdentification'],
  },
  {
    id: 'J',
    title: 'Account numbers',
    gone: 'removed',
    list: ['0038,0010 LO AdmissionID', '0038,0060 LO ServiceEpisodeID'],
  },
  { id: 'K', title: 'Certificate and license numbers', gone: 'no attribute is meant for them', list: [], texts: true },
  { id: 'L', title: 'Vehicle identifiers and plates', gone: 'no attribute is meant for them', list: [], texts: true },
  {
    id: 'M',
    title: 'Device identifiers and serial numbers',
    gone: 'removed or replaced',
    list: [
      '0018,1000 LO DeviceSerialNumber',
      '0018,1002 UI DeviceUID',
      '0008,1010 SH StationName',
      '0018,1008 LO GantryID',
      '0018,700A SH DetectorID',
    ],
  },
  { id: 'N', title: 'URLs', gone: 'removed', list: ['0008,1190 UR RetrieveURL'], texts: true },
  {
    id: 'O',
    title: 'IP addresses',
    gone: 'no attribute is meant for them; file meta information is written anew',
    list: [],
    texts: true,
  },
];

function kindItem(facts: LawFacts, { id, title, list, gone, texts }: Kind): LawItem {
  const { kept, cleaned } = left(facts, attributes(...list));
  const base = { id, title, clause: `164.514(b)(2)(i)(${id})` };
  if (kept.length > 0) return { ...base, status: 'not-met', text: `kept by the recipe: ${kept.join(', ')}` };
  if (cleaned.length > 0)
    return { ...base, status: 'unknown', text: `stays, but for what was found in it: ${cleaned.join(', ')}` };
  if (texts !== true) return { ...base, status: 'met', text: gone };
  const free = left(facts, attributes(...TEXTS));
  const open = [...free.kept, ...free.cleaned];
  if (open.length === 0) return { ...base, status: 'met', text: `${gone}; texts that could hold them are removed` };
  return { ...base, status: 'unknown', text: `${gone}, but texts stay in which they can be: ${open.join(', ')}` };
}

function dates(facts: LawFacts): readonly LawItem[] {
  const base = { id: 'C', title: 'Dates but for the year', clause: '164.514(b)(2)(i)(C)' };
  const kept = left(
    facts,
    attributes('0008,0020 DA StudyDate', '0010,0030 DA PatientBirthDate', '0008,0022 DA AcquisitionDate'),
  ).kept;
  const how: Pick<LawItem, 'status' | 'text'> =
    facts.policy.dates === 'shift'
      ? {
          status: 'not-met',
          text: 'dates are moved, not removed: that takes an expert (164.514(b)(1)), or --option retain-modified-dates left out',
        }
      : facts.policy.dates === 'keep' || kept.length > 0
        ? { status: 'not-met', text: `dates are kept${kept.length > 0 ? `: ${kept.join(', ')}` : ''}` }
        : { status: 'met', text: 'removed, emptied or replaced by a dummy' };
  const birth = left(facts, attributes('0010,0030 DA PatientBirthDate')).kept.length > 0;
  const age = left(facts, attributes('0010,1010 AS PatientAge')).kept.length > 0;
  return [
    { ...base, ...how },
    {
      ...base,
      title: 'Ages over 89',
      status: birth ? 'not-met' : 'met',
      text: birth
        ? 'the date of birth stays, which with any other date tells an age over 89'
        : age
          ? 'ages over 89 become 090Y, and the date of birth, which would tell them, does not stay'
          : 'ages and dates of birth do not stay',
    },
  ];
}

function pictures({ policy, run }: LawFacts): readonly LawItem[] {
  const looked = policy.has('clean-recognizable-visual-features');
  const open = run === undefined || run.pixels === 'none' || run.pixelsNotExamined > 0;
  const count = run === undefined ? '' : `${run.pixelsNotExamined} files were not looked into; `;
  const done =
    run?.pixels === 'all' ? 'images were looked into; ' : 'images that may well show them were looked into; ';
  return [
    {
      id: 'P',
      title: 'Finger and voice prints',
      clause: '164.514(b)(2)(i)(P)',
      status: 'unknown',
      text: 'sound and documents inside objects are treated as their attributes are; what a waveform tells of a person nobody here can say',
    },
    {
      id: 'Q',
      title: 'Photographs of the full face and the like',
      clause: '164.514(b)(2)(i)(Q)',
      status: 'unknown',
      text: `${open ? count : done}${looked ? 'what detectors do not find stays, and ' : ''}a face can be computed from a head scan`,
    },
  ];
}

function codes(facts: LawFacts): LawItem {
  const base = { id: 'R', title: 'Any other identifying number or code', clause: '164.514(b)(2)(i)(R), 164.514(c)' };
  const { policy, run } = facts;
  if (policy.has('retain-uids') || policy.policy.style === 'rules')
    return {
      ...base,
      status: 'not-met',
      text: 'UIDs of the original stay, and lead back to it in any archive that has it',
    };
  if (run !== undefined && run.namedFiles > 0)
    return { ...base, status: 'not-met', text: `${run.namedFiles} file names identify` };
  if (run?.freshKey === true && !run.linkKept)
    return { ...base, status: 'met', text: 'codes and UIDs come from a key that nobody has any more' };
  return {
    ...base,
    status: 'not-met',
    text:
      'codes and UIDs are computed from the original ones under a key: 164.514(c) wants codes that do not ' +
      'derive from the person; a run without --key-file has none that anybody can compute again',
  };
}

/** The list for a recipe, or for a run of it. */
export function hipaaReport(facts: LawFacts): LawReport {
  const kinds = KINDS.map((kind) => kindItem(facts, kind));
  const items = [...kinds.slice(0, 2), ...dates(facts), ...kinds.slice(2), ...pictures(facts), codes(facts)];
  return {
    law: 'hipaa',
    title: 'HIPAA: Safe Harbor',
    items: [
      ...items,
      {
        id: '',
        title: 'No actual knowledge that the rest identifies',
        clause: '164.514(b)(2)(ii)',
        status: 'unknown',
        text: 'only the covered entity can say',
      },
    ],
    notes: [
      'The list tells what the recipe does with the attributes that PS3.15 names for each kind; it does not read the outcome, and is no legal advice.',
      'Text burned into pixels counts as what it says: see how many images were not examined.',
      'Where a line is not met, the way of 164.514(b)(1) is open: a person who knows the statistics determines that the risk is very small.',
    ],
  };
}
