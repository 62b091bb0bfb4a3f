import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cleanText } from '../../src/core/text/findIdentifiers.js';
import { clean } from './cases.js';

/** Cuts what stands between braces. */
function cut(marked: string): string {
  const spans: { start: number; end: number }[] = [];
  let text = '';
  for (const part of marked.split(/(\{[^{}]*\})/)) {
    const inner = /^\{(.*)\}$/s.exec(part)?.[1];
    if (inner !== undefined) spans.push({ start: text.length, end: text.length + inner.length });
    text += inner ?? part;
  }
  return cleanText(text, spans);
}

describe('text: cleaning', () => {
  it('tidies separators, labels and brackets', () => {
    for (const [marked, left] of [
      ['CT CHEST for {Maria Lindqvist} {03/04/2015}', 'CT CHEST'],
      ['Axial 5mm {Pryzbl}', 'Axial 5mm'],
      ['{Pryzbl} Axial 5mm', 'Axial 5mm'],
      ['HEAD_{Pryzbl}_T1', 'HEAD_T1'],
      ['a, {X}, b', 'a, b'],
      ['a ({X}) b', 'a b'],
      ['a ({X}, 47 y) b', 'a (47 y) b'],
      ['DOB: {01.02.1950}; cough', 'cough'],
      ['Name: {X}\nFindings: none', 'Findings: none'],
      ['seen by Dr. {X} today', 'seen today'],
      ['Pt. {X}', ''],
      ['CT of {X}. Normal.', 'CT. Normal.'],
      ['Normal. Contact {X}.', 'Normal.'],
      ['{X}', ''],
      ['MR {X} brain', 'MR brain'],
      ['keep  double  {X}  spaces', 'keep  double  spaces'],
    ] as const)
      assert.equal(cut(marked), left, marked);
  });

  it('changes nothing where nothing is found', () => {
    for (const text of ['', ' ', '  CT  CHEST ,', '\ud800', 'for', 'Dr.', 'a\r\nb']) {
      assert.equal(cleanText(text, []), text);
      assert.equal(clean(text), text);
    }
  });
});
