// The options of PS3.15 E.3: their columns in Table E.1-1, their codes in PS3.16 CID 7050, and how people name them.
import { DeidError } from '../kernel/deidError.js';
import type { OptionName } from './policy.js';

export interface OptionInfo {
  readonly name: OptionName;
  /** Position among the option columns of Table E.1-1; undefined for the two that concern pixels. */
  readonly column: number | undefined;
  readonly code: string;
  readonly meaning: string;
  /** Of PS3.15, such as E.3.5. */
  readonly clause: string;
  readonly also: readonly string[];
}

function option(
  name: OptionName,
  clause: string,
  column: number | undefined,
  code: string,
  meaning: string,
  also: string,
): OptionInfo {
  return { name, clause, column, code, meaning, also: also.split(' ') };
}

/** In the order of their codes. */
export const OPTIONS: readonly OptionInfo[] = [
  option('clean-pixel-data', 'E.3.1', undefined, '113101', 'Clean Pixel Data Option', 'pixels pixeldata cleanpixels'),
  option(
    'clean-recognizable-visual-features',
    'E.3.2',
    undefined,
    '113102',
    'Clean Recognizable Visual Features Option',
    'faces visualfeatures cleanvisualfeatures deface',
  ),
  option('clean-graphics', 'E.3.3', 9, '113103', 'Clean Graphics Option', 'graphics'),
  option(
    'clean-structured-content',
    'E.3.4',
    8,
    '113104',
    'Clean Structured Content Option',
    'structuredcontent cleansr sr',
  ),
  option(
    'clean-descriptors',
    'E.3.5',
    7,
    '113105',
    'Clean Descriptors Option',
    'descriptors descriptions cleandescriptions',
  ),
  option(
    'retain-full-dates',
    'E.3.6',
    5,
    '113106',
    'Retain Longitudinal Temporal Information Full Dates Option',
    'fulldates keepdates retaindates retainlongfulldates retainlongitudinalfulldates retainlongitudinaltemporalinformationwithfulldates',
  ),
  option(
    'retain-modified-dates',
    'E.3.6',
    6,
    '113107',
    'Retain Longitudinal Temporal Information Modified Dates Option',
    'modifieddates shiftdates retainlongmodifieddates retainlongitudinalmodifieddates retainlongitudinaltemporalinformationwithmodifieddates',
  ),
  option(
    'retain-patient-characteristics',
    'E.3.7',
    4,
    '113108',
    'Retain Patient Characteristics Option',
    'patientcharacteristics characteristics retainpatientchars',
  ),
  option(
    'retain-device-identity',
    'E.3.8',
    2,
    '113109',
    'Retain Device Identity Option',
    'deviceidentity device retaindevice',
  ),
  option('retain-uids', 'E.3.9', 1, '113110', 'Retain UIDs Option', 'uids keepuids'),
  option(
    'retain-safe-private',
    'E.3.10',
    0,
    '113111',
    'Retain Safe Private Option',
    'safeprivate private retainprivate',
  ),
  option(
    'retain-institution-identity',
    'E.3.11',
    3,
    '113112',
    'Retain Institution Identity Option',
    'institutionidentity institution retaininstitution',
  ),
];

export function optionInfo(name: OptionName): OptionInfo {
  const found = OPTIONS.find((info) => info.name === name);
  if (found === undefined) throw new DeidError('bad-recipe', `there is no option ${name}`);
  return found;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/option$/, '');
}

/** Least number of letters to change, add or leave out to turn one word into the other. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}

function nearest(text: string): OptionName | undefined {
  if (text.length < 3) return undefined;
  let best: { name: OptionName; far: number } | undefined;
  for (const { name, also } of OPTIONS) {
    for (const word of [plain(name), ...also]) {
      const far = distance(text, word);
      if (far <= Math.max(2, Math.floor(word.length / 3)) && (best === undefined || far < best.far))
        best = { name, far };
    }
  }
  return best?.name;
}

/**
 * The option that a text names: `retain-uids`, `RetainUIDs`, `uids` or `113110`.
 * @throws DeidError `usage`, with the nearest name where one is near
 */
export function parseOption(text: string): OptionName {
  const wanted = plain(text);
  const found = OPTIONS.find(
    ({ name, code, also }) => plain(name) === wanted || code === wanted || also.includes(wanted),
  );
  if (found !== undefined) return found.name;
  if (wanted === 'dates') {
    throw new DeidError('usage', 'which dates? retain-modified-dates shifts them, retain-full-dates keeps them');
  }
  const near = nearest(wanted.slice(0, 80));
  const hint = near === undefined ? `one of ${OPTIONS.map(({ name }) => name).join(', ')}` : `did you mean ${near}?`;
  throw new DeidError('usage', `no such option: ${JSON.stringify(text.slice(0, 80))}; ${hint}`);
}
