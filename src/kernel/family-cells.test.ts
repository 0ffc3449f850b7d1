/** The cells that build the family, as readers get them, in the kernel and under the editor's TypeScript. */
import { beforeAll, expect, test } from 'vitest';
import { collectDeclarations } from '../build/vite/declarations';
import { cellSource } from '../export/cell-source';
import { createLanguageService } from '../language/service';
import { FAMILY } from '../model/family/family';
import { kerasSummary } from '../model/keras-summary';
import { KernelUnderTest, printed } from '../../tests/support/kernel-under-test';
import { narrowed } from '../../tests/support/model/narrowed';

const language = createLanguageService(collectDeclarations());
let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start('wasm');
});

test.for(FAMILY)('the cell of $id builds the network that it is written from', async ({ network: whole }) => {
  const network = narrowed(whole());
  const source = cellSource(network, { variable: 'net' });
  expect(language.problems([{ id: 'own', source }])).toEqual([]);
  const result = await tested.run([source]);
  expect(result.outcomes).toEqual(['a done']);
  const told = tested.events.findLast((event) => event.type === 'networks')?.networks ?? [];
  expect(told).toMatchObject([{ name: 'net', network: { ...network, name: expect.any(String) as string } }]);
  expect(printed(result, 'a')).toBe(`${kerasSummary(network)}\n`);
});
