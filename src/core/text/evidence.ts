// What is known about a patient and the people and places around, so that free text can be searched for it.
// Lives in memory only.

export type EvidenceKind =
  | 'patient-name'
  | 'person-name'
  | 'patient-id'
  | 'id'
  | 'date'
  | 'birth-date'
  | 'institution'
  | 'place'
  | 'address'
  | 'phone'
  | 'email'
  | 'device'
  | 'ae-title';

/** `value` as the file has it: names as PN (`Family^Given^Middle^Prefix^Suffix`, groups by `=`) or plain, dates as DA or DT. */
export interface EvidenceItem {
  readonly kind: EvidenceKind;
  readonly value: string;
}
