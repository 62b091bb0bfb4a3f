// Says in the object what was done to it, and only what was done (PS3.15 E.1.1 items 6 and 7, PS3.3 C.7.1.1 and C.12.1).
import { keywordOf, vrOf } from '../../dictionary/dictionary.js';
import { elementOf, formatTag, type Tag } from '../../dictionary/tag.js';
import { hasLongLength } from '../../dictionary/vr.js';
import { dummyValue } from '../../identity/dummy.js';
import type { Finding } from '../../kernel/finding.js';
import { concat } from '../../kernel/source.js';
import { isSingle } from '../../policy/attributeMatch.js';
import type { Code, Decision, Override } from '../../policy/policy.js';
import { fits } from '../../policy/setValue.js';
import { findIdentifiers } from '../../text/findIdentifiers.js';
import { found, overwrite } from './apply.js';
import { groupsHeld } from './attributeTexts.js';
import { codeItem } from './codeItem.js';
import { addEdit, addFinding, addIssue } from './draft.js';
import { type Element, type ElementTable, findElement } from './element.js';
import { ascii, encodeElement, LONGEST_SHORT_VALUE, padded } from './encode.js';
import { sayIfNamed } from './ownValue.js';
import { pixelClaims } from './pixelClaims.js';
import { methodOfLook } from './sayOfPixels.js';
import { ENCRYPTED_ATTRIBUTES, SEALED_METHOD } from './sealOriginals.js';
import { bytesOf, plainValue, type Scope, trimmed, type Visit } from './visit.js';

const IDENTITY_REMOVED = 0x00120062;
const METHOD = 0x00120063;
const METHOD_CODES = 0x00120064;
const TEMPORAL_MODIFIED = 0x00280303;
const BURNED_IN_ANNOTATION = 0x00280301;
const RECOGNIZABLE_FEATURES = 0x00280302;

const PROVENANCE: ReadonlySet<Tag> = new Set([IDENTITY_REMOVED, METHOD, METHOD_CODES, TEMPORAL_MODIFIED]);

/** Without a profile nobody knows whether what is left identifies (PS3.3 C.7.1.1): only the method is told. */
const RULES_ONLY: ReadonlySet<Tag> = new Set([METHOD]);

function written({ policy }: Visit['context']): ReadonlySet<Tag> {
  return policy.policy.style === 'rules' ? RULES_ONLY : PROVENANCE;
}

/** The elements that {@link writeProvenance} writes: the walk leaves them alone. A repeated one it does not. */
export function provenanceOf(table: ElementTable, context: Visit['context']): ReadonlySet<Element> {
  // What is sealed is nobody's to read, and an older one makes way for it.
  const sealed = context.seal === undefined ? [] : [ENCRYPTED_ATTRIBUTES];
  const first = [...written(context), ...sealed].map((tag) => findElement(table.elements, tag));
  return new Set(first.filter((element) => element !== undefined));
}

const CAUSE = {
  rule: 'provenance',
  category: 'structure',
  reason: 'says how the object was de-identified',
  clause: 'PS3.15 E.1.1',
} as const;

/** An attribute that the output is to have at its top. */
interface Wanted {
  readonly tag: Tag;
  readonly vr: string;
  readonly body: Uint8Array;
  readonly cause: {
    readonly rule: string;
    readonly category: 'structure' | 'other';
    readonly reason: string;
    readonly clause: string;
  };
}

function wanted(tag: Tag, vr: string, value: Uint8Array): Wanted {
  return { tag, vr, body: padded(vr, value), cause: CAUSE };
}

/** Writes or completes the attributes that tell of the de-identification, and adds what the user sets. */
export async function writeProvenance(visit: Visit, scope: Scope, table: ElementTable): Promise<void> {
  const method = wanted(METHOD, 'LO', ascii(await methods(visit, scope, table)));
  const said =
    visit.context.policy.policy.style === 'rules' ? [method] : [method, ...(await claims(visit, scope, table))];
  const all = [...said, ...missing(visit, scope, table)];
  // Neighbours are inserted at one offset, in the order in which they come.
  for (const one of all.sort((a, b) => a.tag - b.tag)) await put(visit, scope, table, one);
}

/** What only a profile can say: that the identity is removed, by which codes, and what became of dates. */
async function claims(visit: Visit, scope: Scope, table: ElementTable): Promise<readonly Wanted[]> {
  const pixels = pixelClaims(visit.look, visit.context.reviewBelow);
  const codes = await methodCodes(visit, scope, table, pixels.codes);
  return [
    wanted(IDENTITY_REMOVED, 'CS', ascii('YES')),
    ...(codes === undefined ? [] : [wanted(METHOD_CODES, 'SQ', codes)]),
    ...(pixels.noAnnotation ? [wanted(BURNED_IN_ANNOTATION, 'CS', ascii('NO'))] : []),
    ...(pixels.noFeatures ? [wanted(RECOGNIZABLE_FEATURES, 'CS', ascii('NO'))] : []),
    wanted(TEMPORAL_MODIFIED, 'CS', ascii(await temporal(visit, table))),
  ];
}

