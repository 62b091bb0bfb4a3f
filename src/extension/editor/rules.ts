// Keep, Empty, Remove, Set… and none, on a row: becomes a rule of the workspace's recipe.
import * as vscode from 'vscode';
import type { ToHost } from '../../protocol.js';
import type { Services } from '../services.js';
import type { RuleChange } from '../workspaceRecipe/workspaceRecipe.js';
import type { LoadedObject } from './loadObject.js';
import { ruledTarget, ruleTarget } from './ruleTarget.js';

interface Answer {
  readonly text: string;
  readonly failed: boolean;
}

/** VRs whose values are not text. */
const NOT_TEXT: ReadonlySet<string> = new Set('AT FD FL OB OD OF OL OV OW SL SQ SS SV UL UN US UV'.split(' '));

/** Returns what to tell the user; undefined where the new tree says it all. */
export async function applyRule(
  { model, rules }: LoadedObject,
  { path, rule, value = '' }: Extract<ToHost, { kind: 'rule' }>,
  { engine, recipes }: Services,
): Promise<Answer | undefined> {
  const { t } = vscode.l10n;
  const refuse = (text: string): Answer => ({ text, failed: true });
  const place = model.placeOf.get(path) ?? -1;
  const row = model.shown[place]?.row;
  const target = ruleTarget(model, place);
  if (row === undefined || target === undefined) return refuse(t('No rule can be written for this row.'));
  if (!vscode.workspace.isTrusted)
    return refuse(t('This workspace is not trusted, so that nothing is written. Trust it to change its recipe.'));
  let change: RuleChange;
  if (rule === 'set') {
    const { unfit, isReserved } = await engine();
    if (isReserved(row.tag)) return refuse(t('The program itself writes this attribute: it can not be set.'));
    if (NOT_TEXT.has(row.vr)) return refuse(t('A value of VR {0} is no text: empty or remove it instead.', row.vr));
    const why = unfit(row.vr, value);
    if (why !== undefined) return refuse(t('This attribute has VR {0}: it {1}.', row.vr, why));
    change = { kind: 'set', value };
  } else change = { kind: rule };
  // What is taken back is the rule that there is: for this place, or for the attribute wherever it stands.
  const known = ruledTarget(target, rules);
  const written = await recipes.changeRule(rule === 'none' ? known.attribute : target, change);
  if (!written) return refuse(t('The recipe was not changed.'));
  const name = row.keyword === '' ? row.path : row.keyword;
  return {
    text: rule === 'none' ? t('The rule for {0} is gone', name) : t('A rule for {0} is in the recipe', name),
    failed: false,
  };
}
