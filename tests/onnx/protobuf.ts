/** As much of the ONNX file format (onnx.proto, a Protocol Buffers schema) as an AlexNet takes. */

export interface Node {
  type: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes?: Readonly<Record<string, Attribute>>;
}

type Attribute = number | Float | string | readonly number[];

/** A number that ONNX wants as a float; other numbers are written as integers. */
export interface Float {
  float: number;
}

export interface Tensor {
  shape: readonly number[];
  values: Float32Array;
}

export interface Graph {
  nodes: readonly Node[];
  weights: ReadonlyMap<string, Tensor>;
  input: { name: string; shape: readonly number[] };
  outputs: readonly string[];
}

/** Pieces of a file, in order: weights are never copied but into the file itself. */
type Pieces = readonly Uint8Array[];

const FLOAT = 1;
const OPSET = 10;

/** The bytes of an ONNX model. */
export function encodeModel({ nodes, weights, input, outputs }: Graph): Uint8Array {
  const graph = [
    ...nodes.flatMap((node) => field(1, encodeNode(node))),
    ...field(2, text('network')),
    ...[...weights].flatMap(([name, tensor]) => field(5, encodeTensor(name, tensor))),
    ...field(11, valueInfo(input.name, input.shape)),
    ...outputs.flatMap((name) => field(12, valueInfo(name))),
  ];
  const opset = [...field(1, text('')), ...integer(2, OPSET)];
  const pieces = [...integer(1, 5), ...field(7, graph), ...field(8, opset)];
  const bytes = new Uint8Array(sizeOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function encodeNode({ type, inputs, outputs, attributes = {} }: Node): Pieces {
  return [
    ...inputs.flatMap((name) => field(1, text(name))),
    ...outputs.flatMap((name) => field(2, text(name))),
    ...field(3, text(outputs.join())),
    ...field(4, text(type)),
    ...Object.entries(attributes).flatMap(([name, value]) => field(5, attribute(name, value))),
  ];
}

function attribute(name: string, value: Attribute): Pieces {
  const named = field(1, text(name));
  if (typeof value === 'number') return [...named, ...integer(3, value), ...integer(20, 2)];
  if (typeof value === 'string') return [...named, ...field(4, text(value)), ...integer(20, 3)];
  if ('float' in value) return [...named, ...float32(2, value.float), ...integer(20, 1)];
  return [...named, ...value.flatMap((number) => integer(8, number)), ...integer(20, 7)];
}

function encodeTensor(name: string, { shape, values }: Tensor): Pieces {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return [
    ...shape.flatMap((size) => integer(1, size)),
    ...integer(2, FLOAT),
    ...field(8, text(name)),
    ...field(9, [raw]),
  ];
}

function valueInfo(name: string, shape?: readonly number[]): Pieces {
  const dimensions = shape?.flatMap((size) => field(1, integer(1, size)));
  const tensor = [...integer(1, FLOAT), ...(dimensions ? field(2, dimensions) : [])];
  return [...field(1, text(name)), ...field(2, field(1, tensor))];
}

function field(number: number, pieces: Pieces): Pieces {
  return [varint(number * 8 + 2), varint(sizeOf(pieces)), ...pieces];
}

function integer(number: number, value: number): Pieces {
  return [varint(number * 8), varint(value)];
}

function float32(number: number, value: number): Pieces {
  return [varint(number * 8 + 5), new Uint8Array(Float32Array.of(value).buffer)];
}

function text(value: string): Pieces {
  return [new TextEncoder().encode(value)];
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): Uint8Array {
  const bytes = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}

function sizeOf(pieces: Pieces): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
