/** Models with the learned weights, on one session. */
import * as tf from '@tensorflow/tfjs';
import { isLearnedName, readLearned, type LearnedName } from '../learned/format';
import { learnedNetwork } from '../learned/network';
import type { Layer, Network } from '../model/layer';
import { type BuildingSession, makeLayer } from './build';

export class LearnedModels {
  readonly #session: BuildingSession;
  readonly #file: (layer: LearnedName) => Promise<ArrayBuffer>;
  readonly #trained = learnedNetwork();
  /** The trained network, as far as it was needed yet. */
  #whole: tf.Sequential | null = null;
  /** The last one that departs from it. */
  #other: { description: string; model: tf.Sequential } | null = null;

  /** @param file gives the file of a layer */
  constructor(session: BuildingSession, file: (layer: LearnedName) => Promise<ArrayBuffer>) {
    this.#session = session;
    this.#file = file;
  }

  /**
   * The trained network as a model of one, to the layer `through` at least: whoever needs more makes it longer. It is not the
   * caller's to change or to dispose of.
   *
   * @param through all of it, if left out
   * @throws if a file does not come
   */
  async whole(through: string | null = null): Promise<tf.Sequential> {
    const { layers } = this.#trained;
    const end = through === null ? layers.length : layers.findIndex(({ name }) => name === through) + 1;
    this.#whole ??= this.#session.tf.sequential({ name: 'learned' });
    await this.#lengthen(this.#whole, { ...this.#trained, layers: layers.slice(0, end) });
    return this.#whole;
  }

  /**
   * A network with the learned weights: the trained one where it begins like it, else a model of its own, disposed of when the
   * next of these is asked for.
   *
   * @param network as `learnedPart` gives it
   * @throws if a file does not come
   */
  async of(network: Network): Promise<tf.Sequential> {
    const last = network.layers.at(-1);
    const trained = this.#trained.layers.slice(0, network.layers.length);
    if (last && describes(network, { ...this.#trained, layers: trained })) return this.whole(last.name);
    const description = JSON.stringify(network);
    if (this.#other?.description !== description) {
      this.#other?.model.dispose();
      this.#other = { description, model: this.#session.tf.sequential({ name: 'learned' }) };
    }
    const { model } = this.#other;
    await this.#lengthen(model, network);
    return model;
  }

  /** Adds the layers that a model has not yet, each with its weights. After a broken download it is as long as what came. */
  async #lengthen(model: tf.Sequential, { layers, inputShape }: Network): Promise<void> {
    const missing = layers
      .slice(model.layers.length)
      .map((layer) => ({ layer, file: isLearnedName(layer.name) ? this.#file(layer.name) : null }));
    // All are asked for at once, so that the page knows how much is to come; the first that fails is thrown below.
    for (const { file } of missing) file?.catch(() => undefined);
    for (const { layer, file } of missing) {
      const weights = file && (await readLearned(new Uint8Array(await file)));
      const first = model.layers.length === 0 && inputShape ? { inputShape: [...inputShape] } : {};
      const live = makeLayer(layer, first, this.#session, { kernelInitializer: 'zeros' });
      model.add(live);
      if (weights === null) continue;
      tf.tidy(() =>
        live.setWeights([tf.tensor(weights.kernel, [...weights.kernelShape]), tf.tensor(weights.bias)]),
      );
    }
  }
}

/** Layers are plain data, made in one place with their keys in one order. */
function describes(one: Network, other: Network): boolean {
  const told = ({ inputShape, layers }: { inputShape: unknown; layers: readonly Layer[] }) =>
    JSON.stringify([inputShape, layers]);
  return told(one) === told(other);
}
