// The scanner finds the elements that the tests' own reader finds, at the same offsets, whatever the layout.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Element } from '../../src/core/formats/dicom/element.js';
import { openHead } from '../../src/core/formats/dicom/open.js';
import { scan } from '../../src/core/formats/dicom/scan.js';
import { openWindow } from '../../src/core/formats/dicom/window.js';
import { bufferSource, type Source } from '../../src/core/kernel/source.js';
import { files } from '../support/arbitraries.js';
import { type ReadElement, readFile } from '../support/read.js';

interface Flat {
  readonly tag: number;
  readonly offset: number;
  readonly valueOffset: number;
  readonly length: number;
}

const DELIMITER = 8;

function flatRead(elements: readonly ReadElement[]): readonly Flat[] {
  return elements.flatMap((element): readonly Flat[] => {
    const { tag, offset, valueOffset } = element;
    const length = element.bytes.length - (element.undefinedLength ? DELIMITER : 0);
    return [{ tag, offset, valueOffset, length }, ...(element.items ?? []).flatMap((item) => flatRead(item.elements))];
  });
}

function flatScanned(elements: readonly Element[]): readonly Flat[] {
  return elements.flatMap((element): readonly Flat[] => {
    const { tag, offset, valueOffset, length } = element;
    return [
      { tag, offset, valueOffset, length },
      ...(element.items ?? []).flatMap((item) => flatScanned(item.elements)),
    ];
  });
}

/** Answers with promises and never more than it is asked for. */
function slowSource(bytes: Uint8Array): Source {
  const source = bufferSource(bytes);
  return { ...source, read: async (offset, length) => source.read(offset, length) };
}

async function scanned(source: Source, bytes: Uint8Array): Promise<readonly Flat[]> {
  const opening = openHead(bytes.subarray(0, 65_536));
  assert.ok(opening !== undefined);
  const inflated = readFile(bytes).bytes;
  const start = opening.deflated ? 0 : opening.start;
  const from = opening.deflated ? bufferSource(inflated) : source;
  const { table, refusal } = await scan(openWindow(from), start, opening.encoding);
  assert.equal(refusal, undefined);
  return flatScanned(table.elements);
}

describe('the scanner', () => {
  it('finds what an independent reader finds', async () => {
    await fc.assert(
      fc.asyncProperty(files(), async ({ bytes }) => {
        const expected = flatRead(readFile(bytes).elements);
        assert.deepEqual(await scanned(bufferSource(bytes), bytes), expected);
        assert.deepEqual(await scanned(slowSource(bytes), bytes), expected);
      }),
      { numRuns: 400, seed: 2 },
    );
  });
});
