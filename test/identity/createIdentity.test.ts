import assert from 'node:assert/strict';
import { createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { createIdentity } from '../../src/core/identity/createIdentity.js';
import { DeidError } from '../../src/core/kernel/deidError.js';

const KEY = Uint8Array.from({ length: 32 }, (_, at) => at);
const OTHER = Uint8Array.from({ length: 32 }, (_, at) => at + 1);

const uid = fc
  .array(fc.nat({ max: 99_999_999 }), { minLength: 1, maxLength: 6 })
  .map((parts) => `1.2.${parts.join('.')}`);

/** The UUID of a `2.25.` UID as 32 hexadecimal digits. */
const uuidOf = (mapped: string) => BigInt(mapped.slice(5)).toString(16).padStart(32, '0');

describe('identity: answers that never change', () => {
  // Computed by another program from the description in the sources. If one of these fails, every pseudonym that was ever
  // given out under any key is lost: it is the code that is wrong.
  const identity = createIdentity(KEY);

  it('fingerprint', () => assert.equal(identity.fingerprint, '94f3f244'));

  it('UIDs', () => {
    assert.equal(
      identity.mapUid('1.2.840.113619.2.5.1762583153.215519.978957063.78'),
      '2.25.233147057020499605282235138407026123744',
    );
    assert.equal(identity.mapUid('1.2.3'), '2.25.211970320796295556052634130478798149812');
  });

  it('pseudonyms', () => {
    assert.equal(identity.pseudonym('patient', '12345'), 'P-S3Q665F1532TBR');
    assert.equal(identity.pseudonym('patient', 'Doe^Jane'), 'P-7Y9ST6DR0ZPGYX');
    assert.equal(identity.pseudonym('patient', 'Müller^Änne'), 'P-ZY5CVVQ0Z45CYY');
    assert.equal(identity.pseudonym('accession', '12345'), 'A-PPBDXZFH4B233K');
  });

  it('date shifts', () => {
    assert.equal(identity.dayShift('12345', -365, 365), -301);
    assert.equal(identity.dayShift('67890', -365, 365), 60);
    assert.equal(identity.dayShift('12345', -30, -1), -30);
    assert.equal(identity.dayShift('12345', 1, 3650), 2774);
  });

  it('digests', () => assert.equal(identity.digest('file', '/a/b.dcm'), '86608bde27237597ba72f7d526231401'));

  it("agrees with the host's HMAC and HKDF", () => {
    const derive = (purpose: string) =>
      new Uint8Array(hkdfSync('sha256', KEY, 'medimagecleaner identity 1', purpose, 32));
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (value) => {
        const expected = createHmac('sha256', derive('digest'))
          .update(`4:name${value.replace(/\p{Surrogate}/gu, '\ufffd')}`)
          .digest('hex')
          .slice(0, 32);
        assert.equal(identity.digest('name', value), expected);
      }),
    );
  });
});

describe('identity: UIDs', () => {
  const identity = createIdentity(KEY);

  it('are valid, of version 8 and variant 10, and at most 64 characters', () => {
    fc.assert(
      fc.property(uid, (value) => {
        const mapped = identity.mapUid(value);
        assert.match(mapped, /^2\.25\.[1-9]\d{0,38}$/);
        assert.ok(mapped.length <= 44);
        const uuid = uuidOf(mapped);
        assert.equal(uuid[12], '8');
        assert.match(uuid[16] ?? '', /[89ab]/);
      }),
    );
  });

  it('come back unchanged under the same key, in another run too, and not under another key', () => {
    const again = createIdentity(KEY.slice());
    const other = createIdentity(OTHER);
    fc.assert(
      fc.property(uid, (value) => {
        const mapped = identity.mapUid(value);
        assert.equal(again.mapUid(mapped), mapped);
        assert.equal(again.mapUid(value), mapped);
        assert.notEqual(other.mapUid(mapped), mapped);
        assert.notEqual(other.mapUid(value), mapped);
      }),
    );
  });

  it('map a 2.25 UID of somebody else', () => {
    for (const foreign of [
      '2.25.0',
      '2.25.1',
      '2.25.329800735698586629295641978511506172918',
      '2.25.340282366920938463463374607431768211455',
      '2.25.999999999999999999999999999999999999999',
      '2.25.0233147057020499605282235138407026123744',
      '2.25.233147057020499605282235138407026123745',
    ]) {
      assert.notEqual(createIdentity(KEY).mapUid(foreign), foreign);
    }
  });

  it('do not depend on padding, and do on every digit', () => {
    assert.equal(identity.mapUid('1.2.3\0'), identity.mapUid('1.2.3'));
    assert.equal(identity.mapUid('1.2.3  '), identity.mapUid('1.2.3'));
    assert.notEqual(identity.mapUid('1.2.03'), identity.mapUid('1.2.3'));
    assert.notEqual(identity.mapUid('1.2.3.0'), identity.mapUid('1.2.3'));
    for (const empty of ['', '\0', '  ']) assert.equal(identity.mapUid(empty), '');
  });

  it('are the same after far more UIDs than are remembered', () => {
    const fresh = createIdentity(KEY);
    const first = fresh.mapUid('1.2.3');
    const seen = new Set<string>();
    for (let at = 0; at < 40_000; at++) seen.add(fresh.mapUid(`1.2.3.${at}`));
    assert.equal(seen.size, 40_000);
    assert.equal(fresh.mapUid('1.2.3'), first);
    assert.equal(fresh.mapUid('1.2.3.7'), identity.mapUid('1.2.3.7'));
  });
});

