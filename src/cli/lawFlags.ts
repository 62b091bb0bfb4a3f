// `--law`: the checked list of a law for a run or a recipe.
import type { CompiledPolicy } from '../core/policy/policy.js';
import type { LawFacts, LawReport } from '../core/report/law.js';
import { type Arguments, hasFlag, lastValue } from './args.js';

type RunFacts = NonNullable<LawFacts['run']>;

/** Undefined where none was asked for. */
export async function lawFrom(
  given: Arguments,
  policy: CompiledPolicy,
  run?: Pick<RunFacts, 'freshKey' | 'pixels' | 'pixelsNotExamined' | 'namedFiles'>,
): Promise<LawReport | undefined> {
  const law = lastValue(given, 'law');
  if (law === undefined) return undefined;
  const links = ['crosswalk', 'vault', 'encrypt-attributes'];
  const facts: LawFacts =
    run === undefined
      ? { policy }
      : {
          policy,
          run: {
            ...run,
            linkKept: links.some((name) => hasFlag(given, name)),
            plainCrosswalk: hasFlag(given, 'crosswalk-plain'),
            audited: hasFlag(given, 'audit'),
          },
        };
  if (law === 'hipaa') return (await import('../core/report/lawHipaa.js')).hipaaReport(facts);
  return (await import('../core/report/lawGdpr.js')).gdprReport(facts);
}
