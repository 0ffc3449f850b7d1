import type { Lanes } from './program';

/** What is done to a sum before it is written: the bias of its column is added, and a function applied. */
export interface Epilogue {
  bias: boolean;
  activation: Activation;
  /** Of a leaky ReLU: its slope below 0. */
  alpha: number;
}

const ACTIVATIONS = {
  linear: () => 'value',
  // By comparison: the larger of NaN and 0 may be 0.
  relu: () => 'select(value, vec4<f32>(0.0), value < vec4<f32>(0.0))',
  relu6: () =>
    'select(select(value, vec4<f32>(0.0), value < vec4<f32>(0.0)), vec4<f32>(6.0), value > vec4<f32>(6.0))',
  elu: () => 'select(value, exp(value) - 1.0, value < vec4<f32>(0.0))',
  sigmoid: () => '1.0 / (1.0 + exp(-value))',
  leakyrelu: (alpha: number) => `select(value, ${alpha.toExponential()} * value, value < vec4<f32>(0.0))`,
};

export type Activation = keyof typeof ACTIVATIONS;

export function isActivation(name: string): name is Activation {
  return name in ACTIVATIONS;
}

export const NO_EPILOGUE: Epilogue = { bias: false, activation: 'linear', alpha: 0 };

/** WGSL: `finish`, of four neighbours of a row, the first of them in this column. */
export function epilogueCode({ bias, activation, alpha }: Epilogue, lanes: Lanes): string {
  const four =
    lanes === 4
      ? 'bias[column / 4]'
      : 'vec4<f32>(bias[column], bias[column + 1], bias[column + 2], bias[column + 3])';
  return `
    fn finish(sum: vec4<f32>, column: i32) -> vec4<f32> {
      let value = sum${bias ? ` + ${four}` : ''};
      return ${ACTIVATIONS[activation](alpha)};
    }`;
}

/** What of it the code depends on. */
export function epilogueKey({ bias, activation, alpha }: Epilogue): string {
  return `${bias ? 'bias ' : ''}${activation}${activation === 'leakyrelu' ? ` ${alpha}` : ''}`;
}
