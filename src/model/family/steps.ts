import type { DataFormat, Pair, Shape } from '../layer';
import type { Row } from '../rows';

/** What a network does between two places where all of it passes through one output: a layer, or towers with what joins them. */
export interface Step {
  rows: readonly Row[];
  /** The row that says what the step does: of towers the one with most parameters. */
  lead: Row;
  /** The sizes of what all of it takes, and gives. */
  input: Shape;
  output: Shape;
  dataFormat: DataFormat;
  parameters: number;
  multiplyAdds: number;
  weightBytes: number;
  activationBytes: number;
  receptiveField: Pair | null;
}

/** A network's rows in steps: a chain has one for each layer. */
export function stepsOf(rows: readonly Row[]): Step[] {
  const indexOf = new Map(rows.map(({ layer }, index) => [layer.name, index]));
  /** For each row, the first of those that it takes. */
  const reached = rows.map(({ takes }) =>
    Math.min(...takes.map((name) => (name === null ? -1 : (indexOf.get(name) ?? -1)))),
  );
  const steps: Step[] = [];
  let begun = 0;
  for (let index = 0; index < rows.length; index++) {
    const isPassed = reached.slice(index + 1).every((from) => from >= index);
    if (!isPassed) continue;
    const before = steps.at(-1)?.output ?? rows[0]!.inputs[0] ?? [];
    steps.push(stepOf(rows.slice(begun, index + 1), before));
    begun = index + 1;
  }
  return steps;
}

function stepOf(rows: readonly Row[], input: Shape): Step {
  const last = rows.at(-1)!;
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    rows,
    lead: rows.reduce((most, row) => (row.parameters > most.parameters ? row : most)),
    input,
    output: last.output,
    dataFormat: last.dataFormat,
    parameters: sum((row) => row.parameters),
    multiplyAdds: sum((row) => row.multiplyAdds),
    weightBytes: sum((row) => row.weightBytes),
    activationBytes: sum((row) => row.activationBytes),
    receptiveField: last.receptiveField,
  };
}
