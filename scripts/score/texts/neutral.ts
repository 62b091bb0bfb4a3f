// Lines that name nobody: protocols as makers ship them, sequences, agents, eponyms; and which words of a text are which.
import { lines } from './language.js';
import { UNSEEN_EPONYMS, UNSEEN_PRODUCTS } from './unseen/neutral.js';

export const NEUTRAL: readonly string[] = lines(`
  t1_mprage_sag_p2_iso_1.0
  t2_tse_tra_320_p2
  ep2d_diff_b1000_tra_ADC
  AX T2 FLAIR FS PROPELLER
  SAG CUBE T2 FLAIR
  3D TOF MRA COW MIP
  localizer_BH_3pl
  Thorax 5.0 Br40 S3
  ThorRoutine 1.0 Bl57 Q3
  Abdomen PortalVen 3.0 B30f
  5.1 AbdRoutine (Adult)
  6.5 CTA Carotid/Bolus Tracking
  DS_CorCTA 0.75 Bv40 BestDiast 70 %
  CaSc 3.0 Qr36 Diast 65 %
  VIBE_DIXON_opp_cor_BH
  LAVA Flex WATER: +C 3 min DELAY
  T1W_TSE SENSE
  WIP mDIXON TRA bh
  STIR LONG TE cor
  SWI_Images, mIP_Images(SW)
  BLADE_tra_dark-fluid
  HASTE_cor_mbh
  TrueFISP retro sa
  PSIR SAX 10 min post Gd
  FIESTA-C IAC
  Dynamic eTHRIVE ph 1-5
  PET AC 3D WB FDG 18F
  CT AC 3.75 thick
  AC_CT_WholeBody, ACTIVE MATCH
  SPECT MPI rest Tc-99m Sestamibi
  Lung Perfusion MAA 4 views
  HiRes Temporal Bone 0.6 Ur77
  iDose (3), iMR 2, FBP
  ASiR-V 40 % ULDCT
  AIDR 3D Enhanced SUREStart
  SOMATOM Force Flash Thorax
  MAGNETOM Skyra_fit Knee coronal pd fs
  Discovery MR750w Breast Vibrant
  Ingenia Ambition Brain SmartSpeed
  Aquilion ONE Neuro 4D
  Revolution Apex GSI 70 keV Mono
  L CC, R CC, L MLO, R MLO, implant displaced
  L CC Tomosynthesis Reconstruction
  C-View R MLO
  AP LAT LORDOTIC
  Towne view, Waters view, Caldwell view
  Judet obturator oblique
  Merchant view 30 degrees
  Rosenberg PA flexion weightbearing
  Harris heel axial
  Garth view shoulder
  Stryker notch
  Zanca view AC joint
  Ferguson view L5-S1
  Stecher scaphoid view
  Omnipaque 350
  Ultravist 370 90 ML
  Gadovist 1.0 mmol/ml
  Dotarem 15 ml
  Iomeron 400
  MultiHance 529 mg/ml 20 ML
  Isovue-370, saline chaser 40 mL
  Lexiscan 0.4 mg, Cardiolite
  Volulyte none, CO2 insufflation
  Eovist 10 ml hepatobiliary phase 20 min
  LEFT VENTRICULOGRAM RAO 30
  JL4 catheter, Amplatz left 2, Judkins right 4
  Seldinger technique, 6F Terumo sheath
  Allen test normal, Perclose ProGlide
  TEE bubble study, PFO, Valsalva
  Apical 4ch Doppler MV E/A
  Lossy JPEG 2000 compression ratio 10:1
  MPR cor 3 mm / 3 mm, window W400 L40
  Average IP thickness 5.0 mm
  Perfusion RAPID Tmax > 6 s, CBF < 30 %
  Subtraction DYN 2 minus DYN 1
  Fractional anisotropy, colour map, trace weighted
  Calculated b 1400, ADC x10-6 mm2/s
  Multiplanar reformat by Syngo.via VB60
  DRR from Eclipse 16.1, Varian TrueBeam
  Brachytherapy Ir-192 HDR tandem and ovoid
  IMRT 70 Gy / 35 fx, PTV boost
  VMAT 2 arcs 6 MV FFF, Monte Carlo 2 mm grid
  HeartFlow FFRct, Simpson method
  Wilms tumor staging, Sheehan syndrome
  Hashimoto thyroiditis, Graves disease uptake
  Guillain-Barre, MR whole spine + C
  Charcot foot, Lisfranc injury
  Bennett fracture, Boxer fracture, Jones fracture
  Marfan, aortic root 46 mm, Bentall planned
  Ebstein anomaly, Tetralogy of Fallot, Blalock-Taussig
  Meniere's, Bell's palsy, Cushing, Addison, Parkinson
  Barrett esophagus, Mallory-Weiss, Boerhaave
  Hirschsprung, Meckel diverticulum, Hartmann procedure
  Warthin tumor, Wharton duct stone, Stensen duct
  Krukenberg tumor, Sister Mary Joseph node, Virchow node
  Kaposi sarcoma, Merkel cell, Bowen disease
  Sjogren, Wegener, Behcet, Raynaud, Still disease
  Arnold-Chiari, Dandy-Walker, Moyamoya, Rathke cleft cyst
  Lynch syndrome, Gardner, Peutz-Jeghers, Li-Fraumeni
  Tanner stage 3, Greulich and Pyle bone age, Risser 2, Cobb angle 34
  Ranke complex, Pancoast tumor, Hampton hump, Westermark sign
  Salter-Harris II, Garden III, Neer 3-part, Gustilo II
  Mirels score 9, Kellgren-Lawrence 3, Outerbridge IV
`);

