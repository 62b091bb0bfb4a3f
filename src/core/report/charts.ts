// Bars as SVG text: no script, no resource from elsewhere, readable by a screen reader and on paper.

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** What stands behind the bar; the number without it. */
  readonly label?: string;
  readonly tone?: 'good' | 'bad' | 'plain';
}

const ROW = 26;
const NAME = 150;
const WIDTH = 640;
const LABEL = 110;

/** Horizontal bars from zero, in the order given. Colours are the page's classes. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const room = WIDTH - NAME - LABEL;
  const rows = bars.map(({ name, value, label = grouped(value), tone = 'plain' }, index) => {
    const y = index * ROW;
    const width = Math.max(value > 0 ? 2 : 0, Math.round((value / most) * room));
    return (
      `<text class="name" x="${NAME - 8}" y="${y + 17}" text-anchor="end">${escaped(shortened(name))}</text>` +
      `<rect class="${tone}" x="${NAME}" y="${y + 4}" width="${width}" height="${ROW - 8}" rx="2"/>` +
      `<text x="${NAME + width + 6}" y="${y + 17}">${escaped(label)}</text>`
    );
  });
  const told = bars.map(({ name, value, label }) => `${name}: ${label ?? value}`).join('; ');
  return (
    `<figure><figcaption>${escaped(title)}</figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${Math.max(1, bars.length) * ROW}" role="img" aria-label="${escaped(`${title}: ${told}`)}">` +
    `${rows.join('')}</svg></figure>`
  );
}

function shortened(name: string): string {
  return name.length <= 20 ? name : `${name.slice(0, 19)}…`;
}

export function grouped(number: number): string {
  return number.toLocaleString('en-US');
}

/** For text and for attributes in double quotes. Control characters that XML can't hold become U+FFFD. */
export function escaped(text: string): string {
  return text.replace(/[&<>"'\0-\x08\x0b\x0c\x0e-\x1f]/gu, (character) => ENTITIES[character] ?? '\ufffd');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
