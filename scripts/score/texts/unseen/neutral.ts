// Lines of the scoring set that name nobody: protocols, reconstructions, projections, agents, eponyms, scores.
import { lines } from '../language.js';

export const UNSEEN_NEUTRAL: readonly string[] = lines(`
  AAHead_Scout_64ch-head-coil
  t2_space_sag_p4_iso_0.8_cspine
  gre_t2star_hemo_tra_2mm
  resolve_4scan_trace_tra_p2_192_ADC
  tfi_sense_cine_RVOT
  csi_se_135_svs_NAA
  RAVE_fs_tra_dyn_GRASP
  Ax LAVA-Flex ARC Mask
  Sag Bravo +C MPR 1/0
  Cor PD Fat Sat Hyper 12
  MUSE DWI b=50-800
  MAVRIC SL T1 cor hip
  Silenz MRA, QSM eSWAN
  O-MAR 0.9 x 0.45 YB filter
  DE_Abd Mono+ 55keV Qr40 Q3
  Spectral VNC, Zeff, IodineMap
  Snapshot Pulse 75% SSF
  Smart Prep ROI Desc Ao 150 HU
  Monitoring 10 @ L1, PreMonitoring
  Topo LAT 512, Topogram AP
  Lung 1.25 Recon 2 BonePlus
  Bone Stnd SS40 Med.
  FC08-H TCOT, Lung FC52
  Volume Helical HCT 80 row
  NeuroVPCT Tmax VEOCore
  RCB2 I30f 2 MIP thick 10
  PET WB Q.Clear 350 TOF PSF
  Static Recon AC 400 x 2 bed 3 min
  MUGA LAO 45 best septal
  DMSA post obl, DTPA flow
  Brain HMPAO FBP Butterworth 0.5
  V/Q Technegas DTPA LPO RPO
  Parathyroid MIBI 20 min/2 h subtr
  IR DSA 4 f/s roadmap fluoro fade
  3D Spin CBCT DynaCT Head
  LAO 35 CRAN 20 spider caudal
  UGI SBFT air contrast LPO prone RAO
  Lateral decub, Trendelenburg 15 deg
  Von Rosen, Dunn 45, false profile Lequesne
  Danelius-Miller cross table
  Clements-Nakayama, Velpeau axial
  Brewerton, Norgaard ball catcher
  Swimmer, Fuchs, Grashey, Ferguson-Bronner
  Laurin 20 / Hughston 55 / Settegast
  Schuller, Stenvers, Mayer mastoid
  Eklund push back implant ML
  Cleopatra XCCL, tangential TAN
  Hysterosalpingo Lipiodol 10 mL
  Clariscan 0.5 mmol/ml 14 ml
  Elucirem 3 mL, Vueway 0.05
  Xenetix 300, Accupaque 270
  Lumason 2.4 mL, Sonazoid
  Axumin 10 mCi, Cerianna, Illuccix
  Lymphoseek 0.5 mCi periareolar
  Xofigo 55 kBq/kg, Lutathera cycle 2
  Feraheme off label 3 mg/kg
  Glucagen 1 mg, Buscopan
  MagSeed, SAVI, LOCalizer, Kopans wire
  Bard Denali IVC, Cook Celect, Gunther Tulip
  Medtronic Micra AV, Abbott Aveir, Biotronik Edora
  ATS open pivot, Bjork-Shiley, Starr-Edwards
  Amplatzer PDA 8/6, Gore Cardioform, Melody TPV
  Pipeline Shield 4.25, Onyx 18, Penumbra RED 72
  PICC 5F Navilyx Arrow 44 cm
  Zenith Alpha, Endurant II, Ovation iX
  Austin Moore, Charnley, Exeter stem, Oxford uni
  Dall-Miles cable, Luque, Galveston, Dwyer
  Thomas splint, Hoffmann 3, Ilizarov ring
  DynaMesh, Bravo capsule, LINX, Hill-Ferguson
  Cyberknife 24 Gy / 3 fx, Calypso beacon
  Halcyon Ethos ART, Eclipse AAA, RayStation 11
  DIBH SGRT AlignRT, Vac-Lok, Aquaplast
  Syed template Co-60, Fletcher suit T&O
  Tyler, Boari flap, Mitrofanoff, Politano
  Kock pouch, Parks J-pouch, Miles APR
  Bassini, Lichtenstein, Shouldice, Rives-Stoppa
  Norwood, Sano, Mustard baffle, Senning, Jatene
  Heller-Belsey, Collis, Hassab, Sugiura
  Gorlin, Cowden, Carney, McCune-Albright, Ollier
  Ehlers-Danlos, Loeys-Dietz, Noonan, Williams
  Churg-Strauss, Goodpasture, Henoch-Schonlein, Dressler
  Wernicke, Marchiafava, Rasmussen, Landau, Dravet
  Pott disease, Brodie abscess, Garre, Caffey
  Morton neuroma, Ledderhose, Tietze, Dercum
  Poland, Sprengel, Klippel-Feil, Goldenhar, Crouzon
  Hand-Schuller-Christian, Rosai-Dorfman, Castleman
  Conn, Nelson, Carcinoid, Zollinger-Ellison, Whipple triad
  Ogilvie, Olsalazine, Rome IV, Truelove and Witts
  Brenner, Leydig, Sertoli, Wolffian, Skene
  Rokitansky, Asherman, Fitz-Hugh-Curtis, Meigs
  Scarpa, Hunter canal, Guyon, Cloquet, Poupart
  Sylvius, Rolando, Heschl, Broca, Monro, Magendie
  Gasser, Meckel cave, Dorello, Vidian, Jacobson
  Thebesius, Eustachian valve, Marshall, Cooper
  Morison pouch, Gerota, Zuckerkandl, Treitz
  Denonvilliers, Retzius, Alcock, Bogros
  Chopart, Kager, Gerdy, Chaput, Stieda
  Blumensaat line, Klein line, Chamberlain 5 mm, Wackenheim
  Phantom ACR 464 slot 1.0, CT QC water
  Dose Report, Screen Save, Patient Protocol
  Key Images, GSPS, Presentation State 1
`);

