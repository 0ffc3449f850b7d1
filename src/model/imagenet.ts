/** What the 1,000 classes of ImageNet's challenge are called, in the order of its networks' answers: a list of names as JSON, in `public/`. */
export const IMAGENET_CLASSES_PATH = 'imagenet/classes.json';
