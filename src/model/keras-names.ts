import type { Layer } from './layer';

const CLASS_NAMES = {
  conv2d: 'Conv2D',
  dense: 'Dense',
  activation: 'Activation',
  localResponseNormalization: 'Lambda',
  maxPooling2d: 'MaxPooling2D',
  averagePooling2d: 'AveragePooling2D',
  zeroPadding2d: 'ZeroPadding2D',
  flatten: 'Flatten',
  dropout: 'Dropout',
  concatenate: 'Concatenate',
  sliceChannels: 'Lambda',
} as const satisfies Record<Exclude<Layer['type'], 'other'>, string>;

/**
 * What Keras calls the layer's class. The notebook wraps response normalisation in a `Lambda`, and its repository
 * what hands on some of the channels.
 */
export function kerasClassName(layer: Layer): string {
  return layer.type === 'other' ? layer.className : CLASS_NAMES[layer.type];
}

/** MaxPooling2D becomes max_pooling2d: how Keras 2.2 makes a layer's name from its class. */
export function snakeCase(className: string): string {
  return className
    .replace(/(?<=.)([A-Z][a-z0-9]+)/g, '_$1')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toLowerCase();
}

/**
 * Where the counters of the notebook's recorded session stood, by class: its first activation is activation_77.
 * A class that is not named begins at 1.
 */
export const RECORDED_SESSION: Readonly<Record<string, number>> = {
  Activation: 77,
  ZeroPadding2D: 25,
  Flatten: 7,
  Dropout: 17,
  Dense: 17,
};

/** Keras's automatic layer names: one counter a class, for as long as a session lasts. */
export class NameCounters {
  readonly #next = new Map<string, number>();

  /** @param starts the first number of a class, by class name; 1 where it is not named. */
  constructor(starts: Readonly<Record<string, number>> = {}) {
    for (const [className, start] of Object.entries(starts)) this.#next.set(snakeCase(className), start);
  }

  /** Counters that go on from where these are. */
  copy(): NameCounters {
    const copy = new NameCounters();
    for (const [prefix, number] of this.#next) copy.#next.set(prefix, number);
    return copy;
  }

  /** The next name for a layer of this class: 'Activation' gives activation_77, then activation_78. */
  next(className: string): string {
    const prefix = snakeCase(className);
    const number = this.#next.get(prefix) ?? 1;
    this.#next.set(prefix, number + 1);
    return `${prefix}_${number}`;
  }
}