/** Names in the set's lines that are of a sign, a disease, a projection, a score. */
export const UNSEEN_EPONYMS: readonly string[] =
  `aldrete adamkiewicz albright alberta alcock alzheimer anderson ann arbor asherman austin baastrup balthazar barlow bartholin barton bassini baveno belsey berlin bethesda bigliani
  binswanger bismuth bjork blakemore blount blumensaat boari bochdalek bogros bohler bouveret brenner brewerton broca brodie broden bronner brooker bruce brugada buford caffey carney caroli castellvi caton
  castleman chamberlain chance chaput charnley chilaiditi child chopart christian churg clements cleopatra cloquet cobb cockett collis conn cooper corlette couinaud cowden cowper crawford crouzon curie curtis cushing
  danelius danlos danos deauville demers denonvilliers dercum dietz dorello dorfman dravet dressler dunn dupuytren dwyer ehlers eisenmenger eklund essure evans fahr fazekas fehling felty finkelstein fisher fitz fletcher forestier fournier
  freiberg frohse fuchs fulkerson galeazzi galeni galen garre gartner gasser genant geneva gerdy gerota giemsa goldenhar gomori goodpasture gorlin goutallier graf grashey gunther guyon hakim haller hand hansen harrington harris hassab hawkins heller henoch
  herbert herophili heschl hesselbach hilgenreiter hill hinchey hitzenberger hoffman hoffmann homans hughston hunt hess hunter ilizarov insall ishimaru ivor jacobson jamieson jatene jefferson kager kasai kehr keros kienbock kienböck killian klatskin klein klippel
  feil kock kocher kommerell kopans kussmaul köhler ladd landau lasegue lasègue laurin lasix lauenstein lauge ledderhose lemierre lenke lequesne lewis lewy leydig lhermitte lichtenstein lisfranc loeys lowenstein luschka macklin mackay magee magendie mallampati
  mantoux marchiafava marie marshall martin matti mayer mayo mccune mcburney meigs meyer meyerding miles mirizzi mitrofanoff mondini monro moore morgagni morison morton mullerian murphy mustard nabothian nakayama nelson nissen noonan norgaard norwood nuss ogilvie
  ollier onodi oxford ormond ortolani ottawa panner parks patte pauwels payr percheron petersen peyronie phalen pipkin pirani poland politano ponseti pott poupart rasmussen rastelli reed sternberg retzius richter riedel rigler rives robson rockwood rokitansky
  rolando rosai rosenmuller ross rotterdam roux rovsing russe sano sarnat sauvegrain scarpa schonlein schuller scheltens segond senning sertoli settegast sever severs shenton shimada shouldice siewert sinding larsen luque dall hassab singh skene snyder spetzler spiegel spigelian
  sprengel starr stenvers stieda stoppa strauss struthers sudeck sugiura swyer syed sylvius takotsubo tarlov tei thebesius thompson tietze tillaux tinel todani torg tornwaldt tossy treitz trendelenburg truelove witts tulip turner tyler vancouver velpeau verneuil
  vidian volkmann von rosen wackenheim waldeyer wells wernicke williams wolffian wong young burgess zollinger ellison zuckerkandl milan milano lugano atlanta rome gore deutsche lauenstein mirizziego budda chiariego spiegela riedla hilla sachsa maisonneuve maisonneuvea
  forestiera morbus riedels riedelse forestiers milaan milanokriterier perthes murphy чайлд фален тинель дюпюитрен мерфи мирицци лисфранк пертес лауэнштейн зудек бадда киари риделя виллизиев мезоннёва форестье бострупа хилла сакса банкарт`.split(
    /\s+/,
  );

export const UNSEEN_PRODUCTS: readonly string[] =
  `abbott accutane accupaque actilyse adapta alignrt amplatzer angioseal aquaplast arrow atarax ativan aveir axumin bair hugger bard benadryl biotronik buscopan calypso carbostesin cathflo celect cerianna clariscan clomid codman cook cyberknife definity denali
  depakote dobhoff dobbhoff dotatate dynact dynamesh edora elucirem eluvia endurant entyvio ethos excluder exeter exjade feraheme fibroscan ferriscan gastrografin glucagen gore halcyon hologic humira illuccix imeron impella keppra keynote lantus levonorgestrel
  lipiodol locator lumason lutathera lymphoseek magseed mahurkar medtronic melody micra mirena navilyx nexgen nucleus octreotide omni omniscan onyx ovation pipeline penumbra powerport pylarify quinton raystation readi cat remicade savi scout selenia shield sir
  spheres smith nephew sonazoid somaris stelara strata stryker synthes telebrix triathlon versed vueway watchman xarelto xenetix xofigo zenith zimmer durvalumab eliquisie eliquis iomeron tavor klean prep триам эликвис йомерон`.split(
    /\s+/,
  );
