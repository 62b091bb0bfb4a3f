// The port to the networks that find and read text. A host loads them; what they are fed and what is made of their answers is here.

/** Numbers in rows, the last dimension runs fastest. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export type Network = (input: Tensor) => Promise<Tensor>;

/** A network that reads a line of text, and the characters that its classes stand for; class 0 is "none". */
export interface Reader {
  readonly network: Network;
  readonly characters: () => Promise<readonly string[]>;
}

export interface TextModels {
  /** Probability of text for each pixel, of a picture whose sides are multiples of 32 (DBNet). */
  readonly find: Network;
  /** In the order in which they are asked: the next one where the one before is not sure. */
  readonly readers: readonly Reader[];
}
