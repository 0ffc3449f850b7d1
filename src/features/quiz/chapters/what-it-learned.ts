import { learnedClasses, titleOf } from '../../../learned/classes';
import { classResults, trainingLog } from '../../../learned/training-log';
import { windowCount } from '../../../model/window';
import { writeCount } from '../../../drawing/writing/counts';
import { writeDigits, writeShort } from '../../../drawing/writing/values';
import { amount, choice, type Questions } from '../question';
import { listed, many } from '../words';

const results = classResults();
const classes = learnedClasses.map((name, i) => ({ title: titleOf(name), ...results[i]! }));

export const questions: Questions = {
  accuracy: (draw) => {
    const { heldOut } = trainingLog.pictures;
    const { top1, top5, step } = draw.pick(trainingLog.evaluations);
    const [words, right] = draw.pick([
      ['named %s right at the first guess', top1],
      ['had the right answer for %s among its first five', top5],
    ] as const);
    const percent = (100 * right) / heldOut;
    return amount(
      `After ${writeCount(step)} steps of its training, the learned network was shown the ${writeCount(heldOut)} pictures held out. It ${words.replace('%s', writeCount(right))}. How many percent is that, to one decimal?`,
      percent,
      `${writeCount(right)} / ${writeCount(heldOut)} = ${writeDigits(percent, 4)} percent.`,
      0.051,
    );
  },
  missed: (draw) => {
    const { title, pictures, right } = draw.pick(classes.filter((each) => each.pictures > 4));
    return amount(
      `Of the class “${title}”, ${many(pictures, 'picture')} were held out. The learned network named a share of ${writeDigits(right / pictures, 4)} of them right. How many did it take for something else?`,
      pictures - right,
      `${writeDigits(right / pictures, 4)} · ${pictures} = ${right} were right, so ${pictures - right} were not.`,
    );
  },
  means: (draw) => {
    const [large, small] = [draw.whole(3, 9) * 10, draw.whole(1, 2) * 5];
    const [rightLarge, rightSmall] = [draw.whole(5, 10) * (large / 10), draw.whole(0, 4) * (small / 5)];
    const mean = (100 * (rightLarge / large + rightSmall / small)) / 2;
    const all = (100 * (rightLarge + rightSmall)) / (large + small);
    const percent = (value: number) => `${writeDigits(value, 4)} percent`;
    return choice(
      draw,
      `Of a large class ${rightLarge} of ${large} pictures are named right, of a small one ${rightSmall} of ${small}. What is the mean of the classes’ shares?`,
      percent(mean),
      [all, (100 * rightLarge) / large, (100 * rightSmall) / small, 100 - mean, mean + 7].map(percent),
      `${writeDigits((100 * rightLarge) / large, 4)} and ${writeDigits((100 * rightSmall) / small, 4)} percent have a mean of ${writeDigits(mean, 4)}. Counted over all pictures it is ${writeDigits(all, 4)}: there the large class counts for more.`,
    );
  },
  pruned: (draw) => {
    const [inputs, units] = [draw.whole(1, 40) * 100, draw.whole(1, 20) * 100];
    const percent = draw.pick([50, 60, 75, 80, 90, 95]);
    const left = (inputs * units * (100 - percent)) / 100;
    return amount(
      `A dense layer has ${writeCount(inputs)} · ${writeCount(units)} weights. The smallest ${percent} percent are set to zero. How many are left?`,
      left,
      `${100 - percent} percent of ${writeCount(inputs * units)} are ${writeCount(left)}.`,
    );
  },
  squares: (draw) => {
    const [side, step] = [draw.whole(20, 80), draw.whole(4, 24)];
    const places = windowCount(227, side, step, 'valid');
    return amount(
      `A grey square ${side} pixels wide is moved over a photograph of 227 × 227 pixels in steps of ${step}, down and across, and always lies wholly within it. How many pictures with a square does that make?`,
      places ** 2,
      `(227 − ${side}) / ${step}, rounded down, plus 1 is ${places} places down and as many across: ${writeCount(places ** 2)}.`,
    );
  },
  nearest: (draw) => {
    const own = [draw.whole(0, 9), draw.whole(0, 9), draw.whole(0, 9)];
    const others = draw
      .some([1, 2, 3, 4], 4)
      .map((far) =>
        own.map((value, i) => value + (i === far % 3 ? draw.pick([-1, 1]) * 2 * far : draw.pick([-1, 1]))),
      );
    const distance = (to: readonly number[]) => Math.hypot(...to.map((value, i) => value - own[i]!));
    const [near = [], ...rest] = [...others].sort((a, b) => distance(a) - distance(b));
    return choice(
      draw,
      `A layer makes the features ${listed(own)} of a photograph. Which of these pictures’ features are nearest to them?`,
      listed(near),
      rest.map(listed),
      `The distance is the root of the sum of the squared differences: ${writeShort(distance(near))} for ${listed(near)}, and at least ${writeShort(distance(rest[0] ?? []))} for the others.`,
    );
  },
};
