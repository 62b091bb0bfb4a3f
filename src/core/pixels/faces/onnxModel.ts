// Writes a network as an ONNX model (protocol buffers of onnx.proto3, operators of set 13), so that a runtime can run layers
// that were published in another form.

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** An attribute of a node: a whole number, several of them, or a text. */
export type Attribute = number | readonly number[] | string;

export interface Node {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** A float tensor that goes in or comes out; a text for a dimension that is free. */
export interface Port {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}

export interface Network {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly nodes: readonly Node[];
  readonly weights: readonly Tensor[];
}

/** Of onnx.proto3: TensorProto.DataType FLOAT, and AttributeProto.AttributeType. */
const FLOAT = 1;
const [INT, STRING, INTS] = [2, 3, 7];
const IR_VERSION = 8;
const OPERATOR_SET = 13;

type Part = Uint8Array;

export function onnxModel({ inputs, outputs, nodes, weights }: Network): Uint8Array {
  const graph = [
    ...nodes.map((node) => message(1, writeNode(node))),
    text(2, 'network'),
    ...weights.map((tensor) => message(5, writeTensor(tensor))),
    ...inputs.map((port) => message(11, writePort(port))),
    ...outputs.map((port) => message(12, writePort(port))),
  ];
  return joined([whole(1, IR_VERSION), message(7, graph), message(8, [text(1, ''), whole(2, OPERATOR_SET)])]);
}

function writeNode({ operator, inputs, output, attributes = {} }: Node): readonly Part[] {
  return [
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(3, output),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => message(5, [text(1, name), ...writeAttribute(value)])),
  ];
}

function writeAttribute(value: Attribute): readonly Part[] {
  if (typeof value === 'number') return [whole(3, value), whole(20, INT)];
  if (typeof value === 'string') return [text(4, value), whole(20, STRING)];
  return [...value.map((one) => whole(8, one)), whole(20, INTS)];
}

function writeTensor({ name, shape, values }: Tensor): readonly Part[] {
  const raw = new Uint8Array(values.byteLength);
  const view = new DataView(raw.buffer);
  for (let at = 0; at < values.length; at++) view.setFloat32(at * 4, values[at] ?? 0, true);
  return [...shape.map((size) => whole(1, size)), whole(2, FLOAT), text(8, name), bytes(9, raw)];
}

function writePort({ name, shape }: Port): readonly Part[] {
  const dimensions = shape.map((size) => message(1, [typeof size === 'number' ? whole(1, size) : text(2, size)]));
  return [text(1, name), message(2, [message(1, [whole(1, FLOAT), message(2, dimensions)])])];
}

function whole(field: number, value: number): Part {
  return joined([varint(field * 8), varint(value)]);
}

function text(field: number, value: string): Part {
  return bytes(
    field,
    Uint8Array.from(value, (letter) => letter.charCodeAt(0)),
  );
}

function message(field: number, parts: readonly Part[]): Part {
  return bytes(field, joined(parts));
}

function bytes(field: number, value: Part): Part {
  return joined([varint(field * 8 + 2), varint(value.length), value]);
}

/** Never negative here. */
function varint(value: number): Part {
  const septets: number[] = [];
  let rest = value;
  while (rest >= 128) {
    septets.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...septets, rest]);
}

function joined(parts: readonly Part[]): Part {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
