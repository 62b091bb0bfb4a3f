// The device rules that come with the program as a recipe: to read and to copy. INCLUDE devices switches them on as they are.
import { knownDevices } from '../../policy/knownDevices.js';
import { deviceText } from '../print.js';

/** What INCLUDE devices takes over. */
export const INCLUDED_DEVICES = 'PIXELS devices known\n';

const HEAD = `# Where devices burn text into images, as four projects found it out. INCLUDE devices uses these rules, and so does every
# recipe with OPTION clean-pixel-data. Of each rule the project is named that it comes from: CTP (johnperry/CTP, RSNA Public
# License), Stanford (susom/mirc-ctp, Apache License 2.0), deid (pydicom/deid, MIT License), dicom-dre (susom/dicom-dre,
# Apache License 2.0).
FORMAT dicom

%filter devices
`;

let text: string | undefined;

export function devicesSource(): string {
  if (text !== undefined) return text;
  const rules = knownDevices().map((rule) => ['', `# ${rule.origin}`, ...deviceText(rule)].join('\n'));
  text = `${[HEAD.trimEnd(), ...rules].join('\n')}\n`;
  return text;
}
