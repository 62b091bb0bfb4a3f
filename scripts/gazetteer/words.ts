// Words chosen by hand for the tables of src/core/text: what the public sources lack. Common knowledge, no patient's data.

/** Words of images, protocols, devices and reports that must never be taken for a person or a place. */
export const technicalWords = `
gold silver copper zinc iron nickel lead cobalt radium
aaa aapm abc abi acl acq acr acs adc adenosine agatston aif air all along also alt amyloid angio angiogram angle ankle ansi ant
antero any aorta aortogram aphasia apical app are array art artefact artifact artis ascending asl atlas aufnahme aug august april
avm axel axial axis b30f b31f b70f back band base baseline bead beam becken bed befund beurteilung bilat bilateral biograph bird black blade bold
bolus bone bones bottom bow bowel box brace brain branch bravo breast breath bright brilliance bss bubble burn cal calcium call calls can
cane cap card care caudal cbct cbf cbv ccta cell center central centre cerebrum charm chest chin cine circle ciss clear clip clivus cloud
club coil coils colon comment comments compare comparison compartment cone cont contrast conv cor coronal cough could count cow cranial
cranium cross crown cruciate cta ctac ctdi ctdivol ctp ctv cube cubes cup cut cxr cyst dark date day days dec december deep delay delayed derived des dess detector
deutsch dexa dice dicom did diff diffusion digital discovery disk disp dist distal dixon dlp dna does dome dominion door dose dot down drain drive dti dual
duke duo dwi dyn dynamic ear early echo ecg edge effect eklund elastix elbow empty end epi epiq erect err evidence exam examination exp
extremity eye eyes fall false fast fat fatsat feb february feet fem femur ffdm fgre field fiesta filter fin find findings fine first fish flair flash
flat flex flow fluoro fmri foot forearm four fov frame frames free frontal frog full fuse fuses fusion gad gadolinium gamma gap gating gate gel
gemini giant given gland glass global good grade gradient graph grass gray great green grey grid gross ground group grow haste hand hands hard
have head heart heel height held helical her here hernia hi high hill hip his history hold hole hook horn hot how hrct hypo iac iii illness image images
impression inc indication inf infinity ingenia initial inj inner insp intelli inter intercept internal into invert ion isocenter jan january jaw joint july june just
kernel key kid kidney kilo king kit knee kvp kub lab lad lao lap large laser last lat lateral lava laws lead lean left leg legs length lens
lesion level lgh light like limb line lips list little liver load loc local localizer loco log long look loss love low lower lumbar lung lungs lymph lytic
magnetom main make male mamma mammo man manual march march marching mask mass matrix max may mdct mean med mediastinum medium medulla mesh metal mev
microns mid might mild mini minip mip mist mode model molar month moon more morphology most motion mouth moves mpr mprage mptr mra
mri mrcp mrs mrv msk mtf multi must naeotom name nasal navigator nav neck need neg neonate neuro new nil nipple node noise non none nodule norm normal north nose not
note nov november null number obl oblique obs occipital oct october odontoid off olea old one open optima orbit orbits oral ost our out oval over page pain palm
pan panel par park part pass pat patch path patient patients pcl pct peak pearl pediatric pelvis penis perf perfusion period pet petct phantom phase philips
phone phys pin pine pink pituitary place plain plan plane plaque plate please point pole poly poor port portable portrait pos position post posterior power pre
precision pregnant prep pressure prev price prior pro probe process project propeller prone prop protocol proton proto ptv pulse pump pure qa quad quality
quantum quick radial radiograph radiologist rage rain raise random range rao rapid rare raw ray read real rear recon rect red ref reg regular
remark rep repeat report request rest result results rev rib ribs rice right ring rise rock roi root rose rot rotate rotation round routine
row rule rules run runoff sag sagittal said sand saw scale scan scanner scaphoid scar schatten scout screen screening scs sea seated sec second see seed sella semi
sense sentinel sep september seq sequence series sesamoid set sets sharp shell shift ship short shoulder show shunt siemens sign signa signal signs silent silicone
simple single sinus six skin skull skyline sleeve slice slices slow small smart smooth snap soft soft solid some somatom son south space spair spgr
spin spine spiral spleen split spoiled spot spring squeeze stable staff stand standard standing star stat state static steel stem stenosis step stern
stir stitch stone stones strain stress strong structure study sub sum summer sun sunrise sup superior supine sure surface susceptibility swan swi swim
switch synthetic syngo tab table tags tail tall tar target tav tc techn technique tee temp ten tender test text that the then thick thigh thin thorax thrive
throat thrombus thymus tibia tight time tip tips tirm tissue toe tof tomo tone tongue top toshiba total touch trace track trans transverse
trauma tree trial trio true trufi tse tube tumor tumour turbo turn twist two type ultra unit unknown upper upright urgent
use valve van vein venous ventral ventricle verio version vertebra vessel vibe view views vision vital void volume volumes wait wall warm was
wash water watch waters way wedge weight well west wet wheel white whole wide will wind window winter wire with within work worse wrist year years
yes young youth zone zoom abdomen abdominal adult agfa aldo aneurysm appendix arm arms artery assistant attending axillary biopsy bladder block blood body
calf canon carestream carotid cerebral cervical child clinical clinic coronary cranio department dept doctor dorsal emergency endo esophagus female femoral
fluoroscopy fracture fuji fujifilm fundus gallbladder ge general glioma hologic hospital infant infarct injection intensity iodine iso knees lobe lower
machine mammography maxilla medical mesentery modality mucosa muscle nerve nuclear oncology operator ovary palate pancreas paranasal pediatrics pelvic performing
pericardium pharynx physician placenta pleura portal pregnancy prostate pulmonary radiographer radiology rectum referring renal retina samsung scapula
sarcoma service shimadzu sonography spinal station sternum stomach student suite surgeon surgery syndrome system technician technologist technologists technique temporal
tendon testis therapy thyroid tonsil trachea treatment triage ultrasound umbilical ureter urethra uterus vagina vascular visit ward workstation xray
abteilung arzt becken brustkorb dorn gefäss gesund hals hand hirn kein keine klein kopf kurz lang leber lunge magen milz nase ohr patientin schädel schulter
stark thorax untersuchung wirbel wirbelsäule und oder mit ohne nach vor rechts links groß gross weiß weiss schwarz braun neu alt jung links patient
abdomen coeur cou crâne droite examen foie gauche genou genre grand hanche main maladie moyen patiente petit pied poumon sans tête ventre avec pour dossier
cabeza cadera cuello derecha izquierda mano mayor menor paciente pecho pierna rodilla sin con mama columna estudio prueba torax pulmon
anca braccio capo collo destra ginocchio gamba sinistra testa torace paziente esame senza studio bacino
borst buik hoofd knie longen patiënt rechts schouder onderzoek voet hart
anonymous anonymized anonymised anon deidentified removed unknown none test demo sample example default volunteer subject phantom control quality assurance
monte carlo breed water acr nema jaszczak catphan rando quart cirs gammex supertech ctdi adam eve alderson
ids imaging vendors varian elekta accuray brainlab medtronic hitachi sectra visage terarecon vitrea osirix horos weasis slicer
notified declined consented aware informed paged advised agreed refused arrived aborted rescheduled anxious claustrophobic confused asleep sedated unresponsive combative deceased expired scrubbed happened signed
aycan impax synapse centricity sectra intelerad visage vitrea terarecon mckesson ambra lifeimage powershare isite intellispace syngovia mirada osirix horos radiant clearcanvas hydrotherapy silicosis asbestosis
skyra prisma aera espree verio avanto biograph naeotom achieva ingenia intera panorama signa lightspeed aquilion orian galan
toma nega niega refiere acude presenta
hello dear dictated transcribed signed verified reviewed discussed called thank thanks regards sincerely yours best kind seen missed moved cancelled
monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
mon tue wed thu fri sat lundi mardi mercredi jeudi vendredi samedi dimanche
known stable unchanged interval mild moderate severe acute chronic negative positive normal abnormal present absent evidence history assessment conclusion
born lives contact email phone fax tel telephone mobile address street road lane avenue city state country zip postcode accession mrn dob ssn nhs
north south east west central regional community memorial royal university institute foundation trust county veterans saint
abdomenpelvis chestabdomen chestabdpelvis circleofwillis coronaryartery cspine ctspine headneck lspine lsspine neckchest neckchestabdomen neckchestabdpelv sspine tlspine tspine wholebody
omnipaque visipaque ultravist isovue iopamiro iopamidol iohexol iodixanol iopromide ioversol iomeprol iobitridol ioxaglate ioxilan optiray xenetix hexabrix iomeron imeron oxilan conray cystografin
gastrografin urografin telebrix accupaque solutrast niopam scanlux ultraject omniscan gadavist gadovist magnevist magnegita dotarem clariscan prohance multihance eovist primovist ablavar vasovist optimark elucirem vueway artirem
gadoterate gadobutrol gadoxetate gadobenate gadopentetate gadodiamide gadoteridol gadoversetamide gadopiclenol feridex resovist endorem feraheme sonovue lumason definity optison sonazoid levovist lipiodol ethiodol volumen readicat
cardiolite myoview lexiscan adenoscan neuraceq amyvid vizamyl tauvid detectnet netspot illuccix pylarify locametz axumin cerianna lymphoseek octreoscan buscopan
plus nova vita delta alpha beta theta sigma omega lambda kappa epsilon
ebus vats eus ercp tavi tavr tevar fevar pcr qpcr rtpcr rtqpcr mrgfus hifu rfa mwa tace tare sirt ffr ifr noddi grappa caipi caipirinha smash turboflair cemra lge maldi hplc gcms lcms elispot immunoblot immunofluorescence cytometry karyotyping
ngs wgs mlpa arraycgh arfi ceus tte icg turp holep rirs pcnl eswl thoracoscopy hysteroscopy sils tamis esd emr poem fna fnac fnb cnb stereotaxis imrt sbrt srs sabr igrt dibh cyberknife gammaknife tomotherapy hdr ldr tbna eusfna ptbd tipss hipec pipac resus pacu cathlab
`;

