// dcmjs ships no types. Only dcmjs.ts imports it, and looks at what it gets.
declare module 'dcmjs' {
  export const data: unknown;
  export const log: unknown;
}
