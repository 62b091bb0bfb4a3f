// What a run uses of an object store.

export { sameBytesAt } from './objectBytes.js';
export { openObjectOutput, sameAsObject } from './objectOutput.js';
export { openObject } from './objectSource.js';
export { dropUploads, openStoredRecords } from './storedRecords.js';
export { assertStore, assertStoreTakes, probePath, resolvePlaces } from './storeItems.js';
export { walkObjects } from './walkObjects.js';
