// The General Data Protection Regulation (EU) 2016/679: anonymous or pseudonymous, where the key is, how long, and what a program can't know.
import { attributes, type LawFacts, type LawItem, type LawReport, left } from './law.js';

const DIRECT = attributes(
  '0010,0010 PN PatientName',
  '0010,0020 LO PatientID',
  '0010,0030 DA PatientBirthDate',
  '0010,1040 LO PatientAddress',
  '0010,2154 SH PatientTelephoneNumbers',
  '0008,0050 SH AccessionNumber',
);
const INDIRECT = attributes(
  '0008,0020 DA StudyDate',
  '0010,1010 AS PatientAge',
  '0010,0040 CS PatientSex',
  '0008,0080 LO InstitutionName',
  '0018,1000 LO DeviceSerialNumber',
  '0008,1030 LO StudyDescription',
);

function status(facts: LawFacts): LawItem {
  const base = { id: 'Art. 4(1), (5)', title: 'Anonymous or pseudonymous', clause: 'Recital 26' };
  const { run, policy } = facts;
  if (run === undefined)
    return {
      ...base,
      status: 'unknown',
      text: 'depends on the run: with a key that is kept, a crosswalk, a vault or encrypted attributes the output is pseudonymous',
    };
  if (!run.freshKey || run.linkKept)
    return {
      ...base,
      status: 'met',
      text: 'pseudonymous: personal data still, to which the regulation applies in full, because the key or what links to the persons is kept',
    };
  const open = left(facts, INDIRECT);
  const rest = [...open.kept, ...open.cleaned];
  const text =
    'the key is gone and nothing links back; whether it is anonymous depends on what else could single somebody out';
  return {
    ...base,
    status: 'unknown',
    text:
      rest.length === 0 && policy.dates === 'remove' ? text : `${text}, such as ${rest.join(', ') || 'moved dates'}`,
  };
}

/** The list for a recipe, or for a run of it. */
export function gdprReport(facts: LawFacts): LawReport {
  const { run } = facts;
  const direct = left(facts, DIRECT).kept;
  const indirect = left(facts, INDIRECT).kept;
  const items: LawItem[] = [
    status(facts),
    {
      id: 'Art. 4(5), 32(1)(a)',
      title: 'What links to the person is kept apart',
      clause: 'Recital 29',
      status: run?.plainCrosswalk === true ? 'not-met' : 'unknown',
      text:
        run?.plainCrosswalk === true
          ? 'a readable crosswalk was written: seal it with --vault, or leave --crosswalk-plain out'
          : 'key, vault and crosswalk never lie in the output; that they lie with other people under other rules the program can not see',
    },
    {
      id: 'Art. 5(1)(c)',
      title: 'Data minimisation: direct identifiers',
      clause: 'Recital 39',
      status: direct.length === 0 ? 'met' : 'not-met',
      text: direct.length === 0 ? 'removed, emptied or replaced' : `kept by the recipe: ${direct.join(', ')}`,
    },
    {
      id: 'Art. 5(1)(c)',
      title: 'Data minimisation: what is needed for the purpose',
      clause: 'Recital 39',
      status: 'unknown',
      text:
        indirect.length === 0
          ? 'whether the images themselves are needed only you can say'
          : `kept, and to be justified by the purpose: ${indirect.join(', ')}`,
    },
    {
      id: 'Art. 5(1)(e)',
      title: 'Storage limitation',
      clause: 'Recital 39',
      status: 'unknown',
      text: 'how long output, key and vault are kept the program does not know: set a day and destroy them',
    },
    {
      id: 'Art. 5(2), 30',
      title: 'Accountability, records of processing',
      clause: 'Recital 82',
      status: run === undefined ? 'unknown' : run.audited ? 'met' : 'not-met',
      text:
        run?.audited === true
          ? 'the run is in a signed audit log'
          : 'deidentify --audit keeps a signed log without values',
    },
    {
      id: 'Art. 17',
      title: 'Right to erasure',
      clause: 'Recital 65',
      status: 'unknown',
      text:
        'vault forget destroys what a vault has of a person, and logs it; who has the originals and the ' +
        "run's key can compute the codes again, and copies handed on are out of reach",
    },
    {
      id: 'Art. 6, 9',
      title: 'Legal basis for health data',
      clause: 'Recital 51',
      status: 'unknown',
      text: 'de-identifying is processing too and needs a basis: only the controller knows it',
    },
    {
      id: 'Art. 35',
      title: 'Data protection impact assessment',
      clause: 'Recital 91',
      status: 'unknown',
      text: 'health data on a large scale asks for one',
    },
    {
      id: 'Art. 44-49',
      title: 'Transfers to other countries',
      clause: 'Recital 101',
      status: 'unknown',
      text: 'where the output goes the program does not know',
    },
  ];
  return {
    law: 'gdpr',
    title: 'GDPR',
    items,
    notes: [
      'The list tells what the recipe and the run show; it is no legal advice.',
      ...(run !== undefined && run.pixelsNotExamined > 0
        ? [`${run.pixelsNotExamined} images were not looked into for words and faces.`]
        : []),
      ...(run !== undefined && run.namedFiles > 0 ? [`${run.namedFiles} file names identify.`] : []),
    ],
  };
}
