// English reports of the scoring set.
import { lines } from '../language.js';

export const ENGLISH_REPORT: readonly string[] = lines(`
  CLINICAL INFORMATION: {PL}, {PF}, {G} years, fall at home {DT}.
  HISTORY: {P} presents with a two week history of cough. Lives in {T} with wife {R}.
  INDICATION: Follow-up of right upper lobe nodule, seen at {H} in {DW}.
  COMPARISON: {H} MRI of {DT}; CT {DT} ({AC}).
  COMPARISON: None available. Outside study from {T} has been requested.
  TECHNIQUE: Performed by {DB} under the supervision of {DF}, who was present for key portions.
  These results were relayed by {DI} to {DI} via secure chat at 4:12 PM on {DT}.
  Dr. {D} acknowledged receipt of this critical finding within 20 minutes.
  I discussed the case with {DF} and {DF} at tumor board on {DY}.
  Preliminary report by {DF} (PGY-4); final by {DF}.
  ADDENDUM {DT}: After review with {D}, the lesion is in the left, not the right, lobe.
  ADDENDUM: The images of {DT} from {H} became available; there is no change.
  Transcriptionist: {TI}  D: {DT}  T: {DT}
  Interpreted by {DF} MD PhD FRCR, {H}, {T}
  Read by: {DV}  Verified by: {DV}
  Report authorised: {DF}, GMC {N}, {DT} 11:02.
  Provisional, unverified. {TI}/{TI}
  Thank you, {D}, for involving us in the care of this delightful {G} year old.
  Dear {DF}, I reviewed {PF} in clinic with his parents {R} and {R}.
  Yours sincerely, {DF}, Consultant Neuroradiologist
  Kind regards {DF}
  Should you have questions, please ring {F} or write to {E}.
  If symptoms persist the family has been told to contact {D}'s secretary on {F}.
  {PF} tells me that her sister {R} had the same operation in {T}.
  Mrs {PL} will be seen by {D} on {DT} at {H}.
  The procedure was explained to {P} and to {R}, her son, who translated.
  {D} and {D} scrubbed. Local anesthesia: 8 mL of 1 % lidocaine.
  Under ultrasound guidance, {DF} advanced a 21 G Chiba needle into segment VI.
  Port was accessed by RN {D}; lot {N}, expires {DT}.
  Cardiac device: dual-chamber ICD, serial {S}, implanted {DW} by {D}.
  Compared to what {D} described on {DT}, the collection is smaller.
  As suggested by {DB}, delayed images were obtained.
  Pathology ({AC}, {D}, {DT}): invasive lobular carcinoma, grade 2.
  Gross: received fresh, labelled with the patient's name ({P}) and "left breast".
  Consult slides from {H} ({N}) are reviewed with Dr. {DF}.
  The referring physician, {DF}, was paged ({B}) without reply.
  Images were pushed to {H} at the request of {D}. See {U}.
  {PN} did well and went home with {R}.
  The study of {PT} was mislabelled; it belongs to {P}.
  Per neighbor {R}, she was well until {DY}.
  Ms. {PL}'s last mammogram was performed at {H} on {DT}.
  Mr {PL} resides at {A}, {T}, and was driven here by ambulance {K}.
  She was admitted to {W} under {D} on {DT} and discharged on {DT}.
  He was found by {DF}, a paramedic, outside {H}.
  Attestation: I, {DF}, was physically present during the entire procedure.
  The lines and tubes are unchanged. Dobhoff tip projects over the duodenum.
  There is no pneumothorax. The Impella and the Swan are in expected position.
  Hepatic steatosis, CAP 312 dB/m, stiffness 7.8 kPa (METAVIR F2).
  Stable 4 mm ground glass nodule, Lung-RADS 2, continue annual screening.
  Acute appendicitis, 11 mm, with appendicolith. Alvarado 8. No abscess.
  Modified Balthazar 6, Revised Atlanta: acute necrotic collection, 9 x 5 cm.
  Dominant thyroid nodule, TI-RADS 4, 1.6 cm, Bethesda III on prior FNA.
  O-RADS 3 left adnexal lesion, 6.2 cm; the right ovary is normal.
  LI-RADS 5 observation in segment VII, 2.4 cm; within Milan and UCSF criteria.
  Deauville 4 uptake in the left axilla; Lugano: partial response.
  Todani type I choledochal cyst. No Caroli disease.
  Bismuth-Corlette IIIa stricture. The Luschka duct is not seen.
  Fibers of the ligament of Struthers and arcade of Frohse are normal.
  Kager fat is clear; Achilles tendon is 5 mm. Bohler angle 32 degrees.
  Lauge-Hansen SER IV injury; medial clear space 6 mm. No Tillaux fragment.
  Hawkins II talar neck fracture, Hawkins sign absent at 8 weeks.
  Pipkin, Brooker and Vancouver grades: I, 2 and B1.
  Meyerding grade 1 at L5-S1; Pfirrmann 4; Castellvi IIIb on the left.
  Tarlov cysts at S2, incidental. Conus at L1. No Chiari.
  Fazekas 2. Scheltens 1. No Evans index above 0.3. No Hakim triad reported.
  Spetzler-Martin 3 AVM with a deep vein of Galen drainage.
  WFNS 2, Fisher 3, Hunt and Hess 2; AcomA aneurysm of 6 x 4 mm, neck 3 mm.
  Percheron territory infarct. Basilar tip and artery of Adamkiewicz are patent.
  Onodi cell on the right; Keros II; Haller cells. Lund-Mackay 9.
  Waldeyer ring is symmetric. Fossa of Rosenmuller is clear. Mondini ruled out.
  Coronary arteries: LAD 25-49 %, D1 patent, RCA dominant. CAD-RADS 2/P1.
  Crawford type II, Ishimaru zone 3; Kommerell diverticulum of 24 mm.
  Rastelli conduit, RVEDVi 148 mL/m2; Fontan pathway without thrombus.
  Takotsubo pattern, apical ballooning, no LGE. Mayo Clinic criteria are met.
  Bochdalek fat, no Morgagni hernia. Kerley lines have cleared.
  Swyer-James lung on the left; Scimitar excluded; Macklin effect noted.
  Killian-Jamieson diverticulum. No Schatzki ring. Hill grade 3.
  Rigler triad: pneumobilia, obstruction and an ectopic stone. Bouveret is excluded.
  Chilaiditi, incidental. Riedel lobe. No Spigelian hernia; Hesselbach area is normal.
  Cowper and Bartholin glands are normal; Nabothian cysts. Gartner cyst of 9 mm.
  Peyronie plaque, 14 mm. Fournier gangrene is not seen. Cloquet node, 6 mm.
  Bosniak version 2019 class III, 3.1 cm, R.E.N.A.L. 7p.
  Bone age by Greulich and Pyle is 11 y 6 mo; Sauvegrain 12. Cobb 22, Lenke 1A.
  Panner, not Osgood, not Sinding-Larsen. No Blount. Hilgenreiter 24 degrees.
  MRKH type I. Mullerian remnants, 2 cm. Turner mosaic on record.
  Wong-Baker faces 4 of 10 after the block; RASS -1, Aldrete 9 at discharge.
  Nottingham index 4.4; Oncotype DX 19; Magee 21; BRCA2 c.5946delT.
  Sections: Reed-Sternberg cells, CD30+, CD15+, EBER-; Giemsa and Gomori negative.
  SUVmax 12.4 (was 8.1), MTV 44 mL, TLG 310; liver 2.6, blood pool 1.9.
  T-score -2.7 (L1-L4), Z-score -1.4, FRAX 21 % / 6.3 %, Genant 2 at T8.
  Gated stress: TID 1.18, SSS 11, SDS 6, EF 49 %, Bruce stage 3, 9.2 METs.
  Doppler: RI 0.72, PSV 142 cm/s, ICA/CCA 2.1, 50-69 % by SRU.
  MIBG Curie 4, INRGSS M; Shimada unfavorable. Off Accutane 6 weeks.
  Fluoro 12.4 min, 1,842 mGy, 186 Gy*cm2; Visipaque 320 95 mL. SIR class A.
  Y-90 SIR-Spheres 1.4 GBq; lung shunt 4.2 %; Couinaud 5/8. Partition 120 Gy.
  Recommend 3-month MR with Eovist, 1.5 T; see ACR 2017 white paper.
  Unremarkable Hartmann pouch; Hartmann stump intact; parastomal hernia 4 cm.
  Impression: 1. No acute process. 2. Old Hill-Sachs. 3. Stable Tornwaldt cyst.
`);
