// Check: which values of the output are looked into for encoded copies of identifiers, and what is said of them.
import type { Residue } from '../kernel/format.js';
import type { Issue } from '../kernel/issue.js';
import { allowance, encodedCopy } from './encodedCopies.js';
import type { SearchPlan } from './identifierSearch.js';
import { prepareSearch } from './multiSearch.js';
import type { Opened } from './opened.js';
import { isNumericText, isPixels } from './place.js';
import type { RawValue } from './rawValues.js';

/** Fewer bytes hold no code. */
const FEWEST = 6;
/** Of a longer value so much is looked into. */
const MOST_READ = 1024 * 1024;

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
      const bytes =
        value.bytes.length > 0
          ? value.bytes
          : await output.source.read(element.valueAt, Math.min(element.length, MOST_READ));
      const needle = await encodedCopy(bytes, search, allowed);
      if (needle === undefined) return undefined;
      const message = `a ${needle.category} of the original is in ${value.path} of the output, encoded (${needle.encoding})`;
      return { code: 'identifier-in-output', message };
    },
    issue() {
      if (!allowed.exceeded) return undefined;
      const message = 'not all of what may be encoded in the output was decoded and searched: there is too much of it';
      return { code: 'encoded-not-searched', severity: 'warning', message };
    },
  };
}
