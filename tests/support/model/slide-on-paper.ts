/** A window laid on a strip of paper again and again, a step further each time, while it fits. */
export function slideOnPaper(zeros: readonly [number, number], size: number, window: number, stride: number) {
  const strip = ['0'.repeat(zeros[0]), 'x'.repeat(size), '0'.repeat(zeros[1])].join('').split('');
  const seen = strip.map(() => false);
  const starts: number[] = [];
  for (let start = 0; strip.slice(start, start + window).length === window; start += stride) {
    starts.push(start);
    seen.fill(true, start, start + window);
  }
  return { length: strip.length, starts, seen };
}
