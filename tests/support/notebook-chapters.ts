/**
 * The chapters that follow the original notebook, by slug and in order. They are held to more than a chapter that
 * someone adds: to the notebook's cells, to a length, to sources, exercises and computed figures.
 */
export const NOTEBOOK_CHAPTERS: readonly string[] = [
  'setup',
  'conv1',
  'relu-lrn-pooling',
  'conv2',
  'conv3',
  'conv4-conv5',
  'fc6-fc7',
  'softmax',
  'whole-network',
  'compile',
  'train',
];

export function isOfNotebook({ slug }: { slug: string }): boolean {
  return NOTEBOOK_CHAPTERS.includes(slug);
}
