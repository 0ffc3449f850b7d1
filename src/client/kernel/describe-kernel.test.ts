import { describe, expect, test } from 'vitest';
import { describeKernel } from './describe-kernel';

describe('the state of the kernel', () => {
  const report = { backend: 'webgl', renderer: 'A GPU', software: false, reason: '' } as const;

  test('names the cell that runs and the backend', () => {
    expect(describeKernel({ state: 'ready', report }, 'Running In [156]')).toBe('Running In [156] on WebGL');
    expect(describeKernel({ state: 'ready', report }, null)).toBe('Ready on WebGL');
  });

  test('says that TensorFlow.js is on its way', () => {
    expect(describeKernel({ state: 'fetching' }, null)).toContain('Fetching TensorFlow.js');
  });
});
