// Every kind of leak that can be planted is found, and an output without any is called clean.
import assert from 'node:assert/strict';
import { gzipSync, zipSync, zlibSync } from 'fflate';
import { describe, it } from 'mocha';
import { bytesOf, type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { el, privateBlock, raw, sq, unSq, withElements } from '../support/dataset.js';
import { ctImage, PATIENT, rtStructureSet, srReport } from '../support/objects.js';
import { cleaned, codesOf, verifyBytes, verifyLeak } from './cleanPair.js';

const utf16 = (text: string, big = false): Uint8Array =>
  Uint8Array.from([...text].flatMap((letter) => (big ? [0, letter.charCodeAt(0)] : [letter.charCodeAt(0), 0])));
const inBinary = (bytes: Uint8Array): Uint8Array =>
  bytesOf(new Uint8Array(37).fill(7), bytes, new Uint8Array(50).fill(9));

/** Pixel data of the sample CT with `text` written over some of its bytes. */
function pixelsWith(text: string | Uint8Array): ElementSpec {
  const bytes = Uint8Array.from({ length: 512 }, (_, index) => (index * 31 + (index >> 7)) & 0xff);
  bytes.set(bytesOf(text), 100);
  return raw(0x7fe00010, 'OW', bytes);
}

describe('planted leaks', () => {
  const plants: readonly [what: string, leak: readonly ElementSpec[]][] = [
    ['a family name in a description', [el(0x0008103e, 'LO', 'for LINDQVIST again')]],
    ['a name in reversed order', [el(0x00204000, 'LT', 'seen: maria lindqvist')]],
    ['joined names', [el(0x00081010, 'SH', 'mariaLindqvist')]],
    [
      'a name in a private UN',
      privateBlock(0x0029, 0x10, 'ACME 1', [[0x01, raw(0, 'UN', inBinary(bytesOf('Lindqvist')))]]),
    ],
    ['a name in UTF-16LE in binary', [raw(0x00420011, 'OB', inBinary(utf16('Lindqvist')))]],
    ['a name in UTF-16BE in binary', [raw(0x00420011, 'OB', inBinary(utf16('Lindqvist', true)))]],
    ['a patient id in a sequence', [sq(0x00400275, [[el(0x00400009, 'SH', PATIENT.id)]])]],
    ['a patient id without its dashes', [el(0x00321060, 'LO', 'order SMP471188')]],
    ['a patient id in a sequence that hides in UN', [unSq(0x00291010, [[el(0x00400009, 'SH', PATIENT.id)]])]],
    ['an accession number in a comment', [el(0x00204000, 'LT', `see ${PATIENT.accession}.`)]],
    ['a birth date in text', [el(0x00204000, 'LT', 'born 29.02.1948')]],
    ['a study date in text', [el(0x00204000, 'LT', 'on 20150403')]],
    ['an institution in lower case', [el(0x00081010, 'SH', 'sample valley hospital')]],
    ['a referring physician', [el(0x00181030, 'LO', 'protocol of Okafor')]],
    ['a name backwards', [el(0x00081010, 'SH', 'for TSIVQDNIL')]],
    ['a name in ROT13', [el(0x00081010, 'SH', 'sbe Yvaqdivfg')]],
    ['a name in letters that look like Latin ones', [el(0x00081010, 'SH', 'for Lіndqvіst')]],
    ['a name in full-width letters', [el(0x00081010, 'SH', 'for Ｌｉｎｄｑｖｉｓｔ')]],
    ['a name letter by letter', [el(0x00204000, 'LT', 'seen: L I N D Q V I S T, again')]],
    ['a UID inside text', [el(0x00204000, 'LT', 'of 1.2.826.0.1.3680043.10.1500.2')]],
    ['a UID that was not mapped', [el(0x00200052, 'UI', '1.2.826.0.1.3680043.10.1500.3')]],
  ];
  for (const [what, leak] of plants) {
    it(`finds ${what}`, async () => {
      const report = await verifyLeak(ctImage(), leak);
      assert.ok(codesOf(report).includes('identifier-in-output'), JSON.stringify(report.residue));
      assert.equal(report.verdict, 'residue');
    });
  }

  const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
  const percent = (text: string): string => [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
  const copies: readonly [what: string, text: string][] = [
    ['base64', base64('for Lindqvist, Maria')],
    ['base64 that is glued to something', `id_${base64('Lindqvist Maria')}`],
    ['base64 in lines', base64(`for Lindqvist ${'and so on '.repeat(12)}`).replace(/(.{60})/gu, '$1\r\n')],
    ['short base64 and nothing else', base64('Elsa')],
    ['decimal numbers', [...'for Lindqvist'].map((letter) => letter.charCodeAt(0)).join(' ')],
    ['base32', 'MZXXEICMNFXGI4LWNFZXI==='],
    ['Ascii85', '<~AoD]49PJBTEHZ&;F8~>'],
    ['a uuencoded file', 'begin 644 a.txt\n-9F]R($QI;F1Q=FES=\n`\nend'],
    ['base64 of UTF-16', base64(utf16('Lindqvist'))],
    ['hexadecimal digits', Buffer.from(PATIENT.id).toString('hex')],
    [
      'digits with gaps',
      Buffer.from('Lindqvist')
        .toString('hex')
        .replace(/(..)(?!$)/gu, '$1 '),
    ],
    ['a digit too many', `a${Buffer.from('Lindqvist').toString('hex')}`],
    ['percents', percent('Lindqvist')],
    ['one letter as a reference', 'seen: L&#105;ndqvist'],
    ['letters in braces', 'seen: \\u{4c}indqvist'],
    ['letters of old scripts', 'seen: %u004cindqvist'],
    ['octal digits', 'seen: \\114indqvist'],
    ['packed bytes behind others', base64(bytesOf('head', zlibSync(Buffer.from('series of Lindqvist'))))],
    ['quoted-printable', 'seen: Lindq=\r\nvist'],
    ['base64 of percents', base64(percent('Lindqvist'))],
    ['base64 in base64 in base64', base64(base64(base64('Lindqvist')))],
    ['packed bytes in base64', base64(gzipSync(Buffer.from('series of Lindqvist')))],
  ];
  for (const [what, text] of copies) {
    it(`finds a name or a number encoded: ${what}`, async () => {
      for (const leak of [
        el(0x00204000, 'LT', text),
        raw(0x00420011, 'OB', bytesOf(text, text.length % 2 ? ' ' : '')),
      ]) {
        const report = await verifyLeak(ctImage(), [leak]);
        assert.deepEqual(codesOf(report), ['identifier-in-output'], JSON.stringify(report));
        assert.ok(report.residue.every(({ message }) => !/lindqvist|elsa/iu.test(message)));
      }
    });
  }

  it('finds names in which letters are named as in HTML, and in entries of zip files', async () => {
    const named = withElements(ctImage(), el(0x00100010, 'PN', 'Schüßeler^Zoë'));
    for (const text of ['seen: Sch&uuml;&szlig;eler', 'seen: Sch&uumlßeler']) {
      const report = await verifyLeak(named, [el(0x00204000, 'LT', text)]);
      assert.deepEqual(codesOf(report), ['identifier-in-output'], text);
    }
    const zip = zipSync({ 'a.txt': bytesOf(`series of Lindqvist ${'and so on '.repeat(9)}`) });
    const bytes = bytesOf('head', zip, zip.length % 2 ? ' ' : '');
    assert.deepEqual(codesOf(await verifyLeak(ctImage(), [raw(0x00420011, 'OB', bytes)])), ['identifier-in-output']);
  });

  it('looks for encoded names in large and packed bytes, and not for words, diseases or what stands by design', async () => {
    const packed = gzipSync(Buffer.from(`${'all is well '.repeat(20_000)} Lindqvist`));
    assert.deepEqual(codesOf(await verifyLeak(ctImage(), [raw(0x00420011, 'OB', packed)])), ['identifier-in-output']);
    const large = bytesOf(new Uint8Array(100_000), base64('for Lindqvist, Maria'));
    assert.deepEqual(codesOf(await verifyLeak(ctImage(), [raw(0x00420011, 'OB', large)])), ['identifier-in-output']);
    const original = withElements(ctImage(), el(0x00100010, 'PN', 'Wilson^Regression'));
    for (const text of [base64('a case of Wilson disease'), base64('one regression test'), 'Wilson disease 5%20mm']) {
      const report = await verifyLeak(original, [el(0x00204000, 'LT', text)]);
      assert.deepEqual(report.residue, [], text);
    }
  });

  it('looks for encoded names behind the first megabyte of a value, also across pieces, and says what it leaves', async () => {
    const code = base64('for Lindqvist, Maria');
    for (const before of [1024 * 1024 - 14, 1024 * 1024 * 2 + 77]) {
      const long = bytesOf(new Uint8Array(before), code, new Uint8Array(100));
      const report = await verifyLeak(ctImage(), [raw(0x00420011, 'OB', long)]);
      assert.deepEqual(codesOf(report), ['identifier-in-output'], String(before));
    }
    const packed = gzipSync(bytesOf(new Uint8Array(1024 * 1024 + 1), 'Lindqvist'));
    const report = await verifyLeak(ctImage(), [raw(0x00420011, 'OB', packed)]);
    assert.ok(report.issues.some(({ code }) => code === 'encoded-not-searched'));
  });

  it('says where there is more to decode than it decodes', async () => {
    const much = gzipSync(new Uint8Array(900_000).fill(0x20));
    const text = `${base64(much)} ${base64(much)} ${base64(much)}`;
    const report = await verifyLeak(ctImage(), [raw(0x00420011, 'OB', bytesOf(text))]);
    assert.deepEqual(report.residue, []);
    assert.ok(report.issues.some(({ code }) => code === 'encoded-not-searched'));
  });

  it('finds a name of three letters as a word of a text', async () => {
    const original = withElements(ctImage(), el(0x00100010, 'PN', 'Nkq^Bo'));
    const report = await verifyLeak(original, [el(0x00204000, 'LT', 'Nkq was here')]);
    assert.ok(codesOf(report).includes('identifier-in-output'));
    const chance = await verifyLeak(original, [el(0x00204000, 'LT', 'aNkqa was here')]);
    assert.ok(!codesOf(chance).includes('identifier-in-output'));
  });

  it('finds a name that is made of words of the trade where it stands as one, warns of its words, and leaves small letters', async () => {
    const original = withElements(ctImage(), el(0x00100010, 'PN', 'Test^Regression'));
    const report = await verifyLeak(original, [el(0x00204000, 'LT', 'of Ms. Regression, again')]);
    assert.ok(codesOf(report).includes('identifier-in-output'));
    const word = await verifyLeak(original, [el(0x00204000, 'LT', 'of Regression, again')]);
    assert.deepEqual(word.residue, []);
    assert.ok(word.issues.some(({ code }) => code === 'may-identify'));
    const prose = await verifyLeak(original, [el(0x00204000, 'LT', 'a regression test')]);
    assert.deepEqual(prose.residue, []);
  });

  it('takes a numbered role for nobody', async () => {
    const original = withElements(ctImage(), el(0x00081070, 'PN', 'Reader2'));
    const report = await verifyLeak(original, [el(0x00204000, 'LT', 'trial of Reader2')]);
    assert.deepEqual(report.residue, []);
  });

  it('finds a long name in pixel data and dismisses a short one there as chance', async () => {
    const found = await verifyLeak(ctImage(), [pixelsWith('Lindqvist')]);
    assert.ok(codesOf(found).includes('identifier-in-output'));
    assert.ok(found.residue.some((residue) => residue.message.includes('(7FE0,0010)')));
    const chance = await verifyLeak(ctImage(), [pixelsWith('Elsa')]);
    assert.ok(!codesOf(chance).includes('identifier-in-output'));
    const without = await verifyLeak(ctImage(), []);
    assert.equal(chance.checks.matchesDismissed, without.checks.matchesDismissed + 1);
  });

  it('finds a name in the preamble and behind the last element', async () => {
    const original = writeFile(ctImage());
    const output = writeFile(cleaned(ctImage()));
    const preamble = output.slice();
    preamble.set(bytesOf('Lindqvist'), 20);
    assert.deepEqual(codesOf(await verifyBytes(original, preamble)), ['identifier-in-output']);
    const trailing = bytesOf(output, new Uint8Array(12), 'Lindqvist');
    assert.deepEqual(codesOf(await verifyBytes(original, trailing)), ['identifier-in-output']);
  });

  it('finds a name in the characters of its own character set', async () => {
    // 山田^太郎 in Shift JIS and in ISO 2022 JP
    const shiftJis = Uint8Array.from([0x8e, 0x52, 0x93, 0x63, 0x5e, 0x91, 0xbe, 0x98, 0x59, 0x20]);
    const original = withElements(ctImage(), el(0x00080005, 'CS', 'ISO_IR 13'), raw(0x00100010, 'PN', shiftJis));
    const asWritten = await verifyLeak(original, [raw(0x00204000, 'LT', bytesOf('x ', shiftJis.subarray(0, 4)))]);
    assert.ok(codesOf(asWritten).includes('identifier-in-output'));
    const inUtf8 = await verifyLeak(original, [raw(0x00204000, 'LT', new TextEncoder().encode('山田 '))]);
    assert.ok(codesOf(inUtf8).includes('identifier-in-output'));
  });

  it('finds an accented name without its accents, in Latin-1 and in capitals', async () => {
    const original = withElements(ctImage(), el(0x00100010, 'PN', 'Gröndahlé^Åsa'));
    for (const text of ['grondahle', 'GRÖNDAHLÉ']) {
      const report = await verifyLeak(original, [raw(0x00204000, 'LT', new TextEncoder().encode(text))]);
      assert.ok(codesOf(report).includes('identifier-in-output'), text);
    }
    const latin = await verifyLeak(original, [raw(0x00204000, 'LT', bytesOf('Gröndahlé'))]);
    assert.ok(codesOf(latin).includes('identifier-in-output'));
  });

  it('finds leaks in every transfer syntax', async () => {
    for (const syntax of [SYNTAX.implicit, SYNTAX.explicit, SYNTAX.deflated, SYNTAX.bigEndian]) {
      const report = await verifyLeak(ctImage(), [el(0x00204000, 'LT', 'for Lindqvist')], { syntax });
      assert.deepEqual(codesOf(report), ['identifier-in-output'], syntax);
      assert.notEqual(report.checks.outputReader, 'tokenizer', syntax);
    }
  });

  it('says nothing of an output without leaks', async () => {
    for (const syntax of [SYNTAX.implicit, SYNTAX.explicit, SYNTAX.deflated, SYNTAX.bigEndian]) {
      for (const original of [ctImage(), rtStructureSet()]) {
        const report = await verifyLeak(original, [], { syntax });
        assert.deepEqual(report.residue, [], syntax);
        assert.equal(report.verdict, 'clean');
        assert.ok(report.checks.identifiersSearched > 8);
        assert.ok(report.checks.elementsCompared > 5);
      }
    }
  });

  it('finds what is left in a report', async () => {
    const report = await verifyLeak(srReport(), []);
    assert.ok(codesOf(report).includes('identifier-in-output'));
    assert.ok(report.residue.some((residue) => residue.message.includes('(0040,A730)[1].(0040,A160)')));
  });

  it('names no value in any message', async () => {
    const report = await verifyLeak(
      ctImage(),
      plants.flatMap(([, leak]) => leak).filter((leak) => leak.tag < 0x00290000),
    );
    const words = JSON.stringify(report).toLowerCase();
    for (const word of ['lindqvist', 'maria', '4711', '1948', 'okafor', 'valley', '90210', '3680043']) {
      assert.ok(!words.includes(word), word);
    }
  });
});

describe('matches that are no leaks', () => {
  it('an identifier that equals the manufacturer is counted as ambiguous', async () => {
    const original = withElements(ctImage(), el(0x00080080, 'LO', 'Sample Imaging'));
    const report = await verifyLeak(original, []);
    assert.deepEqual(report.residue, []);
    assert.ok(report.checks.identifiersAmbiguous > 0);
  });

  it('a name inside a longer word is not that name', async () => {
    const original = withElements(ctImage(), el(0x00100010, 'PN', 'Chese^Bo'));
    const report = await verifyLeak(original, [el(0x00204000, 'LT', 'a cheserine')]);
    assert.deepEqual(report.residue, []);
  });

  it('a UID that only begins like another is not that UID', async () => {
    const report = await verifyLeak(ctImage(), [el(0x00204000, 'LT', '1.2.826.0.1.3680043.10.1500.1.9')]);
    assert.deepEqual(report.residue, []);
  });

  it('a short number in a numeric attribute is not an id', async () => {
    const original = withElements(ctImage(), el(0x00100020, 'LO', '10240'), el(0x00181151, 'IS', '10240'));
    assert.deepEqual((await verifyLeak(original, [])).residue, []);
  });
});

describe('names in medical terms', () => {
  it('a disease called like the patient is no leak, the patient is', async () => {
    const original = withElements(ctImage(), el(0x00100010, 'PN', 'Wilson^Bo'));
    const disease = await verifyLeak(original, [el(0x00204000, 'LT', "r/o Wilson's disease, Wilson disease")]);
    assert.deepEqual(disease.residue, []);
    const patient = await verifyLeak(original, [el(0x00204000, 'LT', 'Wilson has a disease')]);
    assert.ok(codesOf(patient).includes('identifier-in-output'));
    const name = await verifyLeak(original, [el(0x00081052, 'PN', 'Wilson disease')]);
    assert.ok(codesOf(name).includes('identifier-in-output'));
  });
});
