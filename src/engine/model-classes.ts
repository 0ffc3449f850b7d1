import * as tf from '@tensorflow/tfjs';
import type { NameCounters } from '../model/keras-names';
import { FunctionalModel, type ModelListener, Sequential } from './sequential';

export type ModelArgs = Parameters<typeof tf.model>[0];

/** The classes of the models of a session, which stand for TensorFlow.js's. */
export function modelClasses(session: ModelListener & { readonly names: NameCounters }) {
  class CourseSequential extends Sequential {
    constructor({ layers = [], name }: tf.SequentialArgs = {}) {
      super(name ?? session.names.next('Sequential'), session);
      for (const layer of layers) this.add(layer);
    }
  }

  class CourseModel extends FunctionalModel {
    constructor(args: ModelArgs) {
      super({ ...args, name: args.name ?? session.names.next('Model') }, session);
    }

    /** Sequential models are of this class too. */
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof tf.LayersModel;
    }
  }

  return { Sequential: CourseSequential, LayersModel: CourseModel };
}
