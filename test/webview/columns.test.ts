// Which columns of a table are shown where there is little room.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Column, leastWidth, shownColumns } from '../../webview/grid/columns.js';

const COLUMNS: readonly Column[] = [
  { id: 'name', title: 'Name', width: 200, narrow: 100, least: 80, sortable: true },
  { id: 'length', title: 'Length', width: 80, narrow: 60, least: 50, sortable: true, spare: true },
  { id: 'value', title: 'Value', width: 240, narrow: 120, least: 90, grows: true, sortable: false },
];

describe('the columns of a table', () => {
  it('are all there while they fit', () => {
    const needed = leastWidth(COLUMNS, {}, true);
    assert.deepEqual(shownColumns(COLUMNS, {}, needed), COLUMNS);
  });

  it('lose those that can be spared where they would not fit', () => {
    const needed = leastWidth(COLUMNS, {}, true);
    assert.deepEqual(
      shownColumns(COLUMNS, {}, needed - 1).map(({ id }) => id),
      ['name', 'value'],
    );
  });

  it('count with the widths that the user chose', () => {
    assert.equal(shownColumns(COLUMNS, { name: 500 }, 600).length, 2);
  });
});
