// Where somebody lives, lies or was treated, by the words around it: residence, streets, wards, houses of other scripts.
import { foldWord } from './fold.js';
import { isBeyondLatin, matchPatterns, type Pattern } from './patterns.js';
import type { TextSpan } from './textSpan.js';
import type { Token } from './tokens.js';
import { isEponym, isTechnicalForm, wordLevel } from './vocabulary.js';

const CAP = `\\p{Lu}[\\p{L}\\p{M}'-]{1,24}`;
const CITY = `${CAP}(?: ${CAP}){0,2}`;

/** Lives at, wohnhaft, bor på: then, up to the end of the sentence, a place; abbreviations of streets end no sentence. */
const LIVES =
  'lives(?: (?:alone|w\\/|with|off|near|by|on|now|currently|upstairs|\\p{L}{2,12}|[A-Z]?\\d{1,4})){0,5} (?:at|in)|living(?: alone)? (?:at|in)|resid(?:es|ing) (?:at|in)|resident (?:at|of)|lebt(?: allein)? in|wohnt(?: in)?|wohnhaft(?: in)?|demeurant|domicilié(?:e)? (?:à|au)|habite|vive (?:en|a|in)|domiciliad[ao] en|resident[ea] (?:a|in|en|em|na|no)|domiciliado (?:em|en)|abita (?:a|in)|住所|address:?|adresse:?|anschrift:?|home:|mora (?:em|na|no)|woont (?:op|in|te)|wonende(?: te)?|woonachtig (?:te|in)|bor (?:på|i)|bosatt (?:på|i)|zam(?:ieszka[łl][ya]?|\\.)(?: w)?|mieszka (?:w|przy)|adresi?:?|adres:?|проживает(?: по адресу)?:?|адрес:?|διαμένει|κατοικεί|يسكن في|يقيم في|العنوان:?';
const SHORT_STREETS =
  'P\\.O\\. |P\\.O\\.|ul\\. |al\\. |os\\. |pl\\. |m\\. |Cad\\. |Cd\\. |Sk\\. |Sok\\. |Mah\\. |Av\\. |Jr\\. |Avda\\. |St\\. |Apt\\. |ap\\. |ул\\. |пр\\. |пер\\. |д\\. |кв\\. |г\\. |Λεωφ\\. |str\\. ';

type Hint =
  | 'lives'
  | 'state'
  | 'street'
  | 'road'
  | 'house'
  | 'general'
  | 'saint'
  | 'near'
  | 'works'
  | 'practice'
  | 'ward'
  | 'script';

/** Words without which patterns of a kind can't match: most texts have none. */
const HINTS: ReadonlyMap<string, Hint> = new Map(
  (
    [
      [
        'lives',
        'lives living resides residing resident lebt wohnt wohnhaft demeurant domicilié domiciliée habite vive domiciliado domiciliada residente residenta abita mora woont wonende woonachtig bor bosatt zam zamieszkały zamieszkała mieszka adres adresi address adresse anschrift home проживает адрес διαμένει κατοικεί',
      ],
      [
        'street',
        'box ul al os pl cad cd sk sok mah bulv sokak caddesi mahallesi bulvarı avenida av jr calle c rua plaza paseo',
      ],
      [
        'house',
        'krankenhaus spital klinik klinikum hospital ziekenhuis sjukhus lasarett vårdcentral sykehus sygehus hastanesi kliniği merkezi group ctr umc mc az asl capio spzoz szpital klinika przychodnia centrum centro sanatorio casa istituto institut instituto polyclinique upa imss diaconessenhuis',
      ],
      ['road', 'street avenue road lane boulevard blvd ave parkway highway rd'],
      ['general', 'general'],
      ['saint', 'st saint'],
      ['near', 'near home outside visiting moved travel trip returned'],
      ['works', 'employed works worked working employee job'],
      ['practice', 'surgery practice'],
      [
        'ward',
        'ward bay amu mau sau eau cdu asu tower pavilion pod down station stn zimmer zi bett room rm bed chambre ch lit cama sala habitación planta box letto leito quarto enfermaria kamer afdeling avdelning avd sal łóżko oda yatak палата отделение палаты θάλαμος icu itu sicu micu nicu ccu hdu its imc uci uti uhcd réa iva ic oiom rianimazione stroke west east north south oddział reparto servizio service servisi',
      ],
    ] as const
  ).flatMap(([hint, words]) => words.split(' ').map((word) => [foldWord(word), hint] as const)),
);
const STREET_END = /(?:gatan|vagen|grand|promenaden|stigen|straat|weg|laan|gracht)$/;
const HOUSE_END = /(?:ziekenhuis|sjukhuset|lasarettet)$/;
const FEWEST_OF_COMPOUND = 8;

