// dcmjs ships no types: the one export that the generators read.
declare module 'dcmjs/dictionary' {
  export const dictionary: Readonly<
    Record<
      string,
      {
        readonly tag: string;
        readonly vr?: string;
        readonly name?: string;
        readonly vm?: string;
        readonly version?: string;
      }
    >
  >;
}
