// A score as a table.
import type { Dimension } from './groups.js';
import type { PhraseTally, Tally } from './tally.js';

const ORDER: readonly Dimension[] = [
  'contrast',
  'height',
  'angle',
  'script',
  'letters',
  'decoration',
  'place',
  'class',
  'background',
  'pixels',
  'syntax',
  'frames',
];

const TARGET = { covered: 0.99, strong: 1, readable: 0, needless: 0.02, falseBoxes: 1 / 20 };

export function tallyLines(tally: Tally): readonly string[] {
  const { all, strong, identifying, technical, unknown, clean } = tally;
  const falseBoxes = clean.images === 0 ? 0 : clean.boxes / clean.images;
  return [
    `${tally.cases} objects, ${all.phrases} phrases, ${clean.images} objects without text${tally.troubles === 0 ? '' : `, ${tally.troubles} objects failed`}`,
    '',
    `${'group'.padEnd(40)}phrases   covered   missed`,
    ...ORDER.flatMap((dimension) =>
      Object.entries(tally.groups[dimension] ?? {})
        .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
        .map(([group, each]) => row(`${dimension}: ${group}`, each)),
    ),
    row('all', all),
    row('contrast 40 and up', strong),
    '',
    `phrases covered              ${percent(all.covered, all.phrases)}   target 99 %   ${met(share(all) >= TARGET.covered)}`,
    `at contrast 40 and up        ${percent(strong.covered, strong.phrases)}   target 100 %  ${met(share(strong) >= TARGET.strong)}`,
    `identifying taken out        ${percent(identifying.removed, identifying.phrases)}   (${identifying.removed} of ${identifying.phrases})`,
    `identifying left readable    ${String(identifying.readable).padStart(7)}   target 0      ${met(identifying.readable <= TARGET.readable)}`,
    `unknown taken out            ${percent(unknown.removed, unknown.phrases)}   (${unknown.removed} of ${unknown.phrases})`,
    `technical kept               ${percent(technical.kept, technical.phrases)}   (${technical.kept} of ${technical.phrases})`,
    `over-redacted area           ${percent(tally.needless, 1)}   target 2 %    ${met(tally.needless <= TARGET.needless)}`,
    `false boxes a clean image    ${falseBoxes.toFixed(3).padStart(7)}   target 0.05   ${met(falseBoxes <= TARGET.falseBoxes)}   (${clean.boxes} on ${clean.images}, ${clean.otherBoxes} of them faces or codes; ${percent(clean.area, 1).trim()} of their area)`,
    `faces or codes beside text   ${String(tally.otherBoxes).padStart(7)}   (there are none)`,
    `objects changed outside      ${String(tally.changedOutside).padStart(7)}   target 0      ${met(tally.changedOutside === 0)}`,
    `objects not filled inside    ${String(tally.unfilled).padStart(7)}   target 0      ${met(tally.unfilled === 0)}`,
    `ms a megapixel               ${tally.msPerMegapixel.toFixed(0).padStart(7)}`,
  ];
}

function share({ covered, phrases }: PhraseTally): number {
  return phrases === 0 ? 1 : covered / phrases;
}

function met(good: boolean): string {
  return good ? 'met' : 'missed';
}

function row(name: string, { phrases, covered, missed }: PhraseTally): string {
  return `${name.padEnd(40)}${String(phrases).padStart(7)} ${percent(covered, phrases)}  ${String(missed).padStart(7)}`;
}

function percent(part: number, whole: number): string {
  return `${(whole === 0 ? 100 : (part / whole) * 100).toFixed(1)} %`.padStart(9);
}
