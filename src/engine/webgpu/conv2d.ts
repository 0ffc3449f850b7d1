import type { backend_util, TensorInfo } from '@tensorflow/tfjs';
import { type Epilogue, NO_EPILOGUE } from './epilogue';
import { lanesFor, type Matrix, plainMatrix } from './matrix';
import { multiply } from './product';
import type { WebGPURunner } from './program';

/**
 * Convolutions channels last, and their gradients, as products of matrices that are never laid out. Each function gives
 * null if WebGPU's limits do not allow it.
 */

type Info = backend_util.Conv2DInfo;

/** y = windows of x, a row each, times the filters, a column each. */
export function convolve(
  backend: WebGPURunner,
  x: TensorInfo,
  filter: TensorInfo,
  info: Info,
  bias: TensorInfo | undefined,
  epilogue: Epilogue,
): TensorInfo | null {
  const inner = info.filterHeight * info.filterWidth * info.inChannels;
  return multiply(
    backend,
    {
      key: `convolution ${geometry(info)}`,
      first: windows(info),
      second: plainMatrix('outer', lanesFor(info.outChannels), { line: 'columns', matrix: 'none' }),
      rows: info.batchSize * info.outHeight * info.outWidth,
      columns: info.outChannels,
      inner,
      count: 1,
      row: 'return at;',
      outputShape: info.outShape,
      uniforms: { none: 0 },
    },
    { first: x, second: filter, bias },
    epilogue,
  );
}

/** dFilter = the windows of x, a column each, times dy: the sum is over all the places and all the images. */
export function filterGradient(
  backend: WebGPURunner,
  x: TensorInfo,
  dy: TensorInfo,
  info: Info,
): TensorInfo | null {
  const { outer, inner, ...rest } = windows(info);
  return multiply(
    backend,
    {
      key: `filter gradient ${geometry(info)}`,
      first: { ...rest, along: 'outer', outer: inner, inner: outer },
      second: plainMatrix('outer', lanesFor(info.outChannels), { line: 'columns', matrix: 'none' }),
      rows: info.filterHeight * info.filterWidth * info.inChannels,
      columns: info.outChannels,
      inner: info.batchSize * info.outHeight * info.outWidth,
      count: 1,
      row: 'return at;',
      outputShape: info.filterShape,
      uniforms: { none: 0 },
    },
    { first: x, second: dy },
    NO_EPILOGUE,
  );
}

/** The matrix of the windows of x: a row is a place of the output, a column a number in its window. */
function windows(info: Info): Matrix {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterWidth, padInfo } = info;
  return {
    along: 'inner',
    lanes: lanesFor(inChannels),
    outer: `
      let image = at / ${outHeight * outWidth};
      let place = at % ${outHeight * outWidth};
      let row = place / ${outWidth} * ${info.strideHeight} - ${padInfo.top};
      let column = place % ${outWidth} * ${info.strideWidth} - ${padInfo.left};
      return vec3<i32>(row, column, ((image * ${inHeight} + row) * ${inWidth} + column) * ${inChannels});`,
    inner: `
      let channel = at % ${inChannels};
      let tap = at / ${inChannels};
      let row = tap / ${filterWidth} * ${info.dilationHeight};
      let column = tap % ${filterWidth} * ${info.dilationWidth};
      return vec3<i32>(row, column, (row * ${inWidth} + column) * ${inChannels} + channel);`,
    image: [inHeight, inWidth],
  };
}

/**
 * dx: at each place of x the sum of dy times filter, over the windows that hold it. In steps of more than 1 these are
 * other taps of the filter for places of another remainder: a product for each pair of remainders.
 */
export function inputGradient(
  backend: WebGPURunner,
  dy: TensorInfo,
  filter: TensorInfo,
  info: Info,
): TensorInfo | null {
  const { inHeight, inWidth, inChannels, outChannels, strideHeight, strideWidth } = info;
  const height = Math.ceil(inHeight / strideHeight);
  const width = Math.ceil(inWidth / strideWidth);
  const taps = Math.ceil(info.filterHeight / strideHeight) * Math.ceil(info.filterWidth / strideWidth);
  return multiply(
    backend,
    {
      key: `input gradient ${geometry(info)}`,
      first: slopesAround(info, height, width),
      second: turnedFilters(info),
      rows: info.batchSize * height * width,
      columns: inChannels,
      inner: taps * outChannels,
      count: strideHeight * strideWidth,
      row: `
        let image = at / ${height * width};
        let place = at % ${height * width};
        let row = place / ${width} * ${strideHeight} + product / ${strideWidth};
        let column = place % ${width} * ${strideWidth} + product % ${strideWidth};
        if (row >= ${inHeight} || column >= ${inWidth}) { return -1; }
        return (image * ${inHeight} + row) * ${inWidth} + column;`,
      outputShape: info.inShape,
      uniforms: {},
    },
    { first: dy, second: filter },
    NO_EPILOGUE,
  );
}

/** A row is a place of x with the product's remainders, a column a number of dy in one of the windows that hold it. */
function slopesAround(info: Info, height: number, width: number): Matrix {
  const { outHeight, outWidth, outChannels, strideHeight, strideWidth, padInfo } = info;
  const across = Math.ceil(info.filterWidth / strideWidth);
  return {
    along: 'inner',
    lanes: lanesFor(outChannels),
    // The window whose first tap with this remainder lies on the place.
    outer: `
      let image = at / ${height * width};
      let place = at % ${height * width};
      let row = place / ${width} + (product / ${strideWidth} + ${padInfo.top}) / ${strideHeight};
      let column = place % ${width} + (product % ${strideWidth} + ${padInfo.left}) / ${strideWidth};
      return vec3<i32>(row, column, ((image * ${outHeight} + row) * ${outWidth} + column) * ${outChannels});`,
    inner: `
      let channel = at % ${outChannels};
      let tap = at / ${outChannels};
      let row = -(tap / ${across}) * ${info.dilationHeight};
      let column = -(tap % ${across}) * ${info.dilationWidth};
      return vec3<i32>(row, column, (row * ${outWidth} + column) * ${outChannels} + channel);`,
    image: [outHeight, outWidth],
  };
}

/** A row is a tap with the product's remainders and a filter, a column a channel of x. */
function turnedFilters(info: Info): Matrix {
  const { filterHeight, filterWidth, inChannels, outChannels, strideHeight, strideWidth, padInfo } = info;
  const across = Math.ceil(filterWidth / strideWidth);
  return {
    along: 'inner',
    lanes: lanesFor(outChannels),
    outer: `return vec3<i32>(0, 0, at * ${outChannels});`,
    inner: `
      let weights = at % ${outChannels};
      let tap = at / ${outChannels};
      let row = (product / ${strideWidth} + ${padInfo.top}) % ${strideHeight} + tap / ${across} * ${strideHeight};
      let column = (product % ${strideWidth} + ${padInfo.left}) % ${strideWidth} + tap % ${across} * ${strideWidth};
      return vec3<i32>(row, column, (row * ${filterWidth} + column) * ${inChannels * outChannels} + weights);`,
    image: [filterHeight, filterWidth],
  };
}

/** All but the size of the batch, which does not change the code. */
function geometry(info: Info): string {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = info;
  return [
    [inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, info.filterHeight, info.filterWidth],
    [info.strideHeight, info.strideWidth, info.dilationHeight, info.dilationWidth, padInfo.top, padInfo.left],
  ].join();
}