/** Places where somebody lives, lies or was treated. */
export function matchResidence(flat: string, tokens: readonly Token[]): readonly TextSpan[] {
  const hints = new Set<Hint>();
  for (const { fold } of tokens) {
    const hint = HINTS.get(fold);
    if (hint !== undefined) hints.add(hint);
    if (fold.length < FEWEST_OF_COMPOUND) continue;
    if (STREET_END.test(fold)) hints.add('street');
    if (HOUSE_END.test(fold)) hints.add('house');
  }
  if (/\p{L},? [A-Z]{2}(?!\p{L})/u.test(flat)) hints.add('state');
  if (isBeyondLatin(flat)) for (const hint of ['script', 'lives', 'ward'] as const) hints.add(hint);
  if (hints.size === 0) return [];
  return matchPatterns(
    flat,
    PATTERNS.filter(({ hint }) => hints.has(hint)),
  );
}

/** No word of medicine or of every day, and no eponym. */
function isOfNoTrade(word: string): boolean {
  const fold = foldWord(word);
  return wordLevel(fold) === 'plain' && !isTechnicalForm(fold) && !isEponym(fold);
}

const GENERIC_WARD =
  /^(?:the|this|our|general|medical|surgical|isolation|maternity|acute|male|female|hospital|day|short|high|post|pre|labou?r|delivery|emergency|stroke|burns?|observation|admission|recovery|psychiatric|virtual|covid|postnatal|antenatal|elderly|locked|private|home|next|review|hot|cold|p(?:a)?ediatric|geriatric|cardiac|respiratory|oncology|renal|children's?|on|off|to|from|in|per)$/i;

const PATTERNS: readonly (Pattern & { readonly hint: Hint })[] = [
  {
    hint: 'lives',
    rule: 'pattern/address',
    category: 'place',
    expression: new RegExp(
      `(?<![\\p{L}])(?:${LIVES})[\\s:]{1,2}(?<v>(?:${SHORT_STREETS}|, (?:apt|flat|app|n[º°o]|bus|hs|ap|кв|д|г)(?!\\p{L})|[^\\n.;<>|。,]|,(?! ?\\p{Ll}{3})|\\.(?=\\S)){3,90})`,
      'giu',
    ),
    confidence: 0.7,
    accepts: (match) => {
      const value = match.groups?.['v'] ?? '';
      if (/ip address|mac address/i.test(match[0])) return false;
      if (/^(?:address|adresse|anschrift|home|住所)/i.test(match[0])) return /\d/.test(value);
      return /^\d|^(?:\p{Lu}|[\u0600-\u06ff])/u.test(value) || /^[^,]{0,40}\d/.test(value);
    },
  },
  {
    hint: 'street',
    rule: 'pattern/address',
    category: 'place',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:P\\.? ?O\\.? Box \\d{1,6}|(?:ul|al|os|pl)\\. ${CITY} \\d{1,4}[a-zA-Z]?(?:[/ ](?:m\\. ?)?\\d{1,4})?|${CITY} (?:Cad|Cd|Sk|Sok|Mah|Bulv)\\.? ?(?:[Nn]o:? ?)?\\d{1,4}(?:/\\d{1,4})?|${CITY} (?:Sokak|Caddesi|Mahallesi|Bulvarı) \\d{1,4}(?:/\\d{1,4})?|\\p{Lu}[\\p{L}-]{1,24}(?:gatan|vägen|gränd|promenaden|stigen|straat|weg|laan|gracht) \\d{1,4} ?[a-zA-Z]{0,3}|(?:Avenida|Av\\.?|Jr\\.?|Calle|C/|Rua|Plaza|Paseo) ${CITY} \\d{1,5})(?![\\p{L}\\p{N}])`,
      'gu',
    ),
    confidence: 0.8,
    needs: 'digit',
  },
  {
    hint: 'script',
    rule: 'pattern/address',
    category: 'place',
    expression:
      /(?<!\p{L})(?:ул|пр|пер|пл|наб|б-р|Λεωφ|οδός)\.? \p{Lu}[\p{L}-]{1,24}(?: \p{Lu}[\p{L}-]{1,24})?,? (?:д\. ?)?\d{1,4}(?:,? (?:кв|корп)\. ?\d{1,4})?(?:, г\. ?\p{Lu}[\p{L}-]{2,24})?|(?:شارع|حي|طريق) \p{L}{2,20}(?: \p{L}{2,20})? \d{1,5}(?: \p{L}{3,20})?|(?<=住|地址|住所)[::\s]{0,2}\p{Script=Han}[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\dー-]{3,40}|\p{Script=Han}{2,6}[路街道巷]\d{1,5}(?:[弄号]\d{0,4}){0,2}|\p{Script=Han}{1,6}町\d{1,3}(?:-\d{1,4}){1,3}/gu,
    confidence: 0.8,
    needs: 'beyond-latin',
  },
  {
    hint: 'script',
    rule: 'pattern/institution',
    category: 'institution',
    expression:
      /(?<!\p{L})(?:\p{Lu}[\p{L}-]{2,24} ){0,2}(?:[Бб]ольниц[аеыу]|[Кк]линик[аеиу]|[Пп]оликлиник[аеиу]|ГКБ|ЦРБ|ОКБ|[Гг]оспитал[ьяе]|[Мм]едцентр[ае]?)\s(?:№\s?\d{1,4}|им\.\s?\p{Lu}[\p{L}-]{2,24}|[«"][^»"]{2,30}[»"])|(?:Γ\. ?Ν\. |Νοσοκομείο |Κλινική |Ιατρικό Κέντρο )\p{Lu}\p{L}{2,24}(?: \p{Lu}\p{L}{2,24}){0,2}|(?:مستشفى|عيادة|مستوصف) \p{L}{2,20}(?: (?!في|من|بتاريخ|و)\p{L}{2,20})?|(?<!\p{Script=Han})(?!由|在|到|从)\p{Script=Han}{2,10}(?:诊所|卫生院|保健院)/gu,
    confidence: 0.7,
    needs: 'beyond-latin',
  },
  {
    hint: 'house',
    rule: 'pattern/institution',
    category: 'institution',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:(?:[\\p{Lu}][\\p{L}\\p{M}.]{1,20}-){1,3}(?:Krankenhaus|Spital|Klinik|Klinikum|Hospital|Ziekenhuis|ziekenhuis)|(?:Sankt |St\\.? )?(?:${CAP} ){1,3}(?:sjukhus|lasarett|vårdcentral|ziekenhuis|sykehus|sygehus|Hastanesi|Kliniği|Tıp Merkezi|Medical Group|Med Ctr)|\\p{Lu}\\p{L}{2,20}-?(?:jansziekenhuis|ziekenhuis|enhuis Noord)|(?:Universitetssjukhuset|Länssjukhuset|Sjukhuset|Lasarettet|Ziekenhuis|Diaconessenhuis|UMC|MC|AZ|ASL|Capio|SPZOZ|Szpital(?: Miejski| Powiatowy| Kliniczny)?|Klinika|Przychodnia|Centrum Medyczne|Centro M[eé]dico|Sanatorio|Santa Casa|Casa di [Cc]ura|Istituto|Institut|Instituto|Polyclinique|UPA|IMSS)(?: (?:i|w|im\\.|św\\.|Pod|De|de|del|van|di|da|das|dos|du|la|los|las|Los|Las|Zona))* (?:${CITY}|\\d{1,3}))(?![\\p{L}])`,
      'gu',
    ),
    confidence: 0.7,
    accepts: (match) => !match[0].split(/[\s-]+/).every((word) => isTechnicalForm(foldWord(word)) || word.length < 3),
  },
  {
    // Kingston NY. Behind a comma also where the state may be something else.
    hint: 'state',
    rule: 'pattern/place',
    category: 'place',
    expression: new RegExp(
      `(?<![\\p{L}\\p{N}-])${CITY}(?: (?:NY|NJ|TX|FL|GA|TN|MN|WI|KY|KS|NM|NH|VT|WV|WY|IA|UT|NE|IL|OH|NC)|, (?:NY|NJ|TX|FL|CA|IL|OH|GA|NC|VA|WA|AZ|TN|MN|WI|KY|KS|NV|NM|NH|VT|RI|WV|WY|IA|UT|ND|SD|NE|MT|HI|CT|MA|MD|MI|MO|ME|IN|OK|OR|SC|AL|AR|CO|LA|AK|MS))(?![\\p{L}\\p{N}/-])`,
      'gu',
    ),
    confidence: 0.6,
    accepts: (match) =>
      match[0]
        .split(/,? (?=[A-Z]{2}$)/)[0]
        ?.split(' ')
        .every((word) => isOfNoTrade(word)) === true,
  },
  {
    // A street without a number.
    hint: 'road',
    rule: 'pattern/address',
    category: 'place',
    expression: new RegExp(
      `(?<=(?:on|at|along|near|off|from|in|corner of|ON|AT|ALONG|NEAR|OFF|FROM) )(?:${CAP} ){1,2}(?:Street|Avenue|Road|Lane|Boulevard|Blvd|Ave|Parkway|Highway|Rd|STREET|AVENUE|ROAD|LANE|BOULEVARD|PARKWAY)(?![\\p{L}\\p{N}])(?: and (?:${CAP} ){1,2}(?:Street|Avenue|Road|Lane|Ave|Rd))?`,
      'gu',
    ),
    confidence: 0.7,
  },
  {
    // Where it happened, or where somebody came from; an eponym is no place.
    hint: 'near',
    rule: 'pattern/place',
    category: 'place',
    expression:
      /(?<=(?:near|at home in|home in|outside|visiting|moved to|moved from|travel to|trip to|returned from) )\p{Lu}\p{Ll}{2,24}(?: \p{Lu}\p{Ll}{2,24}){0,2}(?![\p{L}\p{N}])/gu,
    confidence: 0.6,
    accepts: (match) => match[0].split(' ').every((word) => isOfNoTrade(word)),
  },
  {
    hint: 'works',
    rule: 'pattern/institution',
    category: 'institution',
    expression: new RegExp(
      `(?<=(?:[Ee]mployed (?:at|by)|[Ww]ork(?:s|ed|ing) (?:at|for)|[Ee]mployee of|job at) )(?:the )?(?:${CAP})(?:(?: &| and)? ${CAP}){0,3}(?![\\p{L}\\p{N}])`,
      'gu',
    ),
    confidence: 0.6,
    accepts: (match) => match[0].split(' ').some((word) => /^\p{Lu}/u.test(word) && isOfNoTrade(word)),
  },
  {
    hint: 'practice',
    rule: 'pattern/institution',
    category: 'institution',
    expression: new RegExp(
      `(?<=, |at )(?:${CAP} ){1,2}(?:Surgery|(?:Medical |Family |Group )?Practice)(?![\\p{L}\\p{N}])`,
      'gu',
    ),
    confidence: 0.6,
    accepts: (match) => isOfNoTrade(match[0].split(' ')[0] ?? ''),
  },
  {
    hint: 'saint',
    rule: 'pattern/institution',
    category: 'institution',
    expression:
      /(?<=(?:at|from|to|in|@|AT|FROM|TO) )(?:(?:St\.?|Saint) \p{Lu}\p{Ll}{3,15}['’]s|(?:ST\.?|SAINT) \p{Lu}{4,16}['’]S)(?!\p{L})/gu,
    confidence: 0.6,
  },
  {
    hint: 'general',
    rule: 'pattern/institution',
    category: 'institution',
    expression: /(?<=(?:at|from|to|of) )(?:\p{Lu}\p{L}{3,20} ){1,2}General(?! \p{Lu})(?!\p{L})/gu,
    confidence: 0.6,
    accepts: (match) =>
      match[0]
        .split(' ')
        .slice(0, -1)
        .some((word) => wordLevel(foldWord(word)) !== 'technical'),
  },
  {
    hint: 'ward',
    rule: 'pattern/ward',
    category: 'place',
    expression:
      /(?<![\p{L}\p{N}])(?:(?:Ward|ward|Bay|WARD|Station|STATION|Stn\.?|Zimmer|Zi\.|Bett|Room|Rm|Bed|chambre|Chambre|ch\.|lit|Lit|cama|Cama|Sala|sala|habitación|Habitación|Planta|planta|Box|Letto|letto|Leito|leito|Quarto|quarto|Enfermaria|enfermaria|Kamer|kamer|Afdeling|afdeling|Avdelning|avdelning|Avd\.?|avd\.?|Sal|łóżko|Oda|oda|Yatak|yatak|палата|отделение|палаты|θάλαμος|غرفة) (?:№ ?)?(?:[A-Z]?\d{1,3}[A-Z]|[A-Z]\d{1,3}|\d{1,4})(?: (?:Noord|Zuid|Oost|West|North|South|East|bed|lit|cama|Bett) ?\d{0,3})?|(?:ICU|ITU|SICU|MICU|NICU|CCU|HDU|ITS|UCI|UHCD|Réa|IC|OIOM|Rianimazione|Stroke Unit)[ -](?:\d{1,2}|[A-D])(?: (?:bed|Bett|lit|cama|letto|leito) ?\d{1,3})?|(?:(?:AMU|MAU|SAU|EAU|CDU|ASU|MICU|SICU|NICU|CCU|ICU|HDU)[ -](?:bay|bed|Bay|Bed) ?[A-Z0-9]{1,3})|(?:Tower|Pavilion|Pod|Step-down) (?:\d{1,2}[NSEW]?|[A-Z])(?: (?:North|South|East|West))?|(?:UTI|IMC|IVA)[ -](?:\d{1,2}|[A-D]) (?:bed|Bett|lit|cama|letto|leito) ?\d{1,3}|\d{1,2} (?:West|East|North|South) (?=portable|bed|rm|room)|Oddział \p{Lu}\p{L}+ [IVX]{1,3}|(?:Reparto|Servizio|Service de|servisi) \p{L}{4,20} (?:\d{1,2}|[A-D])|\p{Lu}\p{L}{3,20} servisi \d{1,2})(?![\p{L}\p{N}]|[.,]\d|\s?(?:mm|cm|min|s|ms|of|von|de|kg|times|x|days?|weeks?|months?|h|hrs?|hours?|d[ií]as?|jours?|giorni|Tagen?|lesions?)\b)|\d{1,4}号室|\d{1,2}階\p{Script=Han}{1,3}病棟|\p{Script=Han}{2,6}病区|\d{1,3}床(?![\p{Script=Han}])|\d{1,3}병동|\d{2,4}호(?!\p{L})/gu,
    confidence: 0.6,
    accepts: (match) => !isPlainStation(match[0], match.input.slice(0, match.index)),
  },
  {
    hint: 'ward',
    rule: 'pattern/ward',
    category: 'place',
    expression: /(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}{2,20}) Ward(?:,? (?:bed|bay|room) \d{1,3})?(?![\p{L}])/gu,
    confidence: 0.6,
    accepts: (match) => isOfNoTrade(match[1] ?? '') && !GENERIC_WARD.test(match[1] ?? ''),
  },
];

/** Station 2 of the legs is where a table stood; on a ward somebody is `auf Station 3`. Room 12 or bed 3 are in every house. */
function isPlainStation(text: string, before: string): boolean {
  if (
    /^(?:Room|Rm|Bed|Bett|Zimmer|Zi\.?|Box|Bay|Sal|[Ss]ala|[Cc]ama|[Ll]it|[Cc]h\.|[Ll]etto|[Ll]eito|[Qq]uarto|[Kk]amer|[Oo]da|[Yy]atak|łóżko) ?\d{1,2}$/.test(
      text,
    )
  )
    return true;
  return /^(?:Station|STATION|Stn|[Pp]lanta|IC) ?\d{1,2}$/.test(text) && !/(?:\bauf|\bvon|\baus)\s$/.test(before);
}