/** Stems of words that look like names and aren't. */
const EPONYMS = new Set([
  ...UNSEEN_EPONYMS,
  ...`hodgkin hodgkins crohn baker zenker le fort colles fontan glenn chiari child pugh hickman swan ganz legg calve perthes ewing monteggia osgood schlatter
  meckel whipple carpentier edwards stanford burkitt fleischner bosniak haglund schmorl modic pfirrmann may thurner hill sachs bankart
  schatzker gleason paget glisson douglas takayasu hounsfield budd wirsung vater billroth braun simpson agatston nottingham lugol pap congo ziehl neelsen masson
  kerley dandy walker ghon kohler freiberg ki bechterew huntington schatzki catterall stoller weber willisii willis basedow pouteau scheuermann kawasaki bakers
  crohna hodgkina bakera pageta schmorla schmorlse schmorlska schmorlsche fleischnera crohns towne waters caldwell judet merchant rosenberg harris garth stryker
  zanca ferguson stecher amplatz judkins seldinger allen valsalva doppler monte wilms sheehan hashimoto graves guillain barre charcot lisfranc bennett boxer
  jones marfan bentall ebstein fallot blalock taussig meniere bell cushing addison parkinson barrett mallory weiss boerhaave hirschsprung hartmann warthin
  wharton stensen krukenberg sister mary joseph virchow kaposi merkel bowen sjogren wegener behcet raynaud still arnold moyamoya rathke lynch gardner peutz
  jeghers li fraumeni tanner greulich pyle risser cobb ranke pancoast hampton westermark salter garden neer gustilo mirels kellgren lawrence outerbridge
  шморля ходжкина крона bakercysta morbus`.split(/\s+/),
]);

const PRODUCTS = new Set([
  ...UNSEEN_PRODUCTS,
  ...`omnipaque ultravist gadovist dotarem iomeron multihance isovue lexiscan cardiolite volulyte eovist visipaque optiray gadavist medtronic azure somatom magnetom
  skyra discovery ingenia aquilion revolution apex syngo via eclipse varian truebeam heartflow rapid propeller blade haste lava vibe cube fiesta truefisp
  asir idose imr aidr surestart warfarin lorazepam infliximab adalimumab pembrolizumab carboplatin ketamine tavor marcumar lexomil eliquis sintrom coumadin marevan
  stesolid waran acenocoumarol abvd folfox chop terumo perclose proglide ebene иopamidol омнипак`.split(/\s+/),
]);

const TITLES = new Set(
  `dr mr mrs ms md prof med doctor dra sra sr dott dottssa ssa sig ra sra dhr mw frau fr herr hr pr mme madame monsieur docteur docteure señora doña dona
  mevrouw pani pana fru lek uzm sayın bey д-р κ δρ д д-ра doktorze panie kollegin kollege oa fa oä confrère doctor gmc consultant`.split(
    /\s+/,
  ),
);

export type WordKind = 'eponyms' | 'products' | 'figures' | 'titles' | 'words';

export function kindOf(word: string): WordKind {
  const small = word.toLowerCase();
  if (TITLES.has(small)) return 'titles';
  if (EPONYMS.has(small)) return 'eponyms';
  if (PRODUCTS.has(small)) return 'products';
  return /\d/.test(word) ? 'figures' : 'words';
}
