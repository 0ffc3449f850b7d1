import * as tf from '@tensorflow/tfjs';
import { printSummary, type SummaryLayout } from '../model/keras-summary';
import type { Shape } from '../model/layer';
import { outputShape } from '../model/shapes';
import { checkLabels } from './arguments/labels';
import { checkCalls, type TrainingListener } from './arguments/model-calls';
import { trainAsCompiled } from './as-compiled';
import { refuseOnceDisposed } from './disposed';
import { isInput } from './layer-uses';
import { describeLayer } from './layers/describe-layer';
import { letLayersStayInside } from './layers/layout';
import { summaryTable } from './summary';
import { stoppable, type TrainingWatcher, watched } from './training';

/** Is notified of what a cell builds and trains. */
export interface ModelListener extends TrainingWatcher, TrainingListener {
  /**
   * A training of `fit`, which may be recorded, or recalled from a record.
   *
   * @param x what it trains on
   * @param begin trains
   */
  train(
    model: tf.LayersModel,
    x: object,
    args: tf.ModelFitArgs,
    begin: () => Promise<tf.History>,
  ): Promise<tf.History>;
  modelMade(model: tf.LayersModel): void;
  layerAdded(model: tf.LayersModel, layer: tf.layers.Layer): void;
}

type Print = (message?: unknown, ...optional: unknown[]) => void;

/** What TensorFlow.js's sequential model keeps to itself. */
interface Wrapping {
  /** Another model, which runs; TensorFlow.js makes it where there is none. */
  model: (tf.LayersModel & { optimizer: tf.Optimizer | undefined; isTraining: boolean }) | undefined;
}

/** Models that stand as a layer in another. */
const nested = new WeakSet<tf.LayersModel>();
/** Layers that belong to a model. */
const placed = new WeakSet<tf.layers.Layer>();

/**
 * `tf.Sequential` that is at every moment the network of its layers, as Keras's is; TensorFlow.js's runs on as it was
 * until it is compiled. Its layers keep their tensors channels last between them.
 */
export class Sequential extends tf.Sequential {
  readonly #listener: ModelListener;
  /** Null before `compile`. */
  #compiled: tf.ModelCompileArgs | null = null;

  constructor(name: string, listener: ModelListener) {
    super({ name });
    this.#listener = listener;
    checkCalls(this, listener);
    refuseOnceDisposed(this);
    listener.modelMade(this);
  }

  /**
   * @throws {ShapeError} if the layer cannot take the model's present output; the model is then as it was.
   */
  override add(layer: tf.layers.Layer): void {
    if (!(layer instanceof tf.layers.Layer)) {
      throw new Error(`model.add takes a layer, such as tf.layers.flatten(), but got ${String(layer)}.`);
    }
    this.#refuseChange('add');
    this.#checkFirst(layer);
    this.#checkFit(layer);
    super.add(layer);
    if (layer instanceof tf.LayersModel) nested.add(layer);
    this.#changed();
    placed.add(layer);
    this.#listener.layerAdded(this, layer);
  }

  /** @throws if there is no layer */
  override pop(): void {
    this.#refuseChange('pop');
    const last = this.layers.at(-1);
    const use = last?.inboundNodes.find(({ outputTensors }) => outputTensors[0] === this.outputs[0]);
    if (!use) throw new Error('model.pop() takes the last layer away, but there is none.');
    // TensorFlow.js would also forget what else goes on from the layer before it: a model that shares it.
    this.layers.pop();
    const isEmpty = this.layers.length === 0;
    this.inputs = isEmpty ? [] : this.inputs;
    this.outputs = isEmpty ? [] : use.inputTensors;
    const [own] = this.inboundNodes;
    if (isEmpty || !own) this.inboundNodes = [];
    else own.outputTensors = this.outputs;
    this.#changed();
  }

