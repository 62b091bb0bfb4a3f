// People within runs of Chinese, Japanese and Korean letters, which no blank parts: 山田医師に, 由王医生转诊, 딸 최현우씨와.
import type { Gazetteer } from './gazetteer.js';
import { gazetteer } from './gazetteer.js';
import type { TextSpan } from './textSpan.js';

const HONOUR = /さん|様|先生|医師|医师|医生|殿|主任|教授|女士|氏(?!名)|씨|님|교수|선생/g;
const KIN =
  /(?:[其之](?:子|女|妻|夫|父|母|兄|弟|姐|妹)|妻子|丈夫|儿子|女儿|配偶|家属)((?:(?!陪|送|同)\p{Script=Han}){1,3})(?=陪|送|,|、|。|代|来|告|签)/gu;
const SIGNED =
  /(?:医师|医生|技师|护士|读片|审核|报告者|読影|読影医|依頼医|技師|판독의|의뢰의|판독|의사|환자)[::\s]{1,3}([\p{Script=Han}]{2,5}|\p{Script=Hangul}{2,4})(?![\p{Script=Han}\p{Script=Hangul}])/gu;
/** What stands before such words and is nobody. */
const NOBODY =
  /(?:患者|主治|担当|依頼|申请|审核|报告|专科|主管|住院|执刀|麻酔|放射線科|放射科|外科|内科|専門|当直|経治|经治|值班|皆|お子|奥|娘|父|母|家族|患|환자|보호자|선생|담당|주치|부교|조교|정교|지도)$/u;
const KIN_BEFORE = /(?:妻|夫|母|父|息子|娘|長男|長女|次男|次女|兄|弟|姉|妹|孫|딸|아들|남편|아내|배우자)(?:の| )$/u;
const MOST_LETTERS = 7;

export function matchCjkNames(flat: string): readonly TextSpan[] {
  if (!/[\u3040-\u9fff\uac00-\ud7a3]/.test(flat)) return [];
  const names = gazetteer();
  const spans: TextSpan[] = [];
  for (const match of flat.matchAll(HONOUR)) {
    const before = flat.slice(Math.max(0, match.index - MOST_LETTERS - 1), match.index).replace(/ $/, '');
    const gap = flat[match.index - 1] === ' ' ? 1 : 0;
    const length = lettersOfName(before, names);
    if (length > 0) spans.push(span(match.index - gap - length, match.index - gap));
  }
  for (const expression of [KIN, SIGNED]) {
    for (const match of flat.matchAll(expression)) {
      const name = match[1] ?? '';
      const known = expression === KIN || familyOf(name, names) > 0;
      const end = match.index + match[0].length;
      if (known && !NOBODY.test(name)) spans.push(span(end - name.length, end));
    }
  }
  return spans;
}

/** How many letters at the end of what stands before a form of address are a name. */
function lettersOfName(before: string, names: Gazetteer): number {
  if (NOBODY.test(before)) return 0;
  const run = /(?:\p{Script=Han}|々|\p{Script=Hangul})+$/u.exec(before)?.[0] ?? '';
  const introduced = KIN_BEFORE.test(before.slice(0, before.length - run.length));
  if (run.length >= 1 && run.length <= 5 && (introduced || names.given.has(run))) return run.length;
  // A run that begins with a family name is the name; within a longer one only a family name by itself or with a given name.
  if (run.length >= 1 && run.length <= 4 && familyOf(run, names) > 0) return run.length;
  for (const length of [1, 2, 3]) {
    const part = run.slice(-length);
    if (part.length === length && names.family.has(part)) return length;
  }
  for (const length of [3, 4, 2]) {
    const part = run.slice(-length);
    if (part.length === length && familyOf(part, names) > 0) return length;
  }
  return 0;
}

function familyOf(text: string, names: Gazetteer): number {
  return [3, 2, 1].find((length) => text.length >= length && names.family.has(text.slice(0, length))) ?? 0;
}

function span(start: number, end: number): TextSpan {
  return { start, end, category: 'name', rule: 'pattern/cjk-name', confidence: 0.7 };
}
