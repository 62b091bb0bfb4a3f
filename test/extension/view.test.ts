// The list of rows that an editor shows: filter, order, what is open, marks, the next finding.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gatherHaystack } from '../../src/extension/editor/haystack.js';
import { isExpandable, treeModel } from '../../src/extension/editor/treeModel.js';
import { createTreeView, type TreeView } from '../../src/extension/editor/treeView.js';
import type { ViewState } from '../../src/protocol.js';
import { large, row, small } from './treeRows.js';

const FIRST: ViewState = {
  filter: '',
  onlyIdentifying: false,
  sort: { by: 'file', descending: false },
  expanded: [],
  masked: false,
};
const SEQUENCE = '(0040,0275)';
const ITEM = '(0040,0275)[0]';

const VALUES: Readonly<Record<number, string>> = { 1: 'Lindqvist^Maria', 4: 'Head with contrast', 7: 'Knee', 8: 'abc' };

async function viewOf(state: Partial<ViewState> = {}, model = small()): Promise<TreeView> {
  const haystack = () => gatherHaystack(model, (place) => VALUES[place] ?? '');
  const view = await createTreeView({ model, haystack }, FIRST);
  await view.set({ ...FIRST, ...state });
  return view;
}

async function listed(state: Partial<ViewState> = {}): Promise<readonly number[]> {
  return [...(await viewOf(state)).view().rows];
}

describe('the list of rows', () => {
  it('has the rows at the top, and what lies in open sequences and items', async () => {
    assert.deepEqual(await listed(), [0, 1, 2, 8, 9]);
    assert.deepEqual(await listed({ expanded: [SEQUENCE] }), [0, 1, 2, 3, 6, 8, 9]);
    assert.deepEqual(await listed({ expanded: [SEQUENCE, ITEM] }), [0, 1, 2, 3, 4, 5, 6, 8, 9]);
  });

  it('leaves an item closed with the sequence that it lies in, and opens it again with it', async () => {
    assert.deepEqual(await listed({ expanded: [ITEM] }), [0, 1, 2, 8, 9]);
  });

  it('tells a second attribute of the same tag apart', () => {
    const { keys, placeOf } = small();
    assert.equal(keys[1], '(0010,0010)');
    assert.equal(keys[9], '(0010,0010)#2');
    assert.equal(placeOf.get('(0010,0010)#2'), 9);
  });

  it('finds words in tag, keyword, name, value and category, without regard to case', async () => {
    assert.deepEqual(await listed({ filter: '0010,0010' }), [1, 9]);
    assert.deepEqual(await listed({ filter: '00080060' }), [0]);
    assert.deepEqual(await listed({ filter: 'patientname' }), [1, 9]);
    assert.deepEqual(await listed({ filter: 'MODALITY' }), [0]);
    assert.deepEqual(await listed({ filter: 'lindQVIST' }), [1]);
    assert.deepEqual(await listed({ filter: 'acme' }), [8]);
    // Category `name` of the findings.
    assert.deepEqual(await listed({ filter: 'private name' }), [8]);
  });

  it('wants every word', async () => {
    assert.deepEqual(await listed({ filter: 'patient lindqvist' }), [1]);
    assert.deepEqual(await listed({ filter: 'patient knee' }), []);
  });

  it('opens what the hits lie in, and closes it when the filter goes', async () => {
    const view = await viewOf({ filter: 'contrast' });
    assert.deepEqual([...view.view().rows], [2, 3, 4]);
    assert.deepEqual(view.view().state.expanded, [SEQUENCE, ITEM]);
    await view.set({ ...view.view().state, filter: 'knee' });
    assert.deepEqual([...view.view().rows], [2, 6, 7]);
    await view.set({ ...view.view().state, filter: '' });
    assert.deepEqual([...view.view().rows], [0, 1, 2, 8, 9]);
  });

  it('lets the user close what a filter opened', async () => {
    const view = await viewOf({ filter: 'contrast' });
    await view.set({ ...view.view().state, expanded: [] });
    assert.deepEqual([...view.view().rows], [2]);
  });

  it('shows what lies in a row that the words speak of, when it is opened', async () => {
    const view = await viewOf({ filter: 'request attributes' });
    assert.deepEqual([...view.view().rows], [2]);
    await view.set({ ...view.view().state, expanded: [SEQUENCE, ITEM] });
    assert.deepEqual([...view.view().rows], [2, 3, 4, 5, 6]);
  });

  it('shows only what identifies, with the sequences around it', async () => {
    assert.deepEqual(await listed({ onlyIdentifying: true }), [1, 2, 3, 4, 8]);
    assert.deepEqual(await listed({ onlyIdentifying: true, filter: 'description' }), [2, 3, 4]);
    assert.deepEqual(await listed({ onlyIdentifying: true, filter: 'modality' }), []);
  });

  it('sorts attributes among their neighbours, and keeps items in order', async () => {
    const expanded = [SEQUENCE, ITEM];
    assert.deepEqual(await listed({ expanded, sort: { by: 'tag', descending: false } }), [0, 8, 1, 9, 2, 3, 4, 5, 6]);
    assert.deepEqual(await listed({ expanded, sort: { by: 'tag', descending: true } }), [2, 3, 5, 4, 6, 1, 9, 8, 0]);
    assert.deepEqual(await listed({ sort: { by: 'name', descending: false } }), [0, 1, 9, 8, 2]);
    assert.deepEqual(await listed({ sort: { by: 'vr', descending: false } }), [0, 8, 1, 9, 2]);
    assert.deepEqual(await listed({ sort: { by: 'effect', descending: false } }), [8, 1, 9, 0, 2]);
    assert.deepEqual(await listed({ sort: { by: 'file', descending: true } }), [9, 8, 2, 1, 0]);
  });

  it('marks identifying rows', async () => {
    assert.deepEqual((await viewOf()).marks(), [1, 3]);
    assert.deepEqual((await viewOf({ expanded: [SEQUENCE, ITEM] })).marks(), [1, 4, 7]);
  });

  it('thins out marks evenly', async () => {
    const model = large(60_000);
    const expanded = model.keys.filter((_, place) => isExpandable(model, place));
    const marks = (await viewOf({ expanded }, model)).marks();
    assert.equal(marks.length, 2_000);
    assert.ok((marks[0] ?? 0) < 100 && (marks.at(-1) ?? 0) > 59_000);
  });
});

