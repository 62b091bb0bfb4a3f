// Lookup tables: read from CSV, asked by patient or UID, and silent about what they hold.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type DirectoryRecord, writeDirectory } from '../../scripts/dicomDirectory.js';
import { writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { lookUp, parseLookupTable } from '../../src/core/policy/lookupTable.js';
import type { Override } from '../../src/core/policy/policy.js';
import { el, sq, withElements } from '../support/dataset.js';
import { deidentifySource } from '../support/engine.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { find, latin1, readFile } from '../support/read.js';
import { apply, at, contextFor, policyOf, table } from './apply.js';

function problems(csv: string): readonly string[] {
  const read = parseLookupTable(csv);
  return read.kind === 'problems' ? read.problems : [];
}

function lookup(keyword: string, variable: string, add = false): Override {
  return { kind: 'lookup', attribute: at(keyword), variable, origin: 'o', ...(add ? { add } : {}) };
}

const TABLE = table(`PatientID,subject,days,note\r\n${PATIENT.id},S-001,-7,"one, ""two"""\r\nOTHER,S-002,x,\r\n`);

describe('a lookup table', () => {
  it('is CSV: quotes, line ends, a mark at the beginning, blanks around', () => {
    const read = table('\ufeffPatientID, site \n"A ""1""",  Bern\n\nB,"two\nlines"\n"C,D",');
    assert.deepEqual([read.key, read.keyTag, read.columns], ['PatientID', 0x00100020, ['PatientID', 'site']]);
    assert.equal(lookUp(read, 'A "1" ', 'site'), 'Bern');
    assert.equal(lookUp(read, 'B', 'site'), 'two\nlines');
    assert.equal(lookUp(read, 'C,D', 'site'), '');
    assert.equal(lookUp(read, 'D', 'site'), undefined);
    assert.equal(lookUp(read, 'B', 'Site'), undefined);
    assert.equal(lookUp(undefined, 'B', 'site'), undefined);
    assert.deepEqual(structuredClone(read), read);
  });

  it('reads back what RFC 4180 writes', () => {
    const cell = fc.string({ maxLength: 8 }).map((text) => text.trim());
    const row = fc.tuple(fc.uuid(), cell, cell);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const csv = ['StudyInstanceUID,a,b', ...rows.map((cells) => cells.map(quoted).join(','))].join(end);
        const read = table(csv);
        for (const [key, a, b] of rows) assert.deepEqual([lookUp(read, key, 'a'), lookUp(read, key, 'b')], [a, b]);
      }),
      { numRuns: 300, seed: 3 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => void parseLookupTable(text)),
      { numRuns: 1000, seed: 4 },
    );
  });

  it('says what is wrong by line, never with a value', () => {
    assert.match(problems('')[0] ?? '', /empty/);
    assert.match(problems('Subject,a\nX,1')[0] ?? '', /^line 1: the first column/);
    assert.match(problems('PatientID,a,a\n')[0] ?? '', /^line 1: two columns/);
    assert.match(problems('PatientID,,a\n')[0] ?? '', /^line 1: a column has no name/);
    assert.deepEqual(problems('PatientID,a\nSECRET,1\nX,1,2\nY\n,3\nSECRET,4'), [
      'line 3: 3 fields where the header has 2',
      'line 4: 1 field where the header has 2',
      'line 5: the first field is empty',
      'line 6: the same key as in line 2',
    ]);
    assert.deepEqual(problems('PatientID,a\n"X\n\n",1\n"X",1\nSECRET"'), [
      'line 5: the same key as in line 2',
      'line 6: 1 field where the header has 2',
    ]);
    assert.match(problems('PatientID,a\n"SECRET,1')[0] ?? '', /^line 2: a quoted field does not end/);
    assert.match(problems('PatientID,a\n"SECRET"x,1')[0] ?? '', /^line 2: something stands behind/);
    assert.equal(problems(`PatientID,a\n${'x\n'.repeat(500)}`).length, 20);
  });
});

