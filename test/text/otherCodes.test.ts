// Names backwards and turned, numbers backwards and with a digit more, and codes that few use.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mayBeEncoded } from '../../src/core/text/encoded.js';
import type { TextMode } from '../../src/core/text/findIdentifiers.js';
import { clean, evidence } from './cases.js';

const known = evidence({ 'patient-name': 'Lindqvist^Maria', 'patient-id': '4711884711', id: '70011846' });

function cleans(
  cases: readonly (readonly [string, string])[],
  modes: readonly TextMode[] = ['evidence', 'full'],
): void {
  for (const mode of modes)
    assert.deepEqual(
      cases.map(([text]) => [text, clean(text, known, mode)]),
      cases,
    );
}

function stays(texts: readonly string[]): void {
  cleans(
    texts.map((text) => [text, text]),
    ['evidence'],
  );
}

const turn = (text: string): string => [...text].reverse().join('');
const rot13 = (text: string): string =>
  text.replace(/[a-z]/giu, (letter) => {
    const from = letter < 'a' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - from + 13) % 26) + from);
  });
const decimal = (text: string, between: string): string =>
  [...text].map((letter) => letter.charCodeAt(0)).join(between);

/** RFC 4648, chapter 6, bit by bit. */
function base32(text: string): string {
  const bits = [...text].map((letter) => letter.charCodeAt(0).toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{1,5}/gu) ?? []).map(
    (five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)],
  );
  return letters.join('').padEnd(Math.ceil(letters.length / 8) * 8, '=');
}

/** As Adobe marks it. */
function ascii85(text: string): string {
  const padded = Buffer.concat([Buffer.from(text), Buffer.alloc(4)]);
  let all = '';
  for (let at = 0; at < text.length; at += 4) {
    let value = padded.readUInt32BE(at);
    let five = '';
    for (let digit = 0; digit < 5; digit++, value = Math.floor(value / 85))
      five = String.fromCharCode((value % 85) + 33) + five;
    all += five.slice(0, Math.min(4, text.length - at) + 1);
  }
  return `<~${all}~>`;
}

/** One line, as `uuencode` writes it. */
function uuencoded(text: string): string {
  const bits = [...text].map((letter) => letter.charCodeAt(0).toString(2).padStart(8, '0')).join('');
  const whole = bits.padEnd(Math.ceil(text.length / 3) * 24, '0');
  const letters = (whole.match(/.{6}/gu) ?? []).map((six) => String.fromCharCode(Number.parseInt(six, 2) + 32));
  return `begin 644 a.txt\n${String.fromCharCode(text.length + 32)}${letters.join('')}\n\`\nend`;
}

describe('text: names and numbers that are turned round', () => {
  it('names backwards and in ROT13', () => {
    for (const text of ['Lindqvist', 'Maria', 'Maria Lindqvist', 'LINDQVIST^MARIA'])
      cleans(
        [turn(text), rot13(text), turn(rot13(text)), turn(text).toUpperCase()].map((form) => [
          `axial ${form} 5mm`,
          'axial 5mm',
        ]),
      );
  });

  it("the patient's number backwards, and with a digit before or behind it", () => {
    for (const form of ['1174881174', '94711884711', '47118847113', '1174-8811-74'])
      cleans([[`axial ${form} scan`, 'axial scan']]);
    // Another number of the file is looked for as it is.
    stays(['axial 64811007 scan', 'axial 700118461 scan', 'axial 47118847 scan', 'axial 471188471134 scan']);
  });

  it('what a turned name is as a word stays', () => {
    const leon = evidence({ 'patient-name': 'Terra^Noel^Reviled' });
    for (const text of ['green lesion', 'no delivery, delive, Leon', 'green'])
      assert.equal(clean(text, leon, 'evidence'), text);
  });
});

describe('text: codes that few use', () => {
  it('decimal numbers of characters', () => {
    for (const between of [' ', ', ', ',', ';', '-'])
      cleans([[`axial ${decimal('Maria Lindqvist', between)} scan`, 'axial scan']]);
    cleans([[`axial ${decimal('Maria', ' ')} scan`, 'axial scan']]);
    const numbers = 'b values 50 100 200 400 800, rows 77 97 114 105';
    stays([numbers, '10 20 30 40 50 60 70 80 90 100']);
  });

  it('base32, Ascii85 and uuencoded text', () => {
    for (const text of ['Maria Lindqvist', 'name=Lindqvist', 'id 4711884711 of May'])
      for (const code of [base32(text), ascii85(text)]) cleans([[`axial ${code} scan`, 'axial scan']]);
    cleans([[`axial\n${uuencoded('exam of Maria Lindqvist')}`, 'axial\nend']]);
    stays([
      `axial ${base32('nobody at all')} scan`,
      `axial ${ascii85('nobody at all')} scan`,
      'begin 644 a.txt\nof it',
    ]);
  });

  it('words and numbers of every day are no such codes', () => {
    for (const text of ['CARDIOMEDIASTINAL CONTOUR', 'rows 512 512 256', '1.2.840.10008.5.1.4', 'kV 120, mA 250, 5 mm'])
      assert.equal(mayBeEncoded(text), false, text);
  });
});
