import { describe, expect, test } from 'vitest';
import type { Network } from '../../../model/layer';
import { conv2d, dropout, localResponseNormalization, maxPooling2d } from '../../../model/make-layer';
import { notebookNetwork, notebookThrough } from '../../../model/networks';
import { changesBetween, totalsOf } from './changes';

const published = notebookThrough('conv1');

function withFirst(...layers: Network['layers']): Network {
  return { ...published, layers };
}

describe('what differs between two networks', () => {
  test('is nothing where they are the same', () => {
    expect(changesBetween(published, notebookThrough('conv1'))).toEqual([]);
  });

  test('is a shape, an option and multiply-adds, with the parameters as they were', () => {
    expect(changesBetween(published, withFirst(conv2d('Conv1', 96, 11, { strides: 2 })))).toEqual([
      {
        name: 'Conv1',
        output: { before: '96 × 55 × 55', after: '96 × 109 × 109', difference: '' },
        settings: ['strides 4 → 2'],
        parameters: { before: '34,944', after: '34,944', difference: '' },
        multiplyAdds: { before: '105.4 million', after: '414 million', difference: '+308.6 million' },
      },
    ]);
  });

  test('counts what fewer filters save', () => {
    const [change] = changesBetween(published, withFirst(conv2d('Conv1', 16, 11, { strides: 4 })));
    expect(change?.parameters).toEqual({ before: '34,944', after: '5,824', difference: '−29,120' });
    expect(change?.settings).toEqual(['filters 96 → 16']);
  });

  test('names layers that have come and gone', () => {
    const after = withFirst(...published.layers, maxPooling2d('pool', 3, { strides: 2 }));
    expect(changesBetween(published, after)).toMatchObject([
      { name: 'pool', output: { before: null, after: '96 × 27 × 27' }, settings: [] },
    ]);
    expect(changesBetween(after, published)).toMatchObject([
      { name: 'pool', output: { before: '96 × 27 × 27', after: null } },
    ]);
    expect(changesBetween(after, published, (name) => name === 'Conv1')).toEqual([]);
  });

  test('has options by the names that cells give them', () => {
    const lrn = (options: object) => withFirst(...published.layers, localResponseNormalization('L', options));
    const [change] = changesBetween(lrn({}), lrn({ bias: 1, depthRadius: 1, divideAlpha: true }));
    expect(change?.settings).toEqual(['n 5 → 3', 'k 2 → 1', 'divideAlpha not set → true']);
    const [other] = changesBetween(
      withFirst(...published.layers, dropout('x', 0.5)),
      withFirst(...published.layers, maxPooling2d('x', [2, 3])),
    );
    expect(other?.settings).toEqual(['Dropout → MaxPooling2D']);
  });

  test('adds up', () => {
    const { parameters, multiplyAdds } = totalsOf(notebookNetwork());
    expect(parameters).toBe(50_844_008);
    expect(multiplyAdds).toBe(852_206_112);
  });
});
