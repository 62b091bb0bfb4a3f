import assert from 'node:assert/strict';
import { mayShowCodes, mayShowFaces, type PictureFacts } from '../../src/core/pixels/mayShow.js';

const STORAGE = '1.2.840.10008.5.1.4.1.1.';
const facts = (sopClass: string, modality: string, rest: Partial<PictureFacts> = {}): PictureFacts => ({
  sopClass: STORAGE + sopClass,
  modality,
  imageType: '',
  photometric: 'RGB',
  ...rest,
});

describe('which objects are asked for faces and codes', () => {
  it('faces: photographs, captured screens and papers', () => {
    for (const [sopClass, modality] of [
      ['77.1.4', 'XC'],
      ['77.1.4.1', 'XC'],
      ['7', 'OT'],
      ['7.4', 'CT'],
      ['1', 'OT'],
    ] as const)
      assert.equal(mayShowFaces(facts(sopClass, modality)), true, sopClass);
    assert.equal(mayShowFaces(facts('7.2', 'OT', { photometric: 'MONOCHROME2' })), true);
    assert.equal(mayShowFaces(facts('', '')), true, 'a colour picture of which nothing is said');
  });

  it('faces: not endoscopes, microscopes, eyes and modalities', () => {
    for (const [sopClass, modality] of [
      ['77.1.1', 'ES'],
      ['77.1.1.1', 'ES'],
      ['77.1.2', 'GM'],
      ['77.1.5.1', 'OP'],
      ['77.1.6', 'SM'],
      ['2', 'CT'],
      ['6.1', 'US'],
    ] as const)
      assert.equal(mayShowFaces(facts(sopClass, modality)), false, sopClass);
    assert.equal(mayShowFaces(facts('', '', { photometric: 'MONOCHROME2' })), false);
  });

  it('codes: labels of slides, films and screens; not slices, nor tissue', () => {
    for (const [sopClass, modality] of [
      ['1.1', 'DX'],
      ['6.1', 'US'],
      ['7', 'CT'],
      ['77.1.4', 'XC'],
    ] as const)
      assert.equal(mayShowCodes(facts(sopClass, modality)), true, sopClass);
    assert.equal(mayShowCodes(facts('77.1.6', 'SM', { imageType: 'ORIGINAL\\PRIMARY\\LABEL\\NONE' })), true);
    assert.equal(mayShowCodes(facts('77.1.6', 'SM', { imageType: 'ORIGINAL\\PRIMARY\\VOLUME\\NONE' })), false);
    assert.equal(mayShowCodes(facts('2', 'CT')), false);
    assert.equal(mayShowCodes(facts('4', 'MR')), false);
  });
});
