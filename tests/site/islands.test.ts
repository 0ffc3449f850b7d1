/** What comes alive by itself does so within a second, also where the browser never says that it is idle. */
import { expect, test } from 'vitest';
import { pages } from '../e2e/course';
import { all, attribute, having, pageAt } from './html';

test.for(pages)('%s', (path) => {
  for (const island of all(pageAt(path), having('client', 'idle'))) {
    const { name, value } = JSON.parse(attribute(island, 'opts') ?? '{}') as {
      name: string;
      value?: { timeout?: number };
    };
    expect(value?.timeout ?? Infinity, name).toBeLessThanOrEqual(1000);
  }
});

test('the header’s are among them', () => {
  const named = all(pageAt('/conv1/'), having('client', 'idle')).map((island) => attribute(island, 'opts'));
  for (const name of ['ChangesMenu', 'KernelBar', 'Rail', 'LiveCell']) {
    expect(named.filter((opts) => opts?.includes(`"${name}"`)).length, name).toBeGreaterThan(0);
  }
});
