// Bar codes of invented contents, as squares of light and dark: what zxing's writer draws, one value for a module.
import { readFile } from 'node:fs/promises';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

export const SYMBOLOGIES = [
  'QRCode',
  'DataMatrix',
  'PDF417',
  'Aztec',
  'Code128',
  'Code39',
  'Code93',
  'Codabar',
  'EAN13',
  'EAN8',
  'UPCA',
  'ITF',
] as const;
export type Symbology = (typeof SYMBOLOGIES)[number];

/** Modules from the top left; bars are as high as the writer draws them. */
export interface CodeSymbol {
  readonly width: number;
  readonly height: number;
  /** 0 dark, 255 light. */
  readonly modules: Uint8Array;
  readonly linear: boolean;
}

const LINEAR: ReadonlySet<Symbology> = new Set([
  'Code128',
  'Code39',
  'Code93',
  'Codabar',
  'EAN13',
  'EAN8',
  'UPCA',
  'ITF',
]);
const DIGITS: Partial<Record<Symbology, number>> = { EAN13: 12, EAN8: 7, UPCA: 11, ITF: 10, Codabar: 9 };

let ready: Promise<unknown> | undefined;

async function prepare(): Promise<void> {
  ready ??= readFile('node_modules/zxing-wasm/dist/writer/zxing_writer.wasm').then((bytes) =>
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(bytes).buffer }, fireImmediately: true }),
  );
  await ready;
}

/** @param number makes the contents */
export async function symbolOf(symbology: Symbology, number: number): Promise<CodeSymbol> {
  await prepare();
  const digits = DIGITS[symbology];
  const code = String(48_213_007 + number * 7919);
  const text =
    digits === undefined
      ? LINEAR.has(symbology)
        ? `MRN ${code}`
        : `Jane Example;1970-01-${String((number % 28) + 1).padStart(2, '0')};${code}`
      : withCheckDigit(symbology, code.padStart(digits, '3').slice(-digits));
  const { symbol, error } = await writeBarcode(text, { format: symbology, scale: 1 });
  if (error !== '') throw new Error(`${symbology} could not be written: ${error}`);
  return {
    width: symbol.width,
    height: symbol.height,
    modules: new Uint8Array(symbol.data),
    linear: LINEAR.has(symbology),
  };
}

/** GS1: digits count three times and once in turn, from the right. */
function withCheckDigit(symbology: Symbology, digits: string): string {
  if (symbology === 'Codabar') return `A${digits}B`;
  if (symbology === 'ITF') return digits;
  const sum = [...digits].reverse().reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return digits + String((10 - (sum % 10)) % 10);
}
