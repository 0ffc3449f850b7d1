import { BYTES_PER_NUMBER } from '../../../model/counts';
import { indexOf } from '../../../model/feature-maps';
import { sizeOf } from '../../../model/image-shape';
import { pythonShape } from '../../../model/keras-summary';
import { writeCount } from '../../../drawing/writing/counts';
import { writeBytes } from '../../../drawing/writing/measures';
import { amount, choice, type Questions } from '../question';
import { many, times } from '../words';

export const questions: Questions = {
  'channels-first': (draw) => {
    const [height, width] = [draw.whole(4, 20), draw.whole(4, 20)];
    const place = [draw.whole(0, 2), draw.whole(0, height - 1), draw.whole(0, width - 1)] as const;
    const [channel, row, column] = place;
    const index = indexOf({ shape: [3, height, width] }, place);
    return amount(
      `With channels first, a picture of 3 channels, ${height} rows and ${width} columns is one long row of numbers, counted from 0. Which number is that of channel ${channel}, row ${row}, column ${column}?`,
      index,
      `(${channel} · ${height} + ${row}) · ${width} + ${column} = ${writeCount(index)}.`,
    );
  },
  'channels-last': (draw) => {
    const [height, width] = [draw.whole(4, 20), draw.whole(4, 20)];
    const [channel, row, column] = [draw.whole(0, 2), draw.whole(0, height - 1), draw.whole(0, width - 1)];
    const index = indexOf({ shape: [height, width, 3] }, [row, column, channel]);
    return amount(
      `With channels last, a picture of 3 channels, ${height} rows and ${width} columns is one long row of numbers, counted from 0. Which number is that of channel ${channel}, row ${row}, column ${column}?`,
      index,
      `(${row} · ${width} + ${column}) · 3 + ${channel} = ${writeCount(index)}.`,
    );
  },
  batch: (draw) => {
    const [photographs, side] = [draw.whole(4, 128), draw.pick([32, 64, 224, 227, 256])];
    const orders = [
      [photographs, 3, side, side],
      [photographs, side, side, 3],
      [3, photographs, side, side],
      [3, side, side, photographs],
    ];
    const [right = '', ...wrong] = orders.map(pythonShape);
    return choice(
      draw,
      `${photographs} colour photographs, ${side} pixels wide and high, go into a network with channels first. What is the shape of what goes in?`,
      right,
      wrong,
      `The photographs come first, then the channels, the rows and the columns: ${right}.`,
    );
  },
  none: (draw) => {
    const [photographs, channels, side] = [
      draw.whole(1, 32),
      draw.pick([16, 32, 48, 64, 96]),
      draw.whole(5, 60),
    ];
    const numbers = sizeOf([photographs, channels, side, side]);
    return amount(
      `A summary says that a layer gives ${pythonShape([null, channels, side, side])}. How many numbers does it give for ${many(photographs, 'photograph')}?`,
      numbers,
      `\`None\` stands for the number of photographs: ${times(photographs, channels, side, side)} = ${writeCount(numbers)}.`,
    );
  },
  bytes: (draw) => {
    const [photographs, side] = [draw.whole(2, 64) * 2, draw.pick([224, 227, 256])];
    const numbers = sizeOf([photographs, 3, side, side]);
    const right = BYTES_PER_NUMBER * numbers;
    return choice(
      draw,
      `How much memory do ${photographs} colour photographs of ${times(side, side)} pixels take as 32-bit numbers?`,
      writeBytes(right),
      [numbers, right / 3, 8 * right].map(writeBytes),
      `${times(photographs, 3, side, side)} = ${writeCount(numbers)} numbers of ${BYTES_PER_NUMBER} bytes are ${writeBytes(right)}.`,
    );
  },
  counts: (draw) => {
    const [first, runs] = [draw.whole(154, 160), draw.whole(2, 12)];
    const last = first + runs - 1;
    return amount(
      `A notebook counts the cells that it runs. One cell has just run as In [${first}], and it was the first of ${runs} that run one after the other. Which number does the last of them get?`,
      last,
      `The first of the ${runs} is number ${first}, so the last is ${first} + ${runs} − 1 = ${last}.`,
    );
  },
};
