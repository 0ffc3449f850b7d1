import * as tf from '@tensorflow/tfjs';
import { kerasSummary } from '../model/keras-summary';
import type { Shape } from '../model/layer';
import { outputShape } from '../model/shapes';
import { checkLabels } from './arguments/labels';
import { checkCalls, type TrainingListener } from './arguments/model-calls';
import { describe, describeLayer } from './describe';
import { letLayersStayInside } from './layers/layout';
import { stoppable, type TrainingWatcher, watched } from './training';

/** Is notified of what a cell builds and trains. */
export interface ModelListener extends TrainingWatcher, TrainingListener {
  modelMade(model: tf.LayersModel): void;
  layerAdded(model: tf.LayersModel, layer: tf.layers.Layer): void;
}

type Print = (message?: unknown, ...optional: unknown[]) => void;

/** `tf.Sequential` whose summary is Keras's, and whose layers keep their tensors channels last between them. */
export class Sequential extends tf.Sequential {
  readonly #listener: ModelListener;

  constructor(name: string, listener: ModelListener) {
    super({ name });
    this.#listener = listener;
    checkCalls(this, listener);
    listener.modelMade(this);
  }

  /**
   * @throws {ShapeError} if the layer cannot take the model's present output; the model is then as it was.
   */
  override add(layer: tf.layers.Layer): void {
    if (!(layer instanceof tf.layers.Layer)) {
      throw new Error(`model.add takes a layer, such as tf.layers.flatten(), but got ${String(layer)}.`);
    }
    this.#checkFit(layer);
    super.add(layer);
    this.#listener.layerAdded(this, layer);
  }

  override build(inputShape?: tf.Shape | tf.Shape[]): void {
    super.build(inputShape);
    // TensorFlow.js's sequential model wraps another, private to it, that runs.
    const { model } = this as unknown as { model: tf.LayersModel };
    letLayersStayInside(model);
    checkLabels(model);
  }

  override summary(_lineLength?: number, _positions?: number[], print: Print = console.log): void {
    printSummary(this, print);
  }

  override fit(...[x, y, args = {}]: Parameters<tf.LayersModel['fit']>): ReturnType<tf.LayersModel['fit']> {
    return super.fit(x, y, watched(x, args, this.#listener));
  }

  override fitDataset(...[dataset, args]: Parameters<tf.LayersModel['fitDataset']>): Promise<tf.History> {
    return super.fitDataset(dataset, stoppable(args, this.#listener));
  }

  #checkFit(layer: tf.layers.Layer): void {
    const described = describeLayer(layer);
    const shape = withoutBatch(this.outputs[0]?.shape ?? layer.batchInputShape);
    if (described && shape) outputShape(described, shape, this.layers.at(-1)?.name ?? null);
  }
}

/** `tf.LayersModel` with Keras's summary. */
export class FunctionalModel extends tf.LayersModel {
  readonly #listener: ModelListener;

  constructor(args: ConstructorParameters<typeof tf.LayersModel>[0], listener: ModelListener) {
    super(args);
    this.#listener = listener;
    letLayersStayInside(this);
    checkLabels(this);
    checkCalls(this, listener);
    listener.modelMade(this);
  }

  override summary(_lineLength?: number, _positions?: number[], print: Print = console.log): void {
    printSummary(this, print);
  }

  override fit(...[x, y, args = {}]: Parameters<tf.LayersModel['fit']>): ReturnType<tf.LayersModel['fit']> {
    return super.fit(x, y, watched(x, args, this.#listener));
  }

  override fitDataset(...[dataset, args]: Parameters<tf.LayersModel['fitDataset']>): Promise<tf.History> {
    return super.fitDataset(dataset, stoppable(args, this.#listener));
  }
}

function printSummary(model: tf.LayersModel, print: Print): void {
  for (const line of kerasSummary(describe(model)).split('\n')) print(line);
}

/** Null if there is no shape yet, or it leaves a size open. */
function withoutBatch(shape: tf.Shape | undefined): Shape | null {
  const sizes = shape?.slice(1).filter((size) => size !== null);
  return sizes && sizes.length + 1 === shape?.length ? sizes : null;
}