  override build(inputShape?: tf.Shape | tf.Shape[]): void {
    super.build(inputShape);
    if (!this.#wrapped) return;
    letLayersStayInside(this.#wrapped);
    trainAsCompiled(this.#wrapped);
    checkLabels(this.#wrapped);
  }

  override compile(args: tf.ModelCompileArgs): void {
    super.compile(args);
    this.#compiled = { ...args, optimizer: super.optimizer };
  }

  /** None before `compile`. */
  override get optimizer(): tf.Optimizer {
    return this.#wrapped?.optimizer ?? (this.#compiled?.optimizer as tf.Optimizer);
  }

  override set optimizer(optimizer: tf.Optimizer) {
    this.#prepareTraining();
    super.optimizer = optimizer;
    if (this.#compiled) this.#compiled = { ...this.#compiled, optimizer };
  }

  override get weights(): tf.LayerVariable[] {
    return weightsByLayer(this);
  }

  override setWeights(weights: tf.Tensor[]): void {
    tf.layers.Layer.prototype.setWeights.call(this, weights);
  }

  override summary(lineLength?: number, positions?: number[], print: Print = console.log): void {
    summarise(this, { lineLength, positions }, print);
  }

  override async fit(...[x, y, args = {}]: Parameters<tf.LayersModel['fit']>): Promise<tf.History> {
    this.#prepareTraining();
    return this.#listener.train(this, x, args, () =>
      watched(x, args, this.#listener, (reporting) => super.fit(x, y, reporting)),
    );
  }

  override async fitDataset(
    ...[dataset, args]: Parameters<tf.LayersModel['fitDataset']>
  ): Promise<tf.History> {
    this.#prepareTraining();
    return super.fitDataset(dataset, stoppable(args, this.#listener));
  }

  override async trainOnBatch(
    ...args: Parameters<tf.LayersModel['trainOnBatch']>
  ): Promise<number | number[]> {
    this.#prepareTraining();
    return super.trainOnBatch(...args);
  }

  override evaluate(...args: Parameters<tf.LayersModel['evaluate']>): tf.Scalar | tf.Scalar[] {
    this.#prepareTraining();
    return super.evaluate(...args);
  }

  override async evaluateDataset(
    ...[dataset, args = {}]: Parameters<tf.LayersModel['evaluateDataset']>
  ): Promise<tf.Scalar | tf.Scalar[]> {
    this.#prepareTraining();
    return super.evaluateDataset(dataset, args);
  }

  /** Layers were added or taken away: what ran before is the model no more. */
  #changed(): void {
    this.#wrapped = undefined;
    this.built = false;
  }

  /** Keras 2.2 compiles a model that has changed anew, with the optimiser, loss and metrics that it had. */
  #prepareTraining(): void {
    if (!this.built) this.build();
    if (this.#compiled && !this.#wrapped?.optimizer) this.compile(this.#compiled);
  }

  get #wrapped(): Wrapping['model'] {
    return (this as unknown as Wrapping).model;
  }

  set #wrapped(model: Wrapping['model']) {
    (this as unknown as Wrapping).model = model;
  }

  /** @throws if the change would pass by those who hold the model as it is */
  #refuseChange(method: string): void {
    if (this.#wrapped?.isTraining) {
      throw new Error(`model.${method}: ${this.name} is in training: wait for fit with await.`);
    }
    if (nested.has(this) || this.inboundNodes.length > 1) {
      throw new Error(
        `model.${method}: ${this.name} is a layer of another model, which would not change with it: change it before it becomes a layer.`,
      );
    }
  }

  /** @throws if the first layer would bring the layers before it along, unseen */
  #checkFirst(layer: tf.layers.Layer): void {
    if (this.outputs.length > 0 || layer instanceof tf.LayersModel) return;
    const before = layer.inboundNodes.flatMap((use) => use.inboundLayers).find((other) => !isInput(other));
    if (!before) return;
    throw new Error(
      `${layer.name} already goes on from ${before.name}, so it cannot be the first layer: make a new one with an inputShape.`,
    );
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
    trainAsCompiled(this);
    checkLabels(this);
    checkCalls(this, listener);
    refuseOnceDisposed(this);
    listener.modelMade(this);
    // A model over layers of another is a way to look into that one, and builds nothing.
    for (const layer of this.layers) {
      if (isInput(layer) || placed.has(layer)) continue;
      placed.add(layer);
      listener.layerAdded(this, layer);
    }
  }

  override get weights(): tf.LayerVariable[] {
    return weightsByLayer(this);
  }

  override summary(lineLength?: number, positions?: number[], print: Print = console.log): void {
    summarise(this, { lineLength, positions }, print);
  }

  override fit(...[x, y, args = {}]: Parameters<tf.LayersModel['fit']>): ReturnType<tf.LayersModel['fit']> {
    return this.#listener.train(this, x, args, () =>
      watched(x, args, this.#listener, (reporting) => super.fit(x, y, reporting)),
    );
  }

  override fitDataset(...[dataset, args]: Parameters<tf.LayersModel['fitDataset']>): Promise<tf.History> {
    return super.fitDataset(dataset, stoppable(args, this.#listener));
  }
}

/**
 * In the order of the layers, as in Keras: TensorFlow.js has those that train before the others, so that freezing a
 * layer would change what `setWeights` sets.
 */
function weightsByLayer(model: tf.LayersModel): tf.LayerVariable[] {
  return [...new Set(model.layers.flatMap(({ weights }) => weights))];
}

function summarise(model: tf.LayersModel, layout: SummaryLayout, print: Print): void {
  for (const line of printSummary(summaryTable(model), layout).split('\n')) print(line);
}

/** Null if there is no shape yet, or it leaves a size open. */
function withoutBatch(shape: tf.Shape | undefined): Shape | null {
  const sizes = shape?.slice(1).filter((size) => size !== null);
  return sizes && sizes.length + 1 === shape?.length ? sizes : null;
}
