// Who a case is about, what its header says, and what stands in its pixels. All of it is invented.
import type { Script } from './ink.js';
import type { Random } from './random.js';

/** What a phrase is, by the truth of the case. */
export type PhraseClass = 'identifying' | 'technical' | 'unknown';

export interface Person {
  /** As the header has it, components apart by `^`; in the person's own script besides where there is one. */
  readonly name: string;
  readonly ownName?: string;
  readonly id: string;
  /** YYYYMMDD. */
  readonly birth: string;
  readonly study: string;
  readonly accession: string;
  readonly institution: string;
  readonly physician: string;
}

export interface Wording {
  readonly text: string;
  readonly script: Script;
  readonly class: PhraseClass;
  /** The header names it too, in these or other words. */
  readonly inHeader: boolean;
}

const FAMILY =
  'Halvorsen Okafor Brandtner Castellan Duquesne Eriksdal Fenwick Grabowski Hollister Ivarsson Jankovic Kessler'
    .concat(
      ' Lindqvist Moravec Novakova Ostrander Petrescu Quintana Rosenfeldt Szymanska Thackeray Umbridge Varga Wexler Yilmaz',
    )
    .split(' ');
const GIVEN =
  'Anneliese Bertram Clarissa Dorian Elspeth Florian Gwendolyn Henrik Ingeborg Jasper Katarina Leopold Mirabel'
    .concat(
      ' Nathaniel Ottilie Philippa Quentin Rosalind Sebastian Theodora Ursula Valentin Wilhelmina Xaver Yolanda Zoltan',
    )
    .split(' ');
const TOWNS = ['Ashbourne', 'Birkenfeld', 'Clearwater', 'Dunmore', 'Eichstedt', 'Fairhaven', 'Grünau', 'Hartwell'];

/** Names as they are written; their people do not exist. */
const OTHER: Readonly<Record<Exclude<Script, 'latin'>, readonly string[]>> = {
  cyrillic: ['Соколова Мария', 'Дмитрий Орлов', 'Кузнецов А.П.', 'Больная Зайцева'],
  greek: ['Παπαδόπουλος Νίκος', 'Ελένη Γεωργίου', 'Αλεξάνδρα Δήμου'],
  arabic: ['محمد الأحمد', 'فاطمة يوسف', 'عبد الله سالم', 'ليلى حسن'],
  hebrew: ['כהן דוד', 'מרים לוי', 'יעקב בן שמעון'],
  chinese: ['王小明', '李秀英', '张伟 男', '欧阳建国'],
  japanese: ['山下健二', '佐藤 花子', 'タナカ ヒロシ', '鈴木一郎 様'],
  korean: ['김철수', '이영희 님', '박지민 환자'],
  hindi: ['राहुल शर्मा', 'सुनीता देवी', 'अमित वर्मा'],
  thai: ['สมชาย ใจดี', 'นางสาวมาลี', 'ประเสริฐ แก้ว'],
};
export const SCRIPTS = Object.keys(OTHER) as readonly Exclude<Script, 'latin'>[];

const TECHNICAL: readonly ((random: Random) => string)[] = [
  (r) => `kVp ${r.pick([70, 80, 100, 120, 140])}`,
  (r) => `${r.whole(5, 400)} mAs`,
  (r) => `${r.whole(60, 140)} kV ${r.whole(5, 300)} mA`,
  (r) => r.pick(['L', 'R', 'A', 'P', 'H', 'F']),
  (r) => `${r.pick(['R', 'L'])} ${r.pick(['CC', 'MLO'])}`,
  (r) => `${r.whole(1, 20)} cm`,
  (r) => `W ${r.whole(80, 2000)} L ${r.whole(-600, 600)}`,
  (r) => `WW: ${r.whole(80, 2000)} WL: ${r.whole(10, 600)}`,
  (r) => `SL ${r.whole(1, 9)}.${r.whole(0, 9)}mm`,
  (r) => `MI ${r.whole(0, 1)}.${r.whole(1, 9)} TIS 0.${r.whole(1, 9)}`,
  (r) => `FR ${r.whole(10, 60)} Hz`,
  (r) => `${r.whole(2, 12)}.${r.whole(0, 9)} MHz`,
  (r) => `Gain ${r.whole(20, 90)}%`,
  (r) => `Depth ${r.whole(4, 24)} cm`,
  (r) => r.pick(['AP', 'PA', 'LAT', 'SUPINE', 'PORTABLE', 'ERECT']),
  (r) => `TR ${r.whole(300, 6000)} TE ${r.whole(8, 120)}`,
  (r) => `FOV ${r.whole(18, 50)} cm`,
  (r) => `Zoom ${r.whole(1, 4)}.${r.whole(0, 9)}x`,
  (r) => `Im ${r.whole(1, 90)}/${r.whole(90, 200)}`,
  (r) => `CTDIvol ${r.whole(1, 80)}.${r.whole(10, 99)} mGy`,
  (r) => `DLP ${r.whole(40, 1400)}.${r.whole(10, 99)}`,
];

