/** What the issue asks of "Teach it your classes": three classes of twenty pictures, on three sets, as the command prints it. */
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
    console.log(
      `${name}: ${heldOut.right} of ${heldOut.all} right; seeing ${seconds.seeing.toFixed(1)} s, learning ${seconds.learning.toFixed(1)} s`,
    );
    expect(heldOut.right / heldOut.all).toBeGreaterThanOrEqual(0.9);
  },
);
