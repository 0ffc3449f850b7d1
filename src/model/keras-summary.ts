import { kerasClassName } from './keras-names';
import type { Network, Shape } from './layer';
import { rows } from './rows';
import { ShapeError } from './shapes';

/** One layer of a printed summary. */
export interface SummaryRow {
  name: string;
  className: string;
  /** The shape of its output, as Python prints it; see `pythonShape`. */
  shape: string;
  parameters: number;
  /** The tensors it takes, as Keras names them: 'conv1[0][0]'. */
  takes: readonly string[];
}

/** What a summary tells. */
export interface SummaryTable {
  rows: readonly SummaryRow[];
  /** Whether a column more tells what each layer takes, as its place in the list does not. */
  connected: boolean;
  /** Parameters of all layers, each counted once. */
  total: number;
  trainable: number;
}

/** How wide a summary is printed. */
export interface SummaryLayout {
  /** Characters of a line; 65, and 98 with the column of connections. */
  lineLength?: number | undefined;
  /** Where each column ends, in characters or, if the last is not over 1, as shares of the line. */
  positions?: readonly number[] | undefined;
}

const PLAIN = { lineLength: 65, positions: [0.45, 0.85, 1] } as const;
const CONNECTED = { lineLength: 98, positions: [0.33, 0.55, 0.67, 1] } as const;
const HEADER = ['Layer (type)', 'Output Shape', 'Param #', 'Connected to'] as const;

/** What Keras calls the first input of a session. */
const FIRST_INPUT = 'input_1';

/** Where each column ends: three of a network in a row, and four where a column tells what a layer takes. */
export const COLUMN_ENDS = { plain: [29, 55, 65], connected: [32, 53, 65, 98] } as const;

/**
 * `model.summary()` as Keras 2.2 prints it, byte for byte. It does not end in a newline: whoever prints it,
 * as `console.log` does, ends the line.
 *
 * @throws {ShapeError} if the network is empty, or its layers do not fit each other.
 */
export function kerasSummary(network: Network): string {
  const table = rows(network);
  const connected = network.takes !== undefined;
  const shape = (sizes: Shape) => pythonShape([network.batchSize ?? null, ...sizes]);
  const printed = table.map(({ layer, takes, output, parameters }) => ({
    name: layer.name,
    className: kerasClassName(layer),
    shape: shape(output),
    parameters,
    takes: takes.map((name) => `${name ?? FIRST_INPUT}[0][0]`),
  }));
  const input = {
    name: FIRST_INPUT,
    className: 'InputLayer',
    shape: shape(network.inputShape ?? []),
    parameters: 0,
    takes: [],
  };
  return printSummary({
    rows: connected ? [input, ...printed] : printed,
    connected,
    total: sum(table.map((row) => row.parameters)),
    trainable: sum(table.map((row) => row.trainable)),
  });
}

/** @throws {ShapeError} if there are no layers */
export function printSummary(table: SummaryTable, layout: SummaryLayout = {}): string {
  if (table.rows.length === 0) {
    throw new ShapeError(
      'This model has no layers yet, so there is nothing to summarise: add one with model.add(...), and give the first an inputShape',
    );
  }
  const usual = table.connected ? CONNECTED : PLAIN;
  const width = layout.lineLength ?? usual.lineLength;
  const ends = columnEnds(layout.positions ?? usual.positions, width);
  const rule = (character: string) => character.repeat(width);
  const body = table.rows.map(({ name, className, shape, parameters, takes: [first = '', ...others] }) => {
    const fields = [`${name} (${className})`, shape, String(parameters)];
    if (!table.connected) return line(fields, ends);
    return [line([...fields, first], ends), ...others.map((taken) => line(['', '', '', taken], ends))].join(
      '\n',
    );
  });
  return [
    rule('_'),
    line(HEADER.slice(0, usual.positions.length), ends),
    rule('='),
    body.join(`\n${rule('_')}\n`),
    rule('='),
    `Total params: ${thousands(table.total)}`,
    `Trainable params: ${thousands(table.trainable)}`,
    `Non-trainable params: ${thousands(table.total - table.trainable)}`,
    rule('_'),
  ].join('\n');
}

/** A shape as Python prints a tuple: (None, 96, 55, 55). A size left open, such as the batch's, is null. */
export function pythonShape(sizes: readonly (number | null)[]): string {
  const written = sizes.map((size) => size ?? 'None');
  return `(${written.join(', ')}${sizes.length === 1 ? ',' : ''})`;
}

function columnEnds(positions: readonly number[], width: number): readonly number[] {
  const areShares = (positions.at(-1) ?? 0) <= 1;
  return areShares ? positions.map((share) => Math.trunc(width * share)) : positions;
}

/** A field that is too long is cut at its column's end; a space always parts it from the next. */
function line(fields: readonly string[], ends: readonly number[]): string {
  let text = '';
  fields.forEach((field, index) => {
    const end = ends[index] ?? ends.at(-1);
    if (index > 0) text = `${text.slice(0, -1)} `;
    text = (text + field).slice(0, end).padEnd(end ?? 0);
  });
  return text;
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
