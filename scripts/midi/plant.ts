// Plants invented identifiers into a data set, where real files have them, and remembers what was put where.
import { child, pathOf, put, sequenceNode, type TreeNode, textNode } from './dicomTree.js';
import { type Persona, pick } from './persona.js';

export interface Plant {
  /** Path as the reader writes it. */
  readonly path: string;
  /** Pieces of text that must go. */
  readonly identifying: readonly string[];
  /** What must stay of the rest; '' where nothing need stay. */
  readonly rest: string;
}

type Random = () => number;

const DATES = ['00080020', '00080021', '00080022', '00080023'];
/** Free text that TCIA keeps, cleaned; each with words for a base file that has none. */
const FREE_TEXT: readonly (readonly [tag: string, vr: string, fallback: string])[] = [
  ['00081030', 'LO', 'CT CHEST W CONTRAST'],
  ['0008103E', 'LO', 'Axial T2 FSE'],
  ['00181030', 'LO', '1.1 Routine Abdomen P101'],
  ['00181400', 'LO', 'GRADIENT 3 NORMAL'],
  ['001021B0', 'LT', 'Smoker, Hodgkin lymphoma 2 cycles, May-Thurner'],
  ['00180010', 'LO', 'Omnipaque 350'],
  ['00321060', 'LO', 'MRI KNEE LEFT WO'],
  ['00400254', 'LO', 'Thorax low dose'],
];

/** @param suspects words of the base file's own names: text with one is replaced, not added to */
export function plant(nodes: TreeNode[], who: Persona, random: Random, suspects: readonly string[]): readonly Plant[] {
  const plants: Plant[] = [];
  const set = (tag: string, vr: string, value: string, ...identifying: readonly string[]) => {
    put(nodes, textNode(tag, vr, value));
    plants.push({ path: pathOf(tag), identifying: identifying.length === 0 ? [value] : identifying, rest: '' });
  };
  put(nodes, textNode('00080005', 'CS', 'ISO_IR 192'));
  set('00100010', 'PN', who.name);
  set('00100020', 'LO', who.id);
  set('00100030', 'DA', who.birthDate);
  set('00101000', 'LO', who.otherId);
  set('00101040', 'LO', who.address);
  set('00102154', 'SH', who.phone);
  set('00080050', 'SH', who.accession);
  set('00080080', 'LO', who.hospital);
  set('00080081', 'ST', who.address);
  set('00080090', 'PN', who.physician);
  set('00081050', 'PN', who.physician);
  set('00081070', 'PN', who.physician);
  set('00104000', 'LT', `${who.plain}, ${who.phone}, ${who.email}`, who.plain, who.phone, who.email);
  set('00200010', 'SH', `S${who.otherId}`);
  for (const tag of DATES)
    set(tag, 'DA', `20${10 + Math.floor(random() * 10)}0${1 + Math.floor(random() * 9)}1${Math.floor(random() * 10)}`);
  for (const [tag, vr, fallback] of FREE_TEXT)
    if (random() < 0.6) {
      const before = child(nodes, tag)?.values.join(' ') ?? '';
      const usable =
        before !== '' &&
        before.length <= 30 &&
        !/\d{6}|\d\/\d/.test(before) &&
        !suspects.some((word) => before.toLowerCase().includes(word));
      freeText(nodes, [tag, vr, usable ? before : fallback], who, random, plants);
    }
  nested(nodes, who, plants);
  privateBlock(nodes, who, plants);
  if (child(nodes, '0040A730') !== undefined) report(nodes, who, plants);
  return plants;
}

function freeText(
  nodes: TreeNode[],
  [tag, vr, rest]: readonly [tag: string, vr: string, rest: string],
  who: Persona,
  random: Random,
  plants: Plant[],
): void {
  const phrases: readonly (readonly [text: string, ...identifying: string[]])[] = [
    [`${rest} for ${who.plain}`, who.plain],
    [`${who.plain} ${rest}`, who.plain],
    [`${rest} ${who.birthText}`, who.birthText],
    [`${rest} MRN ${who.id}`, who.id],
    [`${rest} call ${who.phone}`, who.phone],
    [`${rest} ${who.physicianPlain}`, who.physicianPlain.replace('Dr. ', '')],
    [`${rest} at ${who.hospital}`, who.hospital],
    [`${rest} ${who.name}`, who.name],
  ];
  const fitting = phrases.filter(([text]) => vr === 'LT' || text.length <= 64);
  const [text, ...identifying] = pick(random, fitting);
  put(nodes, textNode(tag, vr, text));
  plants.push({ path: pathOf(tag), identifying, rest });
}

