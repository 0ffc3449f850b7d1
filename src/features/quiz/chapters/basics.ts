import { parameterCount } from '../../../model/counts';
import { sizeOf } from '../../../model/image-shape';
import { dense } from '../../../model/make-layer';
import { writeCount } from '../../../drawing/writing/counts';
import { amount, choice, type Questions } from '../question';
import { bracketed, listed, many, signed, times } from '../words';

export const questions: Questions = {
  picture: (draw) => {
    const [height, width] = [10 * draw.whole(3, 40), 10 * draw.whole(3, 40)];
    const numbers = sizeOf([3, height, width]);
    return amount(
      `A colour picture is ${height} pixels high and ${width} pixels wide. How many numbers is it?`,
      numbers,
      `Each pixel is three numbers, for red, green and blue: ${times(3, height, width)} = ${writeCount(numbers)}.`,
    );
  },
  neuron: (draw) => {
    const inputs = [draw.whole(0, 5), draw.whole(0, 5), draw.whole(0, 5)];
    const weights = [draw.whole(-3, 3), draw.whole(-3, 3), draw.whole(-3, 3)];
    const bias = draw.whole(-4, 4);
    const sum = inputs.reduce((total, input, i) => total + input * weights[i]!, bias);
    const products = inputs.map((input, i) => `${bracketed(weights[i]!)} · ${input}`).join(' + ');
    return amount(
      `A neuron has the weights ${listed(weights)} and the bias ${signed(bias)}. The numbers ${listed(inputs)} come in. What does it answer?`,
      Math.max(0, sum),
      `${products} + ${bracketed(bias)} = ${signed(sum)}${sum < 0 ? ', which is below zero, so it answers 0' : ''}.`,
    );
  },
  layer: (draw) => {
    const [neurons, inputs] = [draw.whole(1, 12), draw.whole(2, 60)];
    const numbers = parameterCount(dense('layer', neurons), [inputs]);
    return amount(
      `A layer of ${many(neurons, 'neuron')} looks at ${many(inputs, 'number')}. How many weights and biases has it in all?`,
      numbers,
      `A neuron has a weight for each number that comes in, and one bias: (${inputs} + 1) · ${neurons} = ${writeCount(numbers)}.`,
    );
  },
  step: (draw) => {
    const [weight, slope] = [draw.whole(5, 30) / 10, draw.pick([-40, -30, -20, -10, 10, 20, 30, 40]) / 10];
    const rate = draw.pick([0.1, 0.2, 0.5]);
    const next = weight - rate * slope;
    return amount(
      `A weight is ${weight}. There the loss has a slope of ${signed(slope)}, and the learning rate is ${rate}. What is the weight after one step?`,
      next,
      `The step is the slope times the rate, ${signed(slope)} · ${rate} = ${signed(Number((rate * slope).toFixed(2)))}, and it is taken against the slope: ${signed(Number(next.toFixed(2)))}.`,
      0.001,
    );
  },
  direction: (draw) => {
    const slope = draw.pick([-1, 1]) * (draw.whole(1, 30) / 10);
    const larger = slope < 0;
    return choice(
      draw,
      `Where a weight stands, the loss has a slope of ${signed(slope)}. What does gradient descent do with the weight?`,
      larger ? 'It makes it larger.' : 'It makes it smaller.',
      ['It makes it larger.', 'It makes it smaller.', 'It leaves it as it is.'],
      `A slope ${larger ? 'below' : 'above'} zero means that the loss ${larger ? 'falls' : 'rises'} as the weight grows, so the weight is made ${larger ? 'larger' : 'smaller'}.`,
    );
  },
  loss: (draw) => {
    const weight = draw.whole(1, 4);
    const miles = draw.some([1, 2, 3, 4, 5], 2).sort((a, b) => a - b);
    const errors = [draw.whole(1, 4), draw.pick([-3, -2, -1, 0, 2])];
    const wanted = miles.map((mile, i) => weight * mile + errors[i]!);
    const loss = (errors[0]! ** 2 + errors[1]! ** 2) / 2;
    return amount(
      `A machine answers ${weight} times what comes in. For ${listed(miles)} it should answer ${listed(wanted)}. What is its loss, the mean of the squared errors?`,
      loss,
      `It answers ${listed(miles.map((mile) => weight * mile))}, so it is off by ${errors.map(Math.abs).join(' and ')}; (${errors.map((error) => `${Math.abs(error)}²`).join(' + ')}) / 2 = ${loss}.`,
    );
  },
};
