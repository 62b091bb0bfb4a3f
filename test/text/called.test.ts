// People as others call them: pet names, forms of address before words of the trade, who signs, and where somebody works or fell.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cleanText, compileEvidence, findIdentifiers } from '../../src/core/text/findIdentifiers.js';

const EVIDENCE = compileEvidence([{ kind: 'patient-name', value: 'Whitfield^Eleanor^Grace' }]);
const cleaned = (text: string) => cleanText(text, findIdentifiers(text, EVIDENCE, 'full'));

describe('people as others call them', () => {
  for (const [text, gone] of [
    ['Ellie tolerated procedure well', 'Ellie'],
    ['Pt prefers to be called Nell', 'Nell'],
    ['Results called to RN Tamika Broussard in ED', 'Broussard'],
    ['Reviewed with resident T. Vandermeer and fellow Q. Albright', 'Albright'],
    ['Seen in clinic by Nurse Ackroyd', 'Ackroyd'],
    ['Please fax report attn Debbie', 'Debbie'],
    ['Hx from dtr Yolanda', 'Yolanda'],
    ['Anesthesia: Dr. Bright', 'Bright'],
    ['Performed by Dr. Bone', 'Bone'],
    ['Exam protocoled by ZKHAN', 'ZKHAN'],
    ['Dictated by: hmorales', 'hmorales'],
    ['tech initials JKB', 'JKB'],
    ['HCPC no RA58213', '58213'],
    ['compare to films from St. Brigid’s', 'Brigid'],
    ['Injured at Riverdale Elementary School', 'Riverdale'],
    ['Fell at home in Wolverhampton', 'Wolverhampton'],
    ['employed at Halvorsen Tool & Die', 'Halvorsen'],
    ['GP: Larkspur Surgery, at Larkspur Surgery', 'at Larkspur'],
    ['Side L: W H I T F I E L D', 'W H I T'],
    ['transferred to ICU 3', 'ICU 3'],
  ] as const)
    it(`go: ${text}`, () => {
      assert.ok(text.includes(gone));
      assert.ok(!cleaned(text).includes(gone), cleaned(text));
    });

  for (const text of [
    'nodule near Treitz ligament, cyst outside Gerota fascia',
    'Performed by hand injection, read by protocol, reviewed by consultant, reported by telephone',
    'at General Surgery clinic; seen at Plastic Surgery',
    '100 cc Omnipaque 350, 20 cc Saline',
    'cc: Shortness of breath',
    'returned from OR, moved to ICU',
    'Dr. to review. Dr on call notified.',
    'nurse present during exam; RN at bedside',
    'initials on marker',
    'works at heights; employed by hospital',
    'Recurrent UTI 3 times, IMC 28 kg/m2, Stage IVA 2 lesions, NICU 14 days',
    'Discussed with the ordering Dr. Findings were communicated.',
    'of Bariatric Surgery, Virtual Ward',
  ])
    it(`stays: ${text}`, () => assert.equal(cleaned(text), text));
});
