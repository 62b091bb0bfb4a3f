import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { EvidenceKind } from '../../src/core/text/evidence.js';
import {
  cleanText,
  compileEvidence,
  findIdentifiers,
  type TextMode,
  type TextSpan,
} from '../../src/core/text/findIdentifiers.js';
import { flatten } from '../../src/core/text/fold.js';
import { decodeWords, encodeWords } from '../../src/core/text/frontCoding.js';
import { maria } from './cases.js';

const kinds: readonly EvidenceKind[] = [
  'patient-name',
  'person-name',
  'patient-id',
  'id',
  'date',
  'birth-date',
  'institution',
  'place',
  'address',
  'phone',
  'email',
  'device',
];
const modes = fc.constantFrom<TextMode>('evidence', 'full');

/** Pieces that identify, nearly identify, or stand in between. */
const piece = fc.constantFrom(
  'Maria',
  'LINDQVIST',
  'M.',
  'Elisabeth',
  'van der Meer',
  'Dr.',
  'for',
  'by',
  'Name:',
  'DOB',
  'MRN',
  'ID',
  '0048213',
  'LQ-',
  '19610417',
  '17.04.1961',
  '3/4',
  '12',
  '19',
  'March',
  'May',
  '2024',
  '年',
  '3月',
  '+46',
  '8',
  '5550',
  '0137',
  '(',
  ')',
  ',',
  '.',
  ':',
  '-',
  '_',
  '^',
  '=',
  '|',
  '/',
  "'s",
  '\n',
  '\t',
  ' ',
  '  ',
  'Baker',
  'cyst',
  'Wilson',
  'Parkinson',
  'disease',
  'T1',
  'CT',
  'CHEST',
  'Oakdale',
  'Springs',
  'Hospital',
  'Fernhollow',
  'Rd',
  'OH',
  '45099',
  'Susan',
  'Miller',
  '山田',
  '太郎',
  '様',
  '患者',
  '😀',
  '\ud800',
  '\udc00',
  'ü',
  '\u0308',
  '<b>',
  '</b>',
  '{\\rtf1',
  '@',
  'example.org',
  'maria.l',
  'AWP',
  '45678',
  'http://',
  '93',
  'y',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
);
const item = fc.record({
  kind: fc.constantFrom(...kinds),
  value: fc.oneof(
    text,
    fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(' ')),
  ),
});

function assertSpans(value: string, spans: readonly TextSpan[]): void {
  let at = 0;
  for (const span of spans) {
    assert.ok(span.start >= at && span.end > span.start && span.end <= value.length);
    assert.ok(span.confidence > 0 && span.confidence <= 1);
    assert.match(span.rule, /^[a-z]+\/[a-z-]+$/);
    at = span.end;
  }
}

/** Only deletions: what is left is the text's own units in their order. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (let index = 0; index < whole.length && at < part.length; index += 1) if (whole[index] === part[at]) at += 1;
  return at === part.length;
}

describe('text: properties', () => {
  it('spans are in range, sorted and apart; a cleaned text is clean', () => {
    fc.assert(
      fc.property(text, modes, (value, mode) => {
        const spans = findIdentifiers(value, maria, mode);
        assertSpans(value, spans);
        const left = cleanText(value, spans);
        assert.ok(isSubsequence(left, value));
        assert.deepEqual(findIdentifiers(left, maria, mode), []);
        if (spans.length === 0) assert.equal(left, value);
      }),
      { numRuns: 3000 },
    );
  });

  it('any evidence does as well', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), text, modes, (items, value, mode) => {
        const known = compileEvidence(items);
        const spans = findIdentifiers(value, known, mode);
        assertSpans(value, spans);
        assert.deepEqual(findIdentifiers(cleanText(value, spans), known, mode), []);
      }),
      { numRuns: 2000 },
    );
  });

  it('the quick look never hides what a careful one finds', () => {
    const careful = { ...maria, filter: { ...maria.filter, bits: maria.filter.bits.map(() => 0xffffffff) } };
    fc.assert(
      fc.property(text, (value) => {
        assert.deepEqual(findIdentifiers(value, maria, 'evidence'), findIdentifiers(value, careful, 'evidence'));
      }),
      { numRuns: 2000 },
    );
  });

  it('flattening keeps every index', () => {
    fc.assert(fc.property(text, (value) => assert.equal(flatten(value).length, value.length)));
  });

  it('front coding gives its words back', () => {
    const word = fc
      .array(fc.constantFrom('a', 'b', 'é', '山', 'z'), { minLength: 1, maxLength: 40 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.array(word), (words) =>
        assert.deepEqual([...decodeWords(encodeWords(words))], [...new Set(words)].sort()),
      ),
    );
  });

  it('long runs of one thing are taken', () => {
    for (const unit of [
      'A ',
      'Aa ',
      '1',
      '1 ',
      '+1111111111111111 ',
      'a@',
      'Dr. ',
      'by: ',
      'ID 1-',
      'rue a',
      'Aa-',
      '\ud800',
      'Baker ',
      ' ',
      '12-',
      '山',
      '(',
      'Susan Miller ',
      '12.',
      '<b>',
      'Name: ',
      'J. ',
      'α',
      'я',
      'αb',
      'near Aaa ',
      'works at Aaa & ',
      'dictated by ',
    ]) {
      const value = unit.repeat(Math.ceil(100_000 / unit.length));
      assertSpans(value, findIdentifiers(value, maria, 'full'));
    }
  });
});
