import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { clean, found } from './cases.js';

function goes(texts: readonly string[]): void {
  assert.deepEqual(
    texts.filter((text) => found(`Axial ${text}`).length === 0),
    [],
  );
}

/** Nothing in it is an identifier. */
function stays(texts: readonly string[]): void {
  assert.deepEqual(
    texts.map((text) => clean(text)),
    texts,
  );
}

function cleans(cases: readonly (readonly [string, string])[]): void {
  assert.deepEqual(
    cases.map(([text]) => [text, clean(text)]),
    cases,
  );
}

describe('text: patterns without evidence', () => {
  it('finds dates and times', () => {
    for (const text of [
      '2019-05-07',
      '07.05.2019',
      '5/7/19',
      '7 May 2019',
      'May 7th, 2019',
      '7. Mai 2019',
      'le 7 mai 2019',
      '7 de mayo de 2019',
      '2019年5月7日',
      '20190507',
      '20190507 10:15:30',
      '2019-05-07T10:15',
      '7 May 2019 at 10:15 am',
      'March 2019',
      '10:15:30',
      '10:15 pm',
    ]) {
      assert.equal(clean(text), '', text);
    }
  });

  it('finds contacts', () => {
    for (const text of [
      '(415) 555-0182',
      '415-555-0182',
      '+1 415 555 0182',
      '+49 (0)30 555 01 82',
      '0171 5550182',
      'Tel: 5550182',
      'Phone 555-0182',
      'a.b@example.com',
      'https://example.com/a?b=1',
      'www.example.com/p',
      '192.168.17.4',
      '00:1B:44:11:3A:B7',
    ]) {
      assert.equal(clean(text), '', text);
    }
  });

  it('finds record numbers and national identifiers', () => {
    cleans([
      ['MRN 4471923 brain', 'brain'],
      ['Acc# Q20481 chest', 'chest'],
      ['Patient ID: AB-1234', ''],
      ['SSN 987-65-4329', ''],
      ['987-65-4329', ''],
      ['NHS number 943 476 5919', ''],
      ['943 476 5919', ''],
      ['KVNR A123456780', ''],
      ['12345678Z', ''],
      ['529.982.247-25', ''],
      ['44051401359', ''],
      ['PESEL 44051401359', ''],
      ['811218-9876', ''],
      ['130 692 544', ''],
      ['患者ID：A-10293', ''],
    ]);
    stays(['12345678A', '130 692 545']);
    // Wrong check digits, but nothing else has so many digits in a row.
    cleans([
      ['44051401358', ''],
      ['943 476 5918', ''],
    ]);
  });

  it('finds addresses and institutions', () => {
    goes([
      '12 Larkspur Hill Road, Denby, OH 45099',
      'Flat 4, 9 Weaver Lane',
      'Lindenweg 14, 10999 Neustadt',
      'Kerkstraat 12, 1017 GN Amsterdam',
      '14 rue des Lilas, 75002 Paris',
      'Calle Olmo 12',
      'SW1A 1AA',
      'Larkspur Memorial Hospital',
      'Klinikum Neuwald',
      'CHU de Valmont',
      '3-2-11 Midori-cho, Aoba-shi 999-0202',
      '緑川総合病院',
    ]);
    stays([
      'Day Hospital',
      'Fracture Clinic',
      'University Hospital',
      'General Hospital',
      '当病院',
      '12 Coronal Slices',
      '5 Axial Views',
    ]);
  });

  it('finds ages over 89 and leaves others', () => {
    cleans([
      ['93-year-old woman', 'woman'],
      ['aged 97, cough', 'cough'],
      ['101 y old', 'old'],
    ]);
    stays(['76 y', '45-year-old woman', '90 mm', '95 %', '92 images']);
  });

  it('finds people by title, label and agent', () => {
    cleans([
      ['Dr. Oberwinkel chest', 'chest'],
      ['Prof. Dr. med. Anselm Oberwinkel', ''],
      ['Mrs. Tarrington, cough', 'cough'],
      ['Herr Oberwinkel, Husten', 'Husten'],
      ['Mme Valcourt', ''],
      ['Name: Oberwinkel', ''],
      ['Patient: Tarrington, Edith', ''],
      ['Pt Edith Tarrington chest', 'chest'],
      ['chest, referred by Dr Tarrington', 'chest, referred'],
      ['ref by Edith Tarrington', ''],
      ['Tech: AB', ''],
      ['Overread by Jane Xanthopoul', 'Overread'],
      ['TARRINGTON, EDITH 12/04/1950 F', 'F'],
      ['discussed with Dr. Tarrington at 3:45 pm on 12 March.', 'discussed.'],
      ['Ref: Miller', ''],
      ['Electronically signed by: Robert J. Tarrington, MD 2019-03-04 10:22', 'Electronically signed'],
      ['Dr. Baker reviewed; Baker cyst remains.', 'reviewed; Baker cyst remains.'],
      ['Operator: KLM', 'Operator'],
      ['TARRINGTON^EDITH', ''],
      ['Edith Tarrington (54 y)', '(54 y)'],
      ['患者 田中 太郎', '患者'],
      ['田中先生', '先生'],
      ['GRADIENT 3 NORMAL Dr. Anselm Oberwinkel', 'GRADIENT 3 NORMAL'],
      ['T2 2 AXIAL Dr Oberwinkel', 'T2 2 AXIAL'],
      ['Susan Miller Ultravist 370', 'Ultravist 370'],
      ['Dr. Tarrington Gadovist', 'Gadovist'],
      ['Susan Miller RT', 'RT'],
      ['Susan Miller, RT', ''],
      ['GTV drawn by TARRINGTON', 'GTV drawn'],
      ['contoured by Tarrington', 'contoured'],
      ['PTV segmented by Oberwinkel', 'PTV segmented'],
      ['acquired by OBERWINKEL', 'acquired'],
      ['12 Larch Dr. Springfield, IL 62704', ''],
    ]);
  });

  it('finds a given name beside a family name', () => {
    goes([
      'Susan Miller',
      'Miller, Susan',
      'Hiroshi Tanaka',
      'Fatima Haddad',
      "Sean O'Connor",
      'Priya Sharma',
      'JOHN SMITH',
      'Giulia Rossi',
      'Olga Ivanova',
      'Nguyen Thi Lan',
      'Anna-Lena Schneider',
      'Susan B. Miller',
    ]);
  });

  it('keeps what only looks like an identifier', () => {
    stays([
      'P101',
      'P101 t1_mprage_sag',
      'T1',
      'T2*',
      'T2* GRE',
      'L5-S1',
      'L4/L5',
      'C5-1',
      'Th12',
      'Marching Cubes',
      'May-Thurner',
      '1.5T',
      '5mm',
      'B30f',
      'Br40d/3',
      '2.5x0.6',
      'SE 3/12',
      'R CC',
      'L MLO',
      'kVp 120',
      '10/12 slices',
      '3/4',
      'I32.5-S107.5',
      'MI 1.2',
      'version 1.2.3',
      '1.2.3',
      'VB17A',
      'syngo MR XA30',
      'syngo CT VB30A',
      'ACR',
      'ACR phantom',
      'Catphan 504',
      'Baker cyst',
      'Parkinson disease',
      "Crohn's disease",
      'Hodgkin lymphoma',
      'Morbus Basedow',
      'Maladie de Crohn',
      'Swan-Ganz catheter',
      'Judkins left 4',
      'Towne view',
      'Waters view',
      'Brugada',
      'Meckel diverticulum',
      'Dupuytren contracture',
      'Charcot-Marie-Tooth disease',
      'Le Fort II fracture',
      'Arteria carotis communis',
      'Musculus gluteus maximus',
      'Foramen magnum',
      'FLAIR',
      'HASTE',
      'VIBE',
      'ep2d_diff_4scan_trace_p2',
      'DWI b1000',
      'MPRAGE 1mm iso',
      'CT THORAX W/O CONTRAST',
      'Head Routine',
      'Brain Stem',
      'Patient Position HFS',
      'traced by hand',
      'segmented by Siemens',
      'drawn by AI',
      'Visipaque 320',
      'Patient supine',
      'PATIENT MOVED',
      'Dr on call',
      'Series 3, image 45',
      '120 kVp 250 mAs',
      '12 x 9 mm',
      '512x512',
      '0.625mm',
      'TE 90 TR 4000',
      'CTDIvol(mGy) DLP',
      'Total Exam DLP: 812.66',
      'Sag Liver MI 1.2 TIS 0.4 C5-1',
      'ISO_IR 100',
      'Bolus tracking',
      'Long axis 4 chamber',
      'Left Main',
      'Rose Bengal',
      'PTV',
      'GTV_1',
      'Recon 2: LUNG',
      'SmartPrep',
      'Wed',
      '10:1',
      '1:2',
      'ratio 3:1',
      'Room 12, Bed 3',
      'Follow-up in 3 months',
      'Grade 3/4 chondromalacia',
      'Gleason 3+4=7 in 5/12 cores',
      'Hx: 67M w/ CHF',
      'Harvard protocol',
      'Wood U',
      'Left MCA 5.2 mm',
      'Exam 4',
      'Injected 5.5 mCi F-18 FDG',
      'HU 35',
      'Phase 40%',
      'x 1.2.840.10008.1.2',
      'v12.10.15',
      'Software 12.10.15',
      'Hounsfield units',
      'Gaussian filter',
      'Fourier transform',
      'Sobel',
      'Bi-RADS 4',
      'Gleason 3+4',
      'PI-RADS 5',
      'Salter-Harris type II',
      'Garden III',
      'Bosniak 2F',
      'Fazekas 1',
      'anterior to posterior',
      'Art. coxae',
      'Vena cava',
      'Siemens Healthineers',
      'GE MEDICAL SYSTEMS',
      'Philips Medical Systems',
      'Monte Carlo',
    ]);
  });

  it('keeps methods, parts of the body and things that are called like somebody', () => {
    stays([
      'node near Rouviere',
      'stone near Infundibulum',
      'moved to Hospice',
      'returned from Theatre',
      'Verified by ELISA',
      'Verified by EBUS',
      'Performed by VATS',
      'Acquired by DIXON',
      'Sister Mary Joseph nodule',
      "a metastasis: Sister Mary Joseph's nodule",
      'Bence Jones protein in urine',
      'Robert Jones bandage',
      'May reports improvement',
      'Reviewed with May reports',
    ]);
    goes([
      'moved to Lindenhurst',
      'Performed by Elisa',
      'Performed by Dixon',
      'seen by Sister Mary Joseph on the ward',
      'Reviewed with May at noon',
      'seen by Robert Jones, bandage applied',
    ]);
  });

  it('reads markup and message formats', () => {
    assert.deepEqual(found('<b>Name:</b> Oberwinkel, Susan'), ['Oberwinkel, Susan']);
    assert.ok(found('PID|1||4471923^^^LARK||TARRINGTON^EDITH||19440302|F').includes('TARRINGTON^EDITH'));
    assert.equal(clean('{\\rtf1 Dr. Oberwinkel\\par chest}'), '{\\rtf1 \\par chest}');
  });
});
