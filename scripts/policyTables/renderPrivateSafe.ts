// The private attributes that may stay under Retain Safe Private: PS3.15 Table E.3.10-1 and what TCIA's knowledge base
// keeps. An element that either list, in whatever sequence, has removed is not in it: the stricter one wins.
import { HEADER, type PrivateSafe } from './tables.js';

interface Votes {
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

/** Names and numbers of sites, which the tool CTP puts in: TCIA keeps them for its own curation. */
const NOT_SAFE: ReadonlySet<string> = new Set(['ctp\t0013\t12', 'ctp\t0013\t13']);

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

const REMOVED_AS_UN = 'd as UN';

interface Safe {
  readonly vr: string;
  readonly disposition: string;
}

function keyOf({ creator = '', group, element }: Step): string {
  return `${normal(creator)}\t${group}\t${element}`;
}

function vote(all: Map<string, Votes>, step: Step, disposition: string, vr: string): void {
  const votes = all.get(keyOf(step)) ?? { dispositions: new Set<string>(), vrs: new Set<string>() };
  all.set(keyOf(step), votes);
  votes.dispositions.add(disposition);
  if (vr !== '') votes.vrs.add(vr.slice(0, 2));
}

function counted(all: ReadonlyMap<string, Votes>): Map<string, Safe> {
  const safe = new Map<string, Safe>();
  for (const [key, { dispositions, vrs }] of all) {
    if (dispositions.has('d') || NOT_SAFE.has(key)) continue;
    const known = [...vrs].filter((vr) => vr !== 'UN');
    // TCIA has some removed only where their VR got lost.
    const lost = dispositions.has(REMOVED_AS_UN);
    if (lost && known.length === 0) continue;
    const vr = CAREFUL.find((careful) => vrs.has(careful)) ?? known.sort()[0] ?? 'UN';
    const disposition = dispositions.has('h')
      ? 'h'
      : dispositions.has('o') || dispositions.has('oi')
        ? 'o'
        : lost
          ? 'v'
          : 'k';
    safe.set(key, { vr, disposition });
  }
  return safe;
}

function safeElements(table: PrivateSafe): ReadonlyMap<string, Safe> {
  const all = new Map<string, Votes>();
  for (const { group, element, privateCreator, vr } of table.ps315_E_3_10_1.rows) {
    vote(all, { group: group.toUpperCase(), creator: privateCreator, element: element.toUpperCase() }, 'k', vr);
  }
  const removedInside: (readonly Step[])[] = [];
  for (const { signature, vr, disposition } of table.tciaPrivateTagKB.rows) {
    const steps = parseSignature(signature) ?? [];
    const leaf = steps.at(-1);
    if (leaf === undefined || disposition === null || disposition === 'na') continue;
    const inside = steps.length > 1;
    if (usable(leaf)) {
      if (disposition === 'd' && vr === 'UN' && !inside) vote(all, leaf, REMOVED_AS_UN, '');
      else if (inside && disposition === 'd') removedInside.push(steps);
      else vote(all, leaf, disposition, vr);
    }
    // A sequence is kept for what is kept in it.
    if (disposition !== 'd') for (const parent of steps.slice(0, -1)) if (usable(parent)) vote(all, parent, 'k', 'SQ');
  }
  // What is to go from inside a sequence says something about the element only where the sequence itself may stay.
  const first = counted(all);
  for (const steps of removedInside) {
    const leaf = steps.at(-1);
    const reached = steps.slice(0, -1).every((step) => step.creator === undefined || first.has(keyOf(step)));
    if (leaf !== undefined && reached) vote(all, leaf, 'd', '');
  }
  return counted(all);
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
// ${safe.size} private attributes by creator and group: element relative to the block, VR, and k keep, v keep unless it is UN,
// h map the UID, o shift the date.
// From PS3.15 Table E.3.10-1 and the private tag knowledge base of The Cancer Imaging Archive (2024-02).

export const SAFE: readonly string[] = [
${lines.join('\n')}
];
`;
}
