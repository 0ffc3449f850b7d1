/** What was measured, as a record and as a table. */
import {
  comparedNames,
  type Compared,
  type SpeedRecord,
  type SpeedRow,
} from '../../src/build/speed/record.ts';
import type { Measured } from './compare.ts';

/** Three digits are as many as a repeated run confirms. */
const short = (value: number) => Number(value.toPrecision(3));

export function speedRow(backend: SpeedRow['backend'], { row, values, failed }: Measured): SpeedRow {
  const scale = row.unit === 'MB' ? 1e6 : 1;
  const { course = [] } = values;
  const beside: SpeedRow['beside'] = {};
  for (const side of row.beside) {
    const others = values[side] ?? [];
    const why = failed[side] ?? (course.length === 0 ? failed.course : undefined);
    beside[side] =
      why === undefined
        ? {
            median: short(median(others) / scale),
            ratio: short(median(course.map((value, pair) => value / (others[pair] ?? NaN)))),
          }
        : { failed: why };
  }
  return {
    backend,
    title: row.title,
    unit: row.unit,
    course: course.length > 0 ? short(median(course) / scale) : null,
    beside,
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? NaN) + (sorted[sorted.length >> 1] ?? NaN)) / 2;
}

/** For a terminal. What failed is said below. */
export function table({ machine, browser, software, pairs, rows }: SpeedRecord): string {
  const compared = (Object.keys(comparedNames) as Compared[]).filter((side) =>
    rows.some(({ beside }) => beside[side]),
  );
  const header = ['', 'course', ...compared.flatMap((side) => [comparedNames[side], 'ratio'])];
  const cells = rows.map(({ backend, title, unit, course, beside }) => [
    `${backend}: ${title}`,
    course === null ? 'failed' : `${course} ${unit}`,
    ...compared.flatMap((side) => {
      const its = beside[side];
      if (!its) return ['', ''];
      return 'failed' in its ? ['not', ''] : [`${its.median} ${unit}`, String(its.ratio)];
    }),
  ]);
  const widths = header.map((_, column) =>
    Math.max(...[header, ...cells].map((line) => line[column]?.length ?? 0)),
  );
  const lines = [header, ...cells].map((line) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const failures = rows.flatMap(({ backend, title, beside }) =>
    compared.flatMap((side) => {
      const its = beside[side];
      return its && 'failed' in its ? [`${backend}: ${title}, ${comparedNames[side]}: ${its.failed}`] : [];
    }),
  );
  return [
    `${machine}, Chromium ${browser}${software ? ', graphics in software' : ''}; medians of ${pairs} interleaved pairs, ratio: course / other`,
    '',
    ...lines,
    ...(failures.length > 0 ? ['', 'Not measured:', ...failures] : []),
  ].join('\n');
}
