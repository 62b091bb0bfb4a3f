// People, houses and places behind what introduces them in Japanese, Chinese, Korean, Russian, Greek and Arabic.
import { isBeyondLatin, matchPatterns, type Pattern } from './patterns.js';
import type { TextSpan } from './textSpan.js';

function person(expression: RegExp): Pattern {
  return { rule: 'pattern/cued-name', category: 'name', expression, confidence: 0.6, needs: 'beyond-latin' };
}

function place(expression: RegExp, category: 'place' | 'institution' = 'place'): Pattern {
  return { rule: `pattern/${category}`, category, expression, confidence: 0.6, needs: 'beyond-latin' };
}

const CYRILLIC = '\\p{Script=Cyrillic}';
const GREEK = '\\p{Script=Greek}';
const ARABIC = '\\p{Script=Arabic}';

const PATTERNS: readonly Pattern[] = [
  // Shifts and roles.
  person(/(?:夜勤|日勤|準夜|当直)[::\s]?(?<v>\p{Script=Han}{1,4})(?=[、,。へ]|$)/gu),
  person(/(?<=[にのが、。\s])(?<v>\p{Script=Han}{2,3})(?=医師[がにのよ])/gu),
  person(/(?:夜班|白班|值班)[::\s]?(?!交)(?<v>\p{Script=Han}{2,4}?)(?=交|,|。|、|$)/gu),
  person(
    /(?:妹妹|姐姐|哥哥|弟弟|儿子|女儿|母亲|父亲|妻子|丈夫|家属)(?!同住|要求|陪|来电|签字|告知|已|在)(?<v>\p{Script=Han}{2,4}?)(?=同住|要求|陪同|陪护|来电|签字|告知|,|。)/gu,
  ),
  person(/(?<=由)(?<v>\p{Script=Han}{2,4}?)(?=主任|医生|医师|教授)/gu),
  person(
    /(?:야간|주간|주치의|전문의|판독의|술자|당직)[::]?\s?(?!인계|판독|촬영|근무)(?<v>\p{Script=Hangul}{2,4})(?=[,.\s]|$)/gu,
  ),
  person(/(?<![\p{Script=Hangul}\d])(?<v>\p{Script=Hangul}{2,4})(?= (?:교수|선생님|과장|전공의))/gu),
  person(
    /(?:여동생|남동생|누나|언니|오빠|형|딸|아들|아내|남편|어머니|아버지) (?<v>\p{Script=Hangul}{2,4}?)(?=씨|[와과이가은는](?!\p{Script=Hangul}))/gu,
  ),
  person(
    new RegExp(
      `(?:[Оо]смотрен|[Нн]азначил[аи]?|[Вв]ыполнил[аи]?|[Оо]писал[аи]?|[Кк]оллега|[Сс]естр(?:ой|а)|[Бб]ратом?|[Жж]ен[ыа]|[Мм]уж[а]?|[Нн]азывать|[Сс] уважением)[,:]? (?<v>\\p{Lu}${CYRILLIC}{2,20}(?: (?:\\p{Lu}\\.){1,2}| \\p{Lu}${CYRILLIC}{2,20})?)(?!${CYRILLIC})`,
      'gu',
    ),
  ),
  person(
    new RegExp(
      `(?:από|του κ\\.|κ[αο]?\\.?|Αγαπητέ|Αγαπητή|Ιατρός|Χειριστής|Τεχνολόγος) (?<v>\\p{Lu}${GREEK}{3,20})(?!${GREEK})(?=[,.;)]|$| \\d| τη| σ)`,
      'gu',
    ),
  ),
  person(
    new RegExp(
      `(?:الجراح|الفني|الممرضة|أجراها|أجراه|كتب التقرير|الزوجة|الزوج|أخته|أخيه) (?<v>ال?${ARABIC}{3,14}|عبد ${ARABIC}{3,12}(?: ${ARABIC}{3,14})?)(?= (?:في|وكتب|سقط|\\()|[،.,)]|$|\\s*\\n)`,
      'gu',
    ),
  ),
  // Houses and towns.
  place(/(?<!\p{Script=Han})\p{Script=Han}{2,3}市(?=[のにで字])/gu),
  place(
    /(?<=(?:于|在|住|,|,))\p{Script=Han}{2,3}市(?:\p{Script=Han}{2,8}\d{1,5}(?:栋|号楼|号|弄)(?:\d{1,5}(?:室|单元))?)?/gu,
  ),
  place(/(?:[가-힣]{2,4}시 )?[가-힣]{2,5}(?:로|길|리)(?:\d{1,3}길)? \d{1,4}(?:-\d{1,4})?(?=[\s.,])/gu),
  place(
    new RegExp(
      `(?:МЦ|Медсанчасть|НИИ|ЦГБ|ФАП|Диспансер)(?: им\\.)? ?(?:«[^»]{2,30}»|№ ?\\d{1,3}|\\p{Lu}${CYRILLIC}{2,20})`,
      'gu',
    ),
    'institution',
  ),
  place(
    new RegExp(
      `(?:Διαγνωστικό Κέντρο|Ιατρείο|Κέντρο Υγείας|Πολυιατρείο) \\p{Lu}${GREEK}{2,20}(?: \\p{Lu}${GREEK}{2,20})?`,
      'gu',
    ),
    'institution',
  ),
  place(new RegExp(`(?:عيادات ${ARABIC}{3,14}|مجمع ${ARABIC}{3,14} الطبي)`, 'gu'), 'institution'),
  {
    rule: 'pattern/licence',
    category: 'id',
    expression:
      /(?:машина|автомобиль|όχημα|السيارة|车牌|車)[::\s]{1,2}(?<v>[A-Z]{1,3}-?[A-Z]{0,2}[ -]?\d{1,4}[A-Z-]{0,4}|\d{4} [A-Z]{3}|\d[A-Z]{3}\d{3}|[A-Z]{2}\d{2} [A-Z]{3})(?![\p{L}\p{N}])/gu,
    confidence: 0.8,
    needs: 'beyond-latin',
  },
  {
    rule: 'pattern/id',
    category: 'id',
    expression:
      /(?:αρ\.|رقم|番号|编号|编码|번호|身份证|医保卡号|保険証番号|보험번호|Полис|СНИЛС|полис)[::\s]{0,2}(?<v>(?:[A-Z]{1,4}[- ]?)?\d(?:[A-Z0-9]|[ ./-](?=[A-Z0-9])){4,20})(?![\p{L}\p{N}])/gu,
    confidence: 0.8,
    needs: 'beyond-latin',
  },
];

export function matchOtherScripts(flat: string): readonly TextSpan[] {
  return isBeyondLatin(flat) ? matchPatterns(flat, PATTERNS) : [];
}
