// "Apply to this device": a region becomes a device rule of the workspace's recipe, for images of the same device, kind and size.
import * as vscode from 'vscode';
import type { Box } from '../../core/pixels/boxes.js';
import type { DeviceTraits } from '../../core/recipe/labelRule.js';
import type { LoadedObject } from '../editor/loadObject.js';
import type { Services } from '../services.js';

/** Undefined where the object does not say what made it, or has no image. */
export async function traitsOf(
  { inspection: { object } }: LoadedObject,
  { engine }: Services,
): Promise<{ readonly traits: DeviceTraits; readonly name: string } | undefined> {
  if (object === undefined) return undefined;
  const { deviceTraits, namesDevice } = await engine();
  const traits = await deviceTraits(object);
  if (traits === undefined || !namesDevice(traits)) return undefined;
  return { traits, name: [traits.manufacturer, traits.model].filter((part) => part !== '').join(' ') };
}

export async function writeDeviceRule(
  object: LoadedObject,
  box: Box,
  services: Services,
): Promise<{ readonly done: boolean; readonly text: string }> {
  const { t } = vscode.l10n;
  const known = await traitsOf(object, services);
  if (known === undefined)
    return { done: false, text: t('The object does not say which device made it: no rule can be written for it.') };
  const { withLabelRule } = await services.engine();
  const done = await services.recipes.addText((text) => withLabelRule(text, known.traits, box));
  return done
    ? { done, text: t('A rule for images of {0} is in the recipe', known.name) }
    : { done, text: t('The recipe was not changed.') };
}
