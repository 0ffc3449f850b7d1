import * as tf from '@tensorflow/tfjs';
import type { BackendName } from '../notebook/messages';

type TensorInfo = tf.TensorInfo;
type KernelFunc = tf.KernelFunc;

/** The backend's side of what a kernel does with numbers. */
interface Storage {
  readSync(dataId: object): tf.BackendValues;
  write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): object;
  disposeData(dataId: object, force?: boolean): boolean;
}

/**
 * Lets a backend do on the cpu what it has no kernel for: read the inputs back, compute, write the result.
 * WebGPU cannot read back at once, so what it lacks stays missing there.
 *
 * @param notice told once a kernel that it ran on the cpu
 */
export function registerFallbacks(backend: BackendName, notice: (message: string) => void): void {
  if (backend === 'cpu' || backend === 'webgpu') return;
  const own = new Set(tf.getKernelsForBackend(backend).map(({ kernelName }) => kernelName));
  for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) {
    if (own.has(kernelName)) continue;
    let noticed = false;
    tf.registerKernel({
      kernelName,
      backendName: backend,
      kernelFunc: (params) => {
        if (!noticed) notice(`${kernelName} ran on the cpu: ${backend} cannot.`);
        noticed = true;
        return runOnCpu(kernelFunc, params);
      },
    });
  }
}

function runOnCpu(kernelFunc: KernelFunc, params: Parameters<KernelFunc>[0]): TensorInfo | TensorInfo[] {
  const { attrs } = params;
  const backend = params.backend as Storage;
  const cpu = tf.engine().findBackend('cpu') as Storage;
  const lent: TensorInfo[] = [];
  const lend = (info: TensorInfo): TensorInfo => {
    const copy = { ...info, dataId: cpu.write(backend.readSync(info.dataId), info.shape, info.dtype) };
    lent.push(copy);
    return copy;
  };
  try {
    const inputs = Object.fromEntries(
      Object.entries(params.inputs).map(([name, input]) => [name, input && lend(input)]),
    );
    const outputs = [kernelFunc({ inputs, backend: cpu, ...(attrs && { attrs }) })].flat();
    const written = outputs.map(({ dataId, shape, dtype }) => {
      const info = { shape, dtype, dataId: backend.write(cpu.readSync(dataId), shape, dtype) };
      cpu.disposeData(dataId, true);
      return info;
    });
    const [first, ...others] = written;
    return first && others.length === 0 ? first : written;
  } finally {
    for (const { dataId } of lent) cpu.disposeData(dataId, true);
  }
}
