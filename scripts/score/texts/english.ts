// English as it is written in the United States and the United Kingdom.
import { type Language, lines, words } from './language.js';

export const english: Language = {
  code: 'en',
  texts: 520,
  given: words(
    'Margaret=Maggie, William=Bill, Katherine=Kathy, Robert=Bob, Priya=Pri, Deborah=Debbie, Theodore=Teddy, Siobhan=Shiv, Gareth=Gaz, Latoya=Toya, Joyce=Joy, Rose=Rosie, Mark=Marky, Grace=Gracie, Desmond=Des, Yusuf=Yus, Faith=Fay, Hamish=Hammy',
  ),
  family: words(
    "Henderson, O'Brien, Young, Okafor, Patel, van der Berg, Whitfield-Jones, McAllister, Rice, Nguyen, Long, al-Masri, Cheung, Brown, de Souza, Fairbanks, Cross, Abernathy, Hand, Oyelaran, St. John, Kaczmarek, Marsh, Thistlewood, Bone, Vasquez, Little",
  ),
  hospitals: words(
    "St. Brendan's Hospital, Mercy General, Northfield Community Hospital, Royal Ashcombe Infirmary, Lakeside Medical Center, Queen Maud Hospital, Harrowgate Cancer Center, Pinecrest VA Medical Center, Wexcombe NHS Foundation Trust",
  ),
  wards: words('Ward 4B, Maple Ward, 3 West, Elgar Ward, ICU 2 bed 14, Bay 6, Ward C21, Nightingale Ward, SICU-3'),
  towns: words(
    'Harrogate, Springfield, Milton Keynes, Tuscaloosa, Reading, Bury, Duluth, Swansea, Fort Worth, Poughkeepsie, Hull, Boise',
  ),
  addresses: words(
    '14 Larkspur Lane, 2207 W Oakmont Ave Apt 3B, Flat 2 91 Kings Road, 7 Tanner Close, P.O. Box 1184, 480 E 12th Street, 33 Mill View, 1600 County Rd 9, 5 The Paddocks',
  ),
  phones: words(
    '(###) 555-0###, ###-555-####, 01### 9#####, +44 20 7946 0###, 07700 900###, 555-####, +1 ### 555 0###, ###.555.####, 020 7946 0###',
  ),
  months: words('January, February, March, April, May, June, July, August, September, October, November, December'),
  dates: words('MM/DD/YYYY, DD/MM/YYYY, M/D/YY, YYYY-MM-DD, DD.MM.YYYY, DD-MON-YYYY, YYYYMMDD, MM/DD/YY, M-D-YYYY'),
  dateWords: words(
    'MON D YYYY, D MON YYYY, Dth of MON YYYY, D MON YY, MON YYYY, the Dth of MON YYYY, D. MON YYYY, MON Dth, MON of YYYY',
  ),
  header: lines(`
    CT CHEST W/O CONTRAST {PL}
    MRI BRAIN W WO CONTRAST
    XR KNEE 3V LT PORTABLE
    US ABDOMEN LIMITED RUQ
    {P} CT ABD/PELVIS W
    F/U {PL} LUNG NODULE
    MR L-SPINE W/O
    CTA CHEST PE PROTOCOL
    PET/CT SKULL BASE TO MID-THIGH
    DX CHEST AP SUPINE
    MAMMO SCREENING BILATERAL TOMO
    Repeat for Dr {D}
    ? PE, on OCP, D-dimer 1.8
    ECHO TTE COMPLETE {DT}
    r/o SDH s/p fall {DT}
    Hx Hodgkin lymphoma, post ABVD x6
    per Dr. {D}: add coronal recons
    MRI KNEE LT ?ACL tear, Baker cyst
    Barium swallow - Zenker diverticulum
    Outside study {H}
    CD from {H} {DT}
    DISCUSSED W/ DR {D}
    NM WHOLE BODY BONE SCAN TC99M MDP
    Cath: LAD 70%, RCA mid 40%
    CT Sinus - {PL}, {PF}
    {W} portable chest
    ACC {AC} addendum
    MRN {NP} merged
    Crohn disease, enterography
    Port film breast tangents
    Le Fort II fracture, CT facial bones
    Colles fracture post reduction
    CT Guided biopsy - {DF} MD
    RO {D} / RT {DI}
    Stroke code, NIHSS 12
    TAVR planning, Edwards 26 mm
    Fontan, Glenn shunt patent?
    Copy to {E}
    MRA Circle of Willis
    Chiari I, pre-op
    Tech: {DI}
    tech {PI} 2 attempts
    DEXA hips and lumbar spine
    Hickman line placement
    HCC Child-Pugh B, LI-RADS 4
    Swan-Ganz catheter position
    Legg-Calve-Perthes, bilateral hips
    {PN} post op film
    Ewing sarcoma staging
    Doppler carotid, bruit on right
    Ordering: {DF}
    REF: {DI} {T}
    Monteggia fx in cast
    Osgood-Schlatter, knee pain x 3 mo
    Meckel scan
    Sent by {DF}, {T}
  `),
  notes: lines(`
    Pt {P} arrived late, MRN {NP}, scanned by {DI}.
    Mr {PL} is a {G} year old man with chest pain. Lives at {A}, {T}.
    Mrs. {PL} prefers to be called {PN}. Claustrophobic, given 1 mg lorazepam PO.
    Images sent to Dr. {DF} at {H} on {DT}.
    Seen in {W} with her daughter {R}, tel {F}.
    Husband {R} called from {F} and asked for a copy on disc.
    History of Hodgkin lymphoma treated with ABVD at {H} in {DW}.
    Known Crohn disease with terminal ileitis on infliximab, last dose 4 weeks ago.
    Name on bracelet read {PT}, corrected to {PL} by tech.
    Patient moved during series 4; repeated with TR 3500 TE 90. No contrast given, eGFR 28.
    Gadavist 7.5 mL IV at 2 mL/s, left antecubital, 20 G. No reaction.
    Omnipaque 350 100 mL via right PICC; delay 70 s; CTDIvol 12.4 mGy, DLP 640 mGy*cm.
    s/p fall at home {DT}, on warfarin, INR 3.1. Brought by son {R}.
    Referred by {DF}, MD, phone {F}, fax {F}.
    Referral from {D} & partners, {T}. Please phone result to {F}.
    Prior exam {AC} from {DT} not available; requested from {H}.
    Results to {E} please, or see {U}.
    Consent obtained by Dr {D} on {DW}; interpreter {DF} present.
    Previously operated by {D} for aortic stenosis, 23 mm Carpentier-Edwards valve.
    Prev. Whipple procedure by Mr {DF}, consultant surgeon, {DW}.
    Discussed at MDT with {DF} and {DF}. For FOLFOX x6 then restage.
    Hx per wife ({R}): fell off ladder, brief LOC, vomited twice.
    Exam limited by body habitus. BMI 41. Grid 8:1, SID 180 cm.
    {PI} could not hold breath; free breathing acquisition.
    DOB {DT}, SSN {SS}, Insurance ID {N}.
    NHS no {SS} confirmed with patient, hosp no {N}.
    Scanner serial {S} calibrated {DT}; phantom CT number of water 0.4 HU.
    Transferred from {H}, {T}, under care of {D}. Ward {W}.
    Spoke with {R}, patient's sister, who will pick her up.
    The patient's mother, {R}, was diagnosed with breast cancer aged 44.
    Asked {DF} in CT to protocol as Stanford type B dissection.
    Radiographer {DI}, student {DI}. Two views only, patient unable to stand.
    Patient {PF} was very anxious and {PF} asked to stop after DWI.
    Retired welder, orbits x-ray negative for metal. Pacemaker: Medtronic Azure XT DR MRI, s/n {S}.
    {PL} / {PF} / {DT} / {N}
    pt identified as {P} dob {DT} consent signed {DT} lmp {DT}
    {P}, {G}-year-old retired teacher from {T}, with progressive dyspnea.
    Copied to GP: Dr {DI}, The Surgery, {A}, {T}.
    ATTN {DF}: PLEASE COMPARE WITH STUDY OF {DT}
    Family friend {DF} accompanies. Wheelchair. Fall risk. Isolation MRSA.
    Burkitt lymphoma, 3rd cycle R-CHOP; Hickman line in situ; neutrophils 0.4.
    Requested by {D} on behalf of {D}. Verbal order read back.
    Paed pt, weight 14 kg, ketamine 1 mg/kg. Mum {R} and dad {R} in room.
    Dictated by {DF} and transcribed by {PI} {DT}
    Screening recall, BI-RADS 0 left, spot compression and 90 degree lateral requested.
  `),
  report: lines(`
    The lungs are clear without focal consolidation, effusion or pneumothorax.
    There is a 7 mm solid nodule in the right upper lobe; per Fleischner criteria, CT at 6 to 12 months is recommended.
    Findings were discussed with Dr. {D} by telephone at 14:35 on {DT}.
    Comparison: CT chest {DT}, {H}.
    Compared with the prior study of {DW}, the mass has decreased from 42 x 31 mm to 28 x 20 mm.
    Mr. {PL} tolerated the procedure well and left the department in stable condition.
    Ms {PL}'s mammogram shows scattered fibroglandular densities, BI-RADS 2.
    Multiple Bosniak I cysts in both kidneys; a Bosniak IIF lesion measures 19 HU before and 24 HU after contrast.
    There is mild hallux valgus and a small Haglund deformity.
    Degenerative changes with Schmorl nodes at T11 to L2 and Modic type 1 changes at L4/5.
    Pfirrmann grade IV disc at L5/S1 with a broad-based protrusion contacting the S1 root.
    No evidence of May-Thurner compression; the left common iliac vein is patent.
    Hill-Sachs lesion and bony Bankart fragment after anterior dislocation.
    Schatzker type II fracture of the lateral tibial plateau with 5 mm depression.
    Gleason 4+3 adenocarcinoma, PI-RADS 5 lesion in the left peripheral zone, 18 mm.
    Electronically signed by {DF}, MD on {DT} 09:12.
    Signed: {DF}
    Reported by Dr {DF}, Consultant Radiologist, GMC {N}.
    I have personally reviewed the images and agree with the resident {D}'s report.
    Dictated by: {DI}; attending: {DI}
    The patient's brother, {R}, was informed of the findings.
    {P} is a {G} year old woman with a history of Paget disease of bone.
    As discussed with {DF} of thoracic surgery, a wedge resection is planned.
    Thank you for referring {P} to our department.
    Dear {D}, thank you for your referral of this pleasant gentleman.
    The Glisson capsule is intact and the pouch of Douglas contains a trace of free fluid.
    Known Takayasu arteritis with stable wall thickening of the left subclavian artery.
    Normal Hounsfield values of the liver. No Budd-Chiari syndrome.
    The Wirsung duct is 3 mm wide; Vater's ampulla is normal.
    Status post Billroth II; Braun anastomosis patent.
    Simpson biplane ejection fraction 38 %, E/e' 14, TAPSE 15 mm.
    Agatston score 412, 84th percentile; CAD-RADS 4A.
    Sections show invasive ductal carcinoma, Nottingham grade 2, ER 90 %, PR 40 %, HER2 1+, Ki-67 18 %.
    pT2 pN1a (2/14) M0 R0, stage IIB according to AJCC.
    Lugol staining was negative and the Pap smear shows LSIL.
    Congo red and Ziehl-Neelsen stains are negative; Masson trichrome shows bridging fibrosis.
    An urgent message was left on voicemail {F} for {DI}.
    Patient lives alone at {A} in {T}; next of kin {R}.
    On {DW} she fell in {T} and was taken to {H}.
    Follow-up with {D} in 3 months or sooner if symptoms return.
    Specimen {AC} labelled {PL} received in formalin.
    Slides reviewed with {DF} who concurs.
    Per the ED physician, {DF}, she was found down at home by {R}.
    The heart is mildly enlarged with a left ventricular end-diastolic diameter of 58 mm.
    No Kerley B lines. The Swan-Ganz catheter tip is in the right pulmonary artery.
    Impression: Stable Dandy-Walker variant. No hydrocephalus.
    Seen and examined with {D} and {D}; plan as above.
    She was last seen here in {DW} by {DF}.
    A copy was sent to {E}.
    Dose: DLP 512 mGy*cm, 120 kVp, 0.6 mm collimation, pitch 0.9, Br40 kernel.
    Old granulomatous disease. Ghon complex in the left lower lobe.
    Kohler disease of the navicular is unlikely; consider Freiberg infraction.
    Marked improvement since treatment began with pembrolizumab and carboplatin.
    Reading radiologist: {DF}. Transcribed {DT} by {PI}.
  `),
};
