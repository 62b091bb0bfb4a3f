// Invented people for the injector: the same seed gives the same people.

export interface Persona {
  readonly name: string;
  readonly plain: string;
  readonly id: string;
  readonly otherId: string;
  readonly birthDate: string;
  readonly birthText: string;
  readonly phone: string;
  readonly address: string;
  readonly hospital: string;
  readonly physician: string;
  readonly physicianPlain: string;
  readonly accession: string;
  readonly email: string;
}

const GIVEN =
  'Ottilie Bertram Ludmila Casimir Philippa Gideon Rosalind Thaddeus Winifred Leopold Henrike Ambrose'.split(' ');
const FAMILY =
  'Varnholt Quimbleford Ostrander Castellane Birkenau Hollingsworth Dvorsky Mbeki-Lund Trevanion Szalai'.split(' ');
const TOWNS = ['Harrowgate Falls', 'Lindenbruck', 'Saint Orrin', 'Copperfield'];

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: () => number, from: readonly [T, ...T[]] | readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}

export function persona(random: () => number): Persona {
  const digits = (count: number) => String(Math.floor(random() * 9 * 10 ** (count - 1)) + 10 ** (count - 1));
  const [given, family] = [pick(random, GIVEN), pick(random, FAMILY)];
  const [doctor, doctorGiven] = [pick(random, FAMILY), pick(random, GIVEN)];
  const town = pick(random, TOWNS);
  const year = 1930 + Math.floor(random() * 70);
  const month = String(1 + Math.floor(random() * 12)).padStart(2, '0');
  const day = String(13 + Math.floor(random() * 15));
  return {
    name: `${family}^${given}`,
    plain: `${given} ${family}`,
    id: `QX-${digits(7)}`,
    otherId: `H${digits(8)}`,
    birthDate: `${year}${month}${day}`,
    birthText: `${month}/${day}/${year}`,
    phone: `(555) ${digits(3)}-${digits(4)}`,
    address: `${digits(3)} Juniper Street, ${town}`,
    hospital: `${town} Memorial Hospital`,
    physician: `${doctor}^${doctorGiven}^^Dr`,
    physicianPlain: `Dr. ${doctorGiven} ${doctor}`,
    accession: `ACC${digits(8)}`,
    email: `${given}.${family}@example.org`.toLowerCase(),
  };
}
