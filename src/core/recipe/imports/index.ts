// The formats of other programs that can be converted. One file each; this list alone names them.
import { ctpPixels } from './ctpPixels.js';
import { ctpScript } from './ctpScript.js';
import { dicomCurate } from './dicomCurate.js';
import { dicomEdit } from './dicomEdit.js';
import type { Importer } from './importer.js';
import { karnak } from './karnak.js';
import { kitware } from './kitware.js';

export const importers: readonly Importer[] = [ctpScript, ctpPixels, kitware, karnak, dicomEdit, dicomCurate];

/** The importer of that id, or the first that knows the text; undefined where none does. */
export function importerFor(text: string, id?: string): Importer | undefined {
  return importers.find((importer) => (id === undefined ? importer.detect(text) : importer.id === id));
}
