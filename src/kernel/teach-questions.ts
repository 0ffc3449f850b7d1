import { layerOutput } from '../engine/features';
import type { LearnedModels } from '../engine/learned-models';
import { ScratchTraining, type LabelledPicture, type ScratchStep } from '../engine/scratch-training';
import type { BuildingSession } from '../engine/build';
import { featureLayer } from '../learned/network';
import type { Photograph } from '../notebook/messages';
import { ReaderError } from '../notebook/reader-error';
import type { TaskQueue } from './task-queue';
import { transfer } from './transfer';

/** What the questions about classes of the reader's need of the kernel. */
export interface TeachHolder {
  readonly queue: TaskQueue;
  /** @throws if the kernel has not started */
  readonly learned: () => LearnedModels;
  /** @throws if the kernel has not started */
  readonly session: () => BuildingSession;
}

/** What the page can ask to learn classes of the reader's: on what the learned network sees, and from scratch. */
export function teachQuestions({ queue, learned, session }: TeachHolder) {
  let scratch: ScratchTraining | null = null;
  /** Those of the next training from scratch, as they come. */
  let pictures: LabelledPicture[] = [];

  function training(): ScratchTraining {
    if (scratch === null) throw new ReaderError('The training was put away: begin it again.');
    return scratch;
  }

  return {
    /** The 4,096 features of a photograph: what the learned network gives behind FC7 and its ReLU. */
    features: (photograph: Photograph): Promise<Float32Array<ArrayBuffer>> =>
      queue.add(async () => {
        const layer = featureLayer();
        const values = await layerOutput(await learned().whole(layer), photograph, layer);
        return transfer(values, [values.buffer]);
      }),

    /** Takes in a picture for the next training from scratch. */
    scratchPicture: (picture: LabelledPicture): Promise<void> =>
      queue.add(async () => {
        pictures.push(picture);
      }),

    /**
     * Begins a training from scratch on the pictures that were taken in, in the place of the one before.
     *
     * @returns the steps in which every picture is taken once
     */
    scratchBegin: (options: { width: number; classes: number }): Promise<number> =>
      queue.add(async () => {
        scratch?.dispose();
        scratch = null;
        const given = pictures;
        pictures = [];
        scratch = new ScratchTraining(session(), { ...options, pictures: given });
        return scratch.stepsOfPass;
      }),

    /** One step of the training from scratch. */
    scratchStep: (): Promise<ScratchStep> => queue.add(async () => training().step()),

    /** What the network from scratch takes a photograph for: the probability of each class. */
    scratchAnswers: (photograph: Photograph): Promise<Float32Array<ArrayBuffer>> =>
      queue.add(async () => training().answers(photograph)),

    /** Frees what the training from scratch holds. */
    scratchEnd: (): Promise<void> =>
      queue.add(async () => {
        scratch?.dispose();
        scratch = null;
        pictures = [];
      }),
  };
}
