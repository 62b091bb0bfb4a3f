// Lays out labelled paragraphs with lists of file names, for wide and narrow screens.
import { clipStart, padded, printable, wrapped } from './printable.js';
import type { Style } from './terminal.js';
import { counted, grouped } from './units.js';

export interface Section {
  readonly label: string;
  readonly tone: 'good' | 'bad' | 'attention' | 'quiet' | 'plain';
  readonly text: string;
  readonly groups?: readonly Group[];
}

/** Files that share a reason. */
export interface Group {
  readonly text: string;
  readonly files: readonly string[];
  /** How many files there are, where `files` names the first of them only. */
  readonly count?: number;
  /** False counts the files only. */
  readonly named?: boolean;
  /** What they are called, if not files. */
  readonly noun?: string;
}

interface Layout {
  readonly style: Style;
  readonly columns: number;
  /** Name every file instead of the first few. */
  readonly details: boolean;
}

const LABEL = 14;
const NARROW = 50;
const SHOWN = 5;

/** Lines for the screen, ending in a line break. */
export function sectionsText(sections: readonly Section[], layout: Layout): string {
  // On a narrow screen the text stands below its label.
  const indent = layout.columns < NARROW ? 2 : LABEL;
  const room = Math.max(16, Math.min(layout.columns, 110) - indent);
  const lines: string[] = [];
  const paragraph = (text: string, deeper = 0) => {
    for (const line of wrapped(text, room - deeper)) lines.push(' '.repeat(indent + deeper) + line);
  };
  for (const section of sections) {
    const start = lines.length;
    if (section.label !== '' && indent < LABEL) lines.push(paint(section, section.label, layout.style));
    paragraph(section.text);
    const first = lines[start] ?? '';
    if (section.label !== '' && indent === LABEL) {
      lines[start] = paint(section, padded(section.label, LABEL), layout.style) + first.slice(LABEL);
    }
    for (const group of section.groups ?? []) {
      const count = group.count ?? group.files.length;
      if (group.text !== '') paragraph(`${counted(count, group.noun ?? 'file')}: ${group.text}`);
      if (group.named === false) continue;
      const shown = layout.details ? group.files : group.files.slice(0, SHOWN);
      for (const file of shown) lines.push(`${' '.repeat(indent + 2)}${clipStart(printable(file), room - 2)}`);
      const more = count - shown.length;
      if (more > 0) paragraph(`and ${grouped(more)} more (${layout.details ? '--report' : '--details'} names them)`, 2);
    }
  }
  return `${lines.join('\n')}\n`;
}

function paint(section: Section, text: string, style: Style): string {
  switch (section.tone) {
    case 'good':
      return style.green(text);
    case 'bad':
      return style.red(text);
    case 'attention':
      return style.yellow(text);
    case 'quiet':
      return style.dim(text);
    case 'plain':
      return text;
  }
}
