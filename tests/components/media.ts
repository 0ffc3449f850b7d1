import { onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';

/** Asks for reduced motion, as the reader's system would, until the test has ended. */
export async function reduceMotion(): Promise<void> {
  const emulate = async (value: '' | 'reduce') => {
    await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] });
  };
  onTestFinished(() => emulate(''));
  await emulate('reduce');
}
