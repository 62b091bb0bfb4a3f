// English of the scoring set: names, places, forms and short lines.
import { type Language, lines, words } from '../language.js';
import { ENGLISH_NOTES } from './englishNotes.js';
import { ENGLISH_REPORT } from './englishReport.js';

export const english: Language = {
  code: 'en',
  texts: 480,
  given: words(
    'Oluwaseun=Seun, Xiomara=Xio, Ragnhild=Ragna, Bartholomew=Bart, Thandiwe=Thandi, Mohammed=Mo, Svetlana=Sveta, Jin-ho=Jay, Aaliyah=Liyah, Cornelius=Neil, Winifred=Winnie, Harpreet=Harry, Ngozi=Zizi, Zdenek=Denny, Alejandro=Alex, Ingeborg=Inge, Tariq=Riki, Josephine=Josie, Leilani=Lani, Hiroshi=Hiro, Ifeanyi=Ify, Marisol=Mari, Trevor=Trev, Beatrix=Trixie, Clifford=Cliff, Minh Anh=Annie, Ruaridh=Rory, Hope=Hopie, Dashiell=Dash, Esperanza=Espy',
  ),
  family: words(
    "Adeyemi-Cole, Castellanos, Bhattacharya, Wojcicki, Gunnarsdottir, Tran, Stone, Mthembu, Haddad, O'Shaughnessy, Villanueva Ortiz, Petrov, Yamashita, Ng, De La Cruz, Fitzwilliam, Sharp, Achterberg, Gill, Bjornstad, Ramaswamy, Nwachukwu, Lightfoot, Ferreira, Cook, Warsame, Kahananui, Tsosie, Ivanchenko, Mukherjee, Pemberton, Quiroga, Leung, Dufresne, Banks, El-Sayed, Mac Donagh, Strickland, Poole, Yilmaz",
  ),
  hospitals: words(
    "Hartmere Memorial, St. Columba's Infirmary, Tri-County Regional, Bluestem Imaging Center, Kestrel Valley Orthopedics, Our Lady of Solace, Dunmarrow District General, Cedar Fork Family Practice, Ashgrove Surgery, UHW Glenfarrow, Sacred Heart of Pell Lake, Juniper Ridge Pediatrics, Marrowstone Veterans Clinic, Beckford Royal, Whitlow and Sons Radiology, Elmhollow",
  ),
  wards: words(
    'Ward 12, 5 East, Heron Ward, MICU bed 9, Orchid Ward, Daffodil Unit, Tower 6 South, AMU bay C, L&D 3, Step-down 4W, Pod D',
  ),
  towns: words(
    'Chattanooga, Wolverhampton, Bozeman, Kirkcaldy, Paducah, Slough, Sault Ste. Marie, Dunedin, Wagga Wagga, Moose Jaw, Rugby, Sandwich, Flagstaff, Galway, Bath, Mobile',
  ),
  addresses: words(
    '318 Sycamore Ct, 9 Upper Thorn Row, Unit 6 1450 SE Harbor Blvd, RR 2 Box 77, 22b Coldharbour Terrace, 6601 N 43rd Pl, The Old Forge Pound Lane, 12 Quarry Hill Crescent, Lot 14 Dry Creek Trailer Park, 701 Magnolia Pkwy Ste 210',
  ),
  phones: words(
    '1-800-555-0###, ### 555 ####, +44 7700 900 ###, 0161 496 0###, (0##) 5550 ####, ###-555-#### x##, +61 491 570 ###, 555 ####, 028 9018 0###',
  ),
  months: words('January, February, March, April, May, June, July, August, September, October, November, December'),
  monthsShort: words('Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sept, Oct, Nov, Dec'),
  dates: words(
    'MM/DD/YY, D/M/YYYY, YYYY/MM/DD, MM-DD-YYYY, DD-MMM-YY, DDMMMYYYY, M/D/YYYY, DD/MM/YY, YYYY-MM-DD, MM.DD.YYYY, DD MMM YYYY',
  ),
  dateWords: words(
    'MON D in YYYY, MMM YYYY, Dth MMM YYYY, MMM. D YYYY, D MON YYYY, MON YYYY, early MON YYYY, mid-MMM YYYY, the Dth MON YYYY',
  ),
  days: words('MMM D, D MON, M/D, Dth of MON, MON Dth, DD/MM, D-MMM'),
  header: lines(`
    {P} cxr 2v
    CT HEAD NC - {PL} - TRAUMA BAY
    XR HIP RT {PF}
    ADDL VIEWS PER DR {D}
    recon per {TI}
    TECH {TI}/{TI}
    rpt by {TI}, motion
    MR PROSTATE {PN}
    STAT per {DI} pgr {B}
    US THYROID FNA {DF}
    IR: {D} / {D} - TIPS revision
    OSF CD {H} {DT}
    {H} IMPORT
    outside films, {T}
    US renal - {W}
    {W} PORT CXR 0530
    LMP {DY}
    s/p ORIF {DW}
    f/u MVA {DT}
    Acc {AC} wrong side
    MRN was {NP}
    FIN {N} lumbar
    req {DF} / cc {DF}
    {DB} knee lt
    Referring {DB}
    {DV} recon
    CT sim H&N {PL} {PI}
    BABY BOY {PL} HEAD US
    Baby girl of {R}, babygram
    Twin B {PL}
    {PT} CT neck
    callback {F}
    mail to {E}
    wife {R} waiting
    Loop recorder s/n {S}
    GP {D}, {T}
    dr {D} wants thin cuts
    {PF}'s mri c spine
    Bone age {PF} {PL}
    DOB {DT}
    {G} yo fall, L hip
    {G}F AMS, UTI
    Inmate {N} chest 1V
    {D} aorta protocol
    pre op {D} {DY}
    transfer from {H}
    x-ray {H} {DY}
    {P} - {DT} - DEXA
    {PL} {PF} FU 6/12
    TKR {D} list {DY}
    CT ABD/PEL {PL} R/O APPY
    c/o {DF} NP
    2nd opinion {H}
    SPOKE {D}
    {TI} + student {TI}
    EMG trauma, unknown, later {P}
    Hx per {R}
    work comp {N}
    Surgeon {DF}, case {N}
    See {DV} note
    CT CHEST HI RES INSP/EXP PRONE
    MR ENTEROGRAPHY +/- GLUCAGON
    XR C-SPINE FLEX/EXT 5V
    US DVT LE BILAT
    ? Lisfranc, WB views pls
    MRCP, ?Mirizzi
    CT UROGRAM SPLIT BOLUS
    Maisonneuve? tib/fib full length
    Galeazzi fx post red
    Jefferson fx C1, CTA neck
    r/o Boerhaave, esophagram Gastrografin
    Chance fx T12
    HIDA w/ CCK EF
    Lasix renogram MAG3
    DaTscan r/o Lewy body
    FDG brain, Alzheimer vs FTD
    Segond fx, r/o ACL
    MRA RUNOFF TRICKS
    MR ELASTOGRAPHY LIVER
    Kienbock, wrist PA neutral
    ? Freiberg 2nd MT head
    Sever's, heel LAT
    Lemierre? CT neck w
    Mag views LT UOQ calcs
    Stereo bx RT 10:00 N+6
    SAVI SCOUT LOC LT
    WATCHMAN F/U TEE 45D
    EVAR endoleak, GORE Excluder
    HAART, ?PJP, CXR
    Post Nuss bar removal
    Harrington rods, AP/LAT full spine
    Charcot-Marie-Tooth, foot 3V
    Dobhoff placement KUB
    Blakemore tube CXR
    Quinton cath tip?
    Whipple POD 5, r/o leak
    Ross procedure f/u CMR
    KEYNOTE-189 C4D1 chest/abd
    NSABP B-51 ARM 2 sim
    RECIST 1.1 BL, TL1-TL4
    TRIAL ARM B WK 12 MRI
    VISIT 3 LOW DOSE NODULE
    Ann Arbor IIIB, interim PET2
    Milan criteria, liver MR
    Ottawa +ve, ankle 3V
    XR FOOT LT AP/OBL/LAT WB
    3T MRI PELVIS ENDOMETRIOSIS
    L3-S1 PSF, 2 mo post
    1.5T cond'l PPM, lead MRI OK
    MVP, 2+ MR, r/o SBE
    Grave's orbitopathy CT orbits
    KUB ?retained Dormia basket
    Judet R/L, acetab fx
    ST elev, r/o dissection
    30 wk, EFW 1480 g, AFI 14.2
    NT 1.3 mm CRL 62 mm
    US scrotum ? torsion STAT
    Recall MLO RT, skin fold
    Coned view sella
    Time of Flight, MIP rotate 12 deg
    Spot mag CC LT x2
    Grashey, axillary, scap Y LT
  `),
  notes: ENGLISH_NOTES,
  report: ENGLISH_REPORT,
};
