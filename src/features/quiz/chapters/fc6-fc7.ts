import { BYTES_PER_NUMBER, parameterCount } from '../../../model/counts';
import { dropoutScale } from '../../../model/dropout-mask';
import { indexOf } from '../../../model/feature-maps';
import { dense, flatten } from '../../../model/make-layer';
import { outputShape } from '../../../model/shapes';
import { writeCount, writeParameters } from '../../../drawing/writing/counts';
import { writeBytes } from '../../../drawing/writing/measures';
import { amount, choice, countChoice, type Questions } from '../question';
import { signed, times } from '../words';

export const questions: Questions = {
  flatten: (draw) => {
    const shape = [draw.pick([64, 128, 192, 256]), draw.whole(3, 9), draw.whole(3, 9)];
    const [numbers = 0] = outputShape(flatten('row'), shape);
    return amount(
      `A map of ${times(...shape)} is laid out in one row. How many numbers has the row?`,
      numbers,
      `${times(...shape)} = ${writeCount(numbers)}.`,
    );
  },
  order: (draw) => {
    const [channels, side] = [draw.pick([16, 32, 64]), draw.whole(3, 7)];
    const [channel, row, column] = [
      draw.whole(0, channels - 1),
      draw.whole(0, side - 1),
      draw.whole(0, side - 1),
    ];
    const index = indexOf({ shape: [side, side, channels] }, [row, column, channel]);
    return amount(
      `Keras’s Flatten takes the numbers in the order of channels last: row by row, and at each place channel after channel. A map has ${channels} channels of ${times(side, side)}; all is counted from 0. Which number of the row is channel ${channel} at row ${row} and column ${column}?`,
      index,
      `(${row} · ${side} + ${column}) · ${channels} + ${channel} = ${writeCount(index)}.`,
    );
  },
  parameters: (draw) => {
    const [inputs, units] = [draw.whole(2, 64) * 100, draw.pick([10, 64, 128, 512, 1000])];
    const right = parameterCount(dense('layer', units), [inputs]);
    return countChoice(
      draw,
      `A dense layer of ${writeCount(units)} units reads ${writeCount(inputs)} numbers. How many parameters has it?`,
      right,
      [inputs * units, inputs * (units + 1), inputs + units],
      `A unit has a weight for each number and a bias: (${writeCount(inputs)} + 1) · ${writeCount(units)} = ${writeParameters(right)}.`,
    );
  },
  bytes: (draw) => {
    const [inputs, units] = [draw.pick([2048, 4096, 6400, 9216]), draw.pick([1000, 2048, 4096])];
    const parameters = parameterCount(dense('layer', units), [inputs]);
    const right = parameters * BYTES_PER_NUMBER;
    return choice(
      draw,
      `How much memory do the weights and biases of a dense layer take that makes ${writeCount(units)} numbers of ${writeCount(inputs)}, as 32-bit numbers?`,
      writeBytes(right),
      [parameters, 8 * right, right / 2, (inputs + units) * BYTES_PER_NUMBER].map(writeBytes),
      `(${writeCount(inputs)} + 1) · ${writeCount(units)} = ${writeCount(parameters)} numbers of ${BYTES_PER_NUMBER} bytes are ${writeBytes(right)}.`,
    );
  },
  survivor: (draw) => {
    const rate = draw.pick([0.2, 0.4, 0.5, 0.75, 0.8]);
    const value = draw.whole(1, 9) * draw.pick([-6, 6]);
    const right = value * dropoutScale('inverted', 'training', rate);
    return amount(
      `Keras drops units at a rate of ${rate}. In training a unit that stays holds ${signed(value)}. What does dropout make of it?`,
      right,
      `The units that stay count for those that do not: ${signed(value)} / (1 − ${rate}) = ${signed(Number(right.toFixed(4)))}.`,
      0.01,
    );
  },
  'in-use': (draw) => {
    const rate = draw.pick([0.2, 0.4, 0.5, 0.75]);
    const value = draw.whole(1, 9) * 20;
    const convention = draw.pick(['inverted', 'halving'] as const);
    const right = value * dropoutScale(convention, 'use', rate);
    const how =
      convention === 'inverted'
        ? 'multiplies the units that stay in training, as Keras does, and'
        : 'leaves the units that stay in training as they are, as the paper does, and';
    return amount(
      `A program ${how} drops at a rate of ${rate}. A unit’s sum is ${value}. What comes out of dropout when the trained network is used?`,
      right,
      convention === 'inverted'
        ? `It was put right in training, so in prediction nothing is changed: ${value}.`
        : `In training a share of ${rate} was missing, so in prediction each is multiplied by 1 − ${rate}: ${Number(right.toFixed(4))}.`,
      0.01,
    );
  },
};
