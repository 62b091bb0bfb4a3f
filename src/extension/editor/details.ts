// What is told of an attribute when somebody points at it: the dictionary, the tables of PS3.15, what happens and why.
import * as vscode from 'vscode';
import type { Details } from '../../protocol.js';
import type { Engine } from '../loadEngine.js';
import type { Services } from '../services.js';
import type { LoadedObject } from './loadObject.js';
import { ruleTarget } from './ruleTarget.js';

type Line = Details['lines'][number];

export async function rowDetails(
  { model, inspection, recipe }: LoadedObject,
  path: string,
  masked: boolean,
  services: Services,
): Promise<Details | undefined> {
  const { t } = vscode.l10n;
  const place = model.placeOf.get(path) ?? -1;
  const shown = model.shown[place];
  if (shown === undefined) return undefined;
  const engine = await services.engine();
  const { row, finding, gone } = shown;
  const lines: Line[] = [];
  const say = (label: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') lines.push({ label, text });
  };
  if (row.item === undefined) describe(engine, model, place, say);
  if (row.vr === 'UI' && !masked) say(t('Names'), engine.sopClassName(await inspection.value(row, 64)));
  if (finding !== undefined) {
    say(t('Under {0}', recipe.label), `${finding.action}: ${finding.reason}`);
    say(t('Clause'), finding.clause);
    if (finding.confidence < 1) say(t('Certainty'), `${Math.round(finding.confidence * 100)} %`);
  }
  if (gone) say(t('Under {0}', recipe.label), t('goes with the sequence that it lies in'));
  say(t('Bytes'), t('{0} at offset {1}', row.length, row.range.offset));
  const name = row.item === undefined ? row.name : t('Item {0}', row.item + 1);
  // Parts of a photograph end with their name.
  const named = name !== '' && row.path.startsWith('(');
  return { path, title: named ? `${row.path} ${name}` : row.path, lines };
}

function describe(
  engine: Engine,
  model: LoadedObject['model'],
  place: number,
  say: (label: string, text: string | undefined) => void,
): void {
  const { t } = vscode.l10n;
  const row = model.shown[place]?.row;
  if (row === undefined) return;
  say(t('Keyword'), row.keyword);
  say(t('Private block'), row.creator);
  const info = engine.attributeInfo(ruleTarget(model, place) ?? { value: row.tag, mask: 0xffffffff });
  if (info === undefined) {
    say(t('VR'), row.vr);
    return;
  }
  const vr = info.vr === row.vr || info.private ? row.vr : `${row.vr} (PS3.6: ${info.vr})`;
  say(t('VR and VM'), info.private ? vr : `${vr}, ${info.vm}${info.retired ? `, ${t('retired')}` : ''}`);
  for (const { type, objects } of info.types) say(t('Type {0} in', type), objects.join(', '));
  if (info.basic !== undefined) say(t('Basic Profile'), `${info.basic}: ${engine.codeInWords(info.basic)}`);
  for (const { name, action } of info.options) say(name, `${action}: ${engine.codeInWords(action)}`);
  say(t('By the standard'), info.standard === '' ? undefined : `${info.standard} (${info.clause})`);
}
