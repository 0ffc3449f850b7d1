/** What the learned network can answer: the categories of Caltech 101 without its background and without Faces_easy. */

/** By index, as the data set writes them. */
export const learnedClasses = [
  'Faces',
  'Leopards',
  'Motorbikes',
  'accordion',
  'airplanes',
  'anchor',
  'ant',
  'barrel',
  'bass',
  'beaver',
  'binocular',
  'bonsai',
  'brain',
  'brontosaurus',
  'buddha',
  'butterfly',
  'camera',
  'cannon',
  'car_side',
  'ceiling_fan',
  'cellphone',
  'chair',
  'chandelier',
  'cougar_body',
  'cougar_face',
  'crab',
  'crayfish',
  'crocodile',
  'crocodile_head',
  'cup',
  'dalmatian',
  'dollar_bill',
  'dolphin',
  'dragonfly',
  'electric_guitar',
  'elephant',
  'emu',
  'euphonium',
  'ewer',
  'ferry',
  'flamingo',
  'flamingo_head',
  'garfield',
  'gerenuk',
  'gramophone',
  'grand_piano',
  'hawksbill',
  'headphone',
  'hedgehog',
  'helicopter',
  'ibis',
  'inline_skate',
  'joshua_tree',
  'kangaroo',
  'ketch',
  'lamp',
  'laptop',
  'llama',
  'lobster',
  'lotus',
  'mandolin',
  'mayfly',
  'menorah',
  'metronome',
  'minaret',
  'nautilus',
  'octopus',
  'okapi',
  'pagoda',
  'panda',
  'pigeon',
  'pizza',
  'platypus',
  'pyramid',
  'revolver',
  'rhino',
  'rooster',
  'saxophone',
  'schooner',
  'scissors',
  'scorpion',
  'sea_horse',
  'snoopy',
  'soccer_ball',
  'stapler',
  'starfish',
  'stegosaurus',
  'stop_sign',
  'strawberry',
  'sunflower',
  'tick',
  'trilobite',
  'umbrella',
  'watch',
  'water_lilly',
  'wheelchair',
  'wild_cat',
  'windsor_chair',
  'wrench',
  'yin_yang',
] as const;

export type LearnedClass = (typeof learnedClasses)[number];

/** A class, and how probable the network takes it to be. */
export interface LearnedAnswer {
  readonly name: LearnedClass;
  /** From 0 to 1. */
  readonly probability: number;
}

/** The most probable classes, the first first. @param probabilities of all, by index */
export function mostProbable(probabilities: ArrayLike<number>, count = 5): readonly LearnedAnswer[] {
  return learnedClasses
    .map((name, index): LearnedAnswer => ({ name, probability: probabilities[index] ?? 0 }))
    .sort((one, other) => other.probability - one.probability)
    .slice(0, count);
}

/** Where the data set's name is a plural, misspelt or not what a reader calls it. */
const titles: Partial<Record<LearnedClass, string>> = {
  Faces: 'face',
  Leopards: 'leopard',
  Motorbikes: 'motorbike',
  airplanes: 'airplane',
  bass: 'bass (a fish)',
  binocular: 'binoculars',
  car_side: 'car from the side',
  cougar_body: 'cougar',
  cougar_face: 'face of a cougar',
  crocodile_head: 'head of a crocodile',
  flamingo_head: 'head of a flamingo',
  garfield: 'Garfield',
  headphone: 'headphones',
  hawksbill: 'hawksbill turtle',
  joshua_tree: 'Joshua tree',
  ketch: 'ketch (a sailing boat)',
  schooner: 'schooner (a sailing ship)',
  snoopy: 'Snoopy',
  tick: 'tick (an animal)',
  water_lilly: 'water lily',
  windsor_chair: 'Windsor chair',
  yin_yang: 'yin and yang',
};

/** A class in plain words: "grand piano". A name that is none of the classes is given with spaces for underscores. */
export function titleOf(name: string): string {
  return titles[name as LearnedClass] ?? name.replaceAll('_', ' ');
}
