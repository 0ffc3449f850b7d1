/** What a lesson comes to, in Node: features of the learned network, and a head on them. */
import type { KernelQuestions } from '../../src/kernel/questions';
import { answersOf, type Head } from '../../src/features/teach/head';
import { heldOutResult, isHeldOut, type HeldOutResult } from '../../src/features/teach/held-out';
import { trainHead } from '../../src/features/teach/train-head';
import { picturesOf } from './picture-sets';

export interface LessonInNode {
  head: Head;
  heldOut: HeldOutResult;
  /** By the clock, and of processors: what neighbours take is in the first alone. */
  seconds: { seeing: number; learning: number; processors: number };
}

/** @param photographs one for each class */
export async function teachHead(
  { features }: Pick<KernelQuestions, 'features'>,
  photographs: readonly string[],
  perClass: number,
): Promise<LessonInNode> {
  const pictures = await Promise.all(photographs.map((photograph) => picturesOf(photograph, perClass)));
  const startedAt = performance.now();
  const used = process.cpuUsage();
  const examples = [];
  for (const [label, ofClass] of pictures.entries()) {
    for (const [place, pixels] of ofClass.entries()) {
      const picture = `${photographs[label] ?? ''} ${place}`;
      const seen = await features({ id: 'own', title: picture, pixels });
      examples.push({ picture, label, features: seen, held: isHeldOut(place) });
    }
  }
  const seenAt = performance.now();
  const training = trainHead(
    examples.filter(({ held }) => !held),
    photographs.length,
  );
  let step = training.next();
  while (!step.done) step = training.next();
  const head = step.value;
  const learnedAt = performance.now();
  const { user, system } = process.cpuUsage(used);
  const tested = examples
    .filter(({ held }) => held)
    .map((each) => ({ ...each, probabilities: answersOf(head, each.features) }));
  return {
    head,
    heldOut: heldOutResult(tested, photographs.length),
    seconds: {
      seeing: (seenAt - startedAt) / 1000,
      learning: (learnedAt - seenAt) / 1000,
      processors: (user + system) / 1e6,
    },
  };
}
