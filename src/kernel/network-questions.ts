import { LayersModel } from '@tensorflow/tfjs';
import { contributionsTo } from '../engine/contributions';
import { whyDisposed } from '../engine/disposed';
import { exportedModel, readWeightPart, trainingOf } from '../engine/export-weights';
import { LayerTimer } from '../engine/layer-timer';
import { type Trace, traceModel } from '../engine/trace';
import { readWeights } from '../engine/weights';
import type { Unit } from '../model/feature-maps';
import type { Contributions } from '../notebook/contributions';
import type { ExportedModel, NamedNetwork, Training, WeightPart } from '../notebook/exported-model';
import type { Photograph } from '../notebook/messages';
import { ReaderError } from '../notebook/reader-error';
import type { LayerTime, LayerWeights } from '../notebook/output';
import type { CellMemory } from './cell-memory';
import { namedNetworks } from './named-networks';
import { isInstance } from './reader-value';
import { type TaskQueue, yieldToEventLoop } from './task-queue';
import { transfer } from './transfer';

/** While a network is measured, messages wait no longer than this, in milliseconds, and the layer being timed. */
const LONGEST_WITHOUT_YIELD_MS = 50;

/** What the questions about the network need of the kernel. */
export interface NetworkHolder {
  readonly queue: TaskQueue;
  /** The network the page looks at; null before there is one. */
  readonly network: () => LayersModel | null;
  /** Aborted when the next run begins, which may change the network. */
  readonly untilNextRun: () => AbortSignal;
  /** @throws if the kernel has not started */
  readonly memory: () => CellMemory;
}

/** What the page can ask about the network that the cells have built. */
export function networkQuestions({ queue, network, untilNextRun, memory }: NetworkHolder) {
  let timer: LayerTimer | null = null;
  let exporting: { network: LayersModel; untilNextRun: AbortSignal } | null = null;

  function built(name: string | null = null): LayersModel {
    const model = looked(name);
    if (!model?.layers.length)
      throw new ReaderError('The kernel holds no network yet: run a cell that builds one.');
    const disposed = whyDisposed(model);
    if (disposed !== null) throw new ReaderError(disposed);
    return model;
  }

  const named = () => namedNetworks(network(), memory().declared);

  /** @param name null for the network that the page looks at by itself @throws {ReaderError} if there is none of that name */
  function looked(name: string | null): LayersModel | null {
    if (name === null) return network();
    const value = memory().declared.find(([own]) => own === name)?.[1];
    if (isInstance(value, LayersModel)) return value;
    throw new ReaderError(`The kernel holds no network ${name} any more: run the cell that makes it.`);
  }

  return {
    /**
     * What goes into the first layer and what comes out of each; all empty before there is a network, and once it is
     * disposed of.
     *
     * @param name one of those that `networks` tells of; null for the network that the page looks at by itself
     */
    trace: (photograph: Photograph, name: string | null = null): Promise<Trace> =>
      queue.add(async () => {
        const model = looked(name);
        if (model === null || whyDisposed(model) !== null) return { input: null, activations: [] };
        const trace = await traceModel(model, photograph);
        const layers = trace.input ? [trace.input, ...trace.activations] : trace.activations;
        return transfer(
          trace,
          layers.map(({ values }) => values.buffer),
        );
      }),

    /**
     * A layer's weights.
     *
     * @param unit the filter of a convolution or the column of a dense layer, from 0; null for all of the layer's
     * @param name as for `trace`
     */
    weights: (layer: string, unit: number | null, name: string | null = null): Promise<LayerWeights> =>
      queue.add(async () => {
        const weights = await readWeights(built(name), layer, unit);
        const { kernel, bias } = weights;
        return transfer(weights, bias ? [kernel.buffer, bias.buffer] : [kernel.buffer]);
      }),

    /**
     * What each pixel of a photograph contributes to one number of a layer.
     *
     * @param name as for `trace`
     */
    contributions: (
      photograph: Photograph,
      layer: string,
      unit: Unit,
      name: string | null = null,
    ): Promise<Contributions> =>
      queue.add(async () => {
        const contributions = await contributionsTo(built(name), photograph, layer, unit);
        return transfer(contributions, [contributions.values.buffer]);
      }),

    /**
     * How long every layer takes on this device. It waits in the queue anew for each layer, so that other questions
     * are answered in between; a run ends it, and so does another measurement.
     *
     * @param name as for `trace`
     */
    measure: async (photograph: Photograph, name: string | null = null): Promise<readonly LayerTime[]> => {
      const own = await queue.add(async () => {
        timer?.dispose();
        const started = await LayerTimer.start(built(name), photograph);
        timer = started;
        untilNextRun().addEventListener('abort', () => started.dispose(), { once: true });
        return started;
      });
      try {
        for (let yieldedAt = performance.now(); !own.done;) {
          await queue.add(async () => {
            if (own.isDisposed) throw new ReaderError('Something else came between: measure again.');
            await own.next();
          });
          if (performance.now() - yieldedAt < LONGEST_WITHOUT_YIELD_MS) continue;
          await yieldToEventLoop();
          yieldedAt = performance.now();
        }
        return own.times;
      } finally {
        own.dispose();
      }
    },

    /** The loss and the optimiser that the network was compiled with; null before it is compiled. */
    training: (): Promise<Training | null> => queue.add(async () => trainingOf(built())),

    /** The networks that the cells hold, the one that the page looks at first. */
    networks: (): Promise<readonly NamedNetwork[]> =>
      queue.add(async () =>
        [...named()].map(([model, name]) => ({
          name,
          layers: model.layers.length,
          parameters: model.countParams(),
        })),
      ),

    /**
     * What a network is, to be written as a program elsewhere: all but the numbers of its weights.
     *
     * @param name one of those that `networks` gave; null for the network that the page looks at
     */
    exportModel: (name: string | null = null): Promise<ExportedModel> =>
      queue.add(async () => {
        const [model] = name === null ? [built()] : ([...named()].find((each) => each[1] === name) ?? []);
        if (!model) throw new ReaderError(`There is no network ${name} any more: open the export again.`);
        exporting = { network: model, untilNextRun: untilNextRun() };
        return exportedModel(model);
      }),

    /** Some of the weights of the network that `exportModel` described. After a run they are refused. */
    exportPart: (part: WeightPart): Promise<Float32Array<ArrayBuffer>> =>
      queue.add(async () => {
        if (exporting === null || exporting.untilNextRun.aborted) {
          throw new ReaderError('The notebook has run in the meantime: export it again.');
        }
        const values = await readWeightPart(exporting.network, part);
        return transfer(values, [values.buffer]);
      }),
  };
}
