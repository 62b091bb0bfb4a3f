// The JSON form of a recipe, for programs: the policy itself. docs/recipe.schema.json describes it; what does not fit is
// told by JSON pointer (RFC 6901).
import { OPTIONS } from '../policy/options.js';
import type { Policy } from '../policy/policy.js';
import { safePattern } from '../policy/safePattern.js';

export const SCHEMA = 'medimagecleaner/recipe-file/1';

interface JsonProblem {
  /** Such as `/overrides/3/kind`; empty for the whole. */
  readonly pointer: string;
  readonly message: string;
}

type FromJson =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'problems'; readonly problems: readonly JsonProblem[] };

/** The JSON form, ready for JSON.stringify. */
export function toJson(policy: Policy): Readonly<Record<string, unknown>> {
  return { schema: SCHEMA, ...policy };
}

/** Problems of a value at a place. */
type Check = (value: unknown, pointer: string, problems: JsonProblem[]) => void;

function say(problems: JsonProblem[], pointer: string, message: string): void {
  if (problems.length < 100) problems.push({ pointer, message });
}

const text: Check = (value, pointer, problems) => {
  if (typeof value !== 'string') say(problems, pointer, 'needs a text');
};

const name: Check = (value, pointer, problems) => {
  if (typeof value !== 'string' || value === '') say(problems, pointer, 'needs a text that is not empty');
};

const yes: Check = (value, pointer, problems) => {
  if (typeof value !== 'boolean') say(problems, pointer, 'needs true or false');
};

function whole(min: number, max: number): Check {
  return (value, pointer, problems) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return;
    say(problems, pointer, `needs a whole number from ${min} to ${max}`);
  };
}

function oneOf(...choices: readonly string[]): Check {
  return (value, pointer, problems) => {
    if (typeof value !== 'string' || !choices.includes(value)) say(problems, pointer, `needs ${choices.join(', ')}`);
  };
}

function list(check: Check): Check {
  return (value, pointer, problems) => {
    if (!Array.isArray(value)) say(problems, pointer, 'needs a list');
    else for (const [at, each] of value.entries()) check(each, `${pointer}/${at}`, problems);
  };
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(needed: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  return (value, pointer, problems) => {
    if (!isRecord(value)) {
      say(problems, pointer, 'needs an object');
      return;
    }
    for (const [key, check] of Object.entries(needed)) {
      if (value[key] === undefined) say(problems, pointer, `lacks ${key}`);
      else check(value[key], `${pointer}/${escaped(key)}`, problems);
    }
    for (const [key, check] of Object.entries(optional)) {
      if (value[key] !== undefined) check(value[key], `${pointer}/${escaped(key)}`, problems);
    }
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(needed, key) && !Object.hasOwn(optional, key)) {
        say(problems, `${pointer}/${escaped(key)}`, 'is not known here');
      }
    }
  };
}

/** One of several objects, told apart by their `kind`. */
function union(shapes: Readonly<Record<string, Check>>): Check {
  return (value, pointer, problems) => {
    const kind = isRecord(value) ? value['kind'] : undefined;
    const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
    if (shape === undefined) say(problems, pointer, `needs an object with kind ${Object.keys(shapes).join(', ')}`);
    else shape(value, pointer, problems);
  };
}

function each(kinds: readonly string[], check: Check): Readonly<Record<string, Check>> {
  return Object.fromEntries(kinds.map((kind) => [kind, check]));
}

const kind = text;
const attributeSet = union({
  ...each(['all', 'private'], object({ kind })),
  ...each(['starts-with', 'ends-with', 'contains', 'except'], object({ kind, text: name })),
  ...each(['matches', 'matches-not'], object({ kind, pattern: name })),
  vr: object({ kind, vr: name }),
  ...each(['fields', 'values'], object({ kind, group: text })),
});

const number32 = whole(0, 0xffffffff);

const tags = { value: number32, mask: number32 };
/** A sequence on the way to an attribute: itself without a way. */
const parent = object(tags, { creator: name });
const pattern = object(tags, { creator: name, parents: list(parent), only: attributeSet });

const DEEPEST = 100;

const condition: Check = (value, pointer, problems) => {
  // A condition lies two levels below the one around it; who nests deeper means harm.
  if (pointer.length > DEEPEST * 20) {
    say(problems, pointer.slice(0, 200), 'is nested too deep');
    return;
  }
  const shapes = union({
    ...each(['all', 'any'], object({ kind, of: list(condition) })),
    not: object({ kind, of: condition }),
    test: object({
      kind,
      attribute: pattern,
      op: oneOf('contains', 'equals', 'starts-with', 'ends-with', 'matches', 'missing', 'empty', 'present'),
      value: text,
    }),
  });
  shapes(value, pointer, problems);
};

