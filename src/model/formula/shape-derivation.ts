import type { Formula } from './formula';
import { readImageShape, sizeOf, type ImageShape } from '../image-shape';
import type { DataFormat, Layer, Shape } from '../layer';

/**
 * The whole shape of a layer's output, channels first: K x O x O for a convolution, N to M for a dense layer.
 *
 * @returns null where another formula says all of it, or the layer is of an unknown kind.
 */
export function shapeDerivation(
  layer: Layer,
  input: Shape,
  output: Shape,
  dataFormat: DataFormat,
): Formula | 'as the input' | null {
  switch (layer.type) {
    case 'conv2d':
    case 'maxPooling2d':
    case 'averagePooling2d':
    case 'zeroPadding2d': {
      const image = readImageShape(output, layer.dataFormat);
      if (!image) return null;
      const { channels, height, width } = image;
      const sides = height === width ? ['O', 'O'] : ['O_h', 'O_w'];
      const hue = layer.type === 'conv2d' ? '\\vout' : '\\vin';
      return {
        symbolic: times([`${hue}{${layer.type === 'conv2d' ? 'K' : 'C'}}`, ...sides.map(vout)]),
        substituted: times([`${hue}{${channels}}`, vout(height), vout(width)]),
      };
    }
    case 'dense': {
      const from = input.at(-1) ?? 0;
      const positions = sizeOf(input) / from;
      const [letter, count] = input.length > 1 ? [['B'], [String(positions)]] : [[], []];
      return {
        symbolic: `${times([...letter, '\\vin{N}'])} \\to ${times([...letter, '\\vout{M}'])}`,
        substituted: `${times([...count, `\\vin{${from}}`])} \\to ${times([...count, vout(layer.units)])}`,
      };
    }
    case 'activation':
    case 'localResponseNormalization':
    case 'dropout':
      return 'as the input';
    case 'sliceChannels': {
      const image = readImageShape(output, layer.dataFormat);
      return image && regrouped(image, 'K');
    }
    case 'concatenate': {
      const image = readImageShape(output, dataFormat);
      const channels = dataFormat === 'channelsFirst' ? 1 : 3;
      return image && layer.axis === channels ? regrouped(image, 'C') : null;
    }
    case 'flatten':
    case 'other':
      return null;
  }
}

/** Other channels than the input has, in its own height and width. */
function regrouped({ channels, height, width }: ImageShape, letter: string): Formula {
  return {
    symbolic: times([vout(letter), '\\vin{H}', '\\vin{W}']),
    substituted: times([vout(channels), `\\vin{${height}}`, `\\vin{${width}}`]),
  };
}

function vout(size: string | number): string {
  return `\\vout{${size}}`;
}

function times(sizes: readonly string[]): string {
  return sizes.join(' \\times ');
}
