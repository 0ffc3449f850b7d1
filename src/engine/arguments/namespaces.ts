import * as tf from '@tensorflow/tfjs';
import { strict } from './strict';
import { type Call, checkOptions } from './check-options';
import { KNOWN_OPTIONS } from './known-options';
import { checkedOptimizers } from './optimizers';

type Maker = (options?: unknown) => unknown;

/** The parts of `tf` that make pieces of a network or a training from options, and refuse those they do not know. */
export function checkedNamespaces(): Pick<
  typeof tf,
  'train' | 'regularizers' | 'constraints' | 'callbacks' | 'metrics' | 'losses'
> {
  return {
    train: checkedOptimizers(),
    regularizers: checked('tf.regularizers', tf.regularizers),
    constraints: checked('tf.constraints', tf.constraints),
    callbacks: checked('tf.callbacks', tf.callbacks),
    metrics: strict('tf.metrics', { ...tf.metrics }),
    losses: strict('tf.losses', { ...tf.losses }),
  };
}

function checked<T extends object>(path: string, members: T): T {
  const makers = Object.entries(members).map(([name, make]) => {
    const call = `${path}.${name}`;
    if (!isCall(call)) return [name, make] as const;
    return [
      name,
      (options?: unknown) => {
        checkOptions(call, options);
        return (make as Maker)(options);
      },
    ] as const;
  });
  return strict(path, Object.fromEntries(makers)) as T;
}

function isCall(name: string): name is Call {
  return name in KNOWN_OPTIONS;
}
