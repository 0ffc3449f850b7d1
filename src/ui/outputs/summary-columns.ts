import { COLUMN_ENDS } from '../../model/keras-summary';

const [first, second, width] = COLUMN_ENDS.plain;

/** Printed text that has a summary in it, cut at the summary's columns. */
export interface SummaryText {
  /** Each line: three fields with their spaces, or a single one where it has no columns. Together they are the text. */
  lines: readonly (readonly string[])[];
  /** What the longest field of each column has, in characters. */
  needs: readonly number[];
}

/** @returns null if no summary of three columns is printed there */
export function summaryColumns(text: string): SummaryText | null {
  if (!/^Layer \(type\) +Output Shape +Param #/m.test(text)) return null;
  const lines = text
    .split('\n')
    .map((line) =>
      line.length === width && !isRule(line)
        ? [line.slice(0, first), line.slice(first, second), line.slice(second)]
        : [line],
    );
  const needs = [0, 1, 2].map((column) =>
    Math.max(...lines.map((fields) => (fields.length === 3 ? (fields[column] ?? '').trimEnd().length : 0))),
  );
  return lines.some((fields) => fields.length === 3) ? { lines, needs } : null;
}

/** A line of underscores or of equals signs. */
export function isRule(line: string): boolean {
  return /^(_+|=+)$/.test(line);
}
