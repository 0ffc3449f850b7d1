import { expect, test } from 'vitest';
import type { KernelQuestions } from '../../kernel/questions';
import { PASSES, Scratch } from './scratch.svelte';

const classes = ['a', 'b'].map((id) => ({
  id,
  name: id,
  pictures: Array.from({ length: 5 }, (_, place) => `${id}${place}`),
}));

/** Answers as a network that takes everything for the first class. */
function kernelThatLearnsNothing() {
  const asked: string[] = [];
  const questions: Partial<KernelQuestions> = {
    scratchPicture: async () => undefined,
    scratchBegin: async () => 2,
    scratchStep: async () => ({ loss: 0.7, accuracy: 0.5 }),
    scratchAnswers: async () => Float32Array.of(0.6, 0.4),
    scratchEnd: async () => undefined,
  };
  const methods = questions as Record<string, (...parameters: readonly unknown[]) => Promise<unknown>>;
  const ask = (question: string, ...parameters: readonly unknown[]) => {
    asked.push(question);
    return methods[question]?.(...parameters);
  };
  return { asked, ask: ask as ConstructorParameters<typeof Scratch>[0] };
}

const pixelsOf = async () => new Uint8ClampedArray(4 * 256 * 256);
const times = (asked: readonly string[], question: string) =>
  asked.filter((each) => each === question).length;

test('trains on what is not held out, a question a step, and is tested on the rest', async () => {
  const { asked, ask } = kernelThatLearnsNothing();
  const scratch = new Scratch(ask, pixelsOf);
  await scratch.train(classes, 1 / 8);
  expect(times(asked, 'scratchPicture')).toBe(8);
  expect(times(asked, 'scratchStep')).toBe(2 * PASSES);
  expect(asked.at(-1)).toBe('scratchEnd');
  expect(scratch.result).toMatchObject({ width: 1 / 8, steps: 2 * PASSES, heldOut: { right: 1, all: 2 } });
  expect(scratch.progress).toBeNull();
});

test('stopped, it is tested as far as it has come', async () => {
  const { ask } = kernelThatLearnsNothing();
  const scratch = new Scratch(
    ((question: string) => {
      if (question === 'scratchStep' && scratch.progress?.step === 3) scratch.stop();
      return ask(question as 'scratchStep');
    }) as typeof ask,
    pixelsOf,
  );
  await scratch.train(classes, 1 / 16);
  expect(scratch.result).toMatchObject({ step: 4, heldOut: { all: 2 } });
});
