/** Which pixels of a map its windows cover, and what becomes of them. */
import { writeCount } from '../../drawing/writing/counts';
import { windowPositions } from '../../model/window';

/** Pixels side by side along one axis. */
export interface Stretch {
  start: number;
  length: number;
}

/** The pixels of one axis that no window covers: those left over at the end, and those skipped between windows. */
export function uncovered(size: number, poolSize: number, strides: number): Stretch[] {
  const axis = { size, window: poolSize, stride: strides, padding: [0, 0] } as const;
  const { starts, gap, leftOver } = windowPositions(axis);
  const skipped = gap > 0 ? starts.slice(1).map((start) => ({ start: start - gap, length: gap })) : [];
  return leftOver > 0 ? [...skipped, { start: size - leftOver, length: leftOver }] : skipped;
}

/** How many pixels the winners of all windows are, and how many windows the most successful one has won. */
export function countWinners(winners: readonly number[]): { pixels: number; most: number } {
  const wins = new Map<number, number>();
  for (const winner of winners) wins.set(winner, (wins.get(winner) ?? 0) + 1);
  return { pixels: wins.size, most: Math.max(0, ...wins.values()) };
}

/**
 * Whose numbers remain, as a sentence.
 *
 * @param winners of each window the pixel with the largest number; of equal ones the first
 */
export function writeWinners(
  winners: readonly number[],
  { poolSize, strides }: { poolSize: number; strides: number },
): string {
  const { pixels, most } = countWinners(winners);
  if (strides >= poolSize || winners.length === 1)
    return 'Each is that of another pixel: the windows do not overlap.';
  if (most > 1) {
    return `They are those of only ${writeCount(pixels)} pixels: the windows overlap, and one pixel wins in up to ${most}.`;
  }
  return 'Each is that of another pixel, although the windows overlap: of equal numbers the first wins.';
}

/** Which pixels are lost, as a sentence. */
export function writeUnused(rows: readonly Stretch[], columns: readonly Stretch[]): string {
  const [lostRows, lostColumns] = [total(rows), total(columns)];
  if (lostRows + lostColumns === 0) return 'No pixel is left over.';
  const parts = [write(lostRows, 'row'), write(lostColumns, 'column')].filter((part) => part !== null);
  const between = rows.length > 1 || columns.length > 1;
  return `Outside every window: ${parts.join(' and ')} (hatched)${between ? ', as the step is longer than the window' : ''}.`;
}

function total(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { length }) => sum + length, 0);
}

function write(count: number, what: string): string | null {
  if (count === 0) return null;
  return count === 1 ? `one ${what}` : `${count} ${what}s`;
}