/** Surnames and given names that are everyday words: taken for a name only where they are written as one. */
export const everydayWords = `
archer banks barber bell berry bird bishop bloom booth bowman brewer bridge bridges brook brooks buck bush butcher butler carpenter carter chambers chance chandler
chase church clay cliff coach cole cook cooper copper court cox crane cruz day dean decker dew drake drew dyer earl farmer faith fields finch fisher fletcher flood
flowers ford forest foster fountain fowler fox frank freeman french frost fry fuller gale gardener gardner garland garrison gay glad glover gold golden goodman grace grant
graves green greene grove guy hale hall hardy harmony harper hart harvest hawk hay hayes heath hicks hood hope hopper house hunt hunter ivy jack jade
jasmine jewel joy jules july kane kent keys knight knox lake lamb lance lane lily little lord love lowe luna major marble mark marsh marshall martin mason
mercy merit merry miles mills miller mine moody moon moore more moss mount myers nash nice noble norman north nurse oakes oliver olive opal page palmer parker
parks parson patience paul peacock pearl penny pepper piper pitt plumb pond pool poole pope porter post potter pound powers prince prudence rainey reed reid
reeves rich rivers robin roman rose rowe ruby rush sage salmon sargent savage sawyer shepherd shields silver singer singleton skinner skipper slaughter
smith snow sparks spears spice stark steel stern stokes storm street strange sterling summers sumner swan swift sylvan tanner taylor temple thorn tiger
townsend trainer trip troy tucker turner underwood vance victor vine violet wade wagner walker waller walls ward warden ware weaver webb webster wells wheeler
whistler wilder wiley wise wolf wolfe wood woods worth wright yates yard zink christian constant cross dawn eden ferry gill graham harry iris jay
joiner josh junior kelly kerr lacy lent lock maria marks max melody nick olive pat patty pierce pike ray rob rod rusty sandy sky sonny stew ted teller terry tony tommy val vicar wall
lang klein kurz jung alt neu stark kaiser könig richter schmied vogel fuchs wolf bär hahn stein berg bach baum busch feld wald see sommer winter herbst montag freitag sonntag
petit grand blanc noir leblanc lebrun roux roy leroy mercier boulanger berger fontaine rivière dubois dupont marchand
`;

