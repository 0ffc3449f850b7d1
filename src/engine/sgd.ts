import * as tf from '@tensorflow/tfjs';
import { isOwnKernel } from './own/own-kernels';
import { refuseUnknown } from './arguments/check-options';
import { SGD_UPDATE, type SGDUpdate } from './own/sgd-update';

export interface SGDOptions {
  learningRate?: number;
  /** Lowers the learning rate with every update; it is no weight decay. */
  decay?: number;
  momentum?: number;
  nesterov?: boolean;
}

type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

const KERAS_DEFAULTS: Required<SGDOptions> = { learningRate: 0.01, decay: 0, momentum: 0, nesterov: false };

/**
 * Stochastic gradient descent as in Keras 2.2. At update t (from 0), for each weight w with gradient g:
 *
 *     rate = learningRate / (1 + decay * t)
 *     v = momentum * v - rate * g
 *     w = w + v                             (with nesterov: w + momentum * v - rate * g)
 *
 * TensorFlow.js's own momentum optimizer keeps the rate out of v, which is another rule once the rate changes, and
 * has no decay.
 */
export class KerasSGD extends tf.Optimizer {
  static readonly className = 'KerasSGD';

  private readonly options: Required<SGDOptions>;
  /** The velocity v of each weight, by the weight's name. */
  private readonly velocities = new Map<string, tf.Variable>();
  /** Velocities that were set, until the next update tells whose they are: a model that was loaded names its weights anew. */
  private unassigned: tf.Variable[] = [];

  /** @throws for an option that does not exist or is out of range */
  constructor(options: SGDOptions = {}) {
    super();
    this.options = { ...KERAS_DEFAULTS, ...check(options) };
  }

  /** The learning rate that the next update will use, decay included. */
  get rate(): number {
    return this.options.learningRate / (1 + this.options.decay * this.iterations);
  }

  override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    const { momentum, nesterov } = this.options;
    const step: SGDUpdate = { rate: this.rate, momentum, nesterov };
    const named = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    this.assign(named.map(({ name }) => name));
    for (const { name, tensor: gradient } of named) {
      const weight = tf.engine().registeredVariables[name];
      // TensorFlow.js gives null for a weight that the loss does not depend on.
      if (!weight || !(gradient as tf.Tensor | null)) continue;
      const velocity = this.velocityOf(weight);
      update(weight, velocity, gradient, step);
    }
    this.incrementIterations();
  }

  /** Gives the velocities that were set to the weights of these names, in their order. */
  private assign(names: readonly string[]): void {
    const { unassigned } = this;
    this.unassigned = [];
    for (const [index, velocity] of unassigned.entries()) {
      const name = names[index];
      const weight = name === undefined ? undefined : tf.engine().registeredVariables[name];
      if (weight && tf.util.arraysEqual(weight.shape, velocity.shape))
        this.velocities.set(weight.name, velocity);
      else velocity.dispose();
    }
  }

  private velocityOf(weight: tf.Variable): tf.Variable {
    let velocity = this.velocities.get(weight.name);
    if (!velocity) {
      velocity = tf.tidy(() => tf.variable(tf.zerosLike(weight), false));
      this.velocities.set(weight.name, velocity);
    }
    return velocity;
  }

  /** Frees the velocities; training on after this starts from rest. */
  override dispose(): void {
    tf.dispose([...this.velocities.values(), ...this.unassigned]);
    this.velocities.clear();
    this.unassigned = [];
  }

  /** The number of updates so far, then every velocity. */
  override async getWeights(): Promise<NamedTensor[]> {
    // Another name than the weight's, beside which it is saved.
    const named = [...this.velocities].map(([name, tensor]) => ({ name: `${name}/velocity`, tensor }));
    const unnamed = this.unassigned.map((tensor, index) => ({ name: `velocity_${index}`, tensor }));
    return [await this.saveIterations(), ...named, ...unnamed];
  }

  override async setWeights(weights: NamedTensor[]): Promise<void> {
    this.dispose();
    const velocities = await this.extractIterations(weights);
    this.unassigned = velocities.map(({ tensor }) => tf.tidy(() => tf.variable(tensor.clone(), false)));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.options };
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    // TensorFlow.js puts more into a configuration that it has read.
    return new cls(Object.fromEntries(Object.entries(config).filter(([name]) => name in KERAS_DEFAULTS)));
  }
}
tf.serialization.registerClass(KerasSGD);

function update(weight: tf.Variable, velocity: tf.Variable, gradient: tf.Tensor, step: SGDUpdate): void {
  const { rate, momentum, nesterov } = step;
  tf.tidy(() => {
    // A number that goes to all weights, and whole numbers, are left to the operations below.
    if (isOwnKernel(SGD_UPDATE) && isLike(weight, gradient)) {
      const inputs = { weight, velocity, gradient };
      const updated: tf.Tensor[] = tf.engine().runKernel(SGD_UPDATE, inputs, { ...step });
      weight.assign(updated[0]!);
      velocity.assign(updated[1]!);
      return;
    }
    // Inner tidies, so that of the largest layer no more than three copies lie about at once.
    velocity.assign(tf.tidy(() => velocity.mul(momentum).sub(gradient.mul(rate))));
    const ahead = () => weight.add(velocity.mul(momentum)).sub(gradient.mul(rate));
    weight.assign(tf.tidy(() => (nesterov ? ahead() : weight.add(velocity))));
  });
}

function isLike(weight: tf.Variable, gradient: tf.Tensor): boolean {
  const areFloats = weight.dtype === 'float32' && gradient.dtype === 'float32';
  return areFloats && tf.util.arraysEqual(weight.shape, gradient.shape);
}

/** Keras's `optimizers.SGD`, for `model.compile({ optimizer: sgd({ learningRate: 0.01, momentum: 0.9 }) })`. */
export function sgd(options: SGDOptions = {}): KerasSGD {
  return new KerasSGD(options);
}

function check(options: SGDOptions): SGDOptions {
  refuseUnknown('sgd', options, Object.keys(KERAS_DEFAULTS));
  for (const [name, value] of Object.entries(options)) {
    if (name !== 'nesterov' && !(typeof value === 'number' && value >= 0)) {
      throw new RangeError(`sgd wants ${name} to be a number from 0 up, not ${String(value)}.`);
    }
  }
  return options;
}
