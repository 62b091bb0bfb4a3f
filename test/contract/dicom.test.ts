import { writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { MARKER } from '../support/arbitraries.js';
import { contextOf } from '../support/engine.js';
import { ctImage, PATIENT, srReport } from '../support/objects.js';
import { seeds } from '../support/seeds.js';
import { shouldBehaveAsFormat } from './format.js';

const names = [PATIENT.id, PATIENT.accession, 'Lindqvist', 'Okafor'];

shouldBehaveAsFormat(
  dicom,
  [
    { name: 'a CT image', bytes: writeFile(ctImage()), secrets: names },
    { name: 'a structured report', bytes: writeFile(srReport()), secrets: names },
    ...seeds().map((seed) => ({ ...seed, secrets: seed.name === 'deflated' ? [] : [MARKER] })),
  ],
  contextOf,
);