/** Names of people that live on in diseases, signs, views, instruments and methods. */
export const eponyms = `
angeles stevens johnson ellis creveld reynolds laband ross hippel lindau hutchison weir kobayashi
achilles addison adson albers alport alzheimer amyand apert arnold askanazi asherman ashman babinski baker bankart barlow barrett barton basedow bassini bazin becker
behcet bell bennett berger bernard berry bertin bertolotti birads blount bochdalek boerhaave bowen boyd brachet brenner brenneman briggs brill broca broden brodie brown
brudzinski brugada budd buerger burkitt buerkitt byler caffey caldwell calcaneal calve caplan caroli carney castleman cavendish chagas chance charcot chauffard
cheyne chiari chopart christmas churg civinini clark claude cloquet clutton coats cobb codman collateral colles conn connell cooley cooper couinaud courvoisier cowden cowper
creutzfeldt crigler crohn cruveilhier cullen cushing dandy dance danis danlos darier debakey denonvilliers dercum devic diamond dieulafoy doppler douglas down dressler duane duchenne
dupuytren duverney ebstein edwards ehlers einthoven eisenmenger eklund erb ewing fabry fallot fanconi felty fick fisher fleischner flexner foley fontan forestier
fournier fox frantz freiberg froehlich froment fuchs galeazzi galen gamna gandy gardner garre garrett gartner gastaut gaucher gehrig gerota gerstmann ghon giannotti gilbert
glasgow gleason glenn glisson goldenhar goodpasture gorham gorlin graham grashey graves grawitz greulich grey grynfeltt guillain guyon haglund hallpike hamman hampton
hand hangman hansen harris hartmann hashimoto hassall haversian heberden heerfordt heister henle henoch hering herring hesselbach heubner hickman hill hirschsprung hodgkin hoffa
hohl holt homans horner hounsfield howell hunter huntington hurler hutchinson inglis itsenko jackson jacobi jefferson jeune jones jude judkins kager kahler kaplan kaposi kartagener
kasabach kasai kawasaki kearns kellgren kelly kerley kerckring kienböck kienbock killian kimura kirschner klatskin klein kleine klinefelter klippel koch kohler köhler korsakoff krabbe krause krukenberg
kugelberg kummell kümmell kussmaul lachman ladd laennec lambl langerhans larsen larrey laurin lauge law ledderhose lees legg leigh lemierre lennox leriche lermoyez leydig lhermitte libman
lisfranc lister littre little looser ludwig luschka lyme macewen madelung maffucci maisonneuve mallory marfan marie marshall martin mayer mayo mcardle mcburney mccune mckusick meckel meigs
mendelson menetrier ménétrier meniere ménière menkes merkel merten meyer mikulicz miller milroy minor mirizzi monro monteggia moore morel morgagni morison morquio morrison mortimer morton
mounier mueller müller murphy netherton niemann nissen noonan nissl ollier ortner osgood osler oslerweber paget pancoast panner papez parinaud parkes parkinson parona patrick pellegrini pellizzi
perthes petit peutz peyer peyronie pfannenstiel pfeiffer phalen pick pierre pierson plummer poirier poland pompe poncet pott potter pouteau potts powers pratt prinzmetal purcell purkinje pyle queckenstedt quincke
ramstedt ranke rasmussen rathke raynaud recklinghausen reed refsum reil reiter rendu retzius reye richter riedel rieger riley rindfleisch robert robin robson rokitansky rolando romberg rosai rosenmüller rosenmuller rosenthal roth roussy roux
rowe rubinstein salter samter sandhoff santorini saphir scarpa schaumann scheie scheuermann schatzker schatzki scheimpflug scheuer schilder schilling schlatter schmorl schneider schober schüller schuller schwann scott segond seldinger
sever sheehan shiley shone sister sjögren sjogren skene smith sotos spiegel spigel spitz stafne stanford stark stein steinert stenver stenvers stensen stern stickler still stokes sturge sudeck swan swyer sylvius syme
takayasu takotsubo taussig tay tenon terry thebesius thiersch thomas thomsen thornwaldt thurner tietze tillaux tolosa tourette towne towneau treitz trendelenburg treves trousseau turcot turner uhl valsalva vater velpeau vincent
virchow volkmann von waardenburg wagner wagstaffe waldenström waldenstrom waldeyer wallenberg ward warren warthin waters weber wegener weil wenckebach werdnig wermer werner wernicke westermark wharton whipple white wilkie williams willis wilms wilson
winslow wirsung wolff wolman worm wormian wright wucherer yersin young zadek zenker ziehl zollinger zuckerkandl fazekas spetzler lauren bosniak child pugh hodgson garden frykman denis meyerding mirels outerbridge pirads agatston balthazar bismuth borrmann lugano
ferguson gissane boehler böhler cobb insall salvati blackburne kite meary toygar wiberg sharp hilgenreiner perkin shenton ranawat lequesne hawkins neer judet letournel weinstein gertzbein
fourier gauss gaussian laplace nyquist hilbert bayes bernoulli cauchy euler kalman kaiser lanczos poisson radon ramp hanning hamming shepp logan larmor bloch ernst dixon hahn carr purcell gill meiboom maxwell faraday tesla becquerel gray sievert roentgen röntgen curie
butterworth parzen feldkamp davis kress marching lorensen cline canny sobel otsu hough voronoi delaunay jacobian hessian frangi hubble patlak tofts kety schmidt logan gjedde rutland brix stejskal tanner amplatz simmons cordis cobra
cook fogarty palmaz swan ganz miller abbott kopans cope hawkins chiba franseen westcott trucut jamshidi sengstaken blakemore lunderquist rosen bentson terumo glidewire shepherd mickelson mikaelsson hook sos newton headhunter levin multipurpose
camp coventry beclere béclère rosenberg lauenstein hickey holmblad zanca fergusson law mayer arcelin runström runstrom stryker teufel danelius lorenz lilienfeld haas valdini caldwell clements nakayama gaynor hart merchant settegast hughston
merkel hurthle hürthle kupffer reinke sternberg psammoma antoni verocay orton homer flexner wintersteiner call exner schiller duval leydig sertoli brunner kemp harper gomori
kocher calot gerdy rouviere cantlie oddi arantius botallo fallopius poupart struthers kambin traube bogros eisler trolard labbé adamkiewicz batson moynihan haller riolan drummond prussak
`;

