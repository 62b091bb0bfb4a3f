// Colour profiles that are made to be much work.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { iccTexts } from '../../src/core/pixels/iccTexts.js';

describe('texts of colour profiles', () => {
  it('a text in more languages than there are goes as a whole', () => {
    const languages = 200_000;
    const length = 16 + 12 * languages + 4;
    const profile = new Uint8Array(144 + length);
    const view = new DataView(profile.buffer);
    const letters = (at: number, text: string): void => profile.set(new TextEncoder().encode(text), at);
    view.setUint32(0, profile.length);
    letters(36, 'acsp');
    view.setUint32(128, 1);
    letters(132, 'desc');
    view.setUint32(136, 144);
    view.setUint32(140, length);
    letters(144, 'mluc');
    view.setUint32(152, languages);
    view.setUint32(156, 12);
    for (let at = 160; at < 160 + 12 * languages; at += 12) {
      view.setUint32(at + 4, 4);
      view.setUint32(at + 8, 16 + 12 * languages);
    }
    letters(profile.length - 4, '\0h\0i');
    const last = iccTexts(profile)?.at(-1);
    assert.deepEqual(last, { offset: 148, length: profile.length - 148 });
  });
});
