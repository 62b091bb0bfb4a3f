// The private attributes that may stay under Retain Safe Private: PS3.15 Table E.3.10-1 and what TCIA's knowledge base
// keeps. An element that either list, in whatever sequence, has removed is not in it: the stricter one wins.
import { HEADER, type PrivateSafe } from './tables.js';

interface Votes {
  readonly creator: string;
  readonly dispositions: Set<string>;
  readonly vrs: Set<string>;
}

interface Step {
  readonly group: string;
  readonly creator: string | undefined;
  readonly element: string;
}

/** VRs by how carefully a value must be treated: where the lists differ, the first one counts. */
const CAREFUL = 'UI PN DA DT TM LT UT ST LO SH UC UR SQ AE CS AS IS DS'.split(' ');

/** Reads `(0009,GEIIS",10)[<0>](0028,0008)`; undefined where the dump is malformed. */
export function parseSignature(signature: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  const step = /\(([0-9A-Fa-f]{4}),(?:"?([^"]*)",)?(?:xx)?([0-9A-Fa-f]{4}|[0-9A-Fa-f]{2})\)(?:\[<\d+>\]|$)/y;
  while (step.lastIndex < signature.length) {
    const match = step.exec(signature);
    if (match === null) return undefined;
    const [, group = '', creator, element = ''] = match;
    if (creator === undefined && element.length !== 4) return undefined;
    steps.push({ group: group.toUpperCase(), creator, element: element.toUpperCase() });
  }
  return steps;
}

/** The spelling by which creators are compared: trimmed, single blanks, small letters. */
function normal(creator: string): string {
  return creator.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

function usable({ creator, group, element }: Step): boolean {
  const odd = (Number.parseInt(group, 16) & 1) === 1;
  return (
    creator !== undefined &&
    normal(creator) !== '' &&
    !/^unnamed private block/i.test(creator) &&
    element.length === 2 &&
    odd
  );
}

export function safeElements(
  table: PrivateSafe,
): ReadonlyMap<string, { readonly vr: string; readonly disposition: string }> {
  const all = new Map<string, Votes>();
  const vote = ({ creator = '', group, element }: Step, disposition: string, vr: string): void => {
    const key = `${normal(creator)}\t${group}\t${element}`;
    const votes = all.get(key) ?? { creator, dispositions: new Set<string>(), vrs: new Set<string>() };
    all.set(key, votes);
    votes.dispositions.add(disposition);
    if (vr !== '') votes.vrs.add(vr.slice(0, 2));
  };
  for (const { group, element, privateCreator, vr } of table.ps315_E_3_10_1.rows) {
    vote({ group: group.toUpperCase(), creator: privateCreator, element: element.toUpperCase() }, 'k', vr);
  }
  for (const { signature, vr, disposition } of table.tciaPrivateTagKB.rows) {
    const steps = parseSignature(signature) ?? [];
    const leaf = steps.at(-1);
    if (leaf === undefined || disposition === null || disposition === 'na') continue;
    if (usable(leaf)) vote(leaf, disposition, vr);
    // A sequence is kept for what is kept in it.
    if (disposition !== 'd') for (const parent of steps.slice(0, -1)) if (usable(parent)) vote(parent, 'k', 'SQ');
  }
  const safe = new Map<string, { vr: string; disposition: string }>();
  for (const [key, { dispositions, vrs }] of all) {
    if (dispositions.has('d')) continue;
    const known = [...vrs].filter((vr) => vr !== 'UN');
    const vr = CAREFUL.find((careful) => vrs.has(careful)) ?? known.sort()[0] ?? 'UN';
    const disposition = dispositions.has('h') ? 'h' : dispositions.has('o') || dispositions.has('oi') ? 'o' : 'k';
    safe.set(key, { vr, disposition });
  }
  return safe;
}

export function renderPrivateSafe(table: PrivateSafe): string {
  const blocks = new Map<string, string[]>();
  const safe = safeElements(table);
  for (const [key, { vr, disposition }] of safe) {
    const [creator = '', group = '', element = ''] = key.split('\t');
    const block = blocks.get(`${creator}\t${group}`) ?? [];
    blocks.set(`${creator}\t${group}`, block);
    block.push(`${element}${vr}${disposition}`);
  }
  const lines = [...blocks]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([block, elements]) => `  ${JSON.stringify(`${block}\t${elements.sort().join(' ')}`)},`);
  return `${HEADER}
// ${safe.size} private attributes by creator and group: element relative to the block, VR, and k keep, h map the UID, o shift the date.
// From PS3.15 Table E.3.10-1 and the private tag knowledge base of The Cancer Imaging Archive (2024-02).

export const SAFE: readonly string[] = [
${lines.join('\n')}
];
`;
}
