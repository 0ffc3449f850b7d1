import type * as tf from '@tensorflow/tfjs';
import { checkCallbacks } from './callbacks';
import { checkOptions, type Options } from './check-options';

type Method = (...args: unknown[]) => unknown;

/** The methods of a model that take options, and which of their arguments those are. */
const METHODS = {
  compile: 0,
  fit: 2,
  fitDataset: 1,
  evaluate: 2,
  evaluateDataset: 1,
  predict: 1,
} as const;

/** Told of each training that begins. */
export interface TrainingListener {
  /**
   * @param model that it trains
   * @param call 'model.fit' or 'model.fitDataset'
   * @param ended kept when the training has ended, well or not
   */
  trainingBegan(model: tf.LayersModel, call: string, ended: Promise<void>): void;
}

/** Makes a model refuse options that its methods do not know, and callbacks that nobody calls. */
export function checkCalls(model: tf.LayersModel, listener: TrainingListener): void {
  for (const [name, position] of Object.entries(METHODS) as [keyof typeof METHODS, number][]) {
    const method = (model[name] as Method).bind(model);
    const call = `model.${name}` as const;
    Reflect.set(model, name, (...args: unknown[]): unknown => {
      const options = args[position];
      checkOptions(call, options);
      if (call !== 'model.fit' && call !== 'model.fitDataset') return method(...args);
      checkCallbacks(call, (options as Options | undefined)?.['callbacks']);
      const training = method(...args) as Promise<unknown>;
      listener.trainingBegan(model, call, training.then(nothing, nothing));
      return outcomeOf(training, new Error(call));
    });
  }
}

/**
 * Another promise than the one whose end is waited for: if nobody waits for this one, its error is still told. With the
 * place of the call in the error's stack, as most browsers leave out who awaits.
 */
async function outcomeOf<T>(training: Promise<T>, place: Error): Promise<T> {
  try {
    return await training;
  } catch (error) {
    if (error instanceof Error) Reflect.set(error, 'stack', `${error.stack}\n${place.stack}`);
    throw error;
  }
}

function nothing(): void {}
