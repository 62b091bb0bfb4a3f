// What kind of identifier an attribute is: by its VR where that says it, else by words of its keyword.
import type { Category } from '../kernel/finding.js';
import type { ActionRow } from './actionTable.js';

const DEVICE = 2;
const INSTITUTION = 3;
const CHARACTERISTICS = 4;
const FULL_DATES = 5;
const DESCRIPTORS = 7;

/** A keyword with any of these in it; ^ and $ are its beginning and end. */
function anyOf(parts: string): RegExp {
  return new RegExp(parts.trim().split(/\s+/u).join('|'));
}

/** The first one that fits counts. */
const BY_KEYWORD: readonly (readonly [RegExp, Category])[] = [
  [/Signature|^MAC|SOPInstanceMAC|Certificat|CertifiedTimestamp|EncryptedAttributes/, 'signature'],
  [/^Overlay|^Curve|Graphic|IconImage|PatientPhoto|UnformattedText|^TextString$|ImagePresentationComments/, 'graphics'],
  [/^(EncapsulatedDocument|MIMETypeOfEncapsulatedDocument|DisplayURI)$/, 'document'],
  [/Telephone|Telecom|Phone|Email/, 'contact'],
  [
    /^GPS|CountryOfResidence|RegionOfResidence|Geographic|PatientLocation|^(PatientAddress|PersonAddress|AddressTrial|DistributionAddress)$|EntererLocation|TransportArrangements/,
    'place',
  ],
  [/AddressTrial|PhysicianAddress/, 'place'],
  [
    anyOf(`
      Institution Organization Hospital EthicsCommitteeName ClinicalTrialSite CoordinatingCenter SponsorName
      RequestingService BranchOfService Department SourceOfPreviousValues
    `),
    'institution',
  ],
  [/LocationDuringObservation|ServiceDeliveryLocation|^(PerformedLocation|RequestedProcedureLocation)$/, 'institution'],
  [
    anyOf(`
      Device Station Detector Gantry Generator Cassette Plate ^Lens SerialNumber AETitle AE$ NetworkID
      Manufacturer TransducerIdentification ^UDI XRaySource TreatmentMachine ModifyingSystem CameraMake
      RTAccessory ScheduledStudyLocation ScheduledProcedureStepLocation
    `),
    'device',
  ],
  [
    anyOf(`
      Accession PatientID Identifier OrderNumber ID$ IDs$ IDsSequence IDSequence Issuer MedicalRecordLocator
      Barcode InsurancePlan ProtocolName ApprovalNumber
    `),
    'id',
  ],
  [
    anyOf(`
      PersonName PersonIdentification Physician Performer Operator Observer ROICreator ROIInterpreter Author
      Participant Approver Recipients DistributionList PersonNames NameToUse CustodialOrganization
      CameraOwnerName ^OrderEnteredBy$ ContentCreator AliasSequence PatientSequence VerbalSource
    `),
    'name',
  ],
  [
    anyOf(`
      Ethnic Gender Pronoun Sex Age$ Religious MilitaryRank Occupation Language Pregnancy Smoking PatientSize
      PatientWeight SpecialNeeds PreMedication SexNeutered PatientState Allergies MedicalAlerts
    `),
    'demographic',
  ],
  [/Timezone|Timestamp|FunctionalSyncPulse/, 'date'],
  [
    /ReferencedImageSequence|SourceImageSequence|ReferencedStudySequence|ReferencedPerformedProcedureStepSequence/,
    'uid',
  ],
  [
    /Comment|Description|Topic|Text|Arbitrary|ContentSequence|WaveformAnnotation|AcquisitionContext|SpecimenPreparation|Confidentiality/,
    'description',
  ],
];

/** `row` where Table E.1-1 has one: its option columns say what its authors take an attribute for. */
export function categoryOf(keyword: string, vr: string, row?: ActionRow): Category {
  if (vr === 'PN') return 'name';
  if (vr === 'UI') return 'uid';
  if (vr === 'DA' || vr === 'DT' || vr === 'TM') return 'date';
  const columns = row?.columns ?? '';
  const speaks = (column: number): boolean => columns[column] === 'K' || columns[column] === 'C';
  if (speaks(CHARACTERISTICS)) return 'demographic';
  if (speaks(INSTITUTION)) return 'institution';
  if (speaks(DEVICE)) return 'device';
  if (speaks(FULL_DATES)) return 'date';
  const found = BY_KEYWORD.find(([pattern]) => pattern.test(keyword))?.[1];
  // A descriptor's keyword may name what it describes, such as Device Setting Description.
  if (speaks(DESCRIPTORS) && found !== 'demographic' && found !== 'graphics') return 'description';
  return found ?? 'other';
}
