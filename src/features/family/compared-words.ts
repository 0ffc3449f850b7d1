/** Pieces of sentences that compare. */
import { readImageShape, sizeOf } from '../../model/image-shape';
import type { Shape } from '../../model/layer';
import type { Step } from '../../model/family/steps';
import { writeCount } from '../../drawing/writing/counts';

export function wordOf(activation: string): string {
  return activation === 'relu' ? 'ReLU' : activation;
}

/** Told only where the two are unlike. */
export function differing<Value>(
  then: Value,
  now: Value,
  tell: (now: Value, then: Value) => string,
): string[] {
  return then === now ? [] : [tell(now, then)];
}

export function instead(now: string, then: string): string {
  return `${now} instead of ${then}`;
}

export function insteadOf(now: number | undefined, then: number | undefined): string {
  return instead(writeCount(now ?? 0), writeCount(then ?? 0));
}

/** Small numbers in full: 0.00002. */
export function written(value: number): string {
  return value.toLocaleString('en', {
    maximumSignificantDigits: 4,
    maximumFractionDigits: 12,
    useGrouping: false,
  });
}

export function widthOf(shape: Shape, { dataFormat }: Pick<Step, 'dataFormat'>): number {
  return readImageShape(shape, dataFormat)?.width ?? sizeOf(shape);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
