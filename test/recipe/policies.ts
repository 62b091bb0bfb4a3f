// fast-check arbitraries of policies: everything that a recipe can say.
import fc from 'fast-check';
import { OPTIONS } from '../../src/core/policy/options.js';
import type {
  AttributePattern,
  AttributeSet,
  Condition,
  DeviceRule,
  Override,
  PixelPolicy,
  Policy,
} from '../../src/core/policy/policy.js';
import { simplified } from '../../src/core/recipe/condition.js';

const TAGS = [
  0x00080020, 0x00080050, 0x00080060, 0x00080090, 0x0008103e, 0x00100010, 0x00100020, 0x00100030, 0x00104000,
  0x00181030, 0x0020000d, 0x00189073, 0x00400244, 0x12345678, 0x00081115, 0x0040a730,
];

const tag = fc.constantFrom(...TAGS).map((value): AttributePattern => ({ value, mask: 0xffffffff }));
const creatorName = fc.constantFrom('GEMS_ACQU_01', 'SIEMENS CSA HEADER', 'Maker: of, (things) 1.0', "it's.mine__too");
const owned = fc
  .tuple(creatorName, fc.constantFrom(0x0009, 0x0019, 0x7fe1), fc.integer({ min: 0, max: 0xff }))
  .map(
    ([creator, group, element]): AttributePattern => ({ value: group * 0x10000 + element, mask: 0xffff00ff, creator }),
  );
const block = creatorName.map((creator): AttributePattern => ({ value: 0x00190000, mask: 0xffff0000, creator }));
const repeating = fc.constantFrom<AttributePattern>(
  { value: 0x60003000, mask: 0xff00ffff },
  { value: 0x00100000, mask: 0xffff0000 },
  { value: 0x00110000, mask: 0xffff0000 },
  { value: 0x00190002, mask: 0xffffffff },
);
/** Names of groups and parts of keywords, with what a recipe has to put in quotes. */
const word = fc.constantFrom(
  'Date',
  'patient',
  'two words',
  'a|b',
  'a+b',
  'x#y',
  '(odd)',
  'd.e__f',
  '&c',
  "o'clock",
  'a:b',
);

const set: fc.Arbitrary<AttributeSet> = fc.oneof(
  fc.constantFrom<AttributeSet>({ kind: 'all' }, { kind: 'private' }),
  fc.record({ kind: fc.constantFrom('starts-with', 'ends-with', 'contains', 'except'), text: word }),
  fc.record({
    kind: fc.constantFrom('matches', 'matches-not'),
    pattern: fc.constantFrom('^(Study|Series).*Date$', '0019', '(Time|Date)$', 'Patient.s|x', '\\x28x\\x20\\x26'),
  }),
  fc.record({ kind: fc.constant('vr'), vr: fc.constantFrom('PN', 'DA', 'UI') }),
  fc.record({ kind: fc.constantFrom('fields', 'values'), group: word }),
);

const sets = fc
  .tuple(fc.oneof(fc.constant<AttributePattern>({ value: 0, mask: 0 }), fc.oneof(tag, repeating, owned)), set)
  .map(([pattern, only]): AttributePattern => ({ ...pattern, only }));
const parents = fc.array(fc.oneof(tag, owned), { maxLength: 2 });

export const pattern: fc.Arbitrary<AttributePattern> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: tag }, owned, block, repeating, sets), fc.option(parents, { nil: undefined }))
  .map(([own, around]) => (around === undefined ? own : { ...own, parents: around }));

/** Texts with everything that could be read as something else. */
export const value: fc.Arbitrary<string> = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(fc.constantFrom(...'ab A1.,|+()"\'#\\:!^= \n\t'), { maxLength: 12 })
        .map((all) => all.join('')),
    },
    fc.constantFrom(
      '',
      'CASE-001',
      'two  blanks',
      'var:x',
      'func:f',
      'uid()',
      'a where contains Modality US',
      '30',
      'YES # no',
      'e"x"',
      'ALL',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  .filter((text) => !/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text));

const asked = fc
  .tuple(fc.oneof(tag, owned), fc.option(parents, { nil: undefined }))
  .map(([own, around]): AttributePattern => (around === undefined ? own : { ...own, parents: around }));

const textTest = fc.record({
  kind: fc.constant('test' as const),
  attribute: asked,
  op: fc.constantFrom('contains' as const, 'equals' as const, 'starts-with' as const, 'ends-with' as const),
  value: value.filter((text) => text !== ''),
});
const patternTest = fc.record({
  kind: fc.constant('test' as const),
  attribute: asked,
  op: fc.constant('matches' as const),
  value: fc.constantFrom('(?i)CT|MR', '^AS+$', 'a#b', 'two words', '"q"', 'x || contains Modality US', '\\d{3} [+]'),
});
const plainTest = fc.record({
  kind: fc.constant('test' as const),
  attribute: asked,
  op: fc.constantFrom('missing' as const, 'empty' as const, 'present' as const),
  value: fc.constant(''),
});

/** In the one form that recipes are compiled to. */
export const condition: fc.Arbitrary<Condition> = fc
  .letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.oneof(textTest, patternTest, plainTest),
      fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
      fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('condition'), { maxLength: 4 }),
      }),
    ),
  }))
  .condition.map(simplified);

/** A rule that never holds has no place in a recipe. */
const when = fc.option(
  condition.filter((made) => !(made.kind === 'any' && made.of.length === 0)),
  { nil: undefined },
);

