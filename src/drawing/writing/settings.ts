import type { Layer, Pair } from '../../model/layer';

/** What sets a layer apart, in as few words as a drawing has room for: 11 × 11, stride 4. Empty for one that has nothing to set. */
export function writeSettings(layer: Layer): string {
  switch (layer.type) {
    case 'conv2d':
      return listed([
        pair(layer.kernelSize),
        strideOf(layer.strides),
        String(layer.dilationRate) === '1,1' ? '' : `dilated by ${either(layer.dilationRate)}`,
        layer.padding === 'same' ? 'padded' : '',
        layer.groups === 1 ? '' : `${layer.groups} groups`,
        layer.ceilMode ? 'rounded up' : '',
        fused(layer.activation),
      ]);
    case 'maxPooling2d':
    case 'averagePooling2d':
      return listed([
        pair(layer.poolSize),
        strideOf(layer.strides),
        layer.padding === 'same' ? 'padded' : '',
        layer.ceilMode ? 'rounded up' : '',
      ]);
    case 'localResponseNormalization': {
      const n = 2 * layer.depthRadius + 1;
      return listed([
        layer.window === 'map' ? `over ${n} × ${n} places` : `over ${n} channels`,
        layer.groups === undefined || layer.groups === 1 ? '' : `${layer.groups} groups`,
        layer.divideAlpha ? (layer.window === 'map' ? 'α / n²' : 'α / n') : '',
      ]);
    }
    case 'zeroPadding2d': {
      const [[top, bottom], [left, right]] = layer.padding;
      const sides = new Set([top, bottom, left, right]);
      return sides.size === 1 ? `${top} on each side` : `${top} + ${bottom} rows, ${left} + ${right} columns`;
    }
    case 'dense':
      return fused(layer.activation);
    case 'activation':
      return layer.activation;
    case 'dropout':
      return `rate ${layer.rate}`;
    case 'sliceChannels':
      return `channels ${layer.begin} to ${layer.begin + layer.size - 1}`;
    case 'concatenate':
    case 'flatten':
    case 'other':
      return '';
  }
}

function listed(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

function fused(activation: string): string {
  return activation === 'linear' ? '' : activation;
}

function strideOf(strides: Pair): string {
  return String(strides) === '1,1' ? '' : `stride ${either(strides)}`;
}

function either([vertical, horizontal]: Pair): string {
  return vertical === horizontal ? String(vertical) : pair([vertical, horizontal]);
}

function pair([vertical, horizontal]: Pair): string {
  return `${vertical} × ${horizontal}`;
}
