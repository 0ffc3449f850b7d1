/** What a reader could do with a question: take the numbers out of its text and compute. */

/** The answer: a number, or the text of the choice. */
export type Oracle = (numbers: readonly number[], ask: string) => number | string;
export type Oracles = Readonly<Record<string, Readonly<Record<string, Oracle>>>>;

/** All numbers of a text in order, but for those within a word: Conv1. */
export function numbersIn(text: string): number[] {
  const found = text.matchAll(/(?<![\p{L}_\d.])−?\d+(?:,\d{3})*(?:\.\d+)?/gu);
  return [...found].map(([number]) => Number(number.replace('−', '-').replaceAll(',', '')));
}

/** Windows that fit into a row, counted one after the other. */
export function fitting(size: number, window: number, step: number): number {
  let count = 0;
  for (let start = 0; start + window <= size; start += step) count++;
  return count;
}

export const english = (count: number) => count.toLocaleString('en');
export const list = (values: readonly number[]) => values.map(plain).join(', ');
export const plain = (value: number) => String(value).replace('-', '−');
export const round = (value: number, digits: number) => plain(Number(value.toPrecision(digits)));

export function bytes(size: number): string {
  if (size >= 1e9) return `${(size / 1e9).toFixed(1)} GB`;
  return size >= 1e6 ? `${(size / 1e6).toFixed(1)} MB` : `${(size / 1e3).toFixed(1)} KB`;
}

export const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
