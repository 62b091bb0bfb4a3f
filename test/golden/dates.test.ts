// Dates of one patient move together; ages and partial dates stay consistent with them (PS3.15 E.3.6).
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ElementSpec, writeFile } from '../../scripts/dicomWriter.js';
import { el, sq, withElements } from '../support/dataset.js';
import { type Choices, deidentify } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { find, latin1, readFile } from '../support/read.js';

async function clean(elements: readonly ElementSpec[], choices: Choices = { recipe: 'research' }) {
  const { output } = await deidentify(writeFile(elements), choices);
  const { elements: read } = readFile(output);
  return (...path: readonly number[]): string => latin1(find(read, ...path));
}

function days(date: string): number {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)].map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / 86_400_000;
}

describe('dates', () => {
  const STUDY = '20150403';

  it('shift together: DA and DT, at every depth', async () => {
    const value = await clean(
      withElements(
        ctImage(),
        el(0x0008002a, 'DT', '20150405101500.5+0100'),
        sq(0x00400275, [[el(0x00400002, 'DA', '20150101')]]),
      ),
    );
    const shift = days(value(0x00080020)) - days(STUDY);
    assert.notEqual(shift, 0);
    assert.equal(days(value(0x00080023)) - days('20150403'), shift);
    assert.equal(days(value(0x0008002a)) - days('20150405'), shift);
    assert.match(value(0x0008002a), /^\d{8}101500\.5\+0100$/);
    assert.equal(days(value(0x00400275, 0, 0x00400002)) - days('20150101'), shift);
    assert.equal(value(0x00080030), '101500');
  });

  it('shift alike in every file of the patient and unlike for another one', async () => {
    const one = await clean(ctImage(1));
    const two = await clean(withElements(ctImage(2), el(0x00080020, 'DA', '20150404')));
    assert.equal(days(two(0x00080020)) - days(one(0x00080020)), 1);
    const shifts = new Set<number>();
    for (const id of ['A1', 'B2', 'C3', 'D4']) {
      const other = await clean(withElements(ctImage(), el(0x00100020, 'LO', id)));
      shifts.add(days(other(0x00080020)) - days(STUDY));
    }
    assert.ok(shifts.size > 1);
  });

  it('several values all shift', async () => {
    const value = await clean(withElements(ctImage(), el(0x00080021, 'DA', ['20150403', '20150404'])));
    const [first = '', second = ''] = value(0x00080021).split('\\');
    assert.equal(days(second) - days(first), 1);
    assert.notEqual(first, '20150403');
  });

  it('what is no date is not passed through', async () => {
    const value = await clean(withElements(ctImage(), el(0x00080021, 'DA', 'APR 3RD')));
    assert.notEqual(value(0x00080021), 'APR 3RD');
  });

  it('are removed by blank and by basic', async () => {
    for (const recipe of ['blank', 'basic'] as const) {
      const value = await clean(ctImage(), { recipe });
      for (const tag of [0x00080020, 0x00080021, 0x00080023]) assert.notEqual(value(tag), '20150403');
      assert.ok(!value(0x00100030).startsWith('1948'));
    }
  });

  it('are kept with the option that says so', async () => {
    const value = await clean(ctImage(), { recipe: 'basic', options: ['retain-full-dates'] });
    assert.equal(value(0x00080020), STUDY);
    assert.equal(value(0x00280303), 'UNMODIFIED');
  });

  it('an age over 89 becomes 90, a lesser one stays', async () => {
    for (const [age, expected] of [
      ['067Y', '067Y'],
      ['089Y', '089Y'],
      ['090Y', '090Y'],
      ['094Y', '090Y'],
      ['110Y', '090Y'],
    ] as const) {
      const value = await clean(withElements(ctImage(), el(0x00101010, 'AS', age)));
      assert.equal(value(0x00101010), expected);
    }
  });

  it('a patient over 89 is not given away by the birth date', async () => {
    const value = await clean(withElements(ctImage(), el(0x00100030, 'DA', '19100505'), el(0x00101010, 'AS', '104Y')));
    const birth = value(0x00100030);
    assert.ok(birth === '' || days(value(0x00080020)) - days(birth) < 91 * 365.25, birth);
    assert.ok(!birth.startsWith(PATIENT.birthDate.slice(0, 4)));
  });
});
