import type { FeatureMaps, Unit } from '../feature-maps';
import type { SliceChannels } from '../layer';
import type { Row } from '../rows';
import { plain, traceActivation } from './activation';
import { checkInput, checkUnit, outputMaps, three } from './axes';
import { traceConvolution } from './convolution';
import { traceDense } from './dense';
import { unitAtFlat } from './flatten';
import { traceNormalization } from './normalization';
import { readerOfInput } from './own-input';
import { tracePooling } from './pooling';
import type { TracedUnit, UnitWeights } from './traced';

/**
 * Recomputes one number of a layer's output from the layer's input, in double precision, as in a prediction.
 *
 * @param row the layer, with its shapes.
 * @param input what the layer was given: [channels, height, width] in every data format, or [units].
 * @param unit [channel, row, column] of the output, or [unit].
 * @param weights of this one unit, for a convolution or a dense layer; else ignored.
 * @throws {RangeError} if there is no such unit, the input is not of the row's shape, or weights are missing or of
 *   another shape.
 */
export function traceUnit(row: Row, input: FeatureMaps, unit: Unit, weights: UnitWeights | null): TracedUnit {
  const { layer, dataFormat } = row;
  checkUnit(unit, outputMaps(row), layer.name);
  if (layer.type === 'other') {
    return plain(unit, `How a ${layer.className} layer makes this number is not known here.`);
  }
  checkInput(row, input);
  const own = readerOfInput(row, input);
  switch (layer.type) {
    case 'conv2d':
      return traceConvolution(layer, own, unit, weights);
    case 'dense':
      return traceDense(layer, own, unit, weights, dataFormat);
    case 'maxPooling2d':
    case 'averagePooling2d':
      return tracePooling(layer, own, unit);
    case 'localResponseNormalization':
      return traceNormalization(layer, own, unit);
    case 'activation':
      return traceActivation(layer, own, unit, dataFormat);
    case 'dropout': {
      const read = own.number(unit);
      return {
        kind: 'dropout',
        unit,
        inputs: [read.input],
        ...read,
        rate: layer.rate,
        value: read.x,
        reason: null,
      };
    }
    case 'zeroPadding2d': {
      const [channel, top, left] = three(unit);
      const read = own.read([channel, top - layer.padding[0][0], left - layer.padding[1][0]]);
      return {
        kind: 'padding',
        unit,
        inputs: read.input ? [read.input] : [],
        ...read,
        value: read.x,
        reason: null,
      };
    }
    case 'concatenate':
    case 'sliceChannels': {
      const read = own.number(layer.type === 'concatenate' ? unit : unitOfSlice(layer, unit));
      return { kind: 'handedOn', unit, inputs: [read.input], ...read, value: read.x, reason: null };
    }
    case 'flatten': {
      const read = own.number(unitAtFlat(layer, own.shape, unit[0] ?? 0));
      return { kind: 'flatten', unit, inputs: [read.input], ...read, value: read.x, reason: null };
    }
  }
}

function unitOfSlice({ begin }: SliceChannels, unit: Unit): Unit {
  const [channel, row, column] = three(unit);
  return [begin + channel, row, column];
}
