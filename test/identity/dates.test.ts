import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { capAge, shiftDate, shiftDateTime } from '../../src/core/identity/dates.js';

const DAY = 86_400_000;
/** The host's calendar, as a second opinion. */
function hostShift(year: number, month: number, day: number, days: number): string | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const moved = new Date(date.getTime() + days * DAY);
  const y = moved.getUTCFullYear();
  if (y < 1 || y > 9999) return undefined;
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(y).padStart(4, '0')}${two(moved.getUTCMonth() + 1)}${two(moved.getUTCDate())}`;
}

describe('identity: DA', () => {
  const cases: readonly (readonly [value: string, days: number, expected: string | undefined])[] = [
    ['20240115', 10, '20240125'],
    ['20240115', 0, '20240115'],
    ['20240228', 1, '20240229'],
    ['20230228', 1, '20230301'],
    ['19000228', 1, '19000301'],
    ['20000228', 1, '20000229'],
    ['20240301', -1, '20240229'],
    ['20231231', 1, '20240101'],
    ['2024.01.15', 20, '2024.02.04'],
    ['20240115  ', 1, '20240116  '],
    [' 20240115\0', 1, ' 20240116\0'],
    ['20240101-20240131', 31, '20240201-20240302'],
    ['-20240131', 1, '-20240201'],
    ['20240131-', 1, '20240201-'],
    ['', 5, ''],
    ['        ', 5, '        '],
    ['00010101', -1, undefined],
    ['99991231', 1, undefined],
    ['00000101', 400, undefined],
    ['20241399', 1, undefined],
    ['20240230', 1, undefined],
    ['20230229', 1, undefined],
    ['20240100', 1, undefined],
    ['202401', 1, undefined],
    ['2024', 1, undefined],
    ['2024.0115', 1, undefined],
    ['15/01/2024', 1, undefined],
    ['Jan 2024', 1, undefined],
    ['20240115\\20240116', 1, undefined],
    ['-', 1, undefined],
    ['20240115-x', 1, undefined],
    ['２０２４0115', 1, undefined],
  ];
  for (const [value, days, expected] of cases) {
    it(`${JSON.stringify(value)} by ${days}`, () => assert.equal(shiftDate(value, days), expected));
  }

  it('agrees with the calendar of the host', () => {
    const date = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, fc.integer({ min: -800_000, max: 800_000 }), (start, days) => {
        const [y, m, d] = [start.getUTCFullYear(), start.getUTCMonth() + 1, start.getUTCDate()];
        const value = hostShift(y, m, d, 0) ?? '';
        assert.equal(shiftDate(value, days), hostShift(y, m, d, days));
        const moved = shiftDate(value, days);
        if (moved !== undefined) assert.equal(shiftDate(moved, -days), value);
      }),
      { numRuns: 2000 },
    );
  });

  it('any text gives a date or nothing, and of the same length', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0129.- \0x+'), maxLength: 22 });
    fc.assert(
      fc.property(text, fc.integer({ min: -5000, max: 5000 }), (value, days) => {
        for (const shift of [shiftDate, shiftDateTime]) {
          const moved = shift(value, days);
          if (moved !== undefined) assert.equal(moved.length, value.length);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('identity: DT', () => {
  const cases: readonly (readonly [value: string, days: number, expected: string | undefined])[] = [
    ['20240115123456.123456+0100', 1, '20240116123456.123456+0100'],
    ['20240115123456.5-0500', -15, '20231231123456.5-0500'],
    ['20240115123456', 1, '20240116123456'],
    ['202401151234', 1, '202401161234'],
    ['2024011512', 1, '2024011612'],
    ['20240115', 1, '20240116'],
    ['20240115235960', 1, '20240116235960'],
    ['20240115+0000', 1, '20240116+0000'],
    ['202401', 10, '202401'],
    ['202401', 20, '202402'],
    ['202401', -20, '202312'],
    ['202402', -15, '202401'],
    ['2024', 100, '2024'],
    ['2024', 200, '2025'],
    ['2024', -200, '2023'],
    ['2024-0500', 200, '2025-0500'],
    ['20240115120000 ', 1, '20240116120000 '],
    ['20240101-20240131', 1, '20240102-20240201'],
    ['20240101120000-0500-20240131120000-0500', 1, '20240102120000-0500-20240201120000-0500'],
    ['20240101-', 1, '20240102-'],
    ['', 1, ''],
    ['20240115240000', 1, undefined],
    ['20240115126000', 1, undefined],
    ['20240115123461', 1, undefined],
    ['20240115123456.1234567', 1, undefined],
    ['20240115123456.', 1, undefined],
    ['20240115+2500', 1, undefined],
    ['20241301', 1, undefined],
    ['202413', 1, undefined],
    ['0000', 1, undefined],
    ['2024-01-15', 1, undefined],
    ['yesterday', 1, undefined],
  ];
  for (const [value, days, expected] of cases) {
    it(`${JSON.stringify(value)} by ${days}`, () => assert.equal(shiftDateTime(value, days), expected));
  }

  it('DA and the date of DT move alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: -4000, max: 4000 }), (start, days) => {
        const date = shiftDate('19200101', start) ?? '';
        assert.equal(shiftDateTime(`${date}101112.5+0100`, days), `${shiftDate(date, days)}101112.5+0100`);
      }),
    );
  });
});

describe('identity: ages', () => {
  const ages: readonly (readonly [age: string, expected: string])[] = [
    ['045Y', '045Y'],
    ['089Y', '089Y'],
    ['090Y', '090Y'],
    ['091Y', '090Y'],
    ['104Y', '090Y'],
    ['999M', '999M'],
    ['1079M', '1079M'],
    ['1080M', '090Y'],
    ['4695W', '4695W'],
    ['4696W', '090Y'],
    ['32871D', '32871D'],
    ['32872D', '090Y'],
    ['95Y', '090Y'],
    ['95', '090Y'],
    ['95y', '090Y'],
    ['095Y ', '090Y'],
    ['45Y ', '45Y '],
    ['', ''],
    ['    ', '    '],
    ['ninety-five', ''],
    ['95 years', ''],
    ['95.5Y', ''],
  ];
  for (const [age, expected] of ages) {
    it(`${JSON.stringify(age)} is ${JSON.stringify(expected)}`, () => assert.equal(capAge(age), expected));
  }
});
