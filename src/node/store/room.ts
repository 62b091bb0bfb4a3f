// The way into this room: a run over folders never loads it, and the extension does not ship it.
export const storeRoom = () => import('./objectPlaces.js');
