import type { Output } from './output';

/**
 * Adds one streamed output to those a cell shows: consecutive text of one stream is joined, and progress
 * replaces the progress before it. (The kernel caps a flood before it posts it.)
 */
export function joinOutput(outputs: readonly Output[], output: Output): readonly Output[] {
  const last = outputs.at(-1);
  if (output.kind === 'text' && last?.kind === 'text' && last.stream === output.stream) {
    return [...outputs.slice(0, -1), { ...output, text: last.text + output.text }];
  }
  if (output.kind === 'progress') {
    const before = outputs.findLastIndex(({ kind }) => kind === 'progress');
    if (before >= 0) return outputs.with(before, output);
  }
  return [...outputs, output];
}
