import type { LayersModel } from '@tensorflow/tfjs';
import { answers, type Answer, type AnswerOptions } from '../engine/answers';
import { refuseUnknown } from '../engine/arguments/check-options';
import { buildChain } from '../engine/build';
import { toCategorical } from '../engine/categorical';
import { clothes, type Clothes, type ClothesOptions } from '../engine/clothes';
import { makeLocalResponseNormalization, makeSliceChannels } from '../engine/course-tf';
import { photographCrops, type CropOptions, type Crops } from '../engine/crops';
import { examine } from '../engine/examine';
import { loadLearned } from '../engine/load-learned';
import { loadWeights } from '../engine/load-weights';
import type { LocalResponseNormalizationArgs } from '../engine/layers/lrn';
import type { SliceChannelsArgs } from '../engine/layers/slice-channels';
import { convertAllKernelsInModel } from '../engine/rotate-kernels';
import { StopError, type EngineSession } from '../engine/session';
import { KerasSGD, type SGDOptions } from '../engine/sgd';
import { learnedClasses } from '../learned/classes';
import { learnedFiles } from '../learned/format';
import { CLOTHES_FILE } from '../model/clothes';
import { IMAGENET_CLASSES_PATH } from '../model/imagenet';
import { describeMatch } from '../model/weights-file/match-weights';
import { notebookNetwork, type NotebookOptions } from '../model/networks';
import type { Photograph } from '../notebook/messages';
import { askedSource } from '../notebook/weights-path';
import type { ModuleTable } from './modules';

const ALEXNET_OPTIONS: Readonly<Record<keyof NotebookOptions, true>> = {
  width: true,
  nClasses: true,
  linearLogits: true,
};

/** What the course's library needs of whoever runs the kernel. */
interface CourseFiles {
  photographs(): Promise<readonly Photograph[]>;
  file(path: string): Promise<ArrayBuffer>;
}

/** The modules of one session: TensorFlow.js, and the course's library by the names of the notebook's own modules. */
export function courseModules(session: EngineSession, files: CourseFiles) {
  return {
    '@tensorflow/tfjs': session.tf,
    './utils': {
      localResponseNormalization: (options?: LocalResponseNormalizationArgs) =>
        makeLocalResponseNormalization(session, options),
      sliceChannels: (options: SliceChannelsArgs) => makeSliceChannels(session, options),
      photographs: () => files.photographs(),
      photographCrops: async (options: CropOptions): Promise<Crops> =>
        photographCrops(await files.photographs(), options),
      clothes: async (options?: ClothesOptions): Promise<Clothes> =>
        clothes(await files.file(`clothes/${CLOTHES_FILE}`), options),
      loadWeights: async (model: LayersModel, name: string): Promise<void> => {
        const source = await askedSource(name, (path) => {
          if (session.signal?.aborted) throw new StopError();
          return files.file(path);
        });
        const match = await loadWeights(model, source);
        console.log(describeMatch(match).join('\n'));
      },
      answers: (model: LayersModel, photograph: Photograph, options?: AnswerOptions): Promise<Answer[]> =>
        answers(model, photograph, options, async () => namesIn(await files.file(IMAGENET_CLASSES_PATH))),
      alexnet: (options?: NotebookOptions) => {
        refuseUnknown('alexnet', options, Object.keys(ALEXNET_OPTIONS));
        return buildChain(notebookNetwork(options), session);
      },
      examine,
      loadLearned: async (model: LayersModel): Promise<void> => {
        const said = await loadLearned(model, (layer) => files.file(`learned/${learnedFiles[layer].file}`));
        console.log(said.join('\n'));
      },
      learnedClasses: Object.freeze([...learnedClasses]),
    },
    './keras': {
      sgd: (options?: SGDOptions) => new KerasSGD(options),
      toCategorical,
      convertAllKernelsInModel,
      /** Keras's name for what computes: here as there it is TensorFlow. */
      backend: () => 'tensorflow',
    },
  } satisfies ModuleTable;
}

/** @param file a list of names, JSON */
function namesIn(file: ArrayBuffer): readonly string[] {
  return JSON.parse(new TextDecoder().decode(file)) as readonly string[];
}
