// Hover and signature help.
import assert from 'node:assert/strict';
import { attributeInfo } from '../../src/core/recipe/services/attributeInfo.js';
import { type Facts, NO_FACTS } from '../../src/core/recipe/services/facts.js';
import { hover } from '../../src/core/recipe/services/hover.js';
import { signature } from '../../src/core/recipe/services/signature.js';
import { checked, marked } from './recipe.js';

function text(source: string, facts: Facts = NO_FACTS): string {
  const { tree, text: plain, offset } = marked(source);
  return (hover(tree, offset, facts, checked(plain).policy)?.lines ?? []).join('\n');
}

describe('what is known of an attribute', () => {
  it('has name, VR, VM, types and the action under each option', () => {
    const info = attributeInfo({ value: 0x00100040, mask: 0xffffffff });
    assert.equal(info?.keyword, 'PatientSex');
    assert.equal(info?.vr, 'CS');
    assert.equal(info?.vm, '1');
    assert.equal(info?.basic, 'Z');
    assert.deepEqual(info?.options, [{ name: 'retain-patient-characteristics', action: 'K' }]);
    assert.equal(info?.types[0]?.type, '2');
    assert.ok(info?.types[0]?.objects.includes('CT'));
  });

  it('tells dates that are kept from dates that are moved', () => {
    const info = attributeInfo({ value: 0x00080020, mask: 0xffffffff });
    assert.deepEqual(info?.options, [
      { name: 'retain-full-dates', action: 'K' },
      { name: 'retain-modified-dates', action: 'C' },
    ]);
  });

  it('knows private attributes of the safe list', () => {
    const info = attributeInfo({ value: 0x00190002, mask: 0xffff00ff, creator: 'SIEMENS CT VA0  COAD' });
    assert.equal(info?.private, true);
    assert.equal(attributeInfo({ value: 0x00190002, mask: 0xffff00ff, creator: 'NOBODY' })?.options.length, 0);
  });

  it('says nothing of sets and of tags that PS3.6 does not know', () => {
    assert.equal(attributeInfo({ value: 0, mask: 0, only: { kind: 'all' } }), undefined);
    assert.equal(attributeInfo({ value: 0x00120fff, mask: 0xffffffff }), undefined);
  });
});

describe('hover', () => {
  it('on an attribute in a sequence that goes: that rules for it need the sequence', () => {
    const rule = 'PROFILE basic\n%header\nKEEP RequestAttributesSequence.Accession‸Number\n';
    assert.match(text(rule), /removes RequestAttributesSequence with all that is in it: rules .* need KEEP Request/);
    assert.doesNotMatch(text(`${rule}KEEP RequestAttributesSequence\n`), /with all that is in it/);
  });

  it('on an attribute: the tables, and what the recipe does', () => {
    const found = text('PROFILE basic\n%header\nKEEP Patient‸Sex');
    for (const part of [
      '**Patient Sex** `PatientSex` `(0010,0040)`',
      'VR CS, VM 1',
      'Type 2 in CT',
      'Basic Profile: `Z`, emptied',
      'PS3.15 Table E.1-1',
      '| `retain-patient-characteristics` | `K` | kept |',
      'This recipe: kept because the recipe says so',
    ]) {
      assert.ok(found.includes(part), `${part} in\n${found}`);
    }
  });

  it('on a bare tag and a path', () => {
    assert.ok(text('KEEP (0010,‸0020)').includes('`PatientID`'));
    const path = text('KEEP ReferencedStudySequence.ReferencedSOP‸InstanceUID');
    assert.ok(path.includes('Inside ReferencedStudySequence only.'), path);
  });

  it('what the rule does on the open file', () => {
    const facts: Facts = {
      ...NO_FACTS,
      open: {
        name: 'a_b.dcm',
        effects: ({ value }) =>
          value === 0x00100010 ? [{ path: '(0010,0010)', before: '•••', after: 'X`Y', effect: 'replaced' }] : [],
      },
    };
    const found = text('REPLACE Patient‸Name x', facts);
    assert.ok(found.includes('`(0010,0010)` replaced: `•••` → ``X`Y``'), found);
    assert.ok(!found.includes('a_b.dcm'), 'nothing of a file name acts as Markdown');
    assert.ok(text('REMOVE Patient‸ID', facts).includes('does not have it'));
  });

  it('on words, functions, options and names', () => {
    assert.ok(text('REPL‸ACE PatientID x').includes('REPLACE ATTRIBUTE VALUE'));
    assert.ok(text('%head‸er').includes('Rules for attributes'));
    assert.ok(text('REPLACE PatientID pseud‸onym()').includes('made with the key'));
    assert.ok(text('REPLACE PatientID func:ha‸sh').includes('never runs code'));
    assert.ok(text('OPTION clean-desc‸riptors').includes('113105'));
    assert.ok(text('REMOVE endswith:‸Date').includes('keyword ends so'));
    const label = text('%filter x\nLABEL Ultra‸sound\n  contains Modality US\n  coordinates all');
    assert.ok(label.includes('Label Ultrasound'), label);
  });

  it('says nothing where there is nothing to say', () => {
    const { tree, offset } = marked('# com‸ment');
    assert.equal(hover(tree, offset, NO_FACTS), undefined);
  });
});

describe('signature help', () => {
  function at(source: string): readonly [string, number] | undefined {
    const { tree, offset } = marked(source);
    const found = signature(tree, offset);
    return found === undefined ? undefined : [found.label, found.active];
  }

  it('follows the words of an action', () => {
    assert.deepEqual(at('%header\nREPLACE ‸'), ['REPLACE ATTRIBUTE VALUE', 0]);
    assert.deepEqual(at('%header\nREPLACE (0019,"A B",01) ‸'), ['REPLACE ATTRIBUTE VALUE', 1]);
    assert.equal(at('%header\nREPL‸'), undefined);
  });

  it('follows coordinates and arguments', () => {
    assert.deepEqual(at('%filter x\nLABEL y\nctpcoordinates 0,0,‸'), ['ctpcoordinates LEFT,TOP,WIDTH,HEIGHT', 2]);
    assert.deepEqual(at('REPLACE StudyDate shift(‸'), ['shift(DAYS)', 0]);
  });

  it('follows the last test of a line', () => {
    assert.deepEqual(at('%filter x\nLABEL y\n+ contains Modality ‸'), ['contains ATTRIBUTE VALUE', 1]);
    assert.deepEqual(at('ALLOW equals Modality CT || missing ‸'), ['missing ATTRIBUTE', 0]);
  });

  it('says nothing in comments', () => {
    assert.equal(at('REPLACE PatientID x # REPLACE ‸'), undefined);
  });
});
