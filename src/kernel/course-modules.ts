import { toCategorical } from '../engine/categorical';
import { makeLocalResponseNormalization } from '../engine/course-tf';
import type { LocalResponseNormalizationArgs } from '../engine/layers/lrn';
import { photographCrops, type CropOptions, type Crops } from '../engine/crops';
import type { EngineSession } from '../engine/session';
import { KerasSGD, type SGDOptions } from '../engine/sgd';
import type { Photograph } from '../notebook/protocol';
import type { ModuleTable } from './modules';

/** The modules of one session: TensorFlow.js, and the course's library by the names of the notebook's own modules. */
export function courseModules(
  session: EngineSession,
  photographs: () => Promise<readonly Photograph[]>,
): ModuleTable {
  return {
    '@tensorflow/tfjs': session.tf as unknown as Record<string, unknown>,
    './utils': {
      localResponseNormalization: (options?: LocalResponseNormalizationArgs) =>
        makeLocalResponseNormalization(session, options),
      photographs,
      photographCrops: async (options: CropOptions): Promise<Crops> =>
        photographCrops(await photographs(), options),
    },
    './keras': {
      sgd: (options?: SGDOptions) => new KerasSGD(options),
      toCategorical,
      /** Keras's name of what computes; TensorFlow.js is TensorFlow's in all that the notebook asks. */
      backend: () => 'tensorflow',
    },
  };
}
