/** What the page knows of the values that the kernel holds. */
import type { Output } from './output';

/** A name that a cell declared at its top. */
export interface Variable {
  name: string;
  /** 'Tensor', 'Sequential', 'Array', 'number', ...: the class of an object, the type of anything else. */
  type: string;
  /** Of tensors, and of typed arrays. */
  shape: readonly number[] | null;
  dtype: string | null;
  /** What the tensors and typed arrays that it holds take, each counted once; null if it holds none. */
  bytes: number | null;
  /** Its value if that is short, how much of it there is otherwise; '' if there is nothing to say. */
  note: string;
}

/** Tensors of one line of a cell that nothing holds any more and nobody has disposed of. */
export interface Leak {
  cellId: string;
  /** 1-based; null where it is not known. */
  line: number | null;
  /** What TensorFlow.js calls the operation, such as 'MatMul'; null if the values were given. */
  op: string | null;
  shape: readonly number[];
  dtype: string;
  count: number;
  /** Bytes of all these tensors together. */
  bytes: number;
}

/** How many tensors there are, and the bytes they take. */
export interface MemoryUse {
  tensors: number;
  bytes: number;
  /** What the backend holds on the graphics processor, by its own account; null if it has none, or does not say. */
  gpuBytes: number | null;
}

/** All that the kernel holds between two runs. */
export interface Holdings {
  variables: readonly Variable[];
  leaks: readonly Leak[];
  memory: MemoryUse;
}

/** A variable's value as the panel shows it. */
export interface Preview {
  /** As the end of a cell would show it. */
  outputs: readonly Output[];
  /** Of planes, the numbers of the first ones: the page knows the colours of its theme. Null if there are none. */
  planes: PreviewedPlanes | null;
}

export interface PreviewedPlanes {
  height: number;
  width: number;
  first: readonly Float32Array<ArrayBuffer>[];
  /** How many planes the tensor has. */
  count: number;
  /** Of all its numbers. */
  minimum: number;
  maximum: number;
}
