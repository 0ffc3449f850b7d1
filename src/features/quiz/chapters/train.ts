import { PHOTOGRAPH_SIDE } from '../../../model/photograph';
import { windowCount } from '../../../model/window';
import { writeCount } from '../../../drawing/writing/counts';
import { writeDigits, writeShort } from '../../../drawing/writing/values';
import { amount, choice, type Questions } from '../question';
import { listed, many } from '../words';

export const questions: Questions = {
  pieces: (draw) => {
    const side = draw.whole(200, 255);
    const starts = windowCount(PHOTOGRAPH_SIDE, side, 1, 'valid');
    const pieces = starts ** 2 * 2;
    return amount(
      `Pieces ${side} pixels wide and high are cut out of a photograph of ${PHOTOGRAPH_SIDE} × ${PHOTOGRAPH_SIDE}, each as it is or mirrored. How many different pieces are there?`,
      pieces,
      `A piece begins at one of ${PHOTOGRAPH_SIDE} − ${side} + 1 = ${starts} rows and as many columns: ${starts} · ${starts} · 2 = ${writeCount(pieces)}.`,
    );
  },
  'one-hot': (draw) => {
    const classes = draw.whole(5, 8);
    const right = draw.whole(0, classes - 1);
    const list = (place: number, value = 1) =>
      listed(Array.from({ length: classes }, (_, i) => (i === place ? value : 0)));
    return choice(
      draw,
      `There are ${classes} classes, counted from 0. What is the one-hot form of class ${right}?`,
      list(right),
      [
        list((right + 1) % classes),
        list((right + classes - 1) % classes),
        list(right, Math.max(2, right)),
        list(0, 0),
      ],
      `A list of ${classes} zeros, but for a 1 at place ${right}, counted from 0.`,
    );
  },
  updates: (draw) => {
    const [pieces, batch, epochs] = [draw.whole(50, 999), draw.pick([8, 16, 32]), draw.whole(2, 20)];
    const updates = Math.ceil(pieces / batch) * epochs;
    return amount(
      `${pieces} pieces are trained on in batches of ${batch} for ${epochs} epochs; the last batch of an epoch may be smaller. How many updates are made?`,
      updates,
      `${pieces} / ${batch}, rounded up, is ${Math.ceil(pieces / batch)} a pass: ${Math.ceil(pieces / batch)} · ${epochs} = ${writeCount(updates)}.`,
    );
  },
  accuracy: (draw) => {
    const pictures = draw.pick([20, 25, 40, 50, 80, 125, 200, 400]);
    const right = draw.whole(1, pictures);
    const percent = (100 * right) / pictures;
    return amount(
      `A network names ${many(right, 'picture')} of ${pictures} right. What is its error, in percent?`,
      100 - percent,
      `${pictures - right} of ${pictures} are wrong: ${writeDigits(100 - percent, 4)} percent.`,
      0.051,
    );
  },
  rank: (draw) => {
    const parts = draw.some([1, 2, 3, 5, 7, 9, 12, 16, 18, 21, 24], 7);
    const sum = parts.reduce((a, b) => a + b, 0);
    const probabilities = parts.map((part) => Number((part / sum).toFixed(3)));
    const asked = draw.whole(0, 6);
    const ahead = probabilities.filter((each) => each > probabilities[asked]!).length;
    return amount(
      `A network gives seven classes the probabilities ${listed(probabilities)}. The right class is number ${asked}, counted from 0. How many guesses, in the order of probability, does it take to name it?`,
      ahead + 1,
      `${ahead === 1 ? '1 class is' : `${ahead} classes are`} more probable than it, so it comes as number ${ahead + 1}.`,
    );
  },
  cost: (draw) => {
    const [forward, photographs, epochs] = [
      draw.whole(1, 9) * 100,
      draw.whole(1, 12) * 1000,
      draw.whole(2, 90),
    ];
    const right = 3 * forward * 1e6 * photographs * epochs;
    const trillions = (count: number) => `${writeShort(count / 1e12)} trillion`;
    return choice(
      draw,
      `On its way up a photograph takes ${forward} million multiplications, on the way down twice as many. How many does it take to train on ${writeCount(photographs)} photographs for ${epochs} epochs?`,
      trillions(right),
      [right / 3, (2 * right) / 3, right / epochs, right * 2].map(trillions),
      `3 · ${forward} million · ${writeCount(photographs)} · ${epochs} = ${trillions(right)}.`,
    );
  },
};
