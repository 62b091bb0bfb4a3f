// Check digits of national identifiers: they tell an identifier from any other number of its length.

function digitsOf(text: string): readonly number[] {
  return [...text].map(Number);
}

function weighted(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);
}

/** Luhn (ISO/IEC 7812): Swedish personnummer, Canadian SIN. */
export function isLuhn(text: string): boolean {
  const digits = digitsOf(text);
  const sum = digits.reduceRight((total, digit, index) => {
    const doubled = (digits.length - index) % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** British NHS number: 10 digits, modulo 11. */
export function isNhsNumber(text: string): boolean {
  const digits = digitsOf(text);
  const check = (11 - (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return digits.length === 10 && check === digits[9];
}

/** German KVNR: a letter and 9 digits; the letter counts as two digits, alternating weights 1 and 2. */
export function isKvnr(text: string): boolean {
  const letter = text.toUpperCase().charCodeAt(0) - 64;
  if (letter < 1 || letter > 26) return false;
  const digits = digitsOf(String(letter).padStart(2, '0') + text.slice(1, 9));
  const sum = digits.reduce((total, digit, index) => {
    const product = digit * (index % 2 === 0 ? 1 : 2);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === Number(text.slice(9, 10));
}

/** Dutch BSN: 9 digits, weights 9 to 2 and -1, modulo 11. */
export function isBsn(text: string): boolean {
  return text.length === 9 && weighted(digitsOf(text), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
}

/** Spanish DNI or NIE: 8 digits (or X, Y, Z and 7) and a letter, modulo 23. */
export function isDni(text: string): boolean {
  const number = text.toUpperCase().replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number.slice(0, 8)) % 23] === number.slice(8, 9);
}

/** Brazilian CPF: 11 digits, two of them checks. */
export function isCpf(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.length !== 11 || digits.every((digit) => digit === digits[0])) return false;
  const first = ((weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10;
  const second = ((weighted(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10;
  return first === digits[9] && second === digits[10];
}

/** Polish PESEL: 11 digits, weights 1 3 7 9. */
export function isPesel(text: string): boolean {
  const digits = digitsOf(text);
  return digits.length === 11 && (10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === digits[10];
}

/** French NIR: 13 characters and a key, modulo 97; 2A and 2B are Corsica. */
export function isNir(text: string): boolean {
  const body = text.slice(0, 13).toUpperCase().replace('2A', '19').replace('2B', '18');
  return text.length === 15 && 97 - Number(BigInt(body) % 97n) === Number(text.slice(13));
}

/** Australian Medicare: 10 digits, the ninth checks the first eight. */
export function isMedicare(text: string): boolean {
  const digits = digitsOf(text);
  return digits.length >= 10 && weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digits[8];
}

/** Number of a vehicle (ISO 3779, with the check digit at its ninth place as 49 CFR 565.15 has it). */
export function isVehicle(text: string): boolean {
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const values = [...text].map((unit) => (/\d/.test(unit) ? Number(unit) : (VEHICLE_LETTERS[unit] ?? 0)));
  const check = weighted(values, weights) % 11;
  return /\d/.test(text) && /[A-Z]/.test(text) && text[8] === (check === 10 ? 'X' : String(check));
}

const VEHICLE_LETTERS: Readonly<Record<string, number>> = Object.fromEntries(
  ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ'].flatMap((letters, at) =>
    [...letters].map((letter) => [letter, at + 1] as const),
  ),
);
