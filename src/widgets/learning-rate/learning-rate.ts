import { writeShare } from '../../drawing/writing/measures';

/** Updates of one pass through the photographs of ImageNet's 2012 contest, 1,281,167, in batches of 128; the last is smaller. */
export const UPDATES_PER_EPOCH = Math.ceil(1_281_167 / 128);

/** Keras's: rate / (1 + decay * t), t the updates made (Keras 2.2, optimizers.py). */
export function kerasRate(rate: number, decay: number, update: number): number {
  return rate / (1 + decay * update);
}

export interface StepSchedule {
  /** How many updates have been made when the rate is divided: one number for each division, in rising order. */
  divisions: readonly number[];
  /** What the rate is divided by each time. */
  factor: number;
}

/** The rate once `update` updates have been made. */
export function stepRate(rate: number, { divisions, factor }: StepSchedule, update: number): number {
  return rate / factor ** divisions.filter((division) => division <= update).length;
}

/** A weight and its velocity under momentum. */
interface Moving {
  weight: number;
  velocity: number;
}

/** One update of a weight without gradient, as a matrix: v <- m v - d r w, w <- w + v (paper, section 5). */
interface Step {
  /** What the new velocity has of the old one and of the weight. */
  velocity: readonly [ofVelocity: number, ofWeight: number];
  /** What the new weight has of both. */
  weight: readonly [ofVelocity: number, ofWeight: number];
}

/**
 * A weight that gets no gradient, under weight decay alone and a step schedule: what is left of 1 after each of these
 * numbers of updates. Between two divisions all updates are the same linear map, so that a thousand of them cost ten
 * multiplications.
 *
 * @param updates in rising order
 */
export function decayedWeights(
  { rate, weightDecay, momentum }: { rate: number; weightDecay: number; momentum: number },
  schedule: StepSchedule,
  updates: readonly number[],
): number[] {
  let state: Moving = { weight: 1, velocity: 0 };
  let made = 0;
  return updates.map((wanted) => {
    while (made < wanted) {
      const next = schedule.divisions.find((division) => division > made) ?? Infinity;
      const until = Math.min(wanted, next);
      const pull = weightDecay * stepRate(rate, schedule, made);
      const step: Step = { velocity: [momentum, -pull], weight: [momentum, 1 - pull] };
      state = move(state, power(step, until - made));
      made = until;
    }
    return state.weight;
  });
}

function move({ weight, velocity }: Moving, step: Step): Moving {
  return {
    velocity: step.velocity[0] * velocity + step.velocity[1] * weight,
    weight: step.weight[0] * velocity + step.weight[1] * weight,
  };
}

/** The step taken `times` times, by squaring. */
function power(step: Step, times: number): Step {
  let result: Step = { velocity: [1, 0], weight: [0, 1] };
  let square = step;
  for (let rest = times; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = after(square, result);
    square = after(square, square);
  }
  return result;
}

/** Both in one: first `first`, then `second`. */
function after(second: Step, first: Step): Step {
  const row = ([ofVelocity, ofWeight]: Step['weight']): [number, number] => [
    ofVelocity * first.velocity[0] + ofWeight * first.weight[0],
    ofVelocity * first.velocity[1] + ofWeight * first.weight[1],
  ];
  return { velocity: row(second.velocity), weight: row(second.weight) };
}

/** What is left of a weight, as a share: 0.67 %, or less than a share that is as good as nothing. */
export function writeLeft(share: number): string {
  return share < 0.0001 ? 'less than 0.01\u00a0%' : writeShare(share, 2);
}
