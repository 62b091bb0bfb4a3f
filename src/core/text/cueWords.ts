// Words after which a person is named, in the languages that reports are written in: kin, meetings, signatures, forms of address.
import { foldWord } from './fold.js';

function set(words: string): ReadonlySet<string> {
  return new Set(
    words
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(foldWord),
  );
}

/** Kin and company, with the endings that they take before a name. */
export const kin = set(`
wife husband spouse partner daughter daughters son sons mother father mum mom dad sister brother aunt uncle niece nephew grandson granddaughter grandmother grandfather grandma grandpa stepson stepdaughter stepmother stepfather dtr kin carer caregiver guardian friend neighbor neighbour fiancee fiance
femme épouse époux mari fille fils mère père soeur sœur frère nièce neveu compagne compagnon conjoint conjointe
ابنته ابنه زوجته زوجها والدته والده أخته أخيه شقيقته
esposa esposo marido mujer hija hijo madre padre hermana hermano sobrina sobrino nieta nieto cuidadora cuidador
moglie marito figlia figlio sorella fratello nipote compagna badante
filha filho mãe pai irmã irmão esposa neta neto sobrinha cuidadora
vrouw echtgenoot echtgenote dochter zoon moeder vader zus zuster broer partner mantelzorger
hustru hustrun maka makan make maken dotter dottern son sonen mor modern far fadern syster systern bror brodern sambo
kone datter søn sønn mor far søster bror ektefelle
żona żoną żony żonę mąż męża mężem córka córką córki córkę syn syna synem matka matką matki ojciec ojca ojcem siostra siostrą siostry brat brata bratem
eşi kızı oğlu annesi babası kardeşi ablası abisi
жена женой жены жену муж мужем мужа дочь дочерью дочери сын сыном сына мать матерью отец отцом сестра сестрой брат братом
σύζυγος συζύγου κόρη γιος γιο μητέρα πατέρας αδελφή αδελφός
`);

/** Kin in German, where any noun may follow with a capital. */
export const germanKin = set(
  'ehefrau ehemann gatte gattin lebensgefährtin lebensgefährte partnerin tochter sohn sohnes mutter vater schwester bruder nichte neffe enkel enkelin tante onkel betreuer betreuerin',
);

/** Words that do with somebody: discussed with X. */
export const meetings = set(`
discussed reviewed follow appointment spoke spoken seen examined talked consulted conferred conversation discussion shared conjunction
besprochen rücksprache abgesprochen diskutiert konsultiert gespräch
vu vue revu discuté parlé discussion accord
visto vista comentado comentada hablado consultado discutido discutida comentou
discusso concordato parlato
overleg overlegd besproken
diskuterat diskuterad bedömt samråd
konsultowano omówiono uzgodniono konsultacja konsultowany
konsülte görüşüldü
`);

/** Words that bring somebody a message: communicated to X. */
export const messages = set(`
known referral letter communicated conveyed relayed telephoned faxed copied sent phoned reported message übermittelt mitgeteilt geschickt gefaxt communiqué communiqués transmis adressé envoyé comunica comunicado comunicada comunicados comunicadas
informado enviado comunicato comunicati trasmesso inviato doorgegeven doorgebeld gemeld lämnat meddelat meddelats przekazano przekazany
`);

/** `to`, where a message stands before it. */
export const toWords = set('from to a al ao aos aan till an à au for');

/** `with`, where a meeting stands before it. */
export const withWords = set('with w mit avec con com met med z');

/** Before `of`: under care of X. */
export const careWords = set('care direction supervision behalf request call child baby girl boy twin infant');

/** What stands before the name of who wrote or answers for a text; a colon, a full stop or nothing between. */
export const signatures = set(`
signed signature dictated gez gezeichnet vidiert freigegeben signé validé fdo firmado firmato refertato assinado laudado geautoriseerd verslag ondertekend signerat granskat podpisał podpisano opisał opisała opisujący onaylayan raporlayan isteyen imzalayan
подпись рентгенолог врач описал ακτινολόγος ιατρός radiographer radiologist sonographer student intern resident colleague informado tech technician technologist operator asked contacted paged notified informed sentito contattato contactado avisado avisada
zuweiser zuweiserin untersucher untersucherin assistenz befundet befunder überw überweiser anforderer
manip manipulateur demandeur adressé interne prescripteur tsid tsrm solicita solicitante informante rich richiedente
laborant laborante aanvrager radioloog remittent ssk läkare zlec zlecający lekarz technik lek uzm tekniker
направил лаборант requested ordering attending requestor sent reported performed ref ro rt
rn nurse midwife fellow registrar attn interpreter chaplain coordinator coord rep poa parents booked cc
konsultacja konsultujący konsil dolmetscherin domicile
traitant traitante curante cabecera hausärztin hausarzt huisarts husläkare fastlege beamten beamter
sheriff deputy trooper sergeant detective attorney lawyer solicitor judge pastor rabbi imam coach dolmetscher anwalt avocat abogado avvocato
`);

/** Forms of address and of farewell. */
export const greetings = set(`
dear geehrte geehrter liebe lieber cher chère estimado estimada gentile egregio egregia prezado prezada caro cara geachte beste bäste bästa kära szanowny szanowna sayın уважаемый уважаемая αγαπητέ
regards sincerely grüßen grüsse cordialement atentamente saluti groet groeten hälsningar hälsning pozdrawiam saygılarımla
kollege kollegin kollegen confrère consoeur colega collega kollega kolega kolegę
`);

/** What may stand between such a word and the name. */
export const fillers = set(`
the a his her their our patient patients patient's pt pt's der des die dem du de la le del dell della do da dos van het patienten patientin pasient pasienten patiente paciente paziente patiënt patiënte patientens
by durch par por da door av af przez to with mit from von frau herr herrn kollege kollegen kollegin kollegial doctor doctora docteur dottor dottore confrère colega collega kollega dr dra drs ssa prof med mr mrs ms mme
electronically elektronisch radiologist consultant resident attending fellow fa fä aa aä oa oä nurse intern physician student colleague called named namens und na lekarz opisujący panie pani doktorze doktor доктор врачом του
`);

/** Who cares for somebody, in capitals; they may be short for something else. */
export const careRoles = set('sw lcsw np cna lvn crna pcp mta mtra mtr');

/** Those of the words above that a noun may follow: Konsil Neurologie, Coord System. */
export const beforeNouns = set(
  'konsil dolmetscherin dolmetscher hausarzt hausärztin beamten beamter coord rep poa booked',
);

/** Before somebody of the lists: per Okafor, what Pemberton described. */
export const asides = set('per what under');

/** And, between two names. */
export const andWords = set('and und et e y i en och og ve и και');
