// The layers of FaceBoxes (Zhang et al. 2017), as they were published for another runtime, put together as an ONNX model: what
// that graph did around the layers (padding, boxes) is done in `faceBoxes`.
import { type Attribute, type Node, onnxModel, type Tensor } from './onnxModel.js';

/** Where a tensor lies in the file of weights: 16-bit floats where `half`. Filters are height, width, in, out. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly half: boolean;
}

/** Sides of the input are multiples of this. */
export const GRAIN = 128;

/** The three grids of cells that the network answers for: two scores for each anchor, then four numbers of a box for each. */
export const GRIDS = [
  { stride: 32, anchors: 21 },
  { stride: 64, anchors: 1 },
  { stride: 128, anchors: 1 },
] as const;

interface Layers {
  readonly nodes: Node[];
  readonly weights: Tensor[];
  readonly tensor: (name: string) => Tensor;
}

/** An ONNX model: input `image` (1, 3, height, width; -1 to 1), output `faces`: grid after grid, scores before boxes, each with a plane for every number. */
export function faceNet(stored: readonly StoredTensor[], weights: Uint8Array): Uint8Array {
  const byName = new Map(stored.map((tensor) => [tensor.name, tensor]));
  const tensor = (name: string): Tensor => {
    const found = byName.get(name);
    if (found === undefined) throw new Error('the network has a layer without weights');
    return readTensor(found, weights);
  };
  const layers: Layers = { nodes: [], weights: [], tensor };
  const first = mirrored(layers, 'conv1', 'image', 4);
  const second = mirrored(layers, 'conv2', first, 2);
  const third = ['inception1', 'inception2', 'inception3'].reduce(
    (from, name) => inception(layers, name, from),
    second,
  );
  const fourth = relu(layers, 'conv3_2', relu(layers, 'conv3_1', third, 1), 2);
  const fifth = relu(layers, 'conv4_2', relu(layers, 'conv4_1', fourth, 1), 2);
  const answers = [third, fourth, fifth].flatMap((from, at) =>
    ['class_predictor', 'box_encoding_predictor'].map((kind) => {
      const name = `prediction_layers/${kind}_${at}`;
      const plain = convolution(layers, from, name, `${name}/weights`, `${name}/biases`, 1);
      return add(layers, 'Flatten', [plain], `${name}/flat`);
    }),
  );
  add(layers, 'Concat', answers, 'faces', { axis: 1 });
  return onnxModel({
    nodes: layers.nodes,
    weights: layers.weights,
    inputs: [{ name: 'image', shape: [1, 3, 'height', 'width'] }],
    outputs: [{ name: 'faces', shape: [1, 'numbers'] }],
  });
}

/** A convolution and its negative side by side, pooled, with what is below zero cut off. */
function mirrored(layers: Layers, name: string, from: string, stride: number): string {
  const plain = plainConvolution(layers, name, from, stride);
  const negative = add(layers, 'Neg', [plain], `${name}/negative`);
  const both = add(layers, 'Concat', [plain, negative], `${name}/both`, { axis: 1 });
  return add(layers, 'Relu', [pool(layers, both, `${name}/pooled`, 2)], `${name}/out`);
}

function inception(layers: Layers, name: string, from: string): string {
  const paths = [
    relu(layers, `${name}/conv_1x1_path1`, from, 1),
    relu(layers, `${name}/conv_1x1_path2`, pool(layers, from, `${name}/pooled`, 1), 1),
    relu(layers, `${name}/conv_3x3_path3`, relu(layers, `${name}/conv_1x1_path3`, from, 1), 1),
    relu(
      layers,
      `${name}/conv_3x3_second_path4`,
      relu(layers, `${name}/conv_3x3_path4`, relu(layers, `${name}/conv_1x1_path4`, from, 1), 1),
      1,
    ),
  ];
  return add(layers, 'Concat', paths, `${name}/out`, { axis: 1 });
}

function relu(layers: Layers, name: string, from: string, stride: number): string {
  return add(layers, 'Relu', [plainConvolution(layers, name, from, stride)], `${name}/out`);
}

function plainConvolution(layers: Layers, name: string, from: string, stride: number): string {
  return convolution(layers, from, `${name}/plain`, `${name}/Conv2D_weights`, `${name}/Conv2D_bn_offset`, stride);
}

function pool(layers: Layers, from: string, to: string, stride: number): string {
  return add(layers, 'MaxPool', [from], to, {
    kernel_shape: [3, 3],
    strides: [stride, stride],
    auto_pad: 'SAME_UPPER',
  });
}

function convolution(layers: Layers, from: string, to: string, filter: string, bias: string, stride: number): string {
  const [stored, offsets] = [layers.tensor(filter), layers.tensor(bias)];
  const turned = channelsFirst(stored);
  layers.weights.push(turned, offsets);
  return add(layers, 'Conv', [from, filter, bias], to, {
    kernel_shape: turned.shape.slice(2),
    strides: [stride, stride],
    auto_pad: 'SAME_UPPER',
  });
}

function add(
  { nodes }: Layers,
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>> = {},
): string {
  nodes.push({ operator, inputs, output, attributes });
  return output;
}

/** Height, width, in, out becomes out, in, height, width. */
function channelsFirst({ name, shape, values }: Tensor): Tensor {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
  const turned = new Float32Array(values.length);
  let at = 0;
  for (let out = 0; out < outputs; out++)
    for (let channel = 0; channel < inputs; channel++)
      for (let cell = 0; cell < height * width; cell++)
        turned[at++] = values[(cell * inputs + channel) * outputs + out] ?? 0;
  return { name, shape: [outputs, inputs, height, width], values: turned };
}

function readTensor({ name, shape, offset, half }: StoredTensor, bytes: Uint8Array): Tensor {
  const length = shape.reduce((product, size) => product * size, 1);
  if (!half || offset + length * 2 > bytes.length) throw new Error('the network has a layer without weights');
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length * 2);
  const values = new Float32Array(length);
  for (let at = 0; at < length; at++) values[at] = fromHalf(view.getUint16(at * 2, true));
  return { name, shape, values };
}

/** IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