describe('the next finding', () => {
  it('goes forwards, into closed sequences, and round', async () => {
    const view = await viewOf();
    assert.deepEqual(view.find(-1, false), { place: 1, path: '(0010,0010)', opened: false });
    assert.deepEqual(view.find(1, false), { place: 4, path: '(0040,0275)[0].(0040,0007)', opened: true });
    assert.deepEqual([...view.view().rows], [0, 1, 2, 3, 4, 5, 6, 8, 9]);
    assert.deepEqual(view.find(4, false), { place: 7, path: '(0009,1010)', opened: false });
    assert.equal(view.find(7, false)?.path, '(0010,0010)');
  });

  it('goes backwards, and begins at the end', async () => {
    const view = await viewOf();
    assert.equal(view.find(5, true)?.path, '(0009,1010)');
    assert.equal(view.find(3, true)?.path, '(0040,0275)[0].(0040,0007)');
    assert.equal(view.find(1, true)?.path, '(0009,1010)');
  });

  it('keeps to what the filter lets through', async () => {
    const view = await viewOf({ filter: 'patient' });
    assert.equal(view.find(0, false)?.path, '(0010,0010)');
    assert.equal((await viewOf({ filter: 'modality' })).find(-1, false), undefined);
  });

  it('follows the order that the user asked for', async () => {
    const view = await viewOf({ sort: { by: 'effect', descending: false } });
    assert.equal(view.find(-1, false)?.path, '(0009,1010)');
    assert.equal(view.find(0, false)?.path, '(0010,0010)');
  });
});

describe('where a row is', () => {
  it('opens what it lies in', async () => {
    const view = await viewOf();
    assert.deepEqual(view.locate('(0040,0275)[1].(0040,0007)'), {
      place: 5,
      path: '(0040,0275)[1].(0040,0007)',
      opened: true,
    });
  });

  it('says that the filter hides it, or that there is none', async () => {
    const view = await viewOf({ filter: 'patient' });
    assert.equal(view.locate('(0008,0060)'), undefined);
    assert.equal((await viewOf()).locate('(0008,9999)'), undefined);
  });
});

describe('another object in the same editor', () => {
  it('keeps open what is still there', async () => {
    const view = await viewOf({ expanded: [SEQUENCE, ITEM, '(0008,0060)'] });
    const model = treeModel([
      row('00100010'),
      row('00400275', { vr: 'SQ', items: 1 }),
      row('00400275[0]'),
      row('00400275[0].00400007'),
    ]);
    await view.show({ model, haystack: async () => [] });
    assert.deepEqual([...view.view().rows], [0, 1, 2, 3]);
    assert.deepEqual(view.view().state.expanded, [SEQUENCE, ITEM]);
  });
});
