// A small CT object of an invented patient, as a file.
import { type FileOptions, writeFile } from '../../scripts/dicomWriter.js';
import { el, withElements } from '../support/dataset.js';
import { ctImage } from '../support/objects.js';

export function ctObject(name: string, id: string, number = 1, options: FileOptions = {}): Uint8Array {
  const elements = withElements(ctImage(number), el(0x00100010, 'PN', name), el(0x00100020, 'LO', id));
  return writeFile(elements, options);
}