/** What became of the dates of this object: rules of the user's own may have moved or kept some of them. */
async function temporal(visit: Visit, table: ElementTable): Promise<string> {
  const { dates } = visit.context.policy;
  const done = new Set(visit.draft.findings.filter(isDate).map(({ effect }) => effect));
  if (dates === 'shift' || done.has('shifted')) return 'MODIFIED';
  // Some are left, so that they are not removed as a whole.
  if (dates === 'remove') return done.has('kept') ? 'MODIFIED' : 'REMOVED';
  // Dates that this step keeps are as an earlier one left them.
  const earlier = await plainValue(visit.window, table.elements, TEMPORAL_MODIFIED);
  return earlier === 'REMOVED' || earlier === 'MODIFIED' ? earlier : 'UNMODIFIED';
}

function isDate({ location }: Finding): boolean {
  return location.kind === 'element' && (location.vr === 'DA' || location.vr === 'DT');
}

/** Said of objects with parts that device rules name: where nothing was looked for, 113101 is not claimed. */
const BLANKED = 'Regions of device rules blacked out';
const FILLED = 'Regions found in the image taken out';

/** Earlier steps keep their place: the attribute is multi-valued for successive ones (PS3.3 C.7.1.1). */
async function methods(visit: Visit, scope: Scope, table: ElementTable): Promise<string> {
  const own = [
    ...methodOfRule(visit),
    ...visit.context.policy.method,
    ...(visit.redaction?.covered.some(({ cause }) => cause.device) === true ? [BLANKED] : []),
    ...(visit.redaction?.covered.some(({ cause }) => !cause.device) === true ? [FILLED] : []),
    ...(visit.context.seal === undefined ? [] : [SEALED_METHOD]),
    ...(visit.look === undefined ? [] : methodOfLook(visit.look)),
  ];
  const element = findElement(table.elements, METHOD);
  if (element === undefined || element.length > 4096) return own.join('\\');
  if (visit.context.policy.policy.style === 'rules') {
    const decision = ruleForMethod(visit, await groupsHeld(visit, scope, element));
    if (decision === undefined || decision.action === 'K') {
      const before = trimmed(await bytesOf(visit.window, element)).split('\\');
      return [...before.filter((value) => value.trim() !== '' && !own.includes(value.trim())), ...own].join('\\');
    }
    // A rule that takes the attribute away takes what earlier steps wrote there.
    if (decision.action !== 'C') return own.join('\\');
  }
  const earlier = trimmed(await bytesOf(visit.window, element))
    .split('\\')
    .map((value) => value.trim())
    // What another program wrote as its method could hold anything: only what is plainly a method's name stays.
    .filter((value) => !own.includes(value) && /^[\x20-\x5b\x5d-\x7e]{1,64}$/u.test(value) && !/\d{5}/u.test(value))
    .filter((value) => findIdentifiers(value, visit.evidence, 'evidence').length === 0);
  return [...earlier, ...own].join('\\');
}

function ruleForMethod({ context, sopClass }: Visit, holds: readonly string[]): Decision | undefined {
  return context.policy.decide({ tag: METHOD, vr: 'LO', parents: [], sopClass, holds });
}

/** Without a profile a recipe may name its own method: it stands before what the program says of itself. */
function methodOfRule(visit: Visit): readonly string[] {
  if (visit.context.policy.policy.style !== 'rules') return [];
  const rule = ruleForMethod(visit, [])?.override;
  return rule?.kind === 'set' ? rule.value.split('\\').filter((value) => /^[\x20-\x7e]{1,64}$/u.test(value)) : [];
}

/** Undefined where there is no code to claim and none was claimed before. */
async function methodCodes(
  visit: Visit,
  scope: Scope,
  table: ElementTable,
  ofPixels: readonly Code[],
): Promise<Uint8Array | undefined> {
  const stated = visit.context.policy.codes;
  // Without a profile that is claimed there is no option of it to claim.
  const more = stated.length === 0 ? [] : ofPixels.filter(({ value }) => !stated.some((code) => code.value === value));
  const own = [...stated, ...more];
  const existing = findElement(table.elements, METHOD_CODES);
  const earlier: Uint8Array[] = [];
  for (const item of existing?.items ?? []) {
    const value = await plainValue(visit.window, item.elements, 0x00080100);
    const scheme = await plainValue(visit.window, item.elements, 0x00080102);
    const meaning = await plainValue(visit.window, item.elements, 0x00080104);
    const standard =
      scheme === 'DCM' &&
      /^1131\d\d$/u.test(value) &&
      findIdentifiers(meaning, visit.evidence, 'evidence').length === 0;
    if (standard && !own.some((code) => code.value === value)) {
      earlier.push(codeItem(value, scheme, meaning.replace(/[^\x20-\x7e]/gu, '').slice(0, 64), scope.encoding));
    }
  }
  const items = [...earlier, ...own.map((code) => codeItem(code.value, code.scheme, code.meaning, scope.encoding))];
  return items.length === 0 && existing === undefined ? undefined : concat(items);
}

