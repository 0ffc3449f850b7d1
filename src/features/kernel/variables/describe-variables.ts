import type { Leak, MemoryUse, Variable } from '../../../notebook/variables';
import { writeCount } from '../../../drawing/writing/counts';
import { writeBytes } from '../../../drawing/writing/measures';

/** What stands in the value's column: [96, 55, 55] float32; 8 layers, 62,378,344 parameters; 0.01 */
export function writeValueOf({ shape, dtype, note }: Variable): string {
  if (shape === null) return note;
  const array = `[${shape.join(', ')}] ${dtype ?? ''}`.trim();
  return note === '' ? array : `${array}, ${note}`;
}

/** 4 × MatMul [128, 10] float32, 20.5 KB */
export function writeLeak({ count, op, shape, dtype, bytes }: Leak): string {
  const times = count === 1 ? '' : `${writeCount(count)} × `;
  return `${times}${op ?? 'Tensor'} [${shape.join(', ')}] ${dtype}, ${writeBytes(bytes)}`;
}

/** 42 tensors, 203.4 MB; 310.0 MB in use on the graphics processor */
export function writeMemory({ tensors, bytes, gpuBytes }: MemoryUse): string {
  const held = `${writeCount(tensors)} ${tensors === 1 ? 'tensor' : 'tensors'}, ${writeBytes(bytes)}`;
  return gpuBytes === null ? held : `${held}; ${writeBytes(gpuBytes)} in use on the graphics processor`;
}