/** Words that after (or before) a name make it the name of a disease, sign, view, method or thing. */
export const eponymNouns = `
fat adipose tissue matter blood cortex bone algorithm filter chart scores rules breed terrier
abscess absorptiometry algorithm aneurysm angle anomaly anomalies approach area artery arteries aphasia apparatus artifact atrophy bodies body branch bursa bypass canal capsule carcinoma cartilage cast catheter catheters cell cells
chorea cirrhosis classification contracture contraction contrast corpuscle correction criteria crystal cube cubes curve cyst cysts deformity degeneration dementia dermatitis diplegia disease diseases disorder dissection diverticulum diverticula duct dwarfism dystrophy effect encephalopathy
equation fascia fibrillation field filter filters fistula foramen force formula fossa fracture fractures frequency frame function ganglion gland glands goiter goitre grade grading granuloma groove gyrus hernia herniation hydrocele hypertension ileus index
infarct jaundice kernel knot law lesion lesions ligament lines line loop lymphadenopathy lymphoma macroglobulinemia maneuver manoeuvre malformation mass matrix membrane metaplasia method metric model modulus movement murmur myotonia nail needle nephropathy nerve neuralgia neuroma nevus node nodes nodule notation number
oedema edema operation ophthalmopathy orbitopathy osteochondrosis palsy paralysis pad parallel pattern phenomenon plaque plexus point pouch prism procedure process projection pseudotumor psychosis purpura pulse ratio reaction reflex repair response ring ritual rule sarcoma scale score screen
section segmentation shadow shunt sign signs sinus space speckle sphincter spectrum spots staging stage stain star stenosis stent step stone strain stroke struma study sulcus suppression suture sweep syndrome syndromes synostosis system technique test tetralogy theorem thyroiditis transform transformation transposition triad triangle tube tubercle tumor tumors tumour tumours type
ulcer unit units valve vasculitis vein veins ventilation view views wire window wound xray zone zones projektion aufnahme krankheit syndrom zyste thyreoiditis tumoren struma maladie syndrome kyste enfermedad síndrome quiste signo malattia sindrome cisti segno ziekte cyste tremor dysplasia disc seizure epilepsy
koagulopathie parkinsonism phantom graft clip drain bag pump sheath guidewire coil plate screw prosthesis rod nagel classificatie arthropathy neuropathy myopathy hemangioma adenoma cystadenoma nephroblastoma myeloma leukemia anaemia anemia esophagus oesophagus osteotomy arthroplasty resection amputation lobectomy position lateral left right
virus fever agent antigen balloon basket cannula clamp cuff dilator forceps hook implant introducer mesh node nodes nodule pin port probe retractor shield sling spacer stapler stocking tourniquet trap trocar tube tubes scale questionnaire inventory
pentad mask protocol regimen trial transform coefficient distribution noise distance constant plot diagram
`;
