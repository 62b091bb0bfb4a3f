// 24,000 damaged files, the same ones every time. A failure names the campaign's seed and the mutant's number.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkInput, runCampaign } from '../../scripts/fuzzing.js';
import { IDENTIFYING, MARKER } from '../support/arbitraries.js';
import { contextOf, type Recipe } from '../support/engine.js';
import { occurrences, type ReadFile, readFile, walk } from '../support/read.js';
import { seeds } from '../support/seeds.js';

/** Comments are text to be cleaned, where a recipe cleans text: an invented word is no identifier by itself. */
const COMMENTS = [0x00104000, 0x00204000];
const TAGS = new Set(IDENTIFYING.map(([tag]) => tag).filter((tag) => !COMMENTS.includes(tag)));

function readOrNothing(bytes: Uint8Array): ReadFile | undefined {
  try {
    return readFile(bytes);
  } catch {
    return undefined;
  }
}

/** Where a strict reader can read the output, no identifying attribute of it holds the marker. True where it can. */
function judge(output: Uint8Array): boolean {
  const file = readOrNothing(output);
  if (file === undefined) return false;
  for (const element of walk(file.elements)) {
    if (TAGS.has(element.tag)) assert.equal(occurrences(element.bytes, MARKER), 0, 'an identifier is in the output');
  }
  return true;
}

describe('mutants', () => {
  const files = seeds().map((seed) => seed.bytes);

  it('come from seeds that the engine takes', async () => {
    for (const { name, bytes } of seeds()) {
      const { code, output } = await checkInput(bytes, contextOf());
      assert.equal(code, 'done', name);
      assert.equal(occurrences(readFile(output ?? bytes).bytes, MARKER), 0, name);
    }
  });

  for (const [recipe, seed, salvage] of [
    ['blank', 1, false],
    ['basic', 2, true],
    ['research', 3, false],
    ['blank', 4, true],
    ['basic', 5, false],
    ['research', 6, true],
  ] as const satisfies readonly (readonly [Recipe, number, boolean])[]) {
    it(`do the engine no harm: ${recipe}, seed ${seed}`, async () => {
      const defects: string[] = [];
      const read = { whole: 0, not: 0 };
      const lost: number[] = [];
      const outcomes = await runCampaign({
        seeds: files,
        seed,
        mutants: 4000,
        context: contextOf({ recipe, salvage }),
        judge: (input, output) => {
          const whole = judge(output);
          read[whole ? 'whole' : 'not']++;
          if (!whole && readOrNothing(input) !== undefined) lost.push(input.length);
        },
        defect: (input, number, error) => {
          const what = error instanceof Error ? error.message : String(error);
          defects.push(`seed ${seed} mutant ${number} (${input.length} bytes): ${what}`);
        },
      });
      assert.deepEqual(defects.slice(0, 10), []);
      assert.ok((outcomes.get('done') ?? 0) > 500, 'too few mutants get through to tell anything');
      // A few are read in two ways, and then a date or a method may be added out of order.
      assert.ok(lost.length <= 5, `inputs of ${lost} bytes can be read, and their outputs can not`);
      assert.ok(read.whole > read.not, `of the outputs only ${read.whole} can be read, ${read.not} not`);
      assert.ok(outcomes.size > 4, 'too few ways to be refused');
    });
  }
});
