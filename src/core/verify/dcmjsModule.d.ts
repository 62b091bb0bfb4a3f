// dcmjs ships no types. Only dcmjsParts.ts imports it, and dcmjs.ts looks at what it gets.
declare module 'dcmjs' {
  export const data: unknown;
  export const log: unknown;
}
