// Telephone numbers, e-mail and network addresses, times of day.
import type { Pattern } from './patterns.js';

function digitCount(text: string): number {
  return text.replace(/\D+/g, '').length;
}

export const contactPatterns: readonly Pattern[] = [
  {
    rule: 'pattern/email',
    category: 'contact',
    expression: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,6}/gu,
    confidence: 1,
    needs: '@',
  },
  {
    rule: 'pattern/url',
    category: 'contact',
    expression: /(?<![A-Za-z])(?:(?:https?|ftp|file):\/\/|www\.)[^\s<>"'|\\^]{2,300}[^\s<>"'|\\^.,;:!?)\]]/gi,
    confidence: 0.9,
  },
  {
    rule: 'pattern/ip',
    category: 'contact',
    expression: /(?<![\d.A-Za-z-])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.]|\w)/g,
    confidence: 0.8,
    needs: 'digit',
    // 1.2.3.4 is more often a version or a part of a UID; a host address has a part of two digits or more at either end.
    accepts: (match) => /^(?:1\d\d?|2\d\d|[1-9]\d)\./.test(match[0]) && !match[0].endsWith('.0'),
  },
  {
    rule: 'pattern/mac',
    category: 'device',
    expression: /(?<![0-9A-Fa-f:-])[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}(?![0-9A-Fa-f:-])/g,
    confidence: 0.9,
    needs: 'digit',
  },
  {
    rule: 'pattern/phone',
    category: 'contact',
    expression: /(?<![\p{L}\p{N}.])(?:(?:\+|00)\d{1,3}(?:[\s./-]?\(?\d{1,5}\)?){1,5}[\s./-]?\d{1,5})(?![\p{N}])/gu,
    confidence: 0.9,
    needs: 'digit',
    accepts: (match) => digitCount(match[0]) >= 9 && digitCount(match[0]) <= 16 && /^\+|[\s./-]/.test(match[0]),
  },
  {
    rule: 'pattern/phone',
    category: 'contact',
    expression: /(?<![\p{L}\p{N}.])\(\d{2,5}\)[\s-]?\d{3,4}[\s.-]?\d{3,5}(?![\p{N}]|\.\d)/gu,
    confidence: 0.9,
    needs: 'digit',
  },
  {
    rule: 'pattern/phone',
    category: 'contact',
    expression:
      /(?<![\p{L}\p{N}.-])(?:1[-.])?[2-9]\d{2}([-.])\d{3}\1\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\p{N}]|[-.]\d)/gu,
    confidence: 0.8,
    needs: 'digit',
  },
  {
    rule: 'pattern/phone',
    category: 'contact',
    expression:
      /(?<![\p{L}\p{N}.,-]|\d\s)0\d{1,4}[\s/-]\d{2,8}(?:[\s-]\d{2,5}){0,4}(?![\p{N}]|[.,]\d|\s?(?:mm|cm|ml|mg|kg|ms|hu)\b)/giu,
    confidence: 0.7,
    needs: 'digit',
    accepts: (match) => digitCount(match[0]) >= 9 && digitCount(match[0]) <= 13,
  },
  {
    rule: 'pattern/phone',
    category: 'contact',
    expression:
      /(?<![\p{L}\p{N}])(?:tel(?:ephone|efon|efono|éphone|efoon)?|phone|ph|fax|mobile?|cell|handy|contact|pager|pgr|bleep|beeper|pieper|piepser|funk|apparat|dect|bip|busca|ext|durchwahl|call(?:ed)?(?: at)?|mobil|nummer|τηλ(?:έφωνο)?|тел(?:ефон)?|هاتف|جوال|連絡先|电话号码|電話番号|電話|电话|手机|연락처|전화)[\s.:#=-]{1,4}(?<v>(?:\+|\()?\d[\d\s()./-]{2,20}\d)(?![\p{N}])/giu,
    confidence: 0.9,
    needs: 'digit',
    accepts: (match) =>
      digitCount(match.groups?.['v'] ?? '') >= 4 &&
      digitCount(match.groups?.['v'] ?? '') <= 16 &&
      !/\d\.\d\D*$/.test(match.groups?.['v'] ?? ''),
  },
  {
    // France, Spain, North America and Greece: pairs, or groups of three.
    rule: 'pattern/phone',
    category: 'contact',
    expression:
      /(?<![\p{L}\p{N}.,-]|\d\s)(?:0[1-9](?:[ .-]\d{2}){4}|[679]\d{2} \d{3} \d{3}|[89]\d \d{3} \d{2} \d{2}|[2-9]\d{2} \d{3} \d{4}|5\d{2}-\d{4})(?![\p{N}]|[ .,-]\d|\s?(?:mm|cm|ml|mg|kg|ms|hu)\b)/giu,
    confidence: 0.7,
    needs: 'digits',
  },
  {
    rule: 'pattern/time',
    category: 'date',
    expression:
      /(?<![\p{L}\p{N}:.,-])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?(?:\s?[ap]\.?m\.?(?![\p{L}]))?|\s?(?:[ap]\.?m\.?|uhr|hrs?|h)(?![\p{L}]))(?![\p{N}:])/giu,
    confidence: 0.7,
    needs: ':',
  },
];
