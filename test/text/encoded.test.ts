// Identifiers in base64, hexadecimal, escapes and packed bytes inside a text.
import assert from 'node:assert/strict';
import { gzipSync, zipSync, zlibSync } from 'fflate';
import { describe, it } from 'mocha';
import { findEncoded, mayBeEncoded } from '../../src/core/text/encoded.js';
import { clean, evidence, maria } from './cases.js';

const base64 = (text: string | Uint8Array, encoding: BufferEncoding = 'utf8'): string =>
  (typeof text === 'string' ? Buffer.from(text, encoding) : Buffer.from(text)).toString('base64');

function cleans(cases: readonly (readonly [string, string])[], known = maria): void {
  assert.deepEqual(
    cases.map(([text]) => [text, clean(text, known, 'evidence')]),
    cases,
  );
}

describe('text: identifiers in another dress', () => {
  it('base64, plain, of URLs, glued to something, wrapped, and of UTF-16', () => {
    const long = base64(`Exam of the patient Maria Lindqvist, seen in the morning, ${'all is well. '.repeat(8)}`);
    const wrapped = long.replace(/(.{60})/gu, '$1\r\n');
    for (const run of [
      base64('Lindqvist'),
      base64('Lindqvist^Maria'),
      base64('{"id":"LQ-0048213"}'),
      base64('born 1961-04-17.'),
      base64('>>>???Lindqvist').replaceAll('+', '-').replaceAll('/', '_'),
      `user_${base64('name=Lindqvist')}`,
      base64('Lindqvist', 'utf16le'),
      base64(gzipSync(Buffer.from('series of Lindqvist'))),
      base64(zlibSync(Buffer.from('series of Lindqvist'))),
      wrapped,
    ])
      cleans([[`axial ${run} 5mm`, 'axial 5mm']]);
    const other = evidence({ 'patient-name': 'Зыкслиндов^Вера' });
    cleans([[`axial ${base64('пациент Зыкслиндов')} 5mm`, 'axial 5mm']], other);
    assert.equal(clean(`axial ${base64('Lindqvist')} 5mm`, maria, 'full'), 'axial 5mm');
  });

  it('one in another, three deep', () => {
    const inner = base64('seen: Lindqvist');
    const entities = [...inner].map((letter) => `&#${letter.charCodeAt(0)};`).join('');
    const percent = [...'Lindqvist'].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
    for (const run of [
      base64(inner),
      base64(base64(inner)),
      base64(percent),
      base64(Buffer.from('Lindqvist').toString('hex')),
      Buffer.from(inner).toString('hex'),
      base64(gzipSync(Buffer.from(`series ${inner}`))),
      entities,
      percent.replaceAll('%', '%25'),
      percent.replaceAll('%', '&#37;'),
      encodeURIComponent(base64('Maria Lindqvist!')),
    ])
      cleans([[`axial ${run} 5mm`, 'axial 5mm']]);
  });

  it('short base64 where the text is nothing else and it says an identifier, whole', () => {
    const ana = evidence({ 'patient-name': 'Tvarosk^Ana', 'patient-id': 'K4711' });
    for (const text of ['Ana', 'ANA', 'K4711', 'Tvarosk', 'Ana Tv']) {
      const run = base64(text);
      cleans([[run, text === 'Ana Tv' ? run : '']], ana);
      cleans([[`axial ${run} 5mm`, `axial ${run} 5mm`]], ana);
    }
    cleans(
      [
        ['LUNG', 'LUNG'],
        ['Thorax', 'Thorax'],
      ],
      ana,
    );
    assert.equal(mayBeEncoded('ORIGINAL'), false);
  });

  it('ends at the third, and gives a text up that would grow without end', () => {
    const three = base64(base64(base64(base64('Lindqvist'))));
    cleans([[`axial ${three} 5mm`, `axial ${three} 5mm`]]);
    const run = base64(gzipSync(Buffer.from('%4c'.repeat(300_000))));
    const spans = findEncoded(`axial ${run} ${run} 5mm`, () => []);
    assert.deepEqual(
      spans.map(({ start, end, rule }) => [start, end, rule]),
      [[7 + run.length, 7 + 2 * run.length, 'encoded/too-long']],
    );
  });

  it('packed bytes in packed bytes, and not more of them than can be unpacked', () => {
    const twice = base64(gzipSync(gzipSync(Buffer.from('series of Lindqvist'))));
    cleans([[`axial ${twice} 5mm`, 'axial 5mm']]);
    const run = base64(gzipSync(new Uint8Array(1024 * 1024).fill(0x2e)));
    const spans = findEncoded(Array.from({ length: 20 }, () => run).join(' '), () => []);
    assert.equal(spans.length, 4);
    assert.ok(spans.every(({ rule }) => rule === 'encoded/too-long'));
  });

  it('names beyond ASCII where a character could not be read', () => {
    const other = evidence({ 'patient-name': 'Зыкслиндов^Вера' });
    cleans([[`axial ${base64('\ufffd пациент Зыкслиндов')} 5mm`, 'axial 5mm']], other);
  });

  it('hexadecimal digits, with and without something between', () => {
    const hex = Buffer.from('Lindqvist').toString('hex');
    for (const run of [
      hex,
      hex.toUpperCase(),
      `0x${hex}`,
      hex.replace(/(..)(?!$)/gu, '$1 '),
      hex.replace(/(..)(?!$)/gu, '$1:'),
      hex.replace(/(..)(?!$)/gu, '0x$1, 0x').replace(/, 0x0x/gu, ', 0x'),
      hex.replace(/(.{4})(?!$)/gu, '$1 '),
      hex.replace(/(.{6})(?!$)/gu, '$1\r\n'),
      `a${hex}`,
      `${hex}a`,
      base64(hex.replace(/(..)/gu, '$1 ')),
    ])
      cleans([[`axial ${run} 5mm`, 'axial 5mm']]);
  });

  it('escapes of URLs, HTML, mails and programs', () => {
    for (const run of [
      'L%69ndqvist',
      '%4C%69%6E%64%71%76%69%73%74',
      'Lindqvist%2CMaria',
      'L&#105;ndqvist',
      'L&#x69;ndqvist',
      'Maria&nbsp;L&#105;ndqvist',
      'L=69ndqvist',
      'Lind=\r\nqvist',
      '\\u004cindqvist',
      '\\x4cindqvist',
      '\\u{4c}indqvist',
      '\\x{4C}indqvist',
      '%u004cindqvist',
      '\\114indqvist',
      '\\114\\151\\156\\144\\161\\166\\151\\163\\164',
    ])
      cleans([[`axial ${run} 5mm`, 'axial 5mm']]);
    const marks = evidence({ 'patient-name': 'Schüßeler^Bjørn' });
    cleans(
      [
        ['axial Sch&uuml;&szlig;eler', 'axial'],
        ['axial Sch%C3%BC%C3%9Feler', 'axial'],
        ['axial Sch%FC%DFeler', 'axial'],
        ['axial Sch=C3=BC=C3=9Feler', 'axial'],
        ['axial Sch\\303\\274\\303\\237eler', 'axial'],
        ['axial Sch&uuml&szlig;eler, Bj&oslash;rn', 'axial'],
      ],
      marks,
    );
    cleans(
      [['axial &Lambda;&alpha;&mu;&pi;&rho;&omicron;&sigmaf; 5mm', 'axial 5mm']],
      evidence({ 'patient-name': 'Λαμπρος^Νικος' }),
    );
    cleans([['axial &Ucy;&shcy;&acy;&kcy;&ocy;&vcy; 5mm', 'axial 5mm']], evidence({ 'patient-name': 'Ушаков^Петр' }));
    cleans([['axial &Zdot;urawski&comma; &#321;ukasz', 'axial']], evidence({ 'patient-name': 'Żurawski^Łukasz' }));
  });

  it('packed bytes behind others, and entries of zip files', () => {
    const packed = zlibSync(Buffer.from('series of Lindqvist'));
    const zip = zipSync({ 'a.txt': Buffer.from(`series of Lindqvist ${'and so on '.repeat(9)}`) });
    for (const bytes of [packed, gzipSync(Buffer.from('series of Lindqvist')), zip])
      cleans([[`axial ${base64(Buffer.concat([Buffer.from('head'), bytes]))} 5mm`, 'axial 5mm']]);
    const nobody = base64(Buffer.concat([Buffer.from('head'), zlibSync(Buffer.from('nobody'))]));
    cleans([[`axial ${nobody} 5mm`, `axial ${nobody} 5mm`]]);
  });

  it('leaves what is no encoded identifier', () => {
    for (const text of [
      base64('a text about nobody at all'),
      base64(gzipSync(Buffer.from('nobody'))),
      'LightSpeedVCT MAGNETOMSkyra SiemensHealthineers',
      '1.2.840.10008.5.1.4.1.1.2',
      'TE=80 TR=4000 FA=12%',
      'T1 & T2, R&D',
      '20240319101500123456',
      'T1\\114\\T2 &amp; &nothing; \\u{110000} %u12',
      'deadbeefdeadbeef 12:34:56:78:9a:bc',
      'https://example.org/a?b=c%20d&e=f',
    ])
      assert.equal(clean(text, maria, 'evidence'), text);
  });

  it('what can not be unpacked to its end does not stay', () => {
    const bomb = base64(gzipSync(new Uint8Array(2_000_000)));
    assert.equal(clean(`axial ${bomb} 5mm`, maria, 'evidence'), 'axial 5mm');
  });

  it('looks closer only where a text can be encoded', () => {
    for (const text of [
      'Axial 5mm',
      't2_tse_sag_p2_iso_320',
      'ORIGINAL',
      'CHEST^ROUTINE',
      '2015-04-03',
      'Thorax nativ',
    ])
      assert.equal(mayBeEncoded(text), false, text);
  });
});
