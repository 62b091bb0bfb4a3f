// Names of the editors, as package.json has them.
export const VIEW_TYPE = 'medimagecleaner.dicom';
/** For files that are not named like DICOM. */
export const ANY_VIEW_TYPE = 'medimagecleaner.dicom.any';
