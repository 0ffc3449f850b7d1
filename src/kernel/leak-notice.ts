import { writeCount } from '../drawing/writing/counts';
import type { Leak } from '../notebook/variables';

/** Kinds of tensors that a notice names at most; the variables panel lists them all. */
const MOST_NAMED = 5;

/**
 * The notice below a cell about the tensors that it lost.
 *
 * @param cellId of the cell that has just ended, which may have let go of tensors of others
 */
export function leakNotice(leaks: readonly Leak[], cellId: string): string {
  const count = leaks.reduce((sum, leak) => sum + leak.count, 0);
  const bytes = leaks.reduce((sum, leak) => sum + leak.bytes, 0);
  const [are, take] = count === 1 ? ['tensor is', 'takes'] : ['tensors are', 'take'];
  const named = leaks.slice(0, MOST_NAMED).map((leak) => `  ${placeOf(leak, cellId)}${describeLeak(leak)}`);
  if (leaks.length > MOST_NAMED) named.push(`  and ${leaks.length - MOST_NAMED} more kinds`);
  return [
    `${writeCount(count)} ${are} held by no variable, model or optimiser any more, and ${take} ${writeCount(bytes)} bytes until a restart:`,
    ...named,
    'Wrap the work in tf.tidy(() => …), or call dispose() on what you have done with.',
  ].join('\n');
}

/** For example "4 × MatMul [128, 10] float32". */
function describeLeak({ op, shape, dtype, count }: Leak): string {
  const times = count === 1 ? '' : `${writeCount(count)} × `;
  return `${times}${op ?? 'Tensor'} [${shape.join(', ')}] ${dtype}`;
}

function placeOf(leak: Leak, cellId: string): string {
  const cell = leak.cellId === cellId ? '' : ` of cell ${leak.cellId}`;
  if (leak.line !== null) return `line ${leak.line}${cell}: `;
  return cell === '' ? '' : `cell ${leak.cellId}: `;
}
