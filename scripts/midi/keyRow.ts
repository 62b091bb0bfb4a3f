// What an output of one planted file must look like: a row of the answer key, by TCIA's action for every attribute.
import type { ReadElement } from '../score/dicomReader.js';
import { type AnswerRow, bracket, type Check, type CheckType } from './answerKey.js';
import { creatorsOf, type IndexedFile, tagPath, valueText } from './outputIndex.js';
import type { Plant } from './plant.js';
import type { PrivateTable, TciaTable } from './tciaActions.js';

export interface Rules {
  readonly tcia: TciaTable;
  readonly privates: PrivateTable;
  /** Words of the base file's own names and ids: text that holds one is not asked to stay. */
  readonly suspects: readonly string[];
}

const TEXT: ReadonlySet<string> = new Set(['LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'CS', 'DS', 'IS', 'AS']);
/** Of the writer of a file, or written by the de-identifier itself. */
const NOT_JUDGED = /^(0002|0004|FFFC|0008000[15]|0012006[234]|0028030[123])|^....0000$/;
/** Type 2 or 1 in every composite IOD (PS3.3 C.7.1.1, C.7.2.1): must be there, if empty. */
const MUST_BE_THERE: ReadonlySet<string> = new Set([
  '00080020',
  '00080030',
  '00080050',
  '00080090',
  '00100010',
  '00100020',
  '00100030',
  '00100040',
  '0020000D',
  '0020000E',
  '00200010',
  '00080018',
]);
const REGISTERED = /^1\.2\.840\.10008\./;
const CLASS_LIKE = /Class|TransferSyntax|CodingScheme|Context|MappingResource/;

export function keyRow(file: IndexedFile, plants: readonly Plant[], rules: Rules): AnswerRow {
  const creators = creatorsOf(file.read);
  const planted = new Map(plants.map((item) => [item.path, item]));
  const checks: Record<string, Check> = {};
  const add = (element: ReadElement, type: CheckType, actionText: string | null) => {
    const tag = bracket(element.path);
    checks[String(Object.keys(checks).length)] = {
      action: bracket(type),
      action_text: actionText === null ? null : bracket(actionText),
      value: bracket(valueText(element)),
      tag,
      tag_ds: tagPath(element.path, creators),
      tag_name: bracket(element.keyword),
      answer_category_v2: {},
    };
  };
  for (const element of file.read.elements) judge(element, planted.get(element.path), creators, rules, add);
  const pixels = file.read.elements.find((element) => element.path === '(7FE0,0010)');
  if (pixels !== undefined && file.pixelDigest !== undefined) add(pixels, 'pixels_retained', file.pixelDigest);
  const value = (tag: string) => bracketed(file, tag);
  return {
    Modality: value('(0008,0060)'),
    SOPClassUID: value('(0008,0016)'),
    PatientID: value('(0010,0020)'),
    StudyInstanceUID: value('(0020,000D)'),
    SeriesInstanceUID: value('(0020,000E)'),
    SOPInstanceUID: value('(0008,0018)'),
    AnswerData: checks,
  };
}

type Add = (element: ReadElement, type: CheckType, actionText: string | null) => void;

function judge(
  element: ReadElement,
  plant: Plant | undefined,
  creators: ReadonlyMap<string, string>,
  rules: Rules,
  add: Add,
): void {
  const tags = [...element.parents, element.tag];
  if (tags.some((tag) => NOT_JUDGED.test(tag)) || element.tag.startsWith('60')) return;
  const value = valueText(element);
  const removeAll = () => {
    for (const text of plant?.identifying ?? (telling(value) && !STAND_IN.test(value) ? [value] : []))
      add(element, 'text_removed', text);
  };
  if (tags.some((tag) => Number.parseInt(tag.slice(0, 4), 16) % 2 === 1)) {
    privateElement(element, value, creators, rules, add, removeAll);
    return;
  }
  if (element.parents.some((parent) => rules.tcia(parent) === 'remove')) {
    if (plant !== undefined) removeAll();
    return;
  }
  if (element.vr === 'UI') {
    uid(element, value, add);
    return;
  }
  if (MUST_BE_THERE.has(element.tag) && element.parents.length === 0) add(element, 'tag_retained', null);
  switch (rules.tcia(element.tag)) {
    case undefined:
    case 'keep':
    case 'process':
      if (plant !== undefined) {
        removeAll();
        if (plant.rest !== '') add(element, 'text_retained', plant.rest);
      } else if (TEXT.has(element.vr) && value !== '' && !suspect(element, value, rules.suspects)) {
        add(element, 'text_retained', value);
      }
      return;
    case 'lookup':
      if (element.tag === '00100020') {
        add(element, 'text_notnull', null);
        add(element, 'patid_consistent', null);
      }
      removeAll();
      return;
    case 'incrementdate':
      if (value !== '') add(element, 'date_shifted', null);
      return;
    case 'time':
      return;
    default:
      removeAll();
  }
}

/** Safe ones stay, the rest goes; the creator of a block is no value of its own. */
function privateElement(
  element: ReadElement,
  value: string,
  creators: ReadonlyMap<string, string>,
  rules: Rules,
  add: Add,
  removeAll: () => void,
): void {
  const [outer, ...inner] = tagPath(element.path, creators).split('[');
  const match = /^<\((\w{4}),"(.*)",(\w{2})\)>$/.exec(outer ?? '');
  if (/^....00[1-9A-F][0-9A-F]$/.test(element.tag)) return;
  const name = match === null ? '' : `${match[1]},${match[2]},${match[3]}`.toUpperCase();
  const fate = inner.length === 0 ? rules.privates(name) : plantedBlock(element) ? 'remove' : 'unclear';
  if (fate === 'unclear') return;
  if (fate === 'keep') {
    const asked = TEXT.has(element.vr) && value !== '' && !suspect(element, value, rules.suspects);
    if (asked) add(element, 'text_retained', value);
    return;
  }
  if (TEXT.has(element.vr) && element.vr !== 'DS' && element.vr !== 'IS' && element.vr !== 'CS') removeAll();
}

/** Private sequences are left to the tables' readers, but for the block that the injector made. */
function plantedBlock(element: ReadElement): boolean {
  return element.tag.startsWith('0099');
}

const DATE_OR_CONTACT =
  /(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2},? \d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?<!\d)(?:19|20)\d{6}(?!\d)|@|:\/\//i;

/** What an earlier de-identifier put in the place of a name. */
const STAND_IN = /^(removed|anonymi[sz]ed|anonymous|de-?identified)( by .{1,16})?$/i;

/** The base files are real: their texts may name somebody, and an age over 89 does not stay. */
function suspect(element: ReadElement, value: string, suspects: readonly string[]): boolean {
  if (element.vr === 'AS') return Number.parseInt(value, 10) > 89;
  if (element.vr === 'DS' || element.vr === 'IS' || element.vr === 'CS') return false;
  const text = value.toLowerCase();
  return DATE_OR_CONTACT.test(value) || suspects.some((word) => text.includes(word));
}

function uid(element: ReadElement, value: string, add: Add): void {
  if (value.length < 8) return;
  if (REGISTERED.test(value) || CLASS_LIKE.test(element.keyword)) {
    add(element, 'text_retained', value);
    return;
  }
  add(element, 'uid_changed', null);
  add(element, 'uid_consistent', null);
  if (MUST_BE_THERE.has(element.tag) && element.parents.length === 0) add(element, 'text_notnull', null);
}

/** Short and empty values can't be told from chance. */
function telling(value: string): boolean {
  return value.replace(/[^\p{L}\p{N}]/gu, '').length >= 4;
}

function bracketed(file: IndexedFile, path: string): string {
  return file.read.elements.find((element) => element.path === path)?.values.join('\\') ?? '';
}