export function createPerson(random: Random, script: Script): Person {
  const year = random.whole(1931, 2006);
  const two = (low: number, high: number): string => String(random.whole(low, high)).padStart(2, '0');
  return {
    name: `${random.pick(FAMILY)}^${random.pick(GIVEN)}`,
    ...(script === 'latin' ? {} : { ownName: random.pick(OTHER[script]) }),
    id: `${random.pick(['MRN', 'P', 'H', ''])}${random.whole(1000000, 9999999)}`,
    birth: `${year}${two(1, 12)}${two(1, 28)}`,
    study: `20${two(16, 25)}${two(1, 12)}${two(1, 28)}`,
    accession: `ACC${random.whole(100000, 999999)}`,
    institution: `${random.pick(TOWNS)} ${random.pick(['General Hospital', 'Klinikum', 'Medical Center', 'Clinic'])}`,
    physician: `${random.pick(FAMILY)}^${random.pick(GIVEN)}`,
  };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function written(date: string, random: Random): string {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)];
  return random.pick([
    `${year}-${month}-${day}`,
    `${day}.${month}.${year}`,
    `${month}/${day}/${year}`,
    `${day} ${MONTHS[Number(month) - 1] ?? ''} ${year}`,
    date,
  ]);
}

function spoken(name: string, random: Random): string {
  const [family = '', given = ''] = name.split('^');
  return random.pick([
    `${family}, ${given}`,
    `${given} ${family}`,
    `${family}^${given}`,
    `${family.toUpperCase()} ${given.toUpperCase()}`,
    `Name: ${family} ${given}`,
    `${given.slice(0, 1)}. ${family}`,
  ]);
}

/** What the header names too. */
function known(person: Person, random: Random, script: Script): Wording {
  const latin = (text: string): Wording => ({ text, script: 'latin', class: 'identifying', inHeader: true });
  if (person.ownName !== undefined && random.chance(0.6))
    return { text: person.ownName, script, class: 'identifying', inHeader: true };
  const kind = random.next();
  if (kind < 0.4) return latin(spoken(person.name, random));
  if (kind < 0.58) return latin(random.pick([person.id, `ID: ${person.id}`, `ID ${person.id}`]));
  if (kind < 0.74) return latin(`${random.pick(['', 'DOB: ', 'geb. ', '*'])}${written(person.birth, random)}`);
  if (kind < 0.82) return latin(`${written(person.study, random)} ${random.whole(10, 23)}:${random.whole(10, 59)}`);
  if (kind < 0.9) return latin(random.pick([person.accession, `Acc# ${person.accession}`]));
  return latin(random.pick([person.institution, `Dr. ${person.physician.split('^')[0] ?? ''}`]));
}

/** Names, numbers and dates of which the header knows nothing. */
function stranger(random: Random, script: Script): Wording {
  const other = createPerson(random, 'latin');
  const own = script !== 'latin' && random.chance(0.6);
  const text = own
    ? random.pick(OTHER[script])
    : random.pick([
        spoken(other.name, random),
        `ID: ${other.id}`,
        `DOB: ${written(other.birth, random)}`,
        `Tel. 0${random.whole(200, 999)}-${random.whole(100000, 999999)}`,
        `${random.pick(TOWNS)}er Str. ${random.whole(1, 99)}`,
        `Op: ${spoken(other.physician, random)}`,
      ]);
  return { text, script: own ? script : 'latin', class: 'identifying', inHeader: false };
}

/** Words of which nobody can say what they are. */
function unknown(random: Random): Wording {
  const letters = 'bcdfghjklmnpqrstvwxz';
  const vowels = 'aeiou';
  const word = (): string =>
    Array.from({ length: random.whole(2, 3) }, () => random.pick([...letters]) + random.pick([...vowels])).join('');
  const text = random.pick([`${word()} ${word()}`, `${word().toUpperCase()}-${random.whole(10, 99)}`, `see ${word()}`]);
  return { text, script: 'latin', class: 'unknown', inHeader: false };
}

export function wordingOf(kind: PhraseClass, person: Person, random: Random, script: Script): Wording {
  if (kind === 'technical')
    return { text: random.pick(TECHNICAL)(random), script: 'latin', class: 'technical', inHeader: false };
  if (kind === 'unknown') return unknown(random);
  return random.chance(0.7) ? known(person, random, script) : stranger(random, script);
}
