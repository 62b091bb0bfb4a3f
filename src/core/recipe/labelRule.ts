// A device rule for images like a given one: the same device, size and kind of object, and a part that is blanked (PS3.15 E.3.1).
import type { Box } from '../pixels/boxes.js';
import { quoted } from './quoting.js';

/** What tells images of one device from those of others. No value of a patient. */
export interface DeviceTraits {
  readonly manufacturer: string;
  readonly model: string;
  readonly sopClass: string;
  readonly rows: number;
  readonly columns: number;
}

/** True where the object says what made it: else a rule would hold for images of any origin. */
export function namesDevice({ manufacturer, model }: DeviceTraits): boolean {
  return manufacturer !== '' || model !== '';
}

/** The recipe's text with the rule at its end, where it takes nothing away from what stands there. */
export function withLabelRule(text: string, traits: DeviceTraits, box: Box): string {
  const name = [traits.manufacturer, traits.model].filter((part) => part !== '').join(' ');
  const test = (keyword: string, value: string) =>
    value === '' ? `missing ${keyword} || empty ${keyword}` : `equals ${keyword} ${quoted(value)}`;
  const lines = [
    '%filter devices',
    '',
    `LABEL ${quoted(`${name}, ${traits.columns} x ${traits.rows}`)}`,
    `  ${test('Manufacturer', traits.manufacturer)}`,
    `  + ${test('ManufacturerModelName', traits.model)}`,
    ...(traits.sopClass === '' ? [] : [`  + equals SOPClassUID ${quoted(traits.sopClass)}`]),
    `  + equals Rows ${traits.rows}`,
    `  + equals Columns ${traits.columns}`,
    `  coordinates ${box.join(',')}`,
  ];
  const end = text.endsWith('\n') || text === '' ? '' : '\n';
  return `${text}${end}\n${lines.join('\n')}\n`;
}
