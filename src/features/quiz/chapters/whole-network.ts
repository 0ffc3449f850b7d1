import { BYTES_PER_NUMBER } from '../../../model/counts';
import { sizeOf } from '../../../model/image-shape';
import type { Network } from '../../../model/layer';
import { conv2d, dense, flatten, maxPooling2d } from '../../../model/make-layer';
import { notebookNetwork } from '../../../model/networks';
import { rows } from '../../../model/rows';
import { writeCount, writeShape } from '../../../drawing/writing/counts';
import { writeBytes, writeShare } from '../../../drawing/writing/measures';
import { amount, choice, type Questions } from '../question';
import { times } from '../words';

const notebook = rows(notebookNetwork());
const total = notebook.reduce((sum, row) => sum + row.parameters, 0);
const weighted = notebook.filter((row) => row.parameters > 0);

export const questions: Questions = {
  total: (draw) => {
    const [filters, side, input, units] = [
      draw.whole(2, 8),
      draw.pick([3, 5]),
      draw.whole(10, 20),
      draw.pick([2, 5, 10]),
    ];
    const network: Network = {
      name: 'small',
      inputShape: [3, input, input],
      layers: [
        conv2d('conv', filters, side),
        maxPooling2d('pool', 2),
        flatten('flat'),
        dense('scores', units),
      ],
    };
    const [conv, , flat, scores] = rows(network);
    const parameters = (conv?.parameters ?? 0) + (scores?.parameters ?? 0);
    return amount(
      `A network takes ${times(3, input, input)} numbers. It has a convolution of ${filters} kernels of ${times(side, side)} without padding, a pooling with windows of 2 and steps of 2, a Flatten, and a dense layer of ${units} units. How many parameters has it?`,
      parameters,
      `The convolution has (${side * side * 3} + 1) · ${filters} = ${conv?.parameters}. It makes maps ${conv?.output[1]} wide; after the pooling ${flat?.output[0]} numbers are left, so the dense layer has (${flat?.output[0]} + 1) · ${units} = ${writeCount(scores?.parameters ?? 0)}. Together: ${writeCount(parameters)}.`,
    );
  },
  share: (draw) => {
    const row = draw.pick(weighted);
    const share = (part: number, whole: number) => writeShare(part / whole);
    return choice(
      draw,
      `The notebook’s network has ${writeCount(total)} parameters, ${writeCount(row.parameters)} of them in \`${row.layer.name}\`. Which share is that?`,
      share(row.parameters, total),
      [0.5, 2, 3, 0.2, 10].map((factor) => share(Math.min(factor * row.parameters, 0.97 * total), total)),
      `${writeCount(row.parameters)} / ${writeCount(total)} = ${share(row.parameters, total)}.`,
    );
  },
  most: (draw) => {
    const [first, ...others] = draw.some(weighted, 4).sort((a, b) => b.parameters - a.parameters);
    const named = (row = first) => `\`${row?.layer.name}\``;
    return choice(
      draw,
      'Which of these layers of the notebook has the most parameters?',
      named(),
      others.map(named),
      [first, ...others]
        .map((row) => `${named(row)} has ${writeCount(row?.parameters ?? 0)}`)
        .join(', ')
        .concat('.'),
    );
  },
  shape: (draw) => {
    const shapes = new Map(
      draw
        .shuffled(weighted)
        .map((row) => [writeShape(row.output, 'channelsFirst'), row] as const)
        .reverse(),
    );
    const [[right, row], ...others] = [...shapes] as [
      [string, (typeof weighted)[number]],
      ...[string, unknown][],
    ];
    return choice(
      draw,
      `What does \`${row.layer.name}\` of the notebook give for one photograph?`,
      right,
      others.map(([shape]) => shape),
      `It reads ${writeShape(row.input, 'channelsFirst')} and gives ${right}.`,
    );
  },
  turned: (draw) => {
    const side = draw.pick([3, 5, 7, 11]);
    const [row, column] = [draw.whole(0, side - 1), draw.whole(0, side - 1)];
    const place = (down: number, across: number) => `row ${down}, column ${across}`;
    const last = side - 1;
    return choice(
      draw,
      `A kernel of ${times(side, side)} is turned by 180 degrees. Rows and columns are counted from 0. Where does the weight go that stood at row ${row}, column ${column}?`,
      place(last - row, last - column),
      [
        place(row, last - column),
        place(last - row, column),
        place(column, row),
        place(row, column),
        place(last - column, last - row),
        place((row + 1) % side, column),
        place(row, (column + 1) % side),
      ],
      `Both are counted from the other end: ${last} − ${row} = ${last - row} and ${last} − ${column} = ${last - column}.`,
    );
  },
  bytes: (draw) => {
    const chosen = draw.some(weighted, 2);
    const parameters = chosen.reduce((sum, row) => sum + row.parameters, 0);
    const right = parameters * BYTES_PER_NUMBER;
    const [one, other] = chosen.map((row) => `\`${row.layer.name}\` (${writeCount(row.parameters)})`);
    return choice(
      draw,
      `How large is a file with the parameters of ${one} and ${other} as 32-bit numbers?`,
      writeBytes(right),
      [parameters, 8 * right, right / 2, sizeOf(chosen.map((row) => row.output[0] ?? 1)) * 32].map(
        writeBytes,
      ),
      `${writeCount(parameters)} numbers of ${BYTES_PER_NUMBER} bytes are ${writeBytes(right)}.`,
    );
  },
};
