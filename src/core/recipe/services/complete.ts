// Completion: what may be written where the cursor stands.
import { builtinPolicies } from '../../policy/builtin.js';
import { OPTIONS } from '../../policy/options.js';
import { DEVICES } from '../builtin/deviceName.js';
import { parseRecipe } from '../parse.js';
import type { RecipeTree } from '../syntax.js';
import { completeAttribute, completeCreator, completeElement } from './completeAttribute.js';
import { completePixels } from './completePixels.js';
import { completeValue } from './completeValue.js';
import type { Completion, Completions } from './completion.js';
import { type Context, positionAt } from './context.js';
import type { Facts } from './facts.js';
import { groupNames, variableNames } from './names.js';
import type { Place, Word } from './word.js';
import { WORDS } from './wordList.js';

function ofWord(word: Word): Completion {
  return {
    kind: word.kind === 'section' ? 'section' : word.kind === 'function' ? 'function' : 'keyword',
    label: word.word,
    detail: word.parameters.map(({ label }) => label).join(word.kind === 'region' ? ',' : ' '),
    about: word.about,
    insert: word.snippet ?? (word.parameters.length > 0 && word.kind !== 'expander' ? `${word.word} ` : word.word),
    ...(word.snippet === undefined ? {} : { snippet: true }),
  };
}

function lines(place: Place): readonly Completion[] {
  const own = WORDS.filter(({ places, kind }) => kind !== 'section' && places.includes(place));
  const sections = WORDS.filter(({ kind }) => kind === 'section');
  const joins: readonly Completion[] =
    place === 'filter'
      ? [
          { kind: 'keyword', label: '+', detail: 'and', about: 'Both must be true.', insert: '+ ' },
          { kind: 'keyword', label: '||', detail: 'or', about: 'One must be true.', insert: '|| ' },
        ]
      : [];
  return [
    ...[...own, ...(place === 'top' ? [] : sections)].map(ofWord),
    ...joins,
    ...(place === 'top' ? sections.map(ofWord) : []),
  ];
}

function operators(): readonly Completion[] {
  const tests = WORDS.filter(({ kind }) => kind === 'operator').map(ofWord);
  return [
    ...tests,
    { kind: 'keyword', label: '!', detail: 'not', about: 'The next test must not be true.', insert: '! ' },
  ];
}

function profiles(): readonly Completion[] {
  const none: Completion = {
    kind: 'profile',
    label: 'none',
    about: 'No profile: only what the rules name changes, as in pydicom deid.',
    insert: 'none',
  };
  const known = builtinPolicies.map(
    ({ name, title }): Completion => ({ kind: 'profile', label: name, about: title, insert: name }),
  );
  return [...known, none];
}

function options(): readonly Completion[] {
  return OPTIONS.map(({ name, code, meaning }) => ({
    kind: 'option',
    label: name,
    detail: code,
    about: meaning,
    insert: name,
    filter: `${name} ${code}`,
  }));
}

function recipes(facts: Facts): readonly Completion[] {
  const builtin = builtinPolicies.map(
    ({ name, title }): Completion => ({ kind: 'recipe', label: name, about: title, insert: name }),
  );
  const files = facts.recipes.map((file): Completion => {
    return { kind: 'recipe', label: file, insert: /\s/.test(file) ? `"${file}"` : file };
  });
  const devices: Completion = {
    kind: 'recipe',
    label: DEVICES,
    about: 'What devices are known to burn into images, and where: those parts are blanked.',
    insert: DEVICES,
  };
  return [...files, ...[...builtin, devices].filter(({ label }) => !facts.recipes.includes(label))];
}

const SETTINGS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  patient: [
    ['pseudonym', 'Made with the key: the same patient has the same one.'],
    ['empty', 'Empty, or a dummy where the object needs a value.'],
  ],
  references: [
    ['map', 'Kept, with replaced UIDs.'],
    ['profile', 'As PS3.15 Table E.1-1 says: most are removed.'],
  ],
  dates: [
    ['shift -1825..-365', 'Moved one to five years back, by another number of days for each patient.'],
    ['shift -365', 'Moved a year back for everyone.'],
    ['keep', 'Left as they are.'],
    ['remove', 'Removed or emptied, as the profile says.'],
    ['range -1825..-365', 'Says by how much shift() moves, and nothing of other dates.'],
  ],
};

function settings(name: string): readonly Completion[] {
  return (SETTINGS[name] ?? []).map(([label, about]) => ({ kind: 'value', label, about, insert: label }));
}

