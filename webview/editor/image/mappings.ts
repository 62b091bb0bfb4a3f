// What values can be shown as: the windows and tables of the file, those that fit the frame, and the usual ones for CT.
import { autoWindow, fullRange, type Mapping } from '../../../src/core/pixels/grey.js';
import type { Frame, ImageFacts, ValueWindow } from '../../../src/protocol.js';
import { t } from '../../strings.js';

/** As a dropdown wants it; its own type would bring the page along. */
interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}

interface Usual extends ValueWindow {
  readonly id: string;
  readonly name: string;
}

/** For Hounsfield units only. */
function usualForCt(): readonly Usual[] {
  return [
    { id: 'soft', name: t('CT soft tissue'), center: 40, width: 400 },
    { id: 'lung', name: t('CT lung'), center: -600, width: 1500 },
    { id: 'bone', name: t('CT bone'), center: 400, width: 1800 },
    { id: 'brain', name: t('CT brain'), center: 40, width: 80 },
  ];
}

/** The choices, the file's own first. `own` is listed while the user's own window is in force. */
export function choicesOf(facts: ImageFacts, frame: Frame | undefined, own: boolean): readonly Choice[] {
  const ct = facts.unit === 'HU' ? usualForCt() : [];
  return [
    ...facts.presets.map(({ name, center, width }, at) => ({
      id: `file:${at}`,
      label: t('{0} (from the file)', name),
      detail: windowWords({ center, width }, facts.unit),
    })),
    ...(frame?.tables ?? []).map(({ name }, at) => ({
      id: `table:${at}`,
      label: t('{0} (table of the file)', name || t('Table {0}', at + 1)),
    })),
    { id: 'auto', label: t('Automatic') },
    { id: 'full', label: t('Full range') },
    ...ct.map((usual) => ({ id: `ct:${usual.id}`, label: usual.name, detail: windowWords(usual, facts.unit) })),
    ...(own ? [{ id: 'own', label: t('Own window') }] : []),
  ];
}

/** What an image is shown with at first. */
export function firstChoice(facts: ImageFacts, frame: Frame | undefined): string {
  if (facts.presets.length > 0) return 'file:0';
  return frame !== undefined && frame.tables.length > 0 ? 'table:0' : 'auto';
}

/** A choice for a frame; a choice that this frame doesn't have becomes automatic. */
export function mappingOf(facts: ImageFacts, frame: Frame, choice: string, own: ValueWindow | undefined): Mapping {
  const [kind, which] = choice.split(':');
  const at = Number(which);
  const table = kind === 'table' ? frame.tables[at] : undefined;
  if (table !== undefined) return { kind: 'table', first: table.first, values: table.values };
  const window = windowOf(facts, frame, choice, own);
  return { kind: 'window', ...window };
}

function windowOf(facts: ImageFacts, frame: Frame, choice: string, own: ValueWindow | undefined): ValueWindow {
  if (choice === 'own' && own !== undefined) return own;
  if (choice === 'full') return fullRange(frame);
  const [kind, which] = choice.split(':');
  if (kind === 'file') {
    // Frames may have windows of their own; the first of them comes with the frame.
    const named = which === '0' ? (frame.window ?? facts.presets[0]) : facts.presets[Number(which)];
    if (named !== undefined) return named;
  }
  const usual = usualForCt().find(({ id }) => kind === 'ct' && id === which);
  if (usual !== undefined) return { center: usual.center, width: usual.width };
  return autoWindow(frame);
}

/** `C 40 W 400 HU`. */
export function windowWords({ center, width }: ValueWindow, unit: string): string {
  return `C ${short(center)}  W ${short(width)}${unit === '' ? '' : ` ${unit}`}`;
}

/** At most four digits that say something. */
export function short(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value);
  const size = Math.abs(value);
  return size >= 1e7 || size < 0.001 ? value.toPrecision(4) : String(Number(value.toPrecision(size >= 1000 ? 6 : 4)));
}