const shape = fc.oneof(
  fc.record({ kind: fc.constantFrom('keep' as const, 'remove' as const, 'empty' as const, 'dummy' as const) }),
  fc.constant({ kind: 'shift' as const }),
  fc.record({ kind: fc.constant('shift' as const), days: fc.integer({ min: -36525, max: 36525 }) }),
  fc.record({ kind: fc.constant('shift' as const), variable: fc.constantFrom('days', 'with blank') }),
  fc.record({ kind: fc.constant('set' as const), value, add: fc.constantFrom(undefined, true) }),
  fc.record({
    kind: fc.constant('lookup' as const),
    variable: fc.constantFrom('id', 'two words'),
    add: fc.constantFrom(undefined, true),
  }),
);

/** Where the VR is known, only texts that it can hold. */
function fits(rule: Override): boolean {
  const { attribute } = rule;
  const single = attribute.mask === 0xffffffff && attribute.creator === undefined && attribute.only === undefined;
  const adds = (rule.kind === 'set' || rule.kind === 'lookup') && rule.add === true;
  if (adds && !single && attribute.creator === undefined) return false;
  if (adds && (attribute.only !== undefined || attribute.mask === 0xffff0000)) return false;
  if (rule.kind !== 'set' || !single) return true;
  if (attribute.value === 0x00104000) return [...rule.value].length <= 1000;
  return attribute.value === 0x12345678;
}

function defined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined)) as T;
}

export const override: fc.Arbitrary<Override> = fc
  .tuple(shape, pattern, when)
  .map(([made, attribute, holds]) => defined({ ...made, attribute, origin: 'test', when: holds }) as Override)
  .filter(fits);

const rectangle = fc
  .tuple(fc.nat(4000), fc.nat(4000), fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 4000 }))
  .map((all): readonly [number, number, number, number] => all);
const area = fc.oneof(rectangle, fc.constantFrom('all' as const, 'outside-ultrasound-regions' as const));

export const device: fc.Arbitrary<DeviceRule> = fc.record({
  label: fc.constantFrom('GE LOGIQ', 'a # b', '"quoted"', '', 'ünïcode'),
  when: condition.filter((made) => !(made.kind === 'any' && made.of.length === 0)),
  regions: fc
    .tuple(
      fc.array(fc.record({ kind: fc.constant('blank' as const), area }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.record({ kind: fc.constant('keep' as const), area }), { maxLength: 2 }),
    )
    .map(([blanks, keeps]) => [...blanks, ...keeps]),
  origin: fc.constant('test'),
});

function uniqueNames<T extends { readonly name: string }>(groups: readonly T[]): readonly T[] {
  return groups.filter(({ name }, at) => groups.findIndex((other) => other.name === name) === at);
}

const fieldGroups = fc
  .array(fc.record({ name: word, attributes: fc.array(pattern, { maxLength: 3 }) }), { minLength: 1, maxLength: 2 })
  .map(uniqueNames);
const valueGroups = fc
  .array(
    fc.record({
      name: word,
      sources: fc.array(
        fc
          .record({
            attribute: pattern,
            split: fc.option(
              fc.record({ by: fc.constantFrom('^', ' ', ';', '"', '#', '=', "'"), shortest: fc.nat(20) }),
              { nil: undefined },
            ),
          })
          .map(defined),
        { maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map(uniqueNames);

const days = fc
  .tuple(fc.integer({ min: -36525, max: 36525 }), fc.integer({ min: -36525, max: 36525 }))
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));

const fill = fc.oneof(
  fc.record({ kind: fc.constantFrom('black' as const, 'blur' as const, 'pixelate' as const, 'inpaint' as const) }),
  fc.record({ kind: fc.constant('constant' as const), value: fc.integer({ min: -0xffffffff, max: 0xffffffff }) }),
);

const pixels: fc.Arbitrary<PixelPolicy> = fc.record({
  text: fc.constantFrom('identifying' as const, 'all' as const, 'unless-allowed' as const, 'keep' as const),
  allowed: fc.uniqueArray(fc.constantFrom('L', 'a # b', '"q"', '\\d+ kV', '(?i)erect', ' blanks '), { maxLength: 3 }),
  textFill: fill,
  faces: fc.oneof(fill, fc.constantFrom('keep' as const, 'remove' as const)),
  barcodes: fc.oneof(fill, fc.constant('keep' as const)),
});

export const policy: fc.Arbitrary<Policy> = fc
  .record({
    name: fc.constantFrom('study', 'two words', 'with # and "', "it's"),
    title: fc.constantFrom('', 'A title', 'a # b', '  blanks ', '"q"'),
    style: fc.constantFrom('blank' as const, 'profile' as const, 'rules' as const),
    options: fc.uniqueArray(fc.constantFrom(...OPTIONS.map((option) => option.name)), { maxLength: 4 }),
    overrides: fc.array(override, { maxLength: 6 }),
    patient: fc.constantFrom('empty' as const, 'pseudonym' as const),
    dateShift: fc.oneof(fc.constant({ min: -1825, max: -365 }), days),
    references: fc.constantFrom('profile' as const, 'map' as const),
    admission: fc.option(
      fc.array(
        fc.record({
          kind: fc.constantFrom('allow' as const, 'deny' as const),
          when: condition,
          origin: fc.constant('test'),
        }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      { nil: undefined },
    ),
    devices: fc.option(fc.array(device, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    pixels: fc.option(pixels, { nil: undefined }),
    knownDevices: fc.option(fc.boolean(), { nil: undefined }),
    fieldGroups: fc.option(fieldGroups, { nil: undefined }),
    valueGroups: fc.option(valueGroups, { nil: undefined }),
  })
  .map((made) => defined(made) as Policy);
