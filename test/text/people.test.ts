import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { clean, evidence } from './cases.js';

function cleans(cases: readonly (readonly [string, string])[]): void {
  assert.deepEqual(
    cases.map(([text]) => [text, clean(text)]),
    cases,
  );
}

function stays(texts: readonly string[]): void {
  cleans(texts.map((text) => [text, text]));
}

describe('text: people behind words that introduce them', () => {
  it('finds kin', () => {
    cleans([
      ['Seen with her daughter Tamsin Ollerby, no fever', 'Seen with her daughter, no fever'],
      ['Hx per wife (Ottoline): fell', 'Hx per wife: fell'],
      [
        'Die Schwester des Patienten, Heidrun Lang, wurde verständigt',
        'Die Schwester des Patienten, wurde verständigt',
      ],
      ['Przyszła z córką Agnieszka Wróbel. Klaustrofobia.', 'Przyszła z córką. Klaustrofobia.'],
    ]);
    stays(['Wife reports pain', 'mother of three', 'Mutter Kontrastmittelallergie', 'Son et lumière']);
  });

  it('finds whom somebody met or told', () => {
    cleans([
      ['Seen and examined with Kaczmarek and Okafor; plan as above', 'Seen and examined; plan as above'],
      ['Visto con Delgado y Ibáñez.', 'Visto.'],
      ['Patient under care of Quispe today', 'Patient under care today'],
    ]);
    stays([
      'discussed with NICU team',
      'seen with Crohn disease',
      'reviewed with Gleason 7 disease',
      'discussed with Cardiology',
    ]);
  });

  it('finds signatures and forms of address', () => {
    cleans([
      ['Signed: MARGARET OYELARAN', 'Signed'],
      ['Dear Marsh, thank you', 'Dear, thank you'],
      ['au docteur Moreau par', 'au par'],
      ['Dr.ssa De Luca RM ginocchio', 'RM ginocchio'],
      ['Bulgular Dr. Şahin’in bildirildi', 'Bulgular bildirildi'],
    ]);
    stays(['Dear Colleague, thank you', 'Uhrzeit und Signatur fehlen']);
  });

  it('finds the names of the file misspelt and declined', () => {
    const known = evidence({ 'patient-name': 'Kowalski^Henryk' });
    assert.equal(clean('Badanie: Kowalskiego', known), 'Badanie');
    assert.equal(clean('Bracelet says Kowlaski today', known), 'Bracelet says today');
    assert.equal(clean('Kowal stays', known), 'Kowal stays');
  });

  it('finds people in runs of Chinese, Japanese and Korean letters', () => {
    cleans([
      ['山田医師に電話で連絡済み。', '医師に電話で連絡済み。'],
      ['已电话通知陈医生。', '已电话通知医生。'],
    ]);
    stays(['主治医生', '患者様へ', '보호자님']);
  });

  it('finds wards, towns behind an address, and numbers without a label', () => {
    cleans([
      ['Lives at P.O. Box 1184, Harrogate.', ''],
      ['Transferred to Elgar Ward today', 'Transferred today'],
      ['Specimen E92-42839 in formalin', 'Specimen in formalin'],
    ]);
    stays(['Surgical Ward', 'Station 2', 'Room 12, Bed 3', 'Modic 2 L4-L5']);
  });
});
