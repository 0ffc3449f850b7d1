/**
 * The pictures of clothes that come with the course, out of Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): how the file
 * that has them is laid out. Picture i shows class i % 10: so every first so many are balanced, and no labels are kept.
 */

/** In `public/clothes/`: gzipped, one byte a pixel, row by row; those to train with first. */
export const CLOTHES_FILE = 'pictures.bin';

/** Rows and columns of a picture. */
export const CLOTHES_SIDE = 28;

/** How many pictures there are of each kind. */
export const CLOTHES_COUNTS = { train: 2000, test: 500 } as const;

/** What the classes show, in the order of the data set's labels. */
export const CLOTHES_NAMES: readonly string[] = [
  'T-shirt',
  'trousers',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'trainer',
  'bag',
  'ankle boot',
];