function variables(tree: RecipeTree, facts: Facts): readonly Completion[] {
  const known = new Set([...facts.variables, ...variableNames(tree)]);
  return [...known].map((name) => {
    const column = facts.variables.includes(name);
    return { kind: 'variable', label: name, ...(column ? { detail: 'of the lookup table' } : {}), insert: name };
  });
}

function groups(tree: RecipeTree, facts: Facts, of: 'fields' | 'values'): readonly Completion[] {
  const here = groupNames(tree, of);
  const there = [...facts.included.values()].flatMap((included) => groupNames(included, of));
  return [...new Set([...here, ...there])].map((name) => ({ kind: 'group', label: name, insert: name }));
}

function regions(facts: Facts): readonly Completion[] {
  const image = facts.open?.image;
  const whole = image === undefined ? '0,0,512,512' : `0,0,${image.columns},${image.rows}`;
  return [
    { kind: 'value', label: 'all', about: 'The whole frame.', insert: 'all' },
    {
      kind: 'value',
      label: 'from:SequenceOfUltrasoundRegions',
      about: 'All that lies outside the ultrasound regions which the object names.',
      insert: 'from:SequenceOfUltrasoundRegions',
    },
    {
      kind: 'value',
      label: whole,
      about: image === undefined ? 'Four numbers.' : 'The size of the image that is open.',
      insert: whole,
    },
  ];
}

const WHERE: Completion = {
  kind: 'keyword',
  label: 'where',
  detail: 'TESTS',
  about: 'The rule holds for objects that pass the tests.',
  insert: 'where ',
};

const JOINS: readonly Completion[] = [
  { kind: 'keyword', label: '+', detail: 'and', about: 'Both must be true.', insert: '+ ' },
  { kind: 'keyword', label: '||', detail: 'or', about: 'One must be true.', insert: '|| ' },
];

const SPLIT: readonly Completion[] = [
  { kind: 'keyword', label: 'by=', about: 'What stands between the parts.', insert: `by="\${1:^}"`, snippet: true },
  {
    kind: 'keyword',
    label: 'minlength=',
    about: 'Shorter parts are left out.',
    insert: `minlength=\${1:4}`,
    snippet: true,
  },
];

const VRS =
  'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(' ');

function itemsFor(context: Context, tree: RecipeTree, facts: Facts): readonly Completion[] {
  switch (context.kind) {
    case 'line':
      return lines(context.place);
    case 'format':
      return [{ kind: 'value', label: 'dicom', insert: 'dicom' }];
    case 'include':
      return recipes(facts);
    case 'profile':
      return profiles();
    case 'option':
      return options();
    case 'setting':
      return context.name === 'pixels' ? completePixels(context.before) : settings(context.name);
    case 'argument':
      return completeValue(context.verb, context.attribute);
    case 'value':
      return completeValue('test', context.attribute);
    case 'variable':
      return variables(tree, facts);
    case 'group':
      return groups(tree, facts, context.of);
    case 'vr':
      return VRS.map((vr) => ({ kind: 'value', label: vr, insert: vr }));
    case 'operator':
      return operators();
    case 'join':
      return JOINS;
    case 'where':
      return [WHERE];
    case 'split':
      return SPLIT;
    case 'region':
      return regions(facts);
    case 'element':
      return completeElement(context.group, context.creator);
    default:
      return [];
  }
}

/**
 * Completion in a text that need not be parsed as a whole: a keystroke must not wait for ten thousand lines. `known` is
 * the last tree of the text, for the names in it.
 */
export function completeIn(text: string, offset: number, known: RecipeTree, facts: Facts): Completions {
  const { tree, shift } = nearby(text, offset);
  const { context, span: here, typed } = positionAt(tree, offset - shift);
  const span = { start: here.start + shift, end: here.end + shift };
  if (context.kind === 'attribute') return completeAttribute(span, typed, context.sets);
  if (context.kind === 'creator') return completeCreator(text, span, facts);
  return { span, items: itemsFor(context, known, facts), incomplete: false };
}

/** The line of an offset below the line of its section, parsed; `shift` is what its offsets lack. */
function nearby(text: string, offset: number): { readonly tree: RecipeTree; readonly shift: number } {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const section = sectionBefore(text, start);
  const head = section === '' ? '' : `${section}\n`;
  return { tree: parseRecipe(head + text.slice(start, end)), shift: start - head.length };
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The line that begins the section in which a line stands; empty before the first one. */
function sectionBefore(text: string, start: number): string {
  for (let at = text.lastIndexOf('%', start - 1); at >= 0 && start > 0; at = text.lastIndexOf('%', at - 1)) {
    const from = lineStart(text, at);
    if (text.slice(from, at).trim() === '') return text.slice(from, lineEnd(text, at));
    if (from === 0) return '';
    at = from;
  }
  return '';
}
