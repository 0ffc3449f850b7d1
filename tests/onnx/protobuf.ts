/** As much of the ONNX file format (onnx.proto, a Protocol Buffers schema) as a chain of layers takes. */

export interface Node {
  type: string;
  inputs: readonly string[];
  output: string;
  attributes?: Readonly<Record<string, number | Float | readonly number[]>>;
}

/** A number that ONNX wants as a float; other numbers are written as integers. */
export interface Float {
  float: number;
}

export interface Graph {
  nodes: readonly Node[];
  /** Names and shapes. Weights are inputs too, which keeps them out of the file. */
  inputs: ReadonlyMap<string, readonly number[]>;
  outputs: readonly string[];
}

const FLOAT = 1;
const OPSET = 10;

/** The bytes of an ONNX model. */
export function encodeModel({ nodes, inputs, outputs }: Graph): Uint8Array {
  const graph = message(
    ...nodes.map((node) => field(1, encodeNode(node))),
    field(2, text('network')),
    ...[...inputs].map(([name, shape]) => field(11, valueInfo(name, shape))),
    ...outputs.map((name) => field(12, valueInfo(name))),
  );
  const opset = message(field(1, text('')), integer(2, OPSET));
  return Uint8Array.from(message(integer(1, 5), field(7, graph), field(8, opset)));
}

function encodeNode({ type, inputs, output, attributes = {} }: Node): number[] {
  return message(
    ...inputs.map((name) => field(1, text(name))),
    field(2, text(output)),
    field(3, text(output)),
    field(4, text(type)),
    ...Object.entries(attributes).map(([name, value]) => field(5, attribute(name, value))),
  );
}

function attribute(name: string, value: number | Float | readonly number[]): number[] {
  const named = field(1, text(name));
  if (typeof value === 'number') return message(named, integer(3, value), integer(20, 2));
  if ('float' in value) return message(named, float32(2, value.float), integer(20, 1));
  return message(named, ...value.map((number) => integer(8, number)), integer(20, 7));
}

function valueInfo(name: string, shape?: readonly number[]): number[] {
  const dimensions = shape?.map((size) => field(1, integer(1, size))) ?? [];
  const tensor = message(integer(1, FLOAT), shape ? field(2, message(...dimensions)) : []);
  return message(field(1, text(name)), field(2, field(1, tensor)));
}

function message(...fields: readonly number[][]): number[] {
  return fields.flat();
}

function field(number: number, bytes: readonly number[]): number[] {
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}

function integer(number: number, value: number): number[] {
  return [...varint(number * 8), ...varint(value)];
}

function float32(number: number, value: number): number[] {
  return [...varint(number * 8 + 5), ...new Uint8Array(Float32Array.of(value).buffer)];
}

function text(value: string): number[] {
  return [...new TextEncoder().encode(value)];
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
