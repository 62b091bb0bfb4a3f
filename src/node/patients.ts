// Gathers, from the first pass, what the files of each patient name: one file's free text may hold another's identifiers.
import type { DicomSurvey } from '../core/formats/dicom/context.js';
import type { EvidenceItem } from '../core/text/evidence.js';

/** Per patient. Real patients name some hundred things; a cap keeps a broken Patient ID shared by all from costing without bound. */
const CAP = 2000;

interface PatientEvidence {
  /** In the order of the walk, so that a cap cuts the same whatever the number of threads. */
  add(survey: DicomSurvey): void;
  patients(): ReadonlyMap<string, readonly EvidenceItem[]>;
  /** How many patients' files name more than is kept. */
  cut(): number;
}

interface Gathered {
  readonly items: EvidenceItem[];
  readonly seen: Set<string>;
}

export function gatherPatients(): PatientEvidence {
  const gathered = new Map<string, Gathered>();
  const lists = new Map<string, readonly EvidenceItem[]>();
  const cut = new Set<string>();
  return {
    add(survey) {
      if (survey.patient === '') return;
      const entry = gathered.get(survey.patient) ?? { items: [], seen: new Set<string>() };
      if (!gathered.has(survey.patient)) {
        gathered.set(survey.patient, entry);
        lists.set(survey.patient, entry.items);
      }
      for (const item of survey.evidence) {
        const key = `${item.kind}\0${item.value}`;
        if (entry.seen.has(key)) continue;
        if (entry.items.length >= CAP) {
          cut.add(survey.patient);
          break;
        }
        entry.seen.add(key);
        entry.items.push(item);
      }
    },
    patients: () => lists,
    cut: () => cut.size,
  };
}
