/**
 * What each function takes in its object of options, as TensorFlow.js declares it: it ignores whatever else stands
 * there. A test holds the lists against the declarations.
 */
export const KNOWN_OPTIONS = {
  'model.compile': ['optimizer', 'loss', 'metrics'],
  'model.fit': [
    'batchSize',
    'epochs',
    'verbose',
    'callbacks',
    'validationSplit',
    'validationData',
    'shuffle',
    'classWeight',
    'sampleWeight',
    'initialEpoch',
    'stepsPerEpoch',
    'validationSteps',
    'yieldEvery',
  ],
  'model.fitDataset': [
    'batchesPerEpoch',
    'epochs',
    'verbose',
    'callbacks',
    'validationData',
    'validationBatchSize',
    'validationBatches',
    'yieldEvery',
    'initialEpoch',
    'classWeight',
  ],
  'model.evaluate': ['batchSize', 'verbose', 'sampleWeight', 'steps'],
  'model.evaluateDataset': ['batches', 'verbose'],
  'model.predict': ['batchSize', 'verbose'],
  'tf.sequential': ['layers', 'name'],
  'tf.model': ['inputs', 'outputs', 'name'],
  'tf.input': ['shape', 'batchShape', 'name', 'dtype', 'sparse'],
  'tf.callbacks.earlyStopping': [
    'monitor',
    'minDelta',
    'patience',
    'verbose',
    'mode',
    'baseline',
    'restoreBestWeights',
  ],
  'tf.initializers.zeros': [],
  'tf.initializers.ones': [],
  'tf.initializers.constant': ['value'],
  'tf.initializers.randomUniform': ['minval', 'maxval', 'seed'],
  'tf.initializers.randomNormal': ['mean', 'stddev', 'seed'],
  'tf.initializers.truncatedNormal': ['mean', 'stddev', 'seed'],
  'tf.initializers.identity': ['gain'],
  'tf.initializers.varianceScaling': ['scale', 'mode', 'distribution', 'seed'],
  'tf.initializers.glorotUniform': ['seed'],
  'tf.initializers.glorotNormal': ['seed'],
  'tf.initializers.heNormal': ['seed'],
  'tf.initializers.heUniform': ['seed'],
  'tf.initializers.leCunNormal': ['seed'],
  'tf.initializers.leCunUniform': ['seed'],
  'tf.initializers.orthogonal': ['gain', 'seed'],
  'tf.regularizers.l1': ['l1'],
  'tf.regularizers.l2': ['l2'],
  'tf.regularizers.l1l2': ['l1', 'l2'],
  'tf.constraints.maxNorm': ['maxValue', 'axis'],
  'tf.constraints.unitNorm': ['axis'],
  'tf.constraints.nonNeg': [],
  'tf.constraints.minMaxNorm': ['minValue', 'maxValue', 'axis', 'rate'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The callbacks that `fit` and `fitDataset` call, and the two functions they may be given in place of their own. */
export const CALLBACKS = [
  'onTrainBegin',
  'onTrainEnd',
  'onEpochBegin',
  'onEpochEnd',
  'onBatchBegin',
  'onBatchEnd',
  'onYield',
  'nowFunc',
  'nextFrameFunc',
] as const;

/** An argument of an optimiser. */
export interface OptimizerArgument {
  readonly name: string;
  readonly type: 'number' | 'boolean';
  readonly optional: boolean;
}

/** What the functions of tf.train take, in this order. */
export const OPTIMIZER_ARGUMENTS = {
  sgd: [needed('learningRate')],
  momentum: [needed('learningRate'), needed('momentum'), may('useNesterov', 'boolean')],
  rmsprop: [
    needed('learningRate'),
    may('decay'),
    may('momentum'),
    may('epsilon'),
    may('centered', 'boolean'),
  ],
  adam: [may('learningRate'), may('beta1'), may('beta2'), may('epsilon')],
  adadelta: [may('learningRate'), may('rho'), may('epsilon')],
  adamax: [may('learningRate'), may('beta1'), may('beta2'), may('epsilon'), may('decay')],
  adagrad: [needed('learningRate'), may('initialAccumulatorValue')],
} as const satisfies Readonly<Record<string, readonly OptimizerArgument[]>>;

function needed(name: string): OptimizerArgument {
  return { name, type: 'number', optional: false };
}

function may(name: string, type: OptimizerArgument['type'] = 'number'): OptimizerArgument {
  return { name, type, optional: true };
}
