// What a record of a DICOMDIR says of its file in the output (PS3.3 F.3.2.2, F.4): whether it is there, and how it is coded.
import { isTranscoded } from '../../pixels/syntaxNames.js';
import { replace } from './apply.js';
import { addEdit, addFinding } from './draft.js';
import { findElement, type Item } from './element.js';
import { ascii, encodeElement, padded } from './encode.js';
import { bytesOf, plainValue, type Scope, trimmed, type Visit } from './visit.js';

const IN_USE = 0x00041410;
const FILE_ID = 0x00041500;
const SYNTAX_IN_FILE = 0x00041512;

const CAUSE = { category: 'structure', clause: 'PS3.3 F.3.2.2' } as const;
const ABSENT = {
  rule: 'dicomdir/absent',
  reason: 'the file of this record is not part of the output',
  ...CAUSE,
} as const;
const CODED = {
  rule: 'dicomdir/transfer-syntax',
  reason: 'the file of this record is coded in another way in the output',
  ...CAUSE,
} as const;

/** Switches off a record whose file is not part of the output, and tells how the file is coded there. Returns by how much it grows. */
export async function keepRecordTrue(visit: Visit, scope: Scope, item: Item): Promise<number> {
  const { present, syntaxOf } = visit.context;
  const fileId = findElement(item.elements, FILE_ID);
  if (present === undefined || fileId === undefined || fileId.length === 0) return 0;
  const names = trimmed(await bytesOf(visit.window, fileId))
    .split('\\')
    .map((name) => name.trim());
  if (!present(names)) return switchOff(visit, scope, item);
  const element = findElement(item.elements, SYNTAX_IN_FILE);
  if (element === undefined || syntaxOf === undefined) return 0;
  const stated = await plainValue(visit.window, item.elements, SYNTAX_IN_FILE);
  const coded = isTranscoded(stated) ? syntaxOf(names) : undefined;
  if (coded === undefined || coded === '' || coded === stated) return 0;
  return replace(visit, scope, element, padded('UI', ascii(coded)), CODED, 'D', 'replaced');
}

const OFF = new Uint8Array(2);

async function switchOff(visit: Visit, scope: Scope, item: Item): Promise<number> {
  const element = findElement(item.elements, IN_USE);
  if (element !== undefined) return replace(visit, scope, element, OFF, ABSENT, 'D', 'structure');
  const next = item.elements.find(({ tag }) => tag > IN_USE);
  const offset = next?.offset ?? item.elements.at(-1)?.end ?? item.valueOffset;
  const index = addFinding(visit.draft, {
    ...ABSENT,
    location: { kind: 'element', path: `${scope.path}(0004,1410)`, vr: 'US', keyword: 'RecordInUseFlag' },
    range: { offset, length: 0 },
    action: 'D',
    effect: 'structure',
    confidence: 1,
  });
  const bytes = encodeElement(IN_USE, item.encoding.explicit ? 'US' : '', OFF, item.encoding);
  addEdit(visit.draft, offset, 0, bytes, [index], IN_USE);
  return bytes.length;
}
