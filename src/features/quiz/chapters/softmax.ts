import { parameterCount } from '../../../model/counts';
import { dense } from '../../../model/make-layer';
import { writeCount, writeParameters } from '../../../drawing/writing/counts';
import { writeShort } from '../../../drawing/writing/values';
import { amount, choice, countChoice, type Questions } from '../question';
import { listed, many, signed } from '../words';

function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

export const questions: Questions = {
  two: (draw) => {
    const scores = [draw.whole(-3, 5), draw.whole(-3, 5)];
    const [right = 0] = softmax(scores);
    const behind = scores[1]! - scores[0]!;
    return amount(
      `Two classes have the scores ${listed(scores)}. What is the probability of the first, from 0 to 1, to two decimals?`,
      right,
      `Only the difference counts: 1 / (1 + e to the power of ${signed(behind)}) = ${writeShort(right)}.`,
      0.0051,
    );
  },
  change: (draw) => {
    const scores = draw.some([-4, -2, -1, 0, 1, 2, 3, 5, 6], 3).sort((a, b) => b - a);
    const by = draw.whole(1, 4);
    const [words, changed] = draw.pick([
      [`${by} is added to all three scores`, scores.map((score) => score + by)],
      [`${by} is added to the first score`, scores.map((score, i) => (i === 0 ? score + by : score))],
      [`${by} is added to the last two scores`, scores.map((score, i) => (i === 0 ? score : score + by))],
      [`all three scores are multiplied by ${by + 1}`, scores.map((score) => score * (by + 1))],
    ] as const);
    const [before = 0, after = 0] = [softmax(scores)[0], softmax(changed)[0]];
    const answers = ['It stays as it is.', 'It gets larger.', 'It gets smaller.'] as const;
    const right = Math.abs(after - before) < 1e-9 ? 0 : after > before ? 1 : 2;
    return choice(
      draw,
      `Three classes have the scores ${listed(scores)}. Now ${words}. What becomes of the first one’s probability?`,
      answers[right],
      answers,
      `Softmax looks at the differences between scores alone. The probability was ${writeShort(before)} and is ${writeShort(after)}.`,
    );
  },
  alike: (draw) => {
    const [classes, score] = [draw.pick([4, 5, 8, 10, 20, 25, 50, 100]), draw.whole(-5, 9)];
    const right = softmax(Array.from({ length: classes }, () => score))[0]!;
    return amount(
      `All ${classes} classes have the same score, ${signed(score)}. What probability does each get, from 0 to 1?`,
      right,
      `Equal scores share equally: 1 / ${classes} = ${writeShort(right)}.`,
      0.0005,
    );
  },
  cut: (draw) => {
    const scores = [draw.whole(-9, -1), draw.whole(1, 9), draw.whole(-9, -1), draw.whole(1, 9)];
    const right = scores.map((score) => Math.max(0, score));
    return choice(
      draw,
      `In the notebook a ReLU stands between the last scores and the softmax. The scores are ${listed(scores)}. What does the softmax get, if dropout changes nothing?`,
      listed(right),
      [listed(scores), listed(scores.map(Math.abs)), listed(scores.map((score) => Math.min(0, score)))],
      `All that is below zero becomes 0, ${listed(right)}: the classes that were ruled out are as likely as those that were not thought of.`,
    );
  },
  safely: (draw) => {
    const scores = draw.some([12, 25, 31, 48, 60, 77, 85, 99], 4).map((score) => 10 * score);
    const highest = Math.max(...scores);
    return choice(
      draw,
      `The softmax of ${listed(scores)} shall be computed without overflow. Which number is subtracted from all scores first?`,
      String(highest),
      [
        Math.min(...scores),
        scores.reduce((a, b) => a + b) / 4,
        scores.find((score) => score !== highest)!,
        1,
      ].map((each) => String(each)),
      `The highest, ${highest}: then no exponent is above 0, and none overflows. The probabilities stay the same.`,
    );
  },
  last: (draw) => {
    const [inputs, classes] = [draw.pick([64, 256, 1024, 4096]), draw.pick([10, 12, 100, 1000])];
    const right = parameterCount(dense('scores', classes), [inputs]);
    return countChoice(
      draw,
      `The last dense layer reads ${many(inputs, 'number')} and scores ${many(classes, 'class', 'classes')}. How many parameters has it?`,
      right,
      [inputs * classes, inputs + classes, (classes + 1) * inputs],
      `(${writeCount(inputs)} + 1) · ${writeCount(classes)} = ${writeParameters(right)}.`,
    );
  },
};
