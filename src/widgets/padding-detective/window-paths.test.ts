/** Ways of a width: against laying windows on a strip of paper. */
import { describe, expect, test } from 'vitest';
import { slideOnPaper } from '../../../tests/support/model/slide-on-paper';
import { follow, routes, routesTo, type PoolingWindow, type SearchRanges } from './window-paths';

const between = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('routesTo', () => {
  const overlapping: PoolingWindow = { window: 3, stride: 2 };
  const held: SearchRanges = {
    kernels: [5],
    strides: between(1, 4),
    paddings: between(0, 5),
    poolings: [overlapping],
    rings: between(0, 2),
  };
  const short = ({ kernel, stride, padding, pooling, ring }: ReturnType<typeof routesTo>[number]) =>
    [kernel, stride, padding, pooling?.window ?? 0, pooling?.stride ?? 0, ring].join(' ');

  test('from 27 to 13 there are two ways: the paper’s and the notebook’s', () => {
    const found = routesTo(27, 13, held);
    expect(routes(held)).toHaveLength(60);
    expect(found.map(short)).toEqual(['5 1 2 3 2 0', '5 1 0 3 2 1']);
    expect(found).toMatchObject([
      { convolved: 27, pooled: 13, final: 13, even: true },
      { convolved: 23, pooled: 11, final: 13, even: true },
    ]);
  });

  test('the notebook’s slip comes to 13 after the convolution, not to 11, and to 6 after the pooling', () => {
    const slip = { kernel: 5, stride: 2, padding: 1, pooling: overlapping, ring: 0 };
    expect(follow(27, slip)).toEqual({ convolved: 13, pooled: 6, final: 6, even: true });
  });

  test.each([
    [27, 13],
    [27, 27],
    [54, 13],
    [12, 6],
    [4, 1],
  ])('from %i to %i: all ways that sliding on paper finds, and no other', (input, target) => {
    const ranges: SearchRanges = {
      ...held,
      kernels: between(1, 11),
      poolings: [overlapping, { window: 2, stride: 2 }, { window: 3, stride: 1 }, null],
    };
    const onPaper = new Set<string>();
    for (let kernel = 11; kernel >= 1; kernel--)
      for (let padding = 0; padding < Math.min(6, kernel); padding++)
        for (let stride = 1; stride < 5; stride++) {
          const convolved = slideOnPaper([padding, padding], input, kernel, stride).starts.length;
          for (const pooling of ranges.poolings) {
            const pooled = pooling
              ? slideOnPaper([0, 0], convolved, pooling.window, pooling.stride).starts.length
              : convolved;
            for (let ring = 0; ring < 3; ring++)
              if (
                pooled > 0 &&
                '0'.repeat(ring).concat('x'.repeat(pooled), '0'.repeat(ring)).length === target
              )
                onPaper.add(
                  [kernel, stride, padding, pooling?.window ?? 0, pooling?.stride ?? 0, ring].join(' '),
                );
          }
        }
    const found = routesTo(input, target, ranges).map(short);
    expect(new Set(found).size).toBe(found.length);
    expect(new Set(found)).toEqual(onPaper);
    expect(found.length).toBeGreaterThan(0);
  });

  test('a remainder is told', () => {
    const route = { kernel: 5, stride: 2, padding: 0, pooling: overlapping, ring: 0 };
    expect(follow(27, route)).toMatchObject({ convolved: 12, pooled: 5, even: false });
    expect(follow(27, { ...route, stride: 4 })).toMatchObject({ convolved: 6, even: false });
    expect(follow(3, route)).toBeNull();
  });
});
