// Recipes of every kind, to read, to break and to dress. All names are invented.

/** What a user of pydicom deid has. */
export const DEID = `FORMAT dicom

%filter whitelist

LABEL Marked as Clean Catch All # (nobody)
  contains BurnedInAnnotation No

%filter graylist

LABEL Dose Report # (nobody)
  contains ManufacturerModelName LightSpeed VCT
  + contains Modality CT
  + contains ImageType SCREEN SAVE || contains SeriesDescription Dose
  coordinates 0,0,512,121

LABEL Catch-all
  contains ManufacturerModelName SOMATOM Definition AS+
  + equals Rows 512
  ctpcoordinates 0,0,1024,60
  ctpkeepcoordinates 0,0,10,10
coordinates 450,0,672, 85

LABEL Ultrasound
  present SequenceOfUltrasoundRegions
  coordinates all
  keepcoordinates from:SequenceOfUltrasoundRegions

%fields dates
FIELD endswith:Date
FIELD (0033,"MITRA OBJECT UTF8 ATTRIBUTES 1.0",1E)

%values names
SPLIT PatientName by="^";minlength=4
FIELD PatientID

%header

ADD PatientIdentityRemoved YES
BLANK contains:Comment
KEEP Modality
REPLACE PatientID var:suid
JITTER fields:dates var:days
REMOVE values:names
REMOVE select:VR:TM
REMOVE except:Manufacturer|Modality
REPLACE SOPInstanceUID deid_func:dicom_uuid org_root=1.2.3

%labels
ADD MAINTAINER nobody
`;

/** What this program adds. */
export const OURS = `# A study.
FORMAT dicom

NAME study
TITLE Everything that the language has
PROFILE basic
OPTION clean-descriptors
DATES shift -365..-30
PATIENT pseudonym
REFERENCES map
OPTION clean-pixel-data
PIXELS text unless-allowed constant -5
PIXELS allow "[LR]|kV \\d+"
PIXELS faces pixelate
PIXELS barcodes keep
ALLOW contains Modality CT + ! (contains ImageType SECONDARY || empty ImageType)
DENY all

%filter devices

LABEL "GE # 1"
  startswith Manufacturer GE
  || endswith Manufacturer "(US)"
  + matches SoftwareVersions ^LX/[0-9]+
  coordinates 0,0,100,100
  coordinates outside:SequenceOfUltrasoundRegions
  keepcoordinates 10,10,20,20

%header

KEEP ContentSequence.TextValue
REMOVE (0040,A730).(0040,A160) where contains Modality SR
REPLACE PatientName pseudonym()
REPLACE StudyInstanceUID uid()
REPLACE PatientComments "a # b ""c"""
REPLACE ImageComments e"two\\nlines"
JITTER StudyDate
JITTER SeriesDate -3
KEEP (0019,"GEMS_ACQU_01",xx)
BLANK (0010,xxxx)&endswith:Name
REPLACE .AccessionNumber dummy()

%header final

REMOVE select:private
`;

export const SAMPLES: readonly string[] = [
  DEID,
  OURS,
  DEID.replaceAll('\n', '\r\n'),
  '',
  '#',
  '%',
  '\ufeffFORMAT dicom\n',
];
