// Words that users see. English text is the key; the host puts its translations (`vscode.l10n.bundle`) as JSON into
// `<script type="application/json" id="strings">`, which is data and never executed.

type Table = Readonly<Record<string, unknown>>;

/** The part of a document that is needed here; there is none where tests run. */
interface Page {
  readonly documentElement: { readonly lang: string };
  getElementById(id: string): { readonly textContent: string | null } | null;
}

function page(): Page | undefined {
  return (globalThis as { readonly document?: Page }).document;
}

let table: Table | undefined;

function load(): Table {
  const text = page()?.getElementById('strings')?.textContent;
  if (!text) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Table) : {};
  } catch {
    // A broken table must not take the page down: English is always there.
    return {};
  }
}

/** `t('{0} of {1}', 3, 41)`: the translation, or the English text, with numbers written as the user's language does. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  table ??= load();
  const translated = table[text];
  const pattern = typeof translated === 'string' ? translated : text;
  return pattern.replace(/\{(\d+)\}/g, (whole, place: string) => {
    const value = values[Number(place)];
    return value === undefined ? whole : typeof value === 'number' ? number(value) : value;
  });
}

let format: Intl.NumberFormat | undefined;

/** Languages whose small numbers are written in other digits. The rest need no format for them, whose making costs a page its start. */
const OWN_DIGITS = /^(ar|as|bn|ckb|dz|fa|ks|lrc|mr|my|mzn|ne|pa|ps|sd|ur|uz)\b/;

/** A number with the separators of the user's language. */
export function number(value: number): string {
  const language = page()?.documentElement.lang || 'en';
  if (Number.isInteger(value) && value >= 0 && value < 1000 && !OWN_DIGITS.test(language)) return String(value);
  format ??= new Intl.NumberFormat(language);
  return format.format(value);
}

/** A size for people: `512 KB`. */
export function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let rest = bytes;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit++;
  }
  const rounded = unit === 0 || rest >= 100 ? Math.round(rest) : Math.round(rest * 10) / 10;
  return `${number(rounded)} ${units[unit]}`;
}
