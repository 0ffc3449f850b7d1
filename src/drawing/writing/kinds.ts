import type { Layer } from '../../model/layer';
import { writeSettings } from './settings';

const kinds: Readonly<Record<Exclude<Layer['type'], 'activation' | 'other'>, string>> = {
  conv2d: 'Convolution',
  maxPooling2d: 'Max pooling',
  averagePooling2d: 'Average pooling',
  localResponseNormalization: 'Normalisation',
  zeroPadding2d: 'Zeros around',
  dense: 'Fully connected',
  dropout: 'Dropout',
  sliceChannels: 'A part',
  concatenate: 'Joined',
  flatten: 'Flattened',
};

/** What a layer does and what sets it apart, as a label: 'Convolution, 11 × 11, stride 4'. */
export function writeKind(layer: Layer): string {
  if (layer.type === 'other') return layer.name;
  if (layer.type === 'activation') return layer.activation === 'relu' ? 'ReLU' : layer.activation;
  return [kinds[layer.type], writeSettings(layer)].filter((part) => part !== '').join(', ');
}
