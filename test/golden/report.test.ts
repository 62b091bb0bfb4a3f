// Structured reports: what a content item says is cleaned by its concept and its value type, and the tree stays a tree.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ElementSpec, writeFile } from '../../scripts/dicomWriter.js';
import { el, sq, withElements } from '../support/dataset.js';
import { type Choices, deidentify } from '../support/engine.js';
import { contentItem, PATIENT, srReport } from '../support/objects.js';
import { find, latin1, occurrences, type ReadElement, readFile, utf8, walk } from '../support/read.js';

const CONTENT = 0x0040a730;
const FINDING = ['121071', 'DCM', 'Finding'] as const;

async function clean(elements: readonly ElementSpec[], choices: Choices = { recipe: 'research' }) {
  const { output } = await deidentify(writeFile(elements), choices);
  return { output, elements: readFile(output).elements };
}

function content(elements: readonly ReadElement[]): readonly (readonly ReadElement[])[] {
  return (find(elements, CONTENT)?.items ?? []).map((item) => item.elements);
}

/** Each item of the tree says how it hangs, of which type it is and what it is about (PS3.3 C.17.3). */
function assertTree(elements: readonly ReadElement[]): void {
  for (const item of content(elements)) {
    const type = latin1(find(item, 0x0040a040));
    assert.notEqual(latin1(find(item, 0x0040a010)), '');
    assert.notEqual(type, '');
    assert.notEqual(latin1(find(item, 0x0040a043, 0, 0x00080100)), '');
    const value = { TEXT: 0x0040a160, PNAME: 0x0040a123, DATE: 0x0040a121, UIDREF: 0x0040a124 }[type];
    if (value !== undefined) assert.notEqual(utf8(find(item, value)), '', `${type} without a value`);
    assertTree(item);
  }
}

describe('structured reports', () => {
  for (const recipe of ['blank', 'basic', 'research'] as const) {
    it(`nobody is named and the tree stays valid: ${recipe}`, async () => {
      const { output, elements } = await clean(srReport(), { recipe });
      for (const secret of ['Lindqvist', 'Maria', 'Okafor', PATIENT.institution, PATIENT.id]) {
        assert.equal(occurrences(output, secret), 0, secret);
      }
      assertTree(elements);
    });
  }

  it('text keeps what identifies nobody', async () => {
    const { elements } = await clean(srReport());
    const texts = [...walk(elements)].filter((element) => element.tag === 0x0040a160).map(utf8);
    assert.equal(texts.length, 2);
    assert.match(texts[0] ?? '', /has no pneumothorax/);
    assert.equal(texts[1], 'Normal heart size.');
  });

  it('references follow their objects, dates follow the study', async () => {
    const { elements } = await clean(srReport());
    const items = content(elements);
    const of = (type: string) => items.find((item) => latin1(find(item, 0x0040a040)) === type) ?? [];
    assert.equal(latin1(find(of('UIDREF'), 0x0040a124)), latin1(find(elements, 0x0020000d)));
    assert.equal(latin1(find(of('DATE'), 0x0040a121)), latin1(find(elements, 0x00080020)));
  });

  it('a value that does not fit its item does not slip through', async () => {
    const text = el(0x0040a160, 'UT', 'Maria Lindqvist again');
    const odd = [
      contentItem('CODE', FINDING, text),
      contentItem('text', FINDING, text),
      contentItem('', FINDING, text),
      [text, text],
      contentItem('TEXT', FINDING, text, text),
      contentItem(
        'NUM',
        FINDING,
        sq(0x0040a300, [[el(0x0040a30a, 'DS', '5')]]),
        text,
        el(0x0040a123, 'PN', PATIENT.name),
      ),
    ];
    for (const recipe of ['blank', 'basic', 'research'] as const) {
      const { output } = await deidentify(writeFile(withElements(srReport(), sq(CONTENT, odd, 'undefined'))), {
        recipe,
      });
      assert.equal(occurrences(output, 'Lindqvist'), 0, recipe);
    }
  });

  it('content nested twenty deep is cleaned to the bottom', async () => {
    let items: readonly ElementSpec[] = contentItem('TEXT', FINDING, el(0x0040a160, 'UT', 'Seen by Okafor Samuel'));
    for (let depth = 0; depth < 20; depth++) {
      items = contentItem(
        'CONTAINER',
        ['121070', 'DCM', 'Findings'],
        el(0x0040a050, 'CS', 'SEPARATE'),
        sq(CONTENT, [items]),
      );
    }
    const { output, elements } = await clean(withElements(srReport(), sq(CONTENT, [items])));
    assert.equal(occurrences(output, 'Okafor'), 0);
    assertTree(elements);
  });
});
