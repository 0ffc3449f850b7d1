/** What the shape calculator finds, in words. */
import { rounded } from '../../model/formula/formula';
import type { WindowedAxis, WindowPositions } from '../../model/window';

/** The finding: how many windows fit, and what becomes of the rest. */
export function describePositions(axis: WindowedAxis, positions: WindowPositions): string {
  const { window, stride, padding } = axis;
  const { padded, exact, starts, leftOver, lacking, gap } = positions;
  const zeros = padding[0] + padding[1] > 0;
  if (starts.length === 0) {
    const room = zeros ? `${pixels(padded)} there are with the zeros` : `${pixels(padded)} of the input`;
    return `A window of ${window} is wider than the ${room}: it fits nowhere, and there is no output.`;
  }
  const said = [
    leftOver === 0
      ? `${count(starts.length, 'window')} of ${window}${apart(starts.length, stride)} fit${starts.length === 1 ? 's' : ''} into ${pixels(padded)}, and nothing is left over.`
      : `${rounded(exact)} is not a whole number: ${count(starts.length, 'window')} fit${starts.length === 1 ? 's' : ''}, and ${last(leftOver)} to none. One more, as the authors’ program rounds up to, would hang ${pixels(lacking)} over the edge.`,
  ];
  if (gap > 0 && starts.length > 1)
    said.push(`Between two windows ${pixels(gap)} ${gap === 1 ? 'goes' : 'go'} unseen.`);
  if (padding[0] !== padding[1])
    said.push(`The zeros are uneven: ${padding[0]} before the input, ${padding[1]} after it.`);
  if (padding[0] >= window) said.push('The first window sees nothing but zeros.');
  return said.join(' ');
}

/** The window's positions as rows of a table: the text alternative of the drawing. */
export function tabulatePositions(axis: WindowedAxis, positions: WindowPositions): [string, string][] {
  const { size, window, stride, padding } = axis;
  const { padded, exact, starts, leftOver, lacking } = positions;
  const covers = (start: number) => `${start} to ${start + window - 1}`;
  const [first, finalStart] = [starts[0], starts.at(-1)];
  return [
    ['Input, W', pixels(size)],
    ['Window, F', pixels(window)],
    [
      'Zeros, P',
      padding[0] === padding[1]
        ? `${padding[0]} on either side`
        : `${padding[0]} before, ${padding[1]} after`,
    ],
    ['Step, S', pixels(stride)],
    ['Input and zeros', pixels(padded)],
    ['(W − F + 2P)/S + 1', rounded(exact).replace('-', '−')],
    ['Windows that fit', String(starts.length)],
    ...(first === undefined || finalStart === undefined
      ? []
      : ([
          ['First window, pixels from 0', covers(first).replaceAll('-', '−')],
          ['Last window, pixels from 0', covers(finalStart).replaceAll('-', '−')],
        ] satisfies [string, string][])),
    ['Left over', pixels(leftOver)],
    ...(lacking > 0 ? ([['One window more lacks', pixels(lacking)]] satisfies [string, string][]) : []),
  ];
}

function apart(windows: number, stride: number): string {
  return windows === 1 ? '' : `, ${stride} apart,`;
}

function last(pixelCount: number): string {
  return pixelCount === 1 ? 'the last pixel belongs' : `the last ${pixelCount} pixels belong`;
}

function pixels(number: number): string {
  return count(number, 'pixel');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
