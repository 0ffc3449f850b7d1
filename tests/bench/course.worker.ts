/** The course's engine, on the backend that the address of this script asks for. */
import { buildModel } from '../../src/engine/build';
import { localResponseNormalization } from '../../src/engine/ops/lrn';
import { EngineSession } from '../../src/engine/session';
import { sgd } from '../../src/engine/sgd';
import { notebookNetwork } from '../../src/model/networks';
import { serve } from './serve';
import { backendAskedFor, measure } from './tasks';

const backend = backendAskedFor();

serve(
  measure(async () => {
    const host = {
      wasm: async (file: string) => (await fetch(`/wasm/${file}`)).arrayBuffer(),
      lost: fail,
      notice: fail,
    };
    const session = await EngineSession.start(backend, host, { seed: 1 });
    if (session.report.backend !== backend) throw new Error(session.report.reason);
    return {
      build: (width) => buildModel(notebookNetwork({ width }), session),
      localResponseNormalization: (x) =>
        localResponseNormalization(x, { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 }),
      optimizer: () => sgd({ learningRate: 0.01, decay: 0.0005, momentum: 0.9 }),
    };
  }),
);

function fail(message: string): never {
  throw new Error(message);
}
