/** What both sides do with the learned weights: from the site's files to five answers. */
import { learnedClasses } from '../../src/learned/classes';
import { isLearnedName, learnedFiles, type LearnedName } from '../../src/learned/format';
import { learnedNetwork } from '../../src/learned/network';
import type { Photograph } from '../../src/notebook/messages';
import type { Tasks } from './serve';

/** The probability of each class. */
type Classifier = (photograph: Photograph) => Promise<ArrayLike<number>>;

type Files = Readonly<Record<LearnedName, ArrayBuffer>>;

/** @param make a classifier out of the files, which have arrived */
export function learnedTasks(make: (files: Files) => Promise<Classifier>): Tasks {
  let classify: Classifier;
  return {
    async switchToLearned() {
      const arrived = await fetchFiles();
      const began = performance.now();
      classify = await make(arrived);
      await firstFive(classify);
      return performance.now() - began;
    },
    async answers() {
      const began = performance.now();
      await firstFive(classify);
      return performance.now() - began;
    },
  };
}

async function fetchFiles(): Promise<Files> {
  const names = learnedNetwork()
    .layers.map(({ name }) => name)
    .filter(isLearnedName);
  const fetched = names.map(async (name) => {
    const response = await fetch(`/learned/${learnedFiles[name].file}`);
    return [name, await response.arrayBuffer()] as const;
  });
  return Object.fromEntries(await Promise.all(fetched)) as Files;
}

/** Another photograph each time, as a reader's are. */
async function firstFive(classify: Classifier): Promise<readonly string[]> {
  const pixels = Uint8ClampedArray.from({ length: 4 * 256 * 256 }, () => 256 * Math.random());
  const probabilities = await classify({ id: 'noise', title: 'noise', pixels });
  return learnedClasses
    .map((name, index) => ({ name, probability: probabilities[index] ?? NaN }))
    .sort((one, other) => other.probability - one.probability)
    .slice(0, 5)
    .map(({ name }) => name);
}
