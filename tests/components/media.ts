import { onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';

/** Shows the page as paper would have it, until the test has ended. */
export async function emulatePrint(): Promise<void> {
  const emulate = async (media: '' | 'print') => {
    await cdp().send('Emulation.setEmulatedMedia', { media });
  };
  onTestFinished(() => emulate(''));
  await emulate('print');
}

/** Asks for reduced motion, as the reader's system would, until the test has ended. */
export async function reduceMotion(): Promise<void> {
  const emulate = async (value: '' | 'reduce') => {
    await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] });
  };
  onTestFinished(() => emulate(''));
  await emulate('reduce');
}
