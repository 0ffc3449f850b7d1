import { refuseUnknown } from '../engine/arguments/check-options';
import { buildModel } from '../engine/build';
import { toCategorical } from '../engine/categorical';
import { makeLocalResponseNormalization } from '../engine/course-tf';
import { photographCrops, type CropOptions, type Crops } from '../engine/crops';
import { examine } from '../engine/examine';
import type { LocalResponseNormalizationArgs } from '../engine/layers/lrn';
import { convertAllKernelsInModel } from '../engine/rotate-kernels';
import type { EngineSession } from '../engine/session';
import { KerasSGD, type SGDOptions } from '../engine/sgd';
import { notebookNetwork, type NotebookOptions } from '../model/networks';
import type { Photograph } from '../notebook/messages';
import type { ModuleTable } from './modules';

const ALEXNET_OPTIONS: Readonly<Record<keyof NotebookOptions, true>> = {
  width: true,
  nClasses: true,
  linearLogits: true,
};

/** The modules of one session: TensorFlow.js, and the course's library by the names of the notebook's own modules. */
export function courseModules(session: EngineSession, photographs: () => Promise<readonly Photograph[]>) {
  return {
    '@tensorflow/tfjs': session.tf,
    './utils': {
      localResponseNormalization: (options?: LocalResponseNormalizationArgs) =>
        makeLocalResponseNormalization(session, options),
      photographs,
      photographCrops: async (options: CropOptions): Promise<Crops> =>
        photographCrops(await photographs(), options),
      alexnet: (options?: NotebookOptions) => {
        refuseUnknown('alexnet', options, Object.keys(ALEXNET_OPTIONS));
        return buildModel(notebookNetwork(options), session);
      },
      examine,
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