describe('identity: pseudonyms', () => {
  const identity = createIdentity(KEY);

  it('fit the VR SH and read as no word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (value) => {
        assert.match(identity.pseudonym('patient', value), /^(?:P-[0-9B-DF-HJKMNP-TV-Z]{14})?$/);
      }),
    );
  });

  it('come back unchanged under the same key, whatever the domain, and not under another', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (value) => {
        const code = identity.pseudonym('patient', value);
        assert.equal(identity.pseudonym('patient', code), code);
        assert.equal(identity.pseudonym('person', ` ${code.toLowerCase()} `), code);
        if (code !== '') assert.notEqual(createIdentity(OTHER).pseudonym('patient', code), code);
      }),
    );
  });

  it('are equal for what differs in case, composition and padding only', () => {
    const same = ['Müller^Änne', ' MÜLLER^ÄNNE ', 'müller^änne\0', 'Mu\u0308ller^A\u0308nne'];
    assert.equal(new Set(same.map((value) => identity.pseudonym('patient', value))).size, 1);
    assert.notEqual(identity.pseudonym('patient', 'Muller^Anne'), identity.pseudonym('patient', 'Müller^Änne'));
  });

  it('keep domains apart, also where domain and value could be one text', () => {
    assert.notEqual(identity.pseudonym('patient', 'X1'), identity.pseudonym('person', 'X1'));
    assert.notEqual(identity.pseudonym('p', 'aX1'), identity.pseudonym('pa', 'X1'));
    assert.notEqual(identity.digest('p', 'aX1'), identity.digest('pa', 'X1'));
  });

  it('an empty value stays empty', () => {
    for (const empty of ['', ' ', '\0 ']) assert.equal(identity.pseudonym('patient', empty), '');
  });

  it('a domain without a letter has a neutral initial', () => {
    assert.match(identity.pseudonym('0010', 'a'), /^X-/);
  });
});

describe('identity: date shifts', () => {
  const identity = createIdentity(KEY);

  it('lie in the range, are never 0, and are the same again', () => {
    const range = fc.tuple(fc.integer({ min: -4000, max: 4000 }), fc.nat({ max: 4000 }));
    fc.assert(
      fc.property(fc.string(), range, (patient, [min, span]) => {
        const max = min + span;
        const days = identity.dayShift(patient, min, max);
        assert.ok(Number.isInteger(days) && days >= min && days <= max);
        assert.equal(days === 0, min === 0 && max === 0);
        assert.equal(
          createIdentity(KEY).dayShift(` ${patient.toUpperCase()}\0`, min, max),
          identity.dayShift(patient.toUpperCase(), min, max),
        );
      }),
    );
  });

  it('take every value of the range, none much more often than another', () => {
    const counts = new Map<number, number>();
    for (let at = 0; at < 20_000; at++) {
      const days = identity.dayShift(`patient ${at}`, -5, 5);
      counts.set(days, (counts.get(days) ?? 0) + 1);
    }
    assert.equal(counts.size, 10);
    assert.equal(counts.has(0), false);
    // 2000 each; six standard deviations.
    for (const count of counts.values()) assert.ok(Math.abs(count - 2000) < 260, `${count}`);
  });

  it('a range of one is that day, and 0 only where it was asked for', () => {
    assert.equal(identity.dayShift('a', -10, -10), -10);
    assert.equal(identity.dayShift('a', 0, 0), 0);
    assert.equal(identity.dayShift('a', 0, 1), 1);
    assert.equal(identity.dayShift('a', -1, 0), -1);
  });

  it('a range that is none is refused', () => {
    for (const [min, max] of [
      [1, 0],
      [0.5, 2],
      [Number.NaN, 1],
      [0, Number.POSITIVE_INFINITY],
    ] as const) {
      assert.throws(() => identity.dayShift('a', min, max), RangeError);
    }
  });
});

describe('identity: keys', () => {
  it('every purpose and every key gives something else', () => {
    const [one, two] = [createIdentity(KEY), createIdentity(OTHER)];
    assert.notEqual(one.fingerprint, two.fingerprint);
    assert.match(one.fingerprint, /^[0-9a-f]{8}$/);
    assert.notEqual(one.pseudonym('patient', 'a'), two.pseudonym('patient', 'a'));
    assert.notEqual(one.digest('patient', 'a'), two.digest('patient', 'a'));
    assert.notEqual(one.dayShift('a', -3650, 3650), two.dayShift('a', -3650, 3650));
  });

  it('a short key is refused without telling it', () => {
    for (const length of [0, 1, 15]) {
      assert.throws(
        () => createIdentity(new Uint8Array(length).fill(65)),
        (error) => error instanceof DeidError && error.code === 'bad-key' && !error.message.includes('A'),
      );
    }
  });

  it('changing the key bytes afterwards changes nothing', () => {
    const key = KEY.slice();
    const identity = createIdentity(key);
    key.fill(0);
    assert.equal(identity.mapUid('1.2.3'), createIdentity(KEY).mapUid('1.2.3'));
  });
});
