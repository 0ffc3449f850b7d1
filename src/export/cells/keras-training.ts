/** Compiling and training with Keras 3. */
import type { Context } from './context';
import { tuple } from './keras-layer';
import { callText } from './layout';
import { optionsOf } from './nets';
import { atom, Imported, numberOf, Optimizer, Options, Unsayable, type Said } from './value';

/** `sgd({ learningRate, decay, momentum })`: Keras 2's decay is a schedule in Keras 3. */
export function optimizerText({ said }: Options): string {
  const rate = said.get('learningRate')?.text ?? '0.01';
  const decay = said.get('decay');
  const schedule = 'keras.optimizers.schedules.InverseTimeDecay';
  const none = decay === undefined || numberOf(decay.value) === 0;
  const args = [
    `learning_rate=${none ? rate : callText(schedule, [rate, 'decay_steps=1', `decay_rate=${decay.text}`])}`,
    ...['momentum', 'nesterov'].flatMap((key) => {
      const given = said.get(key);
      return given ? [`${key}=${given.text}`] : [];
    }),
  ];
  return callText('keras.optimizers.SGD', args);
}

const CLASSES: Readonly<Record<string, string>> = {
  sgd: 'SGD',
  momentum: 'SGD',
  adam: 'Adam',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
  adamax: 'Adamax',
  rmsprop: 'RMSprop',
};

/** `tf.train.adam(0.001)`. */
export function trainOptimizer(path: string, name: string, args: readonly Said[]): Said | null {
  const [rate, momentum] = args;
  const found = CLASSES[name];
  if (found === undefined) return null;
  const listed = rate ? [`learning_rate=${rate.text}`] : [];
  if (name === 'momentum' && momentum) listed.push(`momentum=${momentum.text}`);
  const options = new Options(new Map(rate ? [['learningRate', rate]] : []));
  return atom(callText(`keras.optimizers.${found}`, listed), new Optimizer(path, options));
}

export function compiled(of: Said, args: readonly Said[]): Said {
  const parts = [...optionsOf(args).said].map(([key, said]) => {
    if (key === 'loss' && said.value instanceof Imported) return `loss=${lossOf(said.value)}`;
    return `${key}=${said.text}`;
  });
  return atom(callText(`${of.text}.compile`, parts), null);
}

function lossOf({ path }: Imported): string {
  if (path === 'tf.losses.softmaxCrossEntropy')
    return 'keras.losses.CategoricalCrossentropy(from_logits=True)';
  throw new Unsayable(`the loss ${path} has no counterpart in Keras`);
}

const OPTIONS: Readonly<Record<string, string>> = {
  epochs: 'epochs',
  batchSize: 'batch_size',
  shuffle: 'shuffle',
  verbose: 'verbose',
  validationSplit: 'validation_split',
  validationData: 'validation_data',
  initialEpoch: 'initial_epoch',
  classWeight: 'class_weight',
};

export function fitted(of: Said, args: readonly Said[], context: Context): Said {
  const [data, labels, options] = args;
  const given = options ? optionsOf([options]) : new Options(new Map());
  const parts = [...given.said].flatMap(([key, said]) => {
    const name = OPTIONS[key];
    if (name !== undefined) return [`${name}=${name === 'validation_data' ? tuple(said) : said.text}`];
    context.before.push(`# TypeScript only: ${key} of fit`);
    return [];
  });
  return atom(callText(`${of.text}.fit`, [data?.text ?? '', labels?.text ?? '', ...parts]));
}
