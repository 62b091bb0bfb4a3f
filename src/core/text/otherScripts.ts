// People, houses and places behind what introduces them in Japanese, Chinese, Korean, Russian, Greek and Arabic.
import { gazetteer } from './gazetteer.js';
import { isBeyondLatin, matchPatterns, type Pattern } from './patterns.js';
import type { TextSpan } from './textSpan.js';

type Accepts = (value: string) => boolean;

function person(expression: RegExp, accepts: Accepts): Pattern {
  return {
    rule: 'pattern/cued-name',
    category: 'name',
    expression,
    confidence: 0.6,
    needs: 'beyond-latin',
    accepts: (match) => accepts(match.groups?.['v'] ?? ''),
  };
}

/** The usual family names, by their first character. */
const CHINESE_FAMILIES =
  /^[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董潘袁蔡蒋余于杜叶葉程魏苏蘇吕丁任卢盧姚沈钟鍾姜崔谭陆陸范汪廖石金贾夏付邹熊白孟秦邱侯江尹薛闫段雷龙龍黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔汤]|^(?:司马|诸葛|欧阳|上官|皇甫|尉迟)/u;
const KOREAN_FAMILIES =
  /^[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육맹제모탁국]/u;
const KOREAN_ROLES =
  /^(?:담당|책임|지도|주임|전임|임상|외래|본원|해당|타과|정년|연구|진료|판독|인계|촬영|근무|미정|전공)/u;
const isChinese: Accepts = (value) => CHINESE_FAMILIES.test(value);
const isKorean: Accepts = (value) => KOREAN_FAMILIES.test(value) && !KOREAN_ROLES.test(value);
const isJapanese: Accepts = (value) => {
  const { family } = gazetteer();
  return family.has(value) || (value.length > 2 && (family.has(value.slice(0, 2)) || family.has(value.slice(0, 3))));
};
/** No specialist, and no word that only looks like somebody. */
const isRussian: Accepts = (value) =>
  !/(?:олог|атр|ист|евт|тник|ент|ант|ург|опед)(?:а|у|ом)?$|^(?:Врач|Дежурн|Завед|Медсестра|Нет|Да|Милосерд|Отделен|При[её]м)/u.test(
    value,
  );
const isGreek: Accepts = (value) => !/(?:λόγ|ίατρ|ιατρ|ικό)(?:ος|ο|ου|ε|ός)?$|^(?:Συνάδελφ|Ιατρ|Ειδικ)/u.test(value);
const isArabic: Accepts = (value) => !/^(?:المناوب|المختص|المسؤول|المعالج|المقيم|حامل)/u.test(value);

function place(expression: RegExp, category: 'place' | 'institution' = 'place'): Pattern {
  return { rule: `pattern/${category}`, category, expression, confidence: 0.6, needs: 'beyond-latin' };
}

const CYRILLIC = '\\p{Script=Cyrillic}';
const GREEK = '\\p{Script=Greek}';
const ARABIC = '\\p{Script=Arabic}';

const PATTERNS: readonly Pattern[] = [
  // Shifts and roles.
  person(/(?:夜勤|日勤|準夜|当直)[::\s]?(?<v>\p{Script=Han}{1,4})(?=[、,。へ]|$)/gu, isJapanese),
  person(/(?<=[にのが、。\s])(?<v>\p{Script=Han}{2,3})(?=医師[がにのよ])/gu, isJapanese),
  person(/(?:夜班|白班|值班)[::\s]?(?!交)(?<v>\p{Script=Han}{2,4}?)(?=交|,|。|、|$)/gu, isChinese),
  person(
    /(?:妹妹|姐姐|哥哥|弟弟|儿子|女儿|母亲|父亲|妻子|丈夫|家属)(?!同住|要求|陪|来电|签字|告知|已|在)(?<v>\p{Script=Han}{2,4}?)(?=同住|要求|陪同|陪护|来电|签字|告知|,|。)/gu,
    isChinese,
  ),
  person(/(?<=由)(?<v>\p{Script=Han}{2,4}?)(?=主任|医生|医师|教授)/gu, isChinese),
  person(/(?:야간|주간|주치의|전문의|판독의|술자|당직)[::]?\s?(?<v>\p{Script=Hangul}{3,4})(?=[,.\s]|$)/gu, isKorean),
  person(/(?<![\p{Script=Hangul}\d])(?<v>\p{Script=Hangul}{3})(?= (?:교수|선생님|과장|전공의))/gu, isKorean),
  person(
    /(?:여동생|남동생|누나|언니|오빠|형|딸|아들|아내|남편|어머니|아버지) (?<v>\p{Script=Hangul}{3})(?=씨|[와과이가은는](?!\p{Script=Hangul}))/gu,
    isKorean,
  ),
  person(
    new RegExp(
      `(?:[Оо]смотрен|[Нн]азначил[аи]?|[Вв]ыполнил[аи]?|[Оо]писал[аи]?|[Кк]оллега|[Сс]естр(?:ой|а)|[Бб]ратом?|[Жж]ен[ыа]|[Мм]уж[а]?|[Нн]азывать|[Сс] уважением)[,:]? (?<v>\\p{Lu}${CYRILLIC}{2,20}(?: (?:\\p{Lu}\\.){1,2}| \\p{Lu}${CYRILLIC}{2,20})?)(?!${CYRILLIC})`,
      'gu',
    ),
    isRussian,
  ),
  person(
    new RegExp(
      `(?:του κ\\.|κ[αο]?\\.?|Αγαπητέ|Αγαπητή|Χειριστής|Τεχνολόγος) (?<v>\\p{Lu}${GREEK}{3,20})(?!${GREEK})(?=[,.;)]|$| \\d| τη| σ)`,
      'gu',
    ),
    isGreek,
  ),
  person(
    new RegExp(
      `(?:الجراح|الفني|الممرضة|أجراها|أجراه|كتب التقرير|الزوجة|الزوج|أخته|أخيه) (?<v>ال?${ARABIC}{3,14}|عبد ${ARABIC}{3,12}(?: ${ARABIC}{3,14})?)(?= (?:في|وكتب|سقط|\\()|[،.,)]|$|\\s*\\n)`,
      'gu',
    ),
    isArabic,
  ),
  // Houses and towns.
  place(/(?<!\p{Script=Han})\p{Script=Han}{2,3}市(?=[のにで字])/gu),
  place(
    /(?<=(?:于|在|住|,|,))\p{Script=Han}{2,3}市(?:\p{Script=Han}{2,8}\d{1,5}(?:栋|号楼|号|弄)(?:\d{1,5}(?:室|单元))?)?/gu,
  ),
  place(/(?:[가-힣]{1,4}[시구군] ){1,2}[가-힣]{2,5}(?:로|길|리)(?:\d{1,3}길)? \d{1,4}(?:-\d{1,4})?(?=[\s.,])/gu),
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