/** Replaces the element's value, or inserts the element where its tag belongs. */
async function put(visit: Visit, scope: Scope, table: ElementTable, { tag, vr, body, cause }: Wanted): Promise<void> {
  const existing = findElement(table.elements, tag);
  if (existing !== undefined) {
    // A rule of the user's own has its say.
    if (visit.draft.changes.some(({ offset, length }) => offset < existing.end && offset + length > existing.offset))
      return;
    if (await holdsAlready(visit, existing, body)) return;
    overwrite(visit, scope, existing, body, found(visit, scope, existing, cause, 'D', 'structure'));
    return;
  }
  const offset = firstBehind(table, tag)?.offset ?? table.end;
  const index = addFinding(visit.draft, {
    ...cause,
    location: { kind: 'element', path: formatTag(tag), vr, keyword: keywordOf(tag) ?? '' },
    range: { offset, length: 0 },
    action: 'D',
    effect: cause.category === 'structure' ? 'structure' : 'set',
    confidence: 1,
  });
  addEdit(
    visit.draft,
    offset,
    0,
    encodeElement(tag, scope.encoding.explicit ? vr : '', body, scope.encoding),
    [index],
    tag,
  );
}

function firstBehind(table: ElementTable, tag: Tag): Element | undefined {
  for (const element of table.elements) if (element.tag > tag) return element;
  return undefined;
}

async function holdsAlready(visit: Visit, element: Element, body: Uint8Array): Promise<boolean> {
  if (element.undefinedLength || element.length !== body.length) return false;
  const bytes = await bytesOf(visit.window, element);
  return bytes.every((byte, i) => byte === body[i]);
}

/** Of a data set: no command, file meta or directory element, no group length and no delimiter (PS3.5 7.1). */
function isAttribute(tag: Tag): boolean {
  return tag >= 0x00080001 && tag < 0xfffe0000 && elementOf(tag) !== 0;
}

/**
 * What rules add where the object does not have it, outside sequences: `--set T=V`, and in a recipe `ADD`. The last rule
 * that speaks of the attribute counts, so that a later one that removes it adds nothing.
 */
function missing(visit: Visit, scope: Scope, table: ElementTable): readonly Wanted[] {
  const { policy } = visit.context;
  const added = new Map<Tag, Wanted>();
  for (const rule of policy.policy.overrides) {
    const { value: tag, parents } = rule.attribute;
    if ((rule.kind !== 'set' && rule.kind !== 'lookup') || rule.add !== true || !isSingle(rule.attribute)) continue;
    if (added.has(tag) || (parents !== undefined && parents.length > 0)) continue;
    if (findElement(table.elements, tag) !== undefined || written(visit.context).has(tag)) continue;
    const vr = vrOf(tag) ?? 'LO';
    const decision = policy.decide({ tag, vr, parents: [], sopClass: visit.sopClass });
    const own = decision?.override;
    if ((own?.kind !== 'set' && own?.kind !== 'lookup') || own.add !== true) continue;
    const one = addition(visit, scope, tag, vr, own);
    if (one !== undefined) added.set(tag, one);
  }
  return [...added.values()];
}

type Adding = Extract<Override, { kind: 'set' | 'lookup' }>;

function addition(visit: Visit, scope: Scope, tag: Tag, vr: string, rule: Adding): Wanted | undefined {
  const value = rule.kind === 'set' ? rule.value : visit.lookUp(rule.variable);
  if (value === undefined) {
    const what = rule.kind === 'lookup' ? rule.variable : '';
    const message = `the lookup table has no ${what} for this object: ${formatTag(tag)} was not added`;
    addIssue(visit.draft, { code: 'lookup-missing', severity: 'warning', message }, `lookup-missing ${what}`);
    return undefined;
  }
  const writable = isAttribute(tag) && typeof dummyValue(vr) === 'string' && fits(tag, vr, value);
  const bytes = writable ? scope.charset.encode(value, vr) : undefined;
  if (bytes === undefined || (!hasLongLength(vr) && bytes.length > LONGEST_SHORT_VALUE)) {
    addIssue(visit.draft, {
      code: 'not-set',
      severity: 'warning',
      message: `${formatTag(tag)} was not added: its value can not be written in this object`,
    });
    return undefined;
  }
  sayIfNamed(visit, value);
  const cause = {
    rule: `override/${rule.kind}`,
    category: 'other',
    reason: rule.kind === 'set' ? 'set by a rule of the user' : 'set to a value of the lookup table',
    clause: rule.origin,
  } as const;
  return { tag, vr, body: padded(vr, bytes), cause };
}
