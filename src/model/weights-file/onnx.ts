/**
 * Reads the weights of an ONNX model (onnx.proto, github.com/onnx/onnx): its initializers, and in which order its nodes
 * take them.
 */
import { sizeOf } from '../image-shape';
import {
  cutShort,
  floats,
  WeightsFileError,
  type ByteSource,
  type FloatFormat,
  type NamedTensor,
} from './named-tensor';
import { ProtobufReader, type Field } from './protobuf';

export interface OnnxNode {
  /** 'Conv', 'Gemm', 'LRN'. */
  operator: string;
  /** The names of what it takes: of a Conv or Gemm what comes in, the kernel, the biases. */
  inputs: readonly string[];
}

export interface OnnxFile {
  tensors: readonly NamedTensor[];
  /** In the order in which they run. */
  nodes: readonly OnnxNode[];
}

/** TensorProto.DataType. */
const KINDS: readonly string[] = [
  ...['UNDEFINED', 'FLOAT', 'UINT8', 'INT8', 'UINT16', 'INT16', 'INT32', 'INT64', 'STRING', 'BOOL'],
  ...['FLOAT16', 'DOUBLE', 'UINT32', 'UINT64', 'COMPLEX64', 'COMPLEX128', 'BFLOAT16'],
];
const FORMATS: Readonly<Record<string, FloatFormat>> = {
  FLOAT: 'float32',
  FLOAT16: 'float16',
  BFLOAT16: 'bfloat16',
};

/**
 * @throws {WeightsFileError} if it is no ONNX file, or a part of it is missing
 */
export async function readOnnx(source: ByteSource): Promise<OnnxFile> {
  const reader = new ProtobufReader(source);
  const tensors: NamedTensor[] = [];
  const nodes: OnnxNode[] = [];
  // ModelProto: 7 is the graph. GraphProto: 1 a node, 5 an initializer.
  for await (const model of reader.fields(0, source.size)) {
    if (model.number !== 7 || model.kind !== 'bytes') continue;
    for await (const field of reader.fields(model.from, model.to)) {
      if (field.kind !== 'bytes') continue;
      if (field.number === 1) nodes.push(await nodeOf(reader, field));
      if (field.number === 5) tensors.push(await tensorOf(reader, field, source));
    }
  }
  if (tensors.length === 0) throw new WeightsFileError('This ONNX file has no weights in it.');
  return { tensors, nodes };
}

type Bytes = Extract<Field, { kind: 'bytes' }>;

/** NodeProto: 1 an input, 4 the operator. */
async function nodeOf(reader: ProtobufReader, { from, to }: Bytes): Promise<OnnxNode> {
  const inputs: string[] = [];
  let operator = '';
  for await (const field of reader.fields(from, to)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 1) inputs.push(await reader.text(field.from, field.to));
    if (field.number === 4) operator = await reader.text(field.from, field.to);
  }
  return { operator, inputs };
}

/** TensorProto: 1 its dimensions, 2 their type, 4 floats, 8 the name, 9 the numbers as bytes, 14 whether they are elsewhere. */
async function tensorOf(
  reader: ProtobufReader,
  { from, to }: Bytes,
  source: ByteSource,
): Promise<NamedTensor> {
  const shape: number[] = [];
  let kind = '';
  let name = '';
  let numbers: Bytes | null = null;
  let isElsewhere = false;
  for await (const field of reader.fields(from, to)) {
    if (field.number === 1 && field.kind === 'integer') shape.push(field.value);
    if (field.number === 1 && field.kind === 'bytes')
      shape.push(...(await reader.integers(field.from, field.to)));
    if (field.number === 2 && field.kind === 'integer')
      kind = KINDS[field.value] ?? `number ${field.value} of ONNX`;
    if (field.number === 8 && field.kind === 'bytes') name = await reader.text(field.from, field.to);
    if ((field.number === 4 || field.number === 9) && field.kind === 'bytes') numbers = field;
    if (field.number === 14 && field.kind === 'integer') isElsewhere = field.value === 1;
  }
  if (isElsewhere) {
    throw new WeightsFileError(
      'The numbers of this ONNX file are in another file beside it. Save it with all in one file.',
    );
  }
  const format = FORMATS[kind];
  if (format === undefined) return { name, shape, kind, parts: null };
  const [count, bytes] = [sizeOf(shape), format === 'float32' ? 4 : 2];
  const begin = numbers?.from ?? from;
  if (begin + count * bytes > source.size) throw cutShort(begin + count * bytes, source.size);
  if (count * bytes !== (numbers === null ? 0 : numbers.to - numbers.from)) {
    throw new WeightsFileError(`The file is broken: ${name} has more numbers or fewer than its shape says.`);
  }
  return { name, shape, kind, parts: () => floats(source, { from: begin, count, format }) };
}
