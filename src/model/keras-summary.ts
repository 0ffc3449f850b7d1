import { kerasClassName } from './keras-names';
import type { Network, Shape } from './layer';
import { rows } from './rows';
import { ShapeError } from './shapes';

/** Where each of the three columns ends, and with the last the line. */
export const COLUMN_ENDS = [29, 55, 65] as const;
const LINE_WIDTH = 65;

/**
 * `model.summary()` as Keras 2.2 prints it, byte for byte. It does not end in a newline: whoever prints it,
 * as `console.log` does, ends the line.
 *
 * @throws {ShapeError} if the network is empty, or its layers do not fit each other.
 */
export function kerasSummary(network: Network): string {
  if (network.layers.length === 0) {
    throw new ShapeError(
      'This model has no layers yet, so there is nothing to summarise: add one with model.add(...), and give the first an inputShape',
    );
  }
  const table = rows(network);
  const body = table.map(({ layer, output, parameters }) =>
    line([`${layer.name} (${kerasClassName(layer)})`, batchShape(output), String(parameters)]),
  );
  const total = sum(table.map((row) => row.parameters));
  const trainable = sum(table.map((row) => row.trainable));
  return [
    rule('_'),
    line(['Layer (type)', 'Output Shape', 'Param #']),
    rule('='),
    body.join(`\n${rule('_')}\n`),
    rule('='),
    `Total params: ${thousands(total)}`,
    `Trainable params: ${thousands(trainable)}`,
    `Non-trainable params: ${thousands(total - trainable)}`,
    rule('_'),
  ].join('\n');
}

/** A field that is too long is cut at its column's end; a space always parts it from the next. */
function line(fields: readonly string[]): string {
  let text = '';
  fields.forEach((field, index) => {
    const end = COLUMN_ENDS[index] ?? LINE_WIDTH;
    if (index > 0) text = `${text.slice(0, -1)} `;
    text = (text + field).slice(0, end).padEnd(end);
  });
  return text;
}

function rule(character: string): string {
  return character.repeat(LINE_WIDTH);
}

/** A shape as Python prints a tuple, with the open batch dimension first: (None, 96, 55, 55). */
function batchShape(shape: Shape): string {
  return `(${['None', ...shape].join(', ')}${shape.length === 0 ? ',' : ''})`;
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
