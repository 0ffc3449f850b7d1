import { answersCovered } from '../engine/occlusion';
import { seePicture } from '../engine/picture-seen';
import { answersPruned } from '../engine/pruning';
import type { Rectangle } from '../model/trace/field';
import type { CoveredAnswer, PictureSeen, PrunedAnswers } from '../notebook/insight';
import type { Photograph } from '../notebook/messages';
import type { LearnedHolder } from './learned-questions';
import { transfer } from './transfer';

/** What the page can ask about what the network has learned. Each is one step of something longer: the page asks on, or does not. */
export function insightQuestions({ queue, learned }: Pick<LearnedHolder, 'queue' | 'learned'>) {
  return {
    /** What excites the channels in a picture, its numbers before FC6 and after FC7, and the answer. */
    seePicture: (photograph: Photograph): Promise<PictureSeen> =>
      queue.add(async () => {
        const seen = await seePicture(await learned().whole(), photograph);
        const { flat, features, probabilities, strongest } = seen;
        const buffers = strongest.flatMap(({ values, places }) => [values.buffer, places.buffer]);
        return transfer(seen, [flat.buffer, features.buffer, probabilities.buffer, ...buffers]);
      }),

    /**
     * The answer to a picture with a part of it covered in grey, for each of these parts.
     *
     * @param covers in pixels of the network's input
     * @param of the class whose probability is wanted
     */
    answersCovered: (
      photograph: Photograph,
      covers: readonly Rectangle[],
      of: number,
    ): Promise<CoveredAnswer[]> =>
      queue.add(async () => answersCovered(await learned().whole(), photograph, covers, of)),

    /**
     * The answers when only the largest weights of FC6 and FC7 are left.
     *
     * @param flat what goes into FC6, picture by picture
     * @param share of each layer's weights that are left
     */
    answersPruned: (flat: Float32Array<ArrayBuffer>, share: number): Promise<PrunedAnswers> =>
      queue.add(async () => {
        const answers = await answersPruned(await learned().whole(), flat, share);
        return transfer(answers, [answers.probabilities.buffer]);
      }),
  };
}
