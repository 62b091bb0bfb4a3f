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

describe('text: what histories tell in passing', () => {
  it('finds a day and a month without a year, where the words around say that it is one', () => {
    cleans([
      ['CT of 3/14 shows; see MR from 12/1 at 0900', 'CT shows; see MR at 0900'],
      ['Called back on 3/14.', 'Called back.'],
      ['am 14.3. operiert, vom 3.12. an', 'operiert, an'],
      ['vu le 14/3 à 10h', 'vu à 10h'],
      ['fell on Thanksgiving', 'fell'],
      ['since 3 Apr, better', 'better'],
      ['Sturz 4.12.09, Schmerz', 'Sturz, Schmerz'],
      ['DOB 1924, male', 'male'],
    ]);
    stays([
      'strength 5/5, murmur 3/6, pain of 4/10, scale of 1/10, ratio of 1/2',
      'on 2/4 views; on 3/5 slices; 1/2 dose given; from 1/3 to 2/3',
      'Image 12/1 series 3; slice 3/14',
      'Grad 3.2. und 4.1. Absatz',
      'Christmas tree adapter',
      '3 MAR, 2 OCT scans, 5 DEC',
    ]);
  });

  it('finds licences, plates, vehicles and devices', () => {
    cleans([
      ["Driver's license NY D 449 331 220", "Driver's license"],
      ['License plate KTR-8841; VIN 1HGCM82633A004352', 'License plate; VIN'],
      ['car 1HGCM82633A004352 seen', 'car seen'],
      ['UDI (01)00643169007222(17)230331(21)RMC200155H', 'UDI'],
      ['claim 2015-884120 open', 'claim open'],
    ]);
    stays([
      'plate 12 hole; volar plate 3 holes; growth plate 4 mm',
      'serie ABCDEFGHJKLMNPRST',
      '(01) frontal (02) lateral',
    ]);
  });

  it('finds houses and towns that no word tells to be some', () => {
    cleans([
      ['implanted at Mass General', 'implanted'],
      ['Lobectomy at Memorial Sloan Kettering 2009', 'Lobectomy 2009'],
      ['Follow up in Sacramento clinic in 6 wks', 'Follow up in 6 wks'],
      ['retired farmer from Ballinasloe, well', 'retired farmer, well'],
      ['REMOVED AT NORTHSIDE QUILLWATER LAST YEAR', 'REMOVED LAST YEAR'],
      ['CT HEAD KINGSTON CITY HOSPITAL', 'CT HEAD'],
      ['Outside films: Putnam Radiology Assoc.', 'Outside films'],
      ['Home: Kingston NY', 'Home'],
      ['fell on Juniper Street', 'fell'],
      ['Lives w/ wife in Red Hook', 'Lives w/ wife'],
    ]);
    stays([
      'performed at L4-5, scan at Rest, done at Bedside, placed at Hilum, seen at Apex',
      "injection at Erb's point; osteotomy at Lisfranc joint; biopsy at Segment VII",
      'pain clinic; Memory clinic; in Wound clinic; Heart clinic',
      'specimen from Liver; images from Siemens Skyra; patient from Emergency',
      'MRI BRAIN DAY HOSPITAL',
      'Chest PA, Lateral; Breast CA, T2; Hand PA',
    ]);
  });

  it('finds what somebody is called, and who passed an examination', () => {
    cleans([
      ['goes by Mimi', 'goes'],
      ['Maria "Mimi" Kowalski has LBP', 'has LBP'],
      ['Performed by RT (R)(CT) Sandoval', 'Performed by RT (R)(CT)'],
      ['J Sandoval RT(R)(MR)', 'RT(R)(MR)'],
      ['Tech: jmr', ''],
      ['transcribed by kls 4/3/15', 'transcribed'],
      ['Seen by Drs Abernathy, Li and Krishnamurthy', 'Seen'],
      ['Die Patientin (J. F.) hustet', 'Die Patientin hustet'],
      ['SW Brenda notified', 'SW notified'],
      ['Sheriff Lonnie Mapes at bedside', 'Sheriff at bedside'],
    ]);
    stays([
      'known as Baker cyst; prefers Tylenol; called for report',
      'Tech: see note; op: two levels',
      'SW 1.2, NP swab',
    ]);
  });

  it('finds whom a request, a meeting or a form of address names', () => {
    cleans([
      ['Requested by Quillwater on behalf of al-Masri.', 'Requested on behalf.'],
      ['Discussed at MDT with Deborah St. John and Vandermeer.', 'Discussed at MDT.'],
      ['CT Guided biopsy - Deborah Rice MD', 'CT Guided biopsy'],
      ['Study coordinator: Priyanka x5531', 'Study coordinator: x5531'],
      ['assisted living (Golden Pines)', 'assisted living'],
      ['50 Gy/25; MD: HALVORSEN', '50 Gy/25; MD'],
      ['DA could not hold breath', 'could not hold breath'],
      ['telefonisch an Frau Kurz übermittelt', 'telefonisch an übermittelt'],
      ['opéré par le Pr Benali à Lyon', 'opéré'],
      ['Gerät Ser.-Nr. 7CX-18886', 'Gerät Ser.-Nr.'],
      ['Acompanhada pela filha Fernanda Sá. Nega alergias.', 'Acompanhada pela filha. Nega alergias.'],
      ['Dr. med. ELISABETH GROSS Die Gefäße sind frei', 'Die Gefäße sind frei'],
      ['الطبيب محمد العتيبي', ''],
    ]);
    stays([
      'MR could not be done; PT could not walk',
      'FA MD ADC maps; Mean MD; Chest MD',
      'PR interval; Frau Patientin',
      'discussed with Cardiology and Radiology',
      'images sent from Siemens Skyra',
    ]);
    const rose = evidence({ 'patient-name': 'Rose^Quill' });
    assert.equal(clean('Rose asked to stop', rose), 'asked to stop');
  });

  it('finds log-ins, initials, plates and numbers behind what introduces them', () => {
    cleans([
      ['Read by: tariq.quillwater', 'Read'],
      ['ordered in error by quillsv7', 'ordered in error'],
      ['recon per HL', 'recon'],
      ['verified by A.W.', 'verified'],
      ['saisi par KP, le 17/3/17', 'saisi'],
      ['fährt noch Auto (B-MK 2899)', 'fährt noch Auto'],
      ['Inmate 369.566.653-71 chest', 'Inmate chest'],
      ['Ordnung: Konsil Kowalski v. 21.11.2007', 'Ordnung: Konsil v.'],
      ['Ende Oktober, early May', ''],
      ['Noncon only, Vandermeer aware', 'Noncon only, aware'],
      ["On l'appelle Gwen", "On l'appelle"],
      ['Outside study Sacred Heart of Pell Lake', 'Outside study'],
    ]);
    stays([
      'Wife aware; Referrer notified; Caregiver informed; RT Hand; obstructed by CA',
      'CT 1/2, scan 2/3, images 1/30, MRI 3/3; in Coumadin clinic; per Lauge-Hansen',
      'guided by US, followed by CT; given by IV, per PO',
      'Implant aware; Consent scrubbed',
      'software v. 2.11.2007b; Version 1.2.2015',
      'Signe de Murphy +; Los Angeles grade C; Singh 3',
      'THIS PT HAS AN APPOINTMENT',
    ]);
  });

  it('finds people, houses and numbers in other scripts', () => {
    cleans([
      ['夜勤小野寺、日勤長谷川へ申し送り。', '夜勤、日勤へ申し送り。'],
      ['夜班司马宇交白班赵玉梅。', '夜班交白班。'],
      ['야간 강태영, 주간 조상철 인계.', '야간, 주간 인계.'],
      ['Медсанчасть № 27; после ДТП, машина WX 0767Y', 'после ДТП, машина'],
      ['Κέντρο Υγείας Νέας Αυγής 18', '18'],
      ['عيادات المنارة 1997', '1997'],
    ]);
    stays(['夜勤帯に撮影', '由主任植入', 'Норма, Паркинсона болезнь', 'από δεξιά']);
  });

  it('takes a very common name alone for somebody, and not in an eponym or a product', () => {
    cleans([
      ['CT ABD/PELVIS W CONTRAST - PATEL', 'CT ABD/PELVIS W CONTRAST'],
      ['DO NOT USE - BOB', 'DO NOT USE'],
    ]);
    stays([
      'Stevens Johnson syndrome; Evans index 0.3; Hudson mask; Ellis van Creveld',
      'PHILLIPS INGENIA; T2 TRAN; LARS ligament; TOM; Peters anomaly; Hopkins rod',
      'Sister Mary Joseph node',
    ]);
  });

  it('finds them in other languages', () => {
    cleans([
      ['Z.n. OP im St. Vincenz 2011', 'Z.n. OP im 2011'],
      ['Brinkmann, aus Bad Oeynhausen zugewiesen', 'Brinkmann, aus zugewiesen'],
      ['JVA Bielefeld, begleitet', 'JVA, begleitet'],
      ['Karl M., 67 J., Sturz', '67 J., Sturz'],
      ['Befund diktiert: tk/sw', 'Befund diktiert'],
      ['(Pieper 4471)', '(Pieper)'],
      ['à la clinique des Lilas', 'à la clinique des'],
      ['Institutrice à Montreuil, seule', 'Institutrice à, seule'],
      ['Médecin traitant : Garance Vidal', 'Médecin traitant'],
      ['Geopereerd in het Sint Antonius 2011', 'Geopereerd in het 2011'],
      ['91 J., Sturz', 'Sturz'],
    ]);
    stays([
      'Kein Nachweis einer Lungenembolie. Herz normal groß.',
      'Ringförmiges Enhancement, Boden der vorderen Schädelgrube',
      'Radiologie Thorax; Radiologie Befund; Radiologie Konsil; KH Verlauf; Frauenklinik Ambulanz',
      'OP in Vollnarkose; operiert in Bauchlage; Konsil Neurologie; zum 2.2. Male; vom 1.2. Segment',
      'Hospitalisé à Domicile; operado en Urgencias; la clinique Urologique; du 1/3 moyen; al 1/3 medio',
      'opéré à Droite; OP im Becken',
      "Pas d'épanchement. Kyste simple du rein droit.",
    ]);
  });

  it('finds ages over 89 with the letter of a sex, and leaves temperatures', () => {
    cleans([['91F with cough', 'with cough']]);
    stays(['fever 101F', 'temp 98F', '89F with cough', '100 m run']);
  });

  it('still knows the names of the file first', () => {
    const known = evidence({ 'patient-name': 'Quill^Maria' });
    assert.equal(clean('seen at Quill clinic', known), 'seen clinic');
  });
});
