// What INCLUDE calls the device rules that come with the program.
export const DEVICES = 'devices';
