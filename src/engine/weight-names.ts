import * as tf from '@tensorflow/tfjs';

/**
 * Names the weights of a layer after it, `Conv1/kernel`. TensorFlow.js numbers a name that it has ever seen before,
 * so that a replayed cell would show other names than the first time.
 */
export function nameWeights(layer: tf.layers.Layer): void {
  const registry = tf.engine().registeredVariables;
  for (const weight of layer.weights) {
    const variable: tf.Tensor = weight.read();
    if (!isVariable(variable)) continue;
    Reflect.deleteProperty(registry, variable.name);
    const name = firstFree(weight.originalName, registry);
    Reflect.set(weight, 'name', name);
    Reflect.set(variable, 'name', name);
    registry[name] = variable;
  }
}

function isVariable(tensor: tf.Tensor): tensor is tf.Variable {
  return tensor instanceof tf.Variable;
}

function firstFree(name: string, taken: object): string {
  if (!(name in taken)) return name;
  let number = 1;
  while (`${name}_${number}` in taken) number++;
  return `${name}_${number}`;
}
