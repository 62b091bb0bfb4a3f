// What a law asks of de-identified data, as a list: what the recipe and the run show to be met or not, and what a program can't know. It
// is no legal advice, and says so.
import type { CompiledPolicy } from '../policy/policy.js';

export type Law = 'hipaa' | 'gdpr';

export interface LawItem {
  /** Such as `A` of the Safe Harbor list, or `Art. 17`. */
  readonly id: string;
  readonly title: string;
  readonly clause: string;
  /** `unknown`: a person has to answer it. */
  readonly status: 'met' | 'not-met' | 'unknown';
  readonly text: string;
}

export interface LawReport {
  readonly law: Law;
  readonly title: string;
  readonly items: readonly LawItem[];
  readonly notes: readonly string[];
}

/** What is known of a run; for a recipe alone nothing is. */
export interface LawFacts {
  readonly policy: CompiledPolicy;
  readonly run?: {
    /** Nobody has the run's key afterwards. */
    readonly freshKey: boolean;
    /** A crosswalk, a vault or encrypted attributes say who is who. */
    readonly linkKept: boolean;
    readonly plainCrosswalk: boolean;
    readonly audited: boolean;
    readonly pixels: 'auto' | 'all' | 'none';
    /** Files in whose images nobody looked for words and faces. */
    readonly pixelsNotExamined: number;
    /** Files whose names identify. */
    readonly namedFiles: number;
  };
}

interface Attribute {
  readonly tag: number;
  readonly vr: string;
  readonly keyword: string;
}

/** `0010,0010 PN PatientName` as an attribute. */
export function attributes(...texts: readonly string[]): readonly Attribute[] {
  return texts.map((text) => {
    const [tag = '', vr = '', keyword = ''] = text.split(' ');
    return { tag: Number.parseInt(tag.replace(',', ''), 16), vr, keyword };
  });
}

/** Which of the attributes the recipe leaves as they are, and which it cleans of what it finds. */
export function left(
  { policy }: LawFacts,
  list: readonly Attribute[],
): { readonly kept: readonly string[]; readonly cleaned: readonly string[] } {
  const kept: string[] = [];
  const cleaned: string[] = [];
  for (const { tag, vr, keyword } of list) {
    // What no row and no rule speaks of stays where it names nobody that the object names; under rules alone it stays anyhow.
    const unlisted = policy.policy.style === 'rules' ? 'K' : 'C';
    const action = policy.decide({ tag, vr, parents: [], sopClass: '' })?.action ?? unlisted;
    if (action === 'K') kept.push(keyword);
    else if (action === 'C') cleaned.push(keyword);
  }
  return { kept, cleaned };
}

/** As Markdown. */
export function lawText({ title, items, notes }: LawReport): string {
  const said = { met: 'met', 'not-met': '**not met**', unknown: 'to be checked' } as const;
  const rows = items.map(
    ({ id, title: what, clause, status, text }) => `| ${id} | ${what} | ${clause} | ${said[status]} | ${text} |`,
  );
  return [
    `## ${title}`,
    '',
    '| | what | clause | | how |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...notes.map((note) => `- ${note}`),
    '',
  ].join('\n');
}
