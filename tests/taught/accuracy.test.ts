/** How well classes of a reader's are learned: three of twenty pictures, on three sets. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KernelUnderTest } from '../support/kernel-under-test';
import { pictureSets } from '../support/picture-sets';
import { teachHead } from '../support/teach-head';

let kernel: KernelUnderTest;
beforeAll(async () => {
  kernel = await KernelUnderTest.start('wasm');
});
afterAll(() => kernel.kernel.end());

test.each(Object.entries(pictureSets))(
  '%s: 90 % of the held-out pictures are right',
  async (name, photographs) => {
    const { heldOut, seconds } = await teachHead(kernel.kernel.questions, photographs, 20);
    const { seeing, learning, processors } = seconds;
    console.log(
      `${name}: ${heldOut.right} of ${heldOut.all} right; ${seeing.toFixed(1)} s to see, ${learning.toFixed(1)} s to learn, ${processors.toFixed(1)} s of processors`,
    );
    expect(heldOut.right / heldOut.all).toBeGreaterThanOrEqual(0.9);
  },
);
