// The composed notes of the shared corpus: what is found with and without knowing the patients, and what must stay.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { EvidenceItem } from '../../src/core/text/evidence.js';
import { cleanText, compileEvidence, type Evidence, findIdentifiers } from '../../src/core/text/findIdentifiers.js';

interface Note {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly {
    readonly start: number;
    readonly end: number;
    readonly label: string;
    readonly text: string;
  }[];
  readonly must_keep: readonly string[];
}

interface Patient {
  readonly pn: string;
  readonly mrn: string;
  readonly other_id: string;
  readonly nid: string;
  readonly dob: string;
  readonly addr: string;
  readonly phone: string;
  readonly email: string;
}

const folder = path.resolve('../shared/corpus');
const notesFile = path.join(folder, 'synthetic/text/notes.jsonl');
const truthFile = path.join(folder, 'phi_truth.json');

/** Titles, forms of address and units that go with what they belong to. */
const companions = /^(?:mr|ms|mrs|dr|prof|herr|frau|y)$/i;

function knownPatients(): Evidence {
  const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as { readonly patients: readonly Patient[] };
  return compileEvidence(
    truth.patients.flatMap((patient): readonly EvidenceItem[] => [
      { kind: 'patient-name', value: patient.pn },
      { kind: 'patient-id', value: patient.mrn },
      { kind: 'id', value: patient.other_id },
      { kind: 'id', value: patient.nid },
      { kind: 'birth-date', value: patient.dob },
      { kind: 'address', value: patient.addr },
      { kind: 'phone', value: patient.phone },
      { kind: 'email', value: patient.email },
    ]),
  );
}

interface Score {
  readonly recall: number;
  readonly retention: number;
  readonly missed: readonly string[];
  readonly lost: readonly string[];
}

/** Recall by gold span (every letter and digit gone); retention by words outside gold spans. Ages count from 90 on. */
function score(notes: readonly Note[], known: Evidence): Score {
  let gold = 0;
  let gone = 0;
  let words = 0;
  let kept = 0;
  const missed: string[] = [];
  const lost: string[] = [];
  for (const note of notes) {
    const spans = findIdentifiers(note.text, known, 'full');
    const covers = (at: number): boolean => spans.some((span) => at >= span.start && at < span.end);
    for (const span of note.spans) {
      if (span.label === 'AGE' && Number(span.text) < 90) continue;
      gold += 1;
      const units = [...Array(span.end - span.start).keys()].map((offset) => span.start + offset);
      if (units.every((at) => covers(at) || !/[\p{L}\p{N}]/u.test(note.text.charAt(at)))) gone += 1;
      else missed.push(`${note.id} ${span.label}`);
    }
    for (const match of note.text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      if (note.spans.some((span) => match.index < span.end && match.index + match[0].length > span.start)) continue;
      if (companions.test(match[0])) continue;
      words += 1;
      if (covers(match.index)) lost.push(`${note.id} at ${match.index}`);
      else kept += 1;
    }
    const left = cleanText(note.text, spans);
    for (const phrase of note.must_keep) assert.ok(left.includes(phrase), `${note.id} lost a phrase that must stay`);
    assert.deepEqual(findIdentifiers(left, known, 'full'), [], note.id);
  }
  return { recall: gone / gold, retention: kept / words, missed, lost };
}

describe('text: corpus of notes', () => {
  const notes: readonly Note[] = existsSync(notesFile)
    ? readFileSync(notesFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Note)
    : [];

  for (const [title, floor, patients] of [
    ['finds every identifier of a known patient', 1, true],
    ['finds nearly all without knowing anybody', 0.95, false],
  ] as const) {
    it(title, function () {
      if (notes.length === 0 || (patients && !existsSync(truthFile))) {
        console.log('      skipped: no corpus');
        this.skip();
      }
      const { recall, retention, missed, lost } = score(notes, patients ? knownPatients() : compileEvidence([]));
      assert.ok(recall >= floor, `recall ${recall}: ${missed.join(', ')}`);
      assert.ok(retention >= 0.99, `retention ${retention}: ${lost.join(', ')}`);
    });
  }
});