describe('rules that look up', () => {
  it('set what the table has for the patient, at every depth, and add it where they say so', async () => {
    const image = withElements(ctImage(), sq(0x00081115, [[el(0x00100020, 'LO', 'nested')]]));
    const rules = [
      lookup('PatientID', 'subject'),
      lookup('ClinicalTrialSubjectID', 'subject', true),
      lookup('StationName', 'subject'),
    ];
    const done = await apply(image, policyOf(rules), { table: TABLE });
    assert.deepEqual([done.text('PatientID'), done.text('ClinicalTrialSubjectID')], ['S-001', 'S-001']);
    assert.equal(done.text(0x00081115, 0, 0x00100020), 'S-001');
    assert.equal(done.text('StationName'), undefined);
    assert.deepEqual(
      done.issues.filter((code) => code.startsWith('lookup')),
      [],
    );
  });

  it('move dates by what it has', async () => {
    const shift = (variable: string): Override => ({
      kind: 'shift',
      attribute: at('StudyDate'),
      variable,
      origin: 'o',
    });
    assert.equal((await apply(ctImage(), policyOf([shift('days')]), { table: TABLE })).text('StudyDate'), '20150327');
    const other = withElements(ctImage(), el(0x00100020, 'LO', 'OTHER'));
    const wrong = await apply(other, policyOf([shift('days')]), { table: TABLE });
    assert.deepEqual([wrong.text('StudyDate'), wrong.issues.includes('lookup-not-a-number')], ['', true]);
    const none = await apply(ctImage(), policyOf([shift('weeks')]), { table: TABLE });
    assert.deepEqual([none.text('StudyDate'), none.issues.includes('lookup-missing')], ['', true]);
  });

  it('by study, and with a UID for the file meta information too', async () => {
    const studies = table('StudyInstanceUID,new,uid\n1.2.826.0.1.3680043.10.1500.1,N-1,1.2.840.99.5');
    const done = await apply(ctImage(), policyOf([lookup('AccessionNumber', 'new'), lookup('SOPInstanceUID', 'uid')]), {
      table: studies,
    });
    assert.deepEqual([done.text('AccessionNumber'), done.text('SOPInstanceUID')], ['N-1', '1.2.840.99.5']);
  });

  it('of a directory: each record has what the table has for its own patient, study or series', async () => {
    const patient = (id: string, study: string): DirectoryRecord => ({
      type: 'PATIENT',
      elements: [el(0x00100010, 'PN', 'Doe^J'), el(0x00100020, 'LO', id)],
      children: [
        {
          type: 'STUDY',
          elements: [el(0x00080020, 'DA', '20150403'), el(0x0020000d, 'UI', study), el(0x00200010, 'SH', 'ST')],
          children: [{ type: 'SERIES', elements: [el(0x00080060, 'CS', 'CT'), el(0x0008103e, 'LO', 'words')] }],
        },
      ],
    });
    const bytes = writeDirectory([
      patient(PATIENT.id, '1.2.3.1'),
      patient('OTHER', '1.2.3.2'),
      patient('NONE', '1.2.3.3'),
    ]);
    const values = async (rules: readonly Override[], csv: string, tag: number): Promise<readonly string[]> => {
      const source = bufferSource(bytes);
      const context = contextFor(policyOf(rules), { table: table(csv) });
      const { plan, output } = await deidentifySource(source, context);
      assert.deepEqual(await dicom.verify(source, bufferSource(output), plan, context), [], 'check of the plan');
      const items = find(readFile(output).elements, 0x00041220)?.items ?? [];
      return items.flatMap(({ elements }) => {
        const element = find(elements, tag);
        return element === undefined ? [] : [latin1(element).trim()];
      });
    };
    const ids = `PatientID,subject,days\n${PATIENT.id},S-001,-7\nOTHER,S-002,-9\n`;
    const shift: Override = { kind: 'shift', attribute: at('StudyDate'), variable: 'days', origin: 'o' };
    assert.deepEqual(await values([lookup('PatientID', 'subject')], ids, 0x00100020), ['S-001', 'S-002', 'REMOVED']);
    assert.deepEqual(await values([lookup('PatientID', 'subject'), shift], ids, 0x00080020), [
      '20150327',
      '20150325',
      '19000101',
    ]);
    const studies = 'StudyInstanceUID,code\n1.2.3.1,N-1\n1.2.3.3,N-3\n';
    assert.deepEqual(await values([lookup('StudyID', 'code')], studies, 0x00200010), ['N-1', 'REMOVED', 'N-3']);
    assert.deepEqual(await values([lookup('SeriesDescription', 'code')], studies, 0x0008103e), ['N-1', '', 'N-3']);
  });

  it('without a row, a column or a table: empty, or a dummy where the object needs a value', async () => {
    const rules = [lookup('PatientName', 'gone'), lookup('Modality', 'gone'), lookup('StudyID', 'gone', true)].concat([
      lookup('SOPInstanceUID', 'gone'),
      lookup('ClinicalTrialSubjectID', 'gone', true),
    ]);
    for (const setting of [{ table: TABLE }, {}]) {
      const done = await apply(ctImage(), policyOf(rules), setting);
      assert.deepEqual([done.text('PatientName'), done.text('StudyID')], ['', '']);
      assert.deepEqual([done.text('Modality'), done.text('ClinicalTrialSubjectID')], ['REMOVED', undefined]);
      assert.match(done.text('SOPInstanceUID') ?? '', /^2\.25\./);
      assert.deepEqual(
        done.issues.filter((code) => code === 'lookup-missing'),
        ['lookup-missing'],
      );
    }
  });

  it('tell of the variable and of no value or key', async () => {
    const image = withElements(ctImage(), el(0x00100020, 'LO', 'UNLISTED-77'));
    const policy = policyOf([lookup('PatientID', 'subject'), lookup('PatientName', 'note')]);
    const plan = await dicom.plan(bufferSource(writeFile(image)), contextFor(policy, { table: TABLE }));
    const said = JSON.stringify([plan.issues, plan.findings]);
    assert.match(said, /no subject for this object/);
    assert.match(said, /no note for this object/);
    for (const value of ['UNLISTED-77', 'S-001', 'S-002', PATIENT.id]) assert.ok(!said.includes(value), value);
  });
});