const rule = { kind, attribute: pattern };
const anywhere = { origin: text, when: condition };
const override = union({
  ...each(['keep', 'remove', 'empty', 'clean', 'dummy', 'pseudonym', 'map-uid'], object(rule, anywhere)),
  shift: object(rule, { ...anywhere, days: whole(-36_525, 36_525), variable: name }),
  set: object({ ...rule, value: text }, { ...anywhere, add: yes }),
  lookup: object({ ...rule, variable: name }, { ...anywhere, add: yes }),
});

const area: Check = (value, pointer, problems) => {
  if (!Array.isArray(value)) oneOf('all', 'outside-ultrasound-regions')(value, pointer, problems);
  else if (value.length !== 4) say(problems, pointer, 'needs x, y, width and height');
  else list(whole(0, 1_000_000))(value, pointer, problems);
};

const fill = union({
  ...each(['black', 'blur', 'pixelate', 'inpaint'], object({ kind })),
  constant: object({ kind, value: whole(-0xffffffff, 0xffffffff) }),
});

/** A fill, or a word. */
function fillOr(...choices: readonly string[]): Check {
  return (value, pointer, problems) => {
    if (isRecord(value)) fill(value, pointer, problems);
    else oneOf(...choices)(value, pointer, problems);
  };
}

const pixelPattern: Check = (value, pointer, problems) => {
  name(value, pointer, problems);
  const made = typeof value === 'string' ? safePattern(value) : undefined;
  if (made?.kind === 'problem') say(problems, pointer, made.message);
};

const dateShift: Check = (value, pointer, problems) => {
  const days = whole(-36_525, 36_525);
  object({ min: days, max: days })(value, pointer, problems);
  if (isRecord(value) && Number(value['min']) > Number(value['max'])) say(problems, pointer, 'min is larger than max');
};

const policyShape = object(
  {
    name,
    style: oneOf('blank', 'profile', 'rules'),
  },
  {
    $schema: text,
    schema: oneOf(SCHEMA),
    title: text,
    options: list(oneOf(...OPTIONS.map((option) => option.name))),
    overrides: list(override),
    patient: oneOf('empty', 'pseudonym'),
    dateShift,
    references: oneOf('profile', 'map'),
    admission: list(object({ kind: oneOf('allow', 'deny'), when: condition }, { origin: text })),
    devices: list(
      object(
        { label: text, when: condition, regions: list(object({ kind: oneOf('blank', 'keep'), area })) },
        { origin: text },
      ),
    ),
    knownDevices: yes,
    pixels: object({
      text: oneOf('identifying', 'all', 'unless-allowed', 'keep'),
      allowed: list(pixelPattern),
      textFill: fill,
      faces: fillOr('keep', 'remove'),
      barcodes: fillOr('keep'),
    }),
    fieldGroups: list(object({ name: text, attributes: list(pattern) })),
    valueGroups: list(
      object({
        name: text,
        sources: list(object({ attribute: pattern }, { split: object({ by: name, shortest: whole(0, 1_000_000) }) })),
      }),
    ),
  },
);

type Parts = Partial<Omit<Policy, 'name' | 'style'>> & Pick<Policy, 'name' | 'style'>;

/** Rules that do not say where they stand stand where the file has them. */
function withOrigin<T extends object>(items: readonly T[] | undefined, place: string): readonly T[] {
  return (items ?? []).map((item, at) => ({ origin: `${place}/${at}`, ...item }));
}

/** The policy of a JSON form that was read before; `origin` is how rules name the file, such as `study.json`. */
export function fromJson(value: unknown, origin = 'recipe.json'): FromJson {
  const problems: JsonProblem[] = [];
  policyShape(value, '', problems);
  if (problems.length > 0) return { kind: 'problems', problems };
  const { schema: _schema, $schema: _file, ...given } = value as Parts & { readonly schema?: string; $schema?: string };
  const { admission, devices } = given;
  const policy: Policy = {
    ...given,
    title: given.title ?? '',
    options: given.options ?? [],
    overrides: withOrigin(given.overrides, `${origin}#/overrides`),
    patient: given.patient ?? 'empty',
    dateShift: given.dateShift ?? { min: -1825, max: -365 },
    references: given.references ?? 'profile',
    ...(admission === undefined ? {} : { admission: withOrigin(admission, `${origin}#/admission`) }),
    ...(devices === undefined ? {} : { devices: withOrigin(devices, `${origin}#/devices`) }),
  };
  return { kind: 'policy', policy };
}
