/** The course's engine, on the backend that the address of this script asks for. */
import * as tf from '@tensorflow/tfjs';
import { buildModel } from '../../src/engine/build';
import { LearnedModels } from '../../src/engine/learned-models';
import { localResponseNormalization } from '../../src/engine/ops/lrn';
import { photographInput } from '../../src/engine/photograph-input';
import { EngineSession } from '../../src/engine/session';
import { sgd } from '../../src/engine/sgd';
import { notebookNetwork } from '../../src/model/networks';
import { learnedTasks } from './learned';
import { serve } from './serve';
import { measure } from './tasks';
import { backendAskedFor } from './workload';

const backend = backendAskedFor();
let session: EngineSession;

serve({
  ...measure(async () => {
    const host = {
      wasm: async (file: string) => (await fetch(`/wasm/${file}`)).arrayBuffer(),
      lost: fail,
      notice: fail,
    };
    session = await EngineSession.start(backend, host, { seed: 1 });
    if (session.report.backend !== backend) throw new Error(session.report.reason);
    return {
      build: (width) => buildModel(notebookNetwork({ width }), session),
      localResponseNormalization: (x) =>
        localResponseNormalization(x, { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 }),
      optimizer: () => sgd({ learningRate: 0.01, decay: 0.0005, momentum: 0.9 }),
    };
  }),
  ...learnedTasks(async (files) => {
    const model = await new LearnedModels(session, (layer) => Promise.resolve(files[layer])).whole();
    return async (photograph) => {
      const output = tf.tidy(
        () => model.predict(photographInput(photograph, [3, 227, 227], 'channelsFirst')) as tf.Tensor,
      );
      const probabilities = await output.data();
      output.dispose();
      return probabilities;
    };
  }),
});

function fail(message: string): never {
  throw new Error(message);
}
