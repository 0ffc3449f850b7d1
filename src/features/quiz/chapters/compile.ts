import { writeCount } from '../../../drawing/writing/counts';
import { writeShort, writeSmall } from '../../../drawing/writing/values';
import { amount, choice, type Questions } from '../question';
import { bracketed, listed, many, signed } from '../words';

export const questions: Questions = {
  loss: (draw) => {
    const probability = draw.pick([0.9, 0.8, 0.5, 0.25, 0.2, 0.1, 0.05, 0.01, 0.001]);
    const right = -Math.log(probability);
    return choice(
      draw,
      `A network gives the right class a probability of ${probability}. What is the cross-entropy loss of this photograph?`,
      writeShort(right),
      [
        1 - probability,
        1 / probability,
        -Math.log10(probability),
        (1 - probability) ** 2,
        -Math.log(1 - probability),
      ].map(writeShort),
      `−ln ${probability} = ${writeShort(right)}. The other classes do not count.`,
    );
  },
  updates: (draw) => {
    const [photographs, batch] = [draw.whole(100, 9000), draw.pick([16, 32, 64, 128])];
    const updates = Math.ceil(photographs / batch);
    return amount(
      `A training set of ${writeCount(photographs)} photographs is gone through in batches of ${batch}; the last batch may be smaller. How many updates make one epoch?`,
      updates,
      `${writeCount(photographs)} / ${batch} = ${writeShort(photographs / batch)}, rounded up: ${updates}.`,
    );
  },
  decay: (draw) => {
    const [rate, decay] = [draw.pick([0.1, 0.01]), draw.pick([0.0005, 0.001, 0.01])];
    const updates = draw.pick([100, 500, 1000, 2000, 10000]);
    const right = rate / (1 + decay * updates);
    return choice(
      draw,
      `Keras 2.2 is given a learning rate of ${rate} and a decay of ${decay}. What is the rate after ${writeCount(updates)} updates?`,
      writeSmall(right),
      [rate * (1 - decay) ** updates, rate - decay, rate * decay, rate / (1 + decay), rate / 10, rate]
        .filter((each) => each > 1e-9)
        .map(writeSmall),
      `${rate} / (1 + ${decay} · ${writeCount(updates)}) = ${writeSmall(right)}.`,
    );
  },
  momentum: (draw) => {
    const [weight, velocity] = [draw.whole(-20, 20) / 10, draw.whole(-10, 10) / 10];
    const [gradient, rate] = [draw.whole(-5, 5), draw.pick([0.1, 0.2])];
    const next = 0.9 * velocity - rate * gradient;
    const right = weight + next;
    return amount(
      `With a momentum of 0.9 and a learning rate of ${rate}, a weight is ${signed(weight)}, its velocity ${signed(velocity)} and its gradient ${signed(gradient)}. What is the weight after this update?`,
      right,
      `The velocity becomes 0.9 · ${bracketed(velocity)} − ${rate} · ${bracketed(gradient)} = ${signed(Number(next.toFixed(3)))}, and is added to the weight: ${signed(Number(right.toFixed(3)))}.`,
      0.0051,
    );
  },
  glorot: (draw) => {
    const [inputs, outputs] = [draw.whole(1, 40) * 10, draw.whole(1, 40) * 10];
    const right = Math.sqrt(6 / (inputs + outputs));
    return amount(
      `Glorot’s rule draws weights evenly between −a and a, with a² = 6 / (inputs + outputs). A dense layer reads ${many(inputs, 'number')} and gives ${outputs}. What is a, to two decimals?`,
      right,
      `The square root of 6 / (${inputs} + ${outputs}) is ${writeShort(right)}.`,
      0.0051,
    );
  },
  penalty: (draw) => {
    const factor = draw.pick([0.0001, 0.00025, 0.0005, 0.001]);
    const weights = [draw.whole(1, 9), -draw.whole(1, 9)];
    const right = 2 * factor * weights[0]!;
    return choice(
      draw,
      `A loss has the penalty ${factor} times the sum of the squared weights, and the weights are ${listed(weights)}. What does the penalty add to the slope of the first?`,
      signed(Number(right.toPrecision(4))),
      [factor * weights[0]!, factor * weights[0]! ** 2, -right, factor, 4 * factor * weights[0]!].map(
        (each) => signed(Number(each.toPrecision(4))),
      ),
      `The derivative of ${factor} · w² is 2 · ${factor} · w, here 2 · ${factor} · ${weights[0]} = ${Number(right.toPrecision(4))}.`,
    );
  },
};
