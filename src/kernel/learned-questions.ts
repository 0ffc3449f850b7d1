import * as tf from '@tensorflow/tfjs';
import type { LearnedModels } from '../engine/learned-models';
import { photographInput } from '../engine/photograph-input';
import { readBack } from '../engine/read-back';
import { type LearnedAnswer, mostProbable } from '../learned/classes';
import type { Network } from '../model/layer';
import { INPUT_SIDE } from '../model/photograph';
import type { Photograph } from '../notebook/messages';
import type { TaskQueue } from './task-queue';

/** What the questions about the learned network need of the kernel. */
export interface LearnedHolder {
  readonly queue: TaskQueue;
  /** @throws if the kernel has not started */
  readonly learned: () => LearnedModels;
  /** Makes a network the one that all questions about the network are about. */
  readonly look: (network: tf.LayersModel | null) => void;
}

/** What the page can ask about the learned network. */
export function learnedQuestions({ queue, learned, look }: LearnedHolder) {
  return {
    /**
     * Makes a network, with the learned weights, the one that `trace`, `weights` and `measure` are about.
     *
     * @param network as `learnedPart` gives it
     */
    takeLearned: (network: Network): Promise<void> =>
      queue.add(async () => {
        look(null);
        look(await learned().of(network));
      }),

    /** What the learned network takes a photograph for: the most probable classes, the first first. */
    answers: (photograph: Photograph, count = 5): Promise<readonly LearnedAnswer[]> =>
      queue.add(async () => {
        const model = await learned().whole();
        const output = tf.tidy(
          () =>
            model.predict(
              photographInput(photograph, [3, INPUT_SIDE, INPUT_SIDE], 'channelsFirst'),
            ) as tf.Tensor,
        );
        return mostProbable(await readBack(output), count);
      }),
  };
}
