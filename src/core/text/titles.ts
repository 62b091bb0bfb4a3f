// Words around names: titles, particles, and what introduces a person or a number. Folded.

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''));
}

/** Titles and forms of address that stand before a name. */
export const titles = set(`
dr drs dra doc doctor dott dottor dottore dottoressa docteur prof profs professor professeur professore profa pd med mr mrs ms mss miss messrs mister sir madam dame
herr herrn hrn frau fr hr fraulein mme mlle mmes monsieur madame mademoiselle sr sra srta senor senora senorita sig sigra signor signora
dhr mevr mw mevrouw meneer mijnheer pan pani doc don dona hra rouva fru froken dipl ing mag univ oa oberarzt oberarztin chefarzt rev lt col capt sgt
pani pana panu panem lek doktor doktora doktorze doktorin docteure profesor profesora uzm sayin doktoru الدكتور الدكتوره دكتور الطبيب الطبيبه доктор доктору доктором доктора врачом
`);

/** Titles that count in lower case as well, before a word with a capital: `au docteur Moreau`, `la signora Costa`. */
export const lowerTitles = set(`
dr dra prof dott dottor dottore dottoressa doctor docteur docteure doktor doktora doktorze doktoru professor professeur professore profesor profesora monsieur madame mademoiselle signora signor senora senor mevrouw mw dhr meneer pani pana panu panem
froken доктор доктору доктором доктора врачом الدكتور الدكتوره دكتور الطبيب الطبيبه
`);

/** What ends an abbreviated title: dr.ssa, sig.ra. */
export const titleEndings = set('ssa ra na');

/** Titles that are also other words or units: they count only with a capital and a name right after. */
export const shortTitles = set('fr hr sr sra pd med col lt mag ing pan don sig doc m mw dr');

/** Titles that in capitals are modalities or diseases: MR, DR, SR, PT, MS. Only a full stop makes them titles. */
const modalities = set('MR MS DR SR PT ME OP');

/** True for MR in `MR PRYCE BRAIN`: a modality, not a title; `after` is what follows the word. */
export function isModality(word: string, after: string): boolean {
  return modalities.has(word) && !after.startsWith('.') && !after.startsWith(':');
}

/** Parts of surnames that say nothing alone. */
export const particles = set(
  'van de der den von zu zur zum vom del della dello di da do dos das du des la le las los ter ten tot op af av al el bin ibn ben bint abu abd o d l y e i und mac mc st san',
);

/** Suffixes and degrees that follow a name and go with it. */
export const suffixes = set('jr sr ii iii iv md phd mba do rn rt np pa msc bsc frcr frcs mrcp mbbs dds facs esq');

/** What names a person when it stands before: `Patient X`, `Name: X`. */
export const personLabels = set(`
patient patientin patiente paziente paciente pasient potilas pacjent pt pat pts name nom nombre nome naam navn namn surname lastname firstname forename familyname givenname vorname nachname prenom apellido apellidos cognome
radiologist radiologue radiologe physician surgeon technologist technician radiographer sonographer operator tech mta mtra mtr arzt arztin befunder zuweiser uberweiser einweiser hausarzt medecin medico referrer ref referring attending
resident consultant reader author dictator performer requester anesthesiologist cardiologist nurse
пациент пациентка пациенту
`);

/** Who someone is, right before the name and without a colon: `patient White`, `pt Li`. */
export const roles = set(`
patient patientin patiente paziente paciente pasient potilas pacjent pt pat subject proband probandin child infant
radiologist radiologue radiologe physician surgeon technologist technician radiographer sonographer operator tech mta mtra mtr medico nurse resident consultant cardiologist anesthesiologist
`);

/** `by` in several languages, and its verbs: what follows did something. */
export const agents = set('by durch von par por da door av af per');

/** Verbs before `by` that make what follows a person. */
export const agentVerbs = set(`
overread discussed ref referred requested ordered performed reported read dictated signed approved verified reviewed transcribed authorized authorised interpreted acquired scanned examined seen done electronically prepared attested entered completed confirmed
reprise repris revu revue saisi dicte intervenida intervenido reintervenida reintervenido visto vista comprobado dictado zugewiesen beschrieben besprochen zuletzt described
finalized finalised checked operated supervised drawn contoured segmented delineated annotated outlined traced measured planned administered injected uberwiesen befundet durchgefuhrt unterschrieben freigegeben erstellt prescrit realise valide signe adresse interprete relu relue opere operee operado operada operato operata opererad geopereerd validado informado realizado realizada remitido remitida inviato inviata refertato eseguito assinado laudado encaminhado encaminhada solicitado verwezen beoordeeld geautoriseerd gezien operiert betreut aufgeklart aufklarung gabe assistenz signerad granskad remitterad
`);
