import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { copyPlaces, originalPlace, outermost } from '../../src/extension/run/outputPlaces.js';

describe('places of clean copies', () => {
  it('are looked for beside every folder above the original, nearest first', () => {
    assert.deepEqual(copyPlaces('/w/study/CT/a.dcm', 'deidentified'), [
      '/w/study/CT/deidentified/a.dcm',
      '/w/study/deidentified/CT/a.dcm',
      '/w/deidentified/study/CT/a.dcm',
      '/deidentified/w/study/CT/a.dcm',
    ]);
  });

  it('are not looked for inside a folder of copies', () => {
    assert.deepEqual(copyPlaces('/w/deidentified/study/a.dcm', 'deidentified'), [
      '/w/deidentified/study/deidentified/a.dcm',
    ]);
  });

  it('lead back to the original', () => {
    assert.equal(originalPlace('/w/deidentified/study/a.dcm', 'deidentified'), '/w/study/a.dcm');
    assert.equal(originalPlace('/w/clean/a.dcm', 'clean'), '/w/a.dcm');
    assert.equal(originalPlace('/w/deidentified', 'deidentified'), '/w');
    assert.equal(originalPlace('/w/study/a.dcm', 'deidentified'), undefined);
    assert.equal(originalPlace('/w/deidentified-not/a.dcm', 'deidentified'), undefined);
  });

  it('come back to where they were', () => {
    const back = copyPlaces('/w/study/CT/a.dcm', 'out').map((place) => originalPlace(place, 'out'));
    assert.deepEqual(
      back,
      Array.from({ length: 4 }, () => '/w/study/CT/a.dcm'),
    );
  });
});

describe('a selection of several items', () => {
  it('keeps those that lie in no other, each once', () => {
    assert.deepEqual(outermost(['/w/a', '/w/a/b', '/w/ab', '/w/a', '/w/c/']), ['/w/a', '/w/ab', '/w/c']);
    assert.deepEqual(outermost(['/', '/w/a']), ['/']);
    assert.deepEqual(outermost([]), []);
  });
});
