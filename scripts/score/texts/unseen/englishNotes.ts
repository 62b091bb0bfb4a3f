// English notes of the scoring set: histories, orders, comments of technologists, devices, calls.
import { lines } from '../language.js';

export const ENGLISH_NOTES: readonly string[] = lines(`
  {G} y/o M brought in by {R} after being found on floor at {A}; GCS 14.
  pt is poor historian, hx from son {R} over phone {F}
  pt states Dr {D} in {T} told him to get scan "before the {DY}"
  {PL} ARRIVED BY EMS FROM {H}, C-COLLAR IN PLACE, CANNOT ANSWER MRI SCREENING
  goes by {PN}, please do not call her {PF}
  Scanned twice, first set under wrong MRN {NP} - merged by {TI} {DT}
  wrong pt selected on worklist, images belong to {P}, moved from {AC}
  paged {DI} ({B}) x2 no answer, then called {D} at home {F}
  Critical result called to {DF}, RN, {W} at 0412, read back OK.
  IV 22g R hand by {TI}, extravasated ~15 mL, {D} PA-C examined, ice given
  Contrast hold per {D}: GFR 24, on metformin. Nephrology ({DB}) ok'd noncon.
  Mom {R} signed consent for {PF}, dad on speaker {F}
  MVC {DT}, restrained driver of pickup plate {K}, airbag deployed, seat belt sign.
  Claim no {N}, adjuster {DF} at {F}; send films to {E}
  Social: retired postmaster from {T}, lives w/ partner {R} and two dogs.
  Patient {P} ({DT}) is on the waiting list of Mr {D} at {H}.
  THIS PT HAS AN INTERPRETER BOOKED: {DF} {F}
  Pls fax report to {H} attn {D} {F}
  Device check by rep {DF} ({F}), ICD model D433, serial {S}, leads 6935M.
  Baclofen pump SN {S} interrogated before & after by {TI}
  Implant card: aneurysm clip placed {DW} at {H} by {D}; op note scanned.
  Unable to reach {PL}, left msg w/ roommate {R}.
  Next of kin niece {R} {F}; POA {DF}, {T}
  {PF} vomited on table, cleaned by {TI}, resumed at series 6
  per {D}/{D} no sedation today, rebook under GA w/ Dr {DF}
  Sedation: {DI} CRNA, midazolam 2 mg, fentanyl 50 mcg. Recovery in {W}.
  Prev MRI at {H} on {DT}, report says 1.2 cm pineal cyst
  PCP {DB}, last seen {DY}. Tob 40 pk-yr.
  Referred from {H} by {DF} re abnormal CXR {DW}.
  {DF} DO ordering; Dr. {D} covering until {DY}
  c/o {D}'s clinic - thumb CMC pain, prior fusion {DW}
  CC: {DI}, {DI}, {H}
  ordered in error by {DV}, d/c'd by {DV} {DT}
  Verified 2 identifiers {P} / {DT} w/ band. - {TI}
  Time out {DT} 1315: {D}, {D}, RT {TI}, RN {TI}
  Pt daughter {R} (nurse at {H}) very worried re mets
  {PL} refused gad after talking w/ husband {R}. Noncon only, {D} aware.
  Insurance auth {N} exp {DT}; peer to peer w/ Dr {D} {DY}
  Medicaid {N}, DL {N}, verified by {TI}
  Visiting from {T}, no local MD, staying w/ cousin {R} at {A}.
  Discharged to SNF ({H}) {DY}; return films by courier
  Hx: cabg {DW} ({D}), redo {DW}, stents x3 in {T}
  Ms {PT}? spelling on req - confirmed {PL}
  Dx by {D} {DW} w/ stage IIIA NSCLC, chemoRT in {T}, now durvalumab q4w
  Fell off horse at {H} stables {DY}, LOC 30 s
  CALL {DF} WITH PRELIM {F} OR TEXT {F}
  Child of {R}; foster carer {DF}; social worker {DF} {F}
  {PI} declines to have student present
  Repeat per QA: {DV} flagged clipped apex on {DT}
  Phone consult: "{D} here, can you squeeze in a shoulder for {PL} before clinic?"
  Addendum request from {E}: laterality. See {U}
  Spoke to {R} (mum). Clinic letter from {DF} at {H} says hip dislocates.
  Pt works at {H} as porter, needlestick {DY}.
  POD 2 s/p lap chole by {D}, bili 4.1, r/o retained stone
  Bed 4 {W}, isolation, use DR room 2, {TI} to help lift
  {P} is a {G} year old lady, independent, lives alone in {T} with carers BD.
  Known to {D} (haem) with CLL; now node L axilla.
  Seen by {DF} at {H} A&E on {DT}: tender ASB, NWB
  Returned call of {D}, {H}: wants CD mailed to {A}, {T}
  wt 112 kg per {TI}, table limit ok; Omni 350 125 cc @ 4/s
  Ref: {DF}, physio, {H}. Tel {F}
  Please copy result to Nurse {D} and to school nurse {DF}, {T}.
  BB placed over lump by {TI} w/ pt pointing, per {R} lump noticed {DW}
  Prior bx {AC} ({H}) atypical ductal hyperplasia; excision {DT} Dr. {D}
  Research coord {DF} ({E}) to get copy, subject no {N}
  Dr {D}, pls note {PN} is allergic to shellfish + iodine (hives per {R})
  Dialysis TTS at {H}, RUE AVF by {D} {DW}
  Lump R neck x 6/52, ?TB contact, Mantoux 18 mm, no travel.
  55F, Lynch syndrome, s/p TAH-BSO, CA-125 rising 35 -> 112. ?recurrence
  25 yo F G3P1011 @ 22w4d by 9w US, anatomy, prior C/S x1
  67M smoker 50 py, hemoptysis x 3 d, wt loss 20 lb. ? mass RUL
  HPI: 3 d RLQ pain, N/V, WBC 16.4, T 38.9, +McBurney, +Rovsing, -Murphy
  Pos Homans, Wells 4.5, Geneva 7, D-dimer 2.4. CTPA please.
  Lhermitte +, Babinski up L, Hoffman +. ? cord compression C5/6
  Phalen and Tinel neg, Finkelstein pos, US 1st compartment
  Thompson test pos, gap 4 cm above insertion. Achilles rupture?
  Kussmaul breathing, DKA, AMS. NCCT head first.
  H/o Roux-en-Y, internal hernia? Petersen space. PO Readi-Cat 450 x2
  Kasai as infant, now portal HTN, Baveno VI, TIPS candidate. MELD-Na 18
  Ivor Lewis esophagectomy 2 y ago, dysphagia. Barium, then thin liquid.
  Hx Lap Nissen + Heller, recurrent reflux, Los Angeles grade C.
  ? Brugada, CMR for RVOT. LGE w/ Gadovist 0.15 mmol/kg. HR 62 reg.
  On Humira for ankylosing; Remicade failed; now Stelara q8w, Entyvio next.
  Keppra 500 BID, last sz 2 wk. Depakote stopped. Epilepsy protocol 3T.
  Given Buscopan 20 mg IV, Lasix 20 mg, 500 cc NS. Good filling.
  Ativan 0.5 PO x1, still anxious, feet first, prism glasses, completed 4/7 seq
  Dotarem 0.1 mmol/kg (12 mL) @ 2 mL/s + 20 mL flush. Tolerated.
  Definity 1.3 mL in 8.7 NS, MI 0.2; no rxn. EF by contrast 44.
  F-18 PSMA (Pylarify) 9.1 mCi, uptake 61 min, glucose n/a, BMI 27.
  Ga-68 Dotatate 4.9 mCi; off octreotide LAR 4 wk; L antecub.
  Lantus held; BG 131; FDG 10.2 mCi R AC; 64 min; Ativan none.
  TE 12/80, ETL 16, NEX 2, FOV 16 -> 18 for wrap. SAR 2.1 W/kg
  Repeat ax T2 x2 motion, BLADE used; DWI b50/400/800; no air in rectum
  ECG gating poor (AF 110-130), retro recon 40/75 %, metoprolol 5 x3
  120 kV 250 mAs 0.5 s, pitch 1.2, Asir 40, DLP 812; wide-bore, arms down
  Grid cutoff on AP, repeat 85 kVp 12 mAs. Marker RT. EI 1.8 DI -0.4
  Hologic Selenia tomo, 2D synth, comp 12 daN 52 mm, AGD 1.6 mGy
  Arms down due to frozen shoulder; beam hardening. Bowel prep poor.
  Unable to lie flat, HOB 30, sniff test fluoro. Rt hemidiaphragm?
  Pt ate 2 h ago, GB contracted. Sonographic Murphy negative.
  no prior at this site. outside prior on disc not readable
  Marked with BB and Vit E cap. Two lumps R calf, x 3 mo.
  Bard PowerPort R chest, flushes, no return. Fibrin sheath? Cathflo given.
  Zimmer NexGen TKR 8 y ago, Stryker Triathlon other side, now pain/click
  Smith & Nephew IM nail, Synthes LCP distal; hardware out? MARS protocol
  Codman shunt at 120, Strata 1.5 -> 2.0? shunt series + LLC head
  Cochlear: Nucleus CI512, magnet out; 1.5T ok per maker; pad & wrap.
  Boston Sci Eluvia SFA, claud recurs, ABI 0.62 R 0.91 L; PVR attached
  WHO FC III, Eisenmenger, sat 82 RA; air filters on all lines
  Rads alert: Allergies PCN (rash), sulfa; contrast pre-med 13 h Prednisone/Benadryl
  Screening LDCT visit, 62 y, 35 pack-years, quit 4 y, shared decision done
  NIHSS 7 at 0640, LKW 2215, BP 196/104, tPA out; LVO? CTA/CTP. ASPECTS 8
  GCS 3T, pupils 5 fixed L, Cushing response. Marshall score, Rotterdam.
  ISS 34, FAST +, pelvic binder, MTP; AAST liver IV, Young-Burgess LC2?
  ARDS day 6, PEEP 14, FiO2 0.7, Berlin mod, prone 16 h; ETT 24 at lip
  Rt IJ Mahurkar & L SC TLC; Dobbhoff post pyloric? KUB
  LIMP x 2 wk, 6 y M. Kocher 1/4. Frog-leg. ?Perthes vs irritable hip
  NAI skeletal survey, 2 views each; head CT done; eye exam pend
  Ped: Ortolani + L, Barlow -, Graf IIb; harness 23 h/d. Repeat 6 wk
  Apgar 4/8, cooled 72 h, Sarnat 2. MR brain + spect. Feed and swaddle.
  S/P Ponseti L foot, Pirani 4.5 -> 1; stress dorsiflex lat
  Mirena strings not seen; perforation? TVS + 3D. Essure L only.
  Levonorgestrel; Clomid d3-7; follicle R 18 L 12/11; endo 8.4 trilam
  Please include Harris-Beath & Broden; DECT gout protocol 80/140 Sn
  MSK: Fulkerson osteotomy; TT-TG, Insall-Salvati, Caton; patella alta?
  HBD, ASA 3, Mallampati II, NPO 8 h. Bair Hugger. Versed/Fent.
  sweet spot 60 ms; T2* 4.1 liver; on Exjade; thal major; LIC by FerriScan
  WNL last yr. No B sx. CLL -> Richter? SUV >10 bx target pls
  CXR daily x 3 then prn. IABP marker? Impella P6, CVP 12. Heparin.
  Epic downtime, paper req, times approx. See scanned sheet p 2 of 3.
`);
