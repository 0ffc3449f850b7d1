import type { Field } from '../../../model/trace/field';

/** Which rows and columns of a picture a field covers, and what of it lies beyond the edge. */
export function describeField({ whole, clipped }: Field, height: number, width: number): string {
  if (clipped === null) return 'nothing but padding.';
  if (clipped.height === height && clipped.width === width) return `all ${height} × ${width}.`;
  const beyond = whole.height > clipped.height || whole.width > clipped.width;
  const size = `${whole.height} × ${whole.width}`;
  const place = `${span('row', clipped.top, clipped.height)}, ${span('column', clipped.left, clipped.width)}`;
  return beyond
    ? `a field of ${size}, of which ${clipped.height} × ${clipped.width} lie on it: ${place}. The rest is padding.`
    : `${size}: ${place}.`;
}

function span(name: string, start: number, length: number): string {
  return length === 1 ? `${name} ${start}` : `${name}s ${start} to ${start + length - 1}`;
}
