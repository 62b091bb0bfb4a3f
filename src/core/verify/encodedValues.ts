// Check: which values of the output are looked into for encoded copies of identifiers, and what is said of them.
import type { Residue } from '../kernel/format.js';
import type { Issue } from '../kernel/issue.js';
import { isNumericText, isPixels } from './bytePlace.js';
import { allowance, encodedCopy } from './encodedCopies.js';
import type { SearchPlan } from './identifierSearch.js';
import { prepareSearch } from './multiSearch.js';
import type { Opened } from './opened.js';
import type { RawValue } from './rawValues.js';

/** Fewer bytes hold no code. */
const FEWEST = 6;
/** Longer values are looked into piece by piece; a shorter code across the border of two is whole in the second. */
const PIECE = 1024 * 1024;
const OVERLAP = 4 * 1024;
/** Of one value so much is looked into. */
const MOST_READ = 16 * 1024 * 1024;

interface EncodedSearch {
  /** What is encoded in a value of the output. */
  find(value: RawValue): Promise<Residue | undefined>;
  /** Whether all was looked into. */
  issue(): Issue | undefined;
}

export function encodedSearch(plan: SearchPlan, output: Opened): EncodedSearch {
  const search = prepareSearch(plan.needles);
  const allowed = allowance();
  return {
    async find(value) {
      const element = output.table.elements[value.index];
      if (element?.kind !== 'leaf' || element.length < FEWEST) return undefined;
      if (isPixels(element) || isNumericText(value.vr)) return undefined;
      if (element.length > MOST_READ) allowed.exceeded = true;
      const most = Math.min(element.length, MOST_READ);
      for (let at = 0; at < most; at += PIECE - OVERLAP) {
        const length = Math.min(PIECE, most - at);
        const bytes = value.bytes.length > 0 ? value.bytes : await output.source.read(element.valueAt + at, length);
        // What is packed is opened from its beginning alone, in the piece where that is.
        const needle = await encodedCopy(bytes, search, allowed, at + length < element.length);
        if (needle !== undefined) {
          const message = `a ${needle.category} of the original is in ${value.path} of the output, encoded (${needle.encoding})`;
          return { code: 'identifier-in-output', message };
        }
        if (at + length >= most) break;
      }
      return undefined;
    },
    issue() {
      if (!allowed.exceeded) return undefined;
      const message = 'not all of what may be encoded in the output was decoded and searched: there is too much of it';
      return { code: 'encoded-not-searched', severity: 'warning', message };
    },
  };
}
