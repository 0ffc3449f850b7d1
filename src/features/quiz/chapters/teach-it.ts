import { BYTES_PER_NUMBER, parameterCount } from '../../../model/counts';
import { dense } from '../../../model/make-layer';
import { writeCount } from '../../../drawing/writing/counts';
import { writeDigits } from '../../../drawing/writing/values';
import { amount, choice, type Questions } from '../question';
import { listed, many } from '../words';

const FEATURES = 4096;

export const questions: Questions = {
  head: (draw) => {
    const classes = draw.whole(2, 12);
    const parameters = parameterCount(dense('head', classes), [FEATURES]);
    return amount(
      `The head for your classes is a dense layer over ${writeCount(FEATURES)} features. How many parameters has it for ${classes} classes?`,
      parameters,
      `(${writeCount(FEATURES)} + 1) · ${classes} = ${writeCount(parameters)}.`,
    );
  },
  'held-out': (draw) => {
    const pictures = [draw.whole(1, 30), draw.whole(5, 40)];
    const held = pictures.map((count) => Math.floor(count / 5));
    return amount(
      `You have ${pictures[0]} of one class and ${many(pictures[1]!, 'picture')} of another. The fifth, the tenth, the fifteenth and so on of each class are held out. How many are left to learn from?`,
      pictures[0]! + pictures[1]! - held[0]! - held[1]!,
      `${held[0]} and ${held[1]} are held out: ${pictures[0]! + pictures[1]!} − ${held[0]! + held[1]!} = ${pictures[0]! + pictures[1]! - held[0]! - held[1]!}.`,
    );
  },
  guess: (draw) => {
    const classes = draw.whole(2, 12);
    const right = 100 / classes;
    return amount(
      `You have ${classes} classes with as many pictures each. How many percent does a program name right that guesses blindly, to one decimal?`,
      right,
      `One of ${classes}: 100 / ${classes} = ${writeDigits(right, 4)} percent.`,
      0.051,
    );
  },
  slope: (draw) => {
    const parts = [draw.whole(1, 8), draw.whole(1, 8), draw.whole(1, 8)];
    const sum = parts.reduce((a, b) => a + b, 0);
    const probabilities = parts.map((part) => Number((part / sum).toFixed(2)));
    const right = draw.whole(0, 2);
    const slopes = (of: (probability: number, i: number) => number) =>
      listed(probabilities.map((probability, i) => Number(of(probability, i).toFixed(2))));
    const answer = slopes((probability, i) => probability - Number(i === right));
    return choice(
      draw,
      `A head gives three classes the probabilities ${listed(probabilities)}; the right one is number ${right}, counted from 0. What are the slopes of the loss for the three scores?`,
      answer,
      [
        slopes((probability, i) => Number(i === right) - probability),
        slopes((probability) => probability),
        slopes((probability, i) => (i === right ? 1 : probability)),
        slopes((probability) => probability - 1),
      ],
      `A slope is the probability less what it should be, 1 for the right class and 0 for the others: ${answer}.`,
    );
  },
  passes: (draw) => {
    const [pictures, epochs] = [draw.whole(10, 80), draw.whole(20, 300)];
    const saved = pictures * (epochs - 1);
    return amount(
      `${pictures} pictures are learned from for ${epochs} epochs. The network below the head stays as it is, so each picture’s features are computed once and kept. How many passes through the network does that save?`,
      saved,
      `${pictures} passes instead of ${pictures} · ${epochs} = ${writeCount(pictures * epochs)}: ${writeCount(saved)} are saved.`,
    );
  },
  features: (draw) => {
    const pictures = draw.whole(1, 200);
    const bytes = pictures * FEATURES * BYTES_PER_NUMBER;
    return amount(
      `The features of a picture are ${writeCount(FEATURES)} numbers of ${BYTES_PER_NUMBER} bytes. How many bytes do those of ${many(pictures, 'picture')} take?`,
      bytes,
      `${pictures} · ${writeCount(FEATURES)} · ${BYTES_PER_NUMBER} = ${writeCount(bytes)}.`,
    );
  },
};
