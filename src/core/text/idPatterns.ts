// Record numbers after a label, national identifiers by form and check digit, ages over 89 (45 CFR 164.514(b)(2)(i)(C)).
import {
  isBsn,
  isCpf,
  isDni,
  isKvnr,
  isLuhn,
  isMedicare,
  isNhsNumber,
  isNir,
  isPesel,
  isVehicle,
} from './checkDigits.js';
import type { Pattern } from './patterns.js';

/** A record number: letters, digits and separators, with enough digits that it is no word and no code of a protocol. */
function isRecordNumber(minimum: number): (match: RegExpExecArray) => boolean {
  return (match) => {
    const value = match.groups?.['v'] ?? '';
    const digits = value.replace(/\D+/g, '').length;
    // `visit of 12/06/22` is no identifier: letters apart from the digits are capitals.
    if (/^\p{L}+ /u.test(value) && /^\p{L}*\p{Ll}/u.test(value)) return false;
    return digits >= minimum && !/^\d+\.\d+$/.test(value) && !/^\d+(?:mm|cm|ml|kv|kvp|hu|mg|gy|mgy)$/i.test(value);
  };
}

/** A label with its number of digits at least. */
function labelled(labels: string, minimum: number, confidence: number): Pattern {
  return {
    rule: 'pattern/id',
    category: 'id',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${labels})(?:[\\s_.-]?(?:nr|no|n°|nº|num|number|nummer|numero|numéro|id|#))?(?:<[^<>]{1,40}>|[\\s.:#=_|°º-]){1,4}(?<v>(?:[A-Z]{1,6}[-/ ]?)?[A-Z0-9]{0,4}\\d[A-Z0-9]{0,20}(?:[-/][A-Z0-9]{1,12}){0,4})(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    confidence,
    needs: 'digit',
    accepts: isRecordNumber(minimum),
  };
}

/** A number by its label and check digit, separators allowed within. */
function national(labels: string, body: string): Pattern {
  return {
    rule: 'pattern/national-id',
    category: 'id',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${labels})(?:[\\s_.-]?(?:nr|no|n°|number|nummer|numero|id))?[\\s.:#=_-]{1,4}(?<v>${body})(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    confidence: 1,
    needs: 'digit',
    accepts: isRecordNumber(4),
  };
}

/** A number by its form alone, which its check digits must bear out. */
function checked(body: string, isValid: (squeezed: string) => boolean): Pattern {
  return {
    rule: 'pattern/national-id',
    category: 'id',
    expression: new RegExp(`(?<![\\p{L}\\p{N}.,-]|\\d\\s)${body}(?![\\p{L}\\p{N}]|[.,-]\\d)`, 'gu'),
    confidence: 0.8,
    needs: 'digit',
    accepts: (match) => isValid(match[0].replace(/[\s./-]+/g, '')),
  };
}

const nationalLabels =
  'mutuelle|p[óo]liza|rpps|adeli|colegiado|tessera|polizza|ap[óo]lice|carteirinha|polisnr|medicaid|inmate|prisoner|subject|participant|volunteer|case|dl|pol|ssn|social security|nhs|ni|nino|kvnr|kv|versichertennr|svnr|ahv|bsn|personnummer|personnr|fodselsnummer|fødselsnummer|cpr|hetu|dni|nie|nif|codice fiscale|cf|nir|n[°o] ?s[ée]cu|s[ée]curit[ée] sociale|insee|cpf|rg|sus|pesel|sin|ramq|ohip|medicare|ihi|my[ _-]?number|curp|rrn|aadhaar|abha|hkid|nric|passport|reisepass|ausweis|driver|licen[cs]e|insurance|policy|member|matricule|tax|tfn|kimlik|tc kimlik|снилс|полис|マイナンバー|保険証|身份证号?|주민등록번호';

export const idPatterns: readonly Pattern[] = [
  labelled(
    'mrn|m\\.?r\\.?n|medical record|patient[\\s_-]?id|pat[\\s._-]?id|pid|patienten?[\\s_-]?(?:id|nr|nummer)|fallnr|fallnummer|aufnahmenr|dossier|ipp|nhc|csn|accession|accn?|acsn|患者番号|患者ID|受付番号|病历号|住院号|등록번호|protokol|история болезни|رقم الملف|nr hist\\. chor|prontu[aá]rio|cartella|hosp|sağlık no|journalnr|personnr|fnr',
    3,
    0.9,
  ),
  labelled(
    'ser\\.?-?nr\\.?|serien-?nr\\.?|gerätenr\\.?|vin|chassis|fahrgestellnummer|id|ids|identifier|kennung|serial|s/n|sn|seriennummer|ID番号|番号|iep|ndossier|historia|cartella|prontu[aá]rio|study id|exam id',
    4,
    0.8,
  ),
  labelled(
    'claim|hcpc|gmc|nmc|npi|inmate|prisoner|badge|registration|record|chart|hospital|hosp|unit|urn|chi|nhi|case|fall|aufnahme|encounter|visit|har|acct|account|konto|order|requisition|rekvisition|pat|patient|pt',
    5,
    0.7,
  ),
  national(nationalLabels, '[A-Z0-9](?:[A-Z0-9]|[\\s./-](?=[A-Z]{0,2}\\d)|[./-](?=[A-Z])){4,22}'),
  {
    rule: 'pattern/national-id',
    category: 'id',
    expression: /(?<![\p{L}\p{N}.-])\d{3}-\d{2}-\d{4}(?![\p{L}\p{N}]|-\d)/gu,
    confidence: 0.9,
    needs: 'digit',
  },
  {
    // Driving licences and number plates, with the state before them (45 CFR 164.514(b)(2)(i)(K), (L)).
    rule: 'pattern/licence',
    category: 'id',
    expression:
      /(?<![\p{L}\p{N}])(?:(?:driv(?:er|ing)(?:'?s)? licen[cs]e|(?:pickup|car|truck|vehicle|van|motorbike|motorcycle|bike|taxi) plate|dl ?#|(?:licen[cs]e|number|registration|reg\.?) plate|plate (?:no\.?|number|#)|license tag|führerschein|permis de conduire|carnet de conducir|patente di guida|rijbewijs|körkort|kennzeichen|plaque d'immatriculation|immatriculation|matr[ií]cula|targa|kenteken)(?: (?:is|was|no\.?|number|nr\.?|n°))?)[\s.:#=-]{1,4}(?<v>[A-Z0-9ÄÖÜ](?:[A-Z0-9ÄÖÜ]|[ .·-](?=[A-Z0-9]{1,9}(?![a-z]))){3,20})(?![\p{L}\p{N}])/giu,
    confidence: 0.9,
    needs: 'digit',
    accepts: (match) => {
      const value = match.groups?.['v'] ?? '';
      return !/\p{Ll}/u.test(value) && /\d.*\d/.test(value);
    },
  },
  {
    // A plate behind a word for a car, by its form.
    rule: 'pattern/licence',
    category: 'id',
    expression:
      /(?<=(?:[Vv]éhicule|[Vv]oiture|[Aa]uto|[Cc]oche|[Vv]ehículo|[Cc]arro|[Mm]acchina|[Vv]eicolo|[Bb]il|[Ss]amochód|[Pp]kw|PKW|[Cc]ar|[Tt]ruck|[Vv]an)[ (]{1,2})(?:[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}|[A-Z]{2}\d{2} ?[A-Z]{3}|\d{4} [A-Z]{3}|\d[A-Z]{3}\d{3}|[A-Z]{2}-\d{3}-[A-Z]{2}|[A-Z]{2} \d{4}[A-Z])(?![\p{L}\p{N}])/gu,
    confidence: 0.8,
    needs: 'digit',
  },
  {
    // In brackets behind what it numbers: slides (TR196514).
    rule: 'pattern/long-number',
    category: 'id',
    expression: /(?<=\()(?:[A-Z]{1,3}\d{6,10}|\d{7,9}-[\dA-Z]{1,2}|\d{2}\/\d{6})(?=[),])/gu,
    confidence: 0.6,
    needs: 'digit',
  },
  {
    // A device's own number, as its label has it (GS1: 01 the article, 21 the serial number).
    rule: 'pattern/device',
    category: 'device',
    expression: /\(01\)\s?\d{14}(?:\s?\((?:11|17|10|21|240)\)\s?[A-Z0-9/.-]{1,20}){1,5}/gu,
    confidence: 0.9,
    needs: 'digits',
  },
  checked('[A-HJ-NPR-Z0-9]{17}', isVehicle),
  {
    // What no label introduces: digits in a row that are no size, no dose and no year, or a letter and digits, a year's number.
    rule: 'pattern/long-number',
    category: 'id',
    expression:
      /(?<![\p{L}\p{N}.,_+-])(?:\d{8,12}|[A-Z]{1,2}\d{7,10}|[A-Z]{1,3}-?(?:19|20)?\d{2}-\d{4,8}|[A-Z]\d{5}-\d|\d{2}-\d{3}-\d{3}|\d{4} \d{4} \d{2}(?! ?\d))(?![\p{L}\p{N}_]|[.,-]\d)/gu,
    confidence: 0.6,
    needs: 'digits',
  },
  checked('\\d{3} \\d{3} \\d{4}', isNhsNumber),
  checked('[A-Z]\\d{9}', isKvnr),
  checked('(?:\\d{8}|[XYZ]\\d{7})-?[A-Z]', isDni),
  checked('\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}', isCpf),
  checked('[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]', () => true),
  checked('[12]\\s?\\d{2}\\s?(?:0[1-9]|1[0-2]|[2-9]\\d)\\s?(?:\\d{2}|2[AB])\\s?\\d{3}\\s?\\d{3}\\s?\\d{2}', isNir),
  checked('\\d{6}[-+]\\d{4}', (digits) => isLuhn(digits) || isBirthNumber(digits)),
  checked('(?:19|20)\\d{6}[-]?\\d{4}', (digits) => isLuhn(digits.slice(2))),
  checked('\\d{2}(?:[02468][1-9]|[13579][0-2])(?:0[1-9]|[12]\\d|3[01])\\d{5}', isPesel),
  checked('\\d{3}[ -]\\d{3}[ -]\\d{3}', isLuhn),
  checked('[2-6]\\d{3} \\d{5} \\d', isMedicare),
  checked('\\d{4}[. ]\\d{2}[. ]\\d{3}', isBsn),
  {
    rule: 'pattern/age',
    category: 'other',
    expression:
      /(?<![\p{L}\p{N}.,/-])(?:(?:0?9\d|1[01]\d)[\s-]?(?:y(?![\p{L}])|yo(?![\p{L}])|y\/o|yrs?(?![\p{L}])|years?(?:[\s-]old)?|-?jährige?r?|jahre?(?: alt)?|J\.|ans?(?![\p{L}])|a[nñ]os|anni|jaar|anos|år(?![\p{L}])|-?årige?|lata?(?![\p{L}])|-?letni|yaş|лет|года?(?![\p{L}])|-?летн|ετών|세|عام|سنة|歳|岁|세))/giu,
    confidence: 0.9,
    needs: 'digit',
  },
  {
    // 91F; above 97 F may be a temperature.
    rule: 'pattern/age',
    category: 'other',
    expression:
      /(?<![\p{L}\p{N}.,/-])(?:9[0-6]F|(?:9\d|10\d)M|(?:9\d|10\d) ?(?:y\/?o ?)?(?:[FMfm](?= (?:with|w\/|c\/o|s\/p|hx|h\/o|presents))|(?:fe)?male))(?![\p{L}\p{N}])/gu,
    confidence: 0.7,
    needs: 'digit',
  },
  {
    rule: 'pattern/age',
    category: 'other',
    expression:
      /(?<![\p{L}\p{N}])(?:aged?|alter|âge|edad|età|idade|leeftijd|年齢|年龄|나이|возраст|ηλικία|العمر|yaş)[\s.:=-]{1,3}(?<v>(?:0?9\d|1[01]\d)Y?)(?!\p{N}|[.,]\d|\s?(?:mm|cm|%))/giu,
    confidence: 0.9,
    needs: 'digit',
  },
];

/** Danish CPR and Finnish-like numbers begin with a day of birth. */
function isBirthNumber(digits: string): boolean {
  const day = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
