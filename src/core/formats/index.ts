// The list of formats: the only place that names them all.
export { dicom } from './dicom/index.js';
export { photo } from './photo/index.js';