/** Sequences: one that goes as a whole, one whose text is cleaned, one that only refers. */
function nested(nodes: TreeNode[], who: Persona, plants: Plant[]): void {
  const request = [textNode('00081030', 'LO', `CT HEAD ${who.plain}`), textNode('0040A075', 'PN', who.physician)];
  put(nodes, sequenceNode('00400275', request));
  plants.push({ path: pathOf('00400275', 0, '00081030'), identifying: [who.plain], rest: '' });
  plants.push({ path: pathOf('00400275', 0, '0040A075'), identifying: [who.physician], rest: '' });
  const code = [
    textNode('00080100', 'SH', 'R-10206'),
    textNode('00080102', 'SH', 'SRT'),
    textNode('00080104', 'LO', 'cranio-caudal'),
  ];
  if (child(nodes, '00081032') === undefined) put(nodes, sequenceNode('00081032', code));
  if (child(nodes, '00081110') === undefined) {
    const study = child(nodes, '0020000D')?.values[0] ?? '1.2.3.4';
    const reference = [textNode('00081150', 'UI', '1.2.840.10008.3.1.2.3.1'), textNode('00081155', 'UI', study)];
    put(nodes, sequenceNode('00081110', reference));
  }
  put(nodes, sequenceNode('00101002', [textNode('00100020', 'LO', who.otherId), textNode('00100022', 'CS', 'TEXT')]));
  plants.push({ path: pathOf('00101002', 0, '00100020'), identifying: [who.otherId], rest: '' });
}

/** One block that nobody knows, and one attribute that both safe lists have. */
function privateBlock(nodes: TreeNode[], who: Persona, plants: Plant[]): void {
  put(nodes, textNode('00990010', 'LO', 'HARROW RIS 2'));
  put(nodes, textNode('00991001', 'LO', who.plain));
  put(
    nodes,
    sequenceNode('00991002', [
      textNode('00990010', 'LO', 'HARROW RIS 2'),
      textNode('00991003', 'LT', `DOB ${who.birthText}`),
    ]),
  );
  plants.push({ path: pathOf('00991001'), identifying: [who.plain], rest: '' });
  plants.push({ path: pathOf('00991002', 0, '00991003'), identifying: [who.birthText], rest: '' });
  if (nodes.some((node) => node.tag.startsWith('7053'))) return;
  put(nodes, textNode('70530010', 'LO', 'Philips PET Private Group'));
  put(nodes, textNode('70531000', 'DS', '0.000123'));
  put(nodes, textNode('70531009', 'DS', '1.25'));
}

function report(nodes: TreeNode[], who: Persona, plants: Plant[]): void {
  const items = child(nodes, '0040A730')?.items;
  if (items === undefined) return;
  const add = (
    type: string,
    code: string,
    meaning: string,
    leaf: TreeNode,
    identifying: readonly string[],
    rest: string,
  ) => {
    const concept = [
      textNode('00080100', 'SH', code),
      textNode('00080102', 'SH', 'DCM'),
      textNode('00080104', 'LO', meaning),
    ];
    items.push([
      textNode('0040A010', 'CS', 'CONTAINS'),
      textNode('0040A040', 'CS', type),
      sequenceNode('0040A043', concept),
      leaf,
    ]);
    for (const item of items.slice(-1)) item.sort((a, b) => (a.tag < b.tag ? -1 : 1));
    plants.push({ path: pathOf('0040A730', items.length - 1, leaf.tag), identifying, rest });
  };
  const finding = 'No acute haemorrhage, Graves disease noted';
  add('TEXT', '121071', 'Finding', textNode('0040A160', 'UT', `${who.plain}: ${finding}`), [who.plain], finding);
  add('PNAME', '121008', 'Person Observer Name', textNode('0040A123', 'PN', who.physician), [who.physician], '');
  add('DATE', '111060', 'Study Date', textNode('0040A121', 'DA', '20190813'), [], '');
}
