// Paints a row's content into elements that are kept: a text or an attribute is only touched where it has changed, because what a
// fast scroll costs is what the browser has to style, lay out and paint again.
import { type IconName, iconElement } from '../icons.js';
import type { Fits } from './fits.js';
import type { Cell, Part, RowContent } from './rowContent.js';

interface PartSlot {
  readonly element: HTMLElement;
  readonly text: Text;
  icon: { readonly name: IconName; readonly element: SVGElement } | undefined;
  shown: Part;
}

interface CellSlot {
  readonly element: HTMLElement;
  /** Where the parts are; the cell itself where it has one text. */
  inner: HTMLElement | undefined;
  text: Text | undefined;
  readonly parts: PartSlot[];
  shown: Cell;
  fits: boolean;
}

export interface PaintedRow {
  readonly element: HTMLElement;
  readonly cells: CellSlot[];
  shown: RowContent;
}

const NO_CELL: Cell = { class: '' };

export function newRow(): PaintedRow {
  const element = document.createElement('div');
  element.setAttribute('role', 'row');
  element.tabIndex = -1;
  return { element, cells: [], shown: { class: '', attributes: {}, cells: [] } };
}

function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function newPart(part: Part): PartSlot {
  const element = document.createElement('span');
  const text = document.createTextNode(part.text);
  element.className = part.class;
  element.append(text);
  const slot: PartSlot = { element, text, icon: undefined, shown: { class: part.class, text: part.text } };
  paintPart(slot, part);
  return slot;
}

function paintPart(slot: PartSlot, part: Part): void {
  const { shown, element } = slot;
  if (part.class !== shown.class) element.className = part.class;
  if (part.text !== shown.text) slot.text.data = part.text;
  if (part.title !== shown.title) setAttribute(element, 'title', part.title);
  if (part.icon !== slot.icon?.name) {
    slot.icon?.element.remove();
    slot.icon = part.icon && { name: part.icon, element: iconElement(part.icon) };
    if (slot.icon) element.prepend(slot.icon.element);
  }
  slot.shown = part;
}

function paintParts(slot: CellSlot, parts: readonly Part[]): void {
  slot.inner ??= slot.element.insertBefore(document.createElement('span'), slot.element.firstChild);
  slot.inner.className = 'words';
  for (const [at, part] of parts.entries()) {
    const known = slot.parts[at];
    if (known) {
      if (known.shown !== part) paintPart(known, part);
      continue;
    }
    const made = newPart(part);
    slot.parts.push(made);
    slot.inner.append(made.element);
  }
  for (const gone of slot.parts.splice(parts.length)) gone.element.remove();
}

function paintCell(slot: CellSlot, cell: Cell, fits: boolean): void {
  const { shown, element } = slot;
  if (cell.class !== shown.class || fits !== slot.fits) element.className = fits ? `${cell.class} fits` : cell.class;
  if (cell.title !== shown.title) setAttribute(element, 'title', cell.title);
  if (cell.label !== shown.label) setAttribute(element, 'aria-label', cell.label);
  if (cell.indent !== shown.indent) element.style.paddingLeft = cell.indent === undefined ? '' : `${cell.indent}px`;
  if (cell.parts) paintParts(slot, cell.parts);
  else if (slot.inner) {
    slot.inner.remove();
    slot.inner = undefined;
    slot.parts.length = 0;
  }
  const text = cell.text ?? '';
  if (slot.text) {
    if (text !== slot.text.data) slot.text.data = text;
  } else if (text !== '') {
    slot.text = document.createTextNode(text);
    element.prepend(slot.text);
  }
  slot.shown = cell;
  slot.fits = fits;
}

export function paintRow(row: PaintedRow, content: RowContent, fits: Fits): void {
  const { shown, element, cells } = row;
  if (content.class !== shown.class) element.className = content.class;
  for (const [name, value] of Object.entries(content.attributes))
    if (value !== shown.attributes[name]) setAttribute(element, name, value);
  for (const [at, cell] of content.cells.entries()) {
    let slot = cells[at];
    if (slot === undefined) {
      const made = document.createElement('div');
      made.setAttribute('role', 'gridcell');
      element.append(made);
      slot = { element: made, inner: undefined, text: undefined, parts: [], shown: NO_CELL, fits: false };
      cells.push(slot);
    }
    paintCell(slot, cell, fits(cell, at));
  }
  for (const gone of cells.splice(content.cells.length)) gone.element.remove();
  row.shown = content;
}
