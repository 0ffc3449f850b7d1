/** The photographs that come with the course. */

export interface CoursePhotograph {
  /** File name in `photos/` without `.jpg`. */
  id: string;
  title: string;
  author: string;
  licence: 'CC0 1.0' | 'CC BY 4.0' | 'public domain';
}

/** The twelve that cells get by `photographs()`, in the order in which the labels of a training count them. */
export const trainingPhotographs: readonly CoursePhotograph[] = [
  { id: 'cat', title: 'A tabby cat', author: 'Stefan van der Walt', licence: 'CC0 1.0' },
  {
    id: 'espresso',
    title: 'An espresso',
    author: 'Rachel Michetti, courtesy of Pikolo Espresso Bar',
    licence: 'CC0 1.0',
  },
  { id: 'astronaut', title: 'Astronaut Eileen Collins', author: 'NASA', licence: 'public domain' },
  { id: 'rocket', title: 'A Falcon 9 on its pad', author: 'SpaceX', licence: 'public domain' },
  { id: 'galaxies', title: 'Galaxies, seen by Hubble', author: 'NASA', licence: 'public domain' },
  { id: 'retina', title: 'The retina of a left eye', author: 'Mikael Häggström', licence: 'CC0 1.0' },
  { id: 'dandelion', title: 'Dandelions in a meadow', author: 'Clemens Engelhardt', licence: 'CC0 1.0' },
  { id: 'fig', title: 'A cut fig', author: 'Trevor “Freespace”', licence: 'CC BY 4.0' },
  { id: 'paintbrushes', title: 'Paintbrushes', author: 'Trevor “Freespace”', licence: 'CC BY 4.0' },
  { id: 'dogs', title: 'Two dogs at a window', author: 'Aitzol Berasategi', licence: 'CC BY 4.0' },
  { id: 'stream', title: 'A stream in a wood', author: 'Aitzol Berasategi', licence: 'CC BY 4.0' },
  { id: 'mountains', title: 'Picos de Europa', author: 'Aitzol Berasategi', licence: 'CC BY 4.0' },
];

/** Things that the learned network was taught, or takes for such. */
export const objectPhotographs: readonly CoursePhotograph[] = [
  { id: 'pyramid', title: 'The Great Pyramid of Giza', author: 'Gary Todd', licence: 'CC0 1.0' },
  { id: 'chair', title: 'A white chair', author: 'Pierre Gencey', licence: 'public domain' },
  { id: 'tea-set', title: 'A cup and saucer', author: 'Rijksmuseum', licence: 'CC0 1.0' },
  { id: 'hedgehog', title: 'A hedgehog', author: 'George Chernilevsky', licence: 'public domain' },
  { id: 'kangaroo', title: 'A kangaroo', author: 'Vicki Nunn', licence: 'public domain' },
  { id: 'panda', title: 'A giant panda', author: 'Jeff Kubina', licence: 'public domain' },
  { id: 'jaguar', title: 'Two jaguars', author: 'Frieda Bredesen', licence: 'CC0 1.0' },
  {
    id: 'fish',
    title: 'Two perch',
    author: 'United States Department of Agriculture',
    licence: 'public domain',
  },
  { id: 'sheep', title: 'A sheep', author: 'Rob Mitchell', licence: 'CC0 1.0' },
  { id: 'windmill', title: 'Windmills', author: 'Ykliu', licence: 'public domain' },
  { id: 'bison', title: 'A bison', author: 'Kurt Kaiser', licence: 'CC0 1.0' },
  { id: 'mont-saint-michel', title: 'Mont Saint-Michel', author: 'Ali Sabbagh', licence: 'CC0 1.0' },
  { id: 'golden-temple', title: 'The Golden Temple', author: 'Jasdeep Singh', licence: 'CC0 1.0' },
  { id: 'measuring-tape', title: 'A measuring tape', author: 'George Hodan', licence: 'CC0 1.0' },
  { id: 'under-water', title: 'Black coral', author: 'Pseudopanax', licence: 'public domain' },
  { id: 'duck', title: 'A duck', author: 'Bernard Spragg', licence: 'CC0 1.0' },
  { id: 'narwhal', title: 'Two narwhals', author: 'Dr Kristin Laidre', licence: 'public domain' },
  { id: 'giraffe', title: 'Two giraffes', author: 'Mike and Lara Wolfe', licence: 'CC0 1.0' },
];

export const photographs: readonly CoursePhotograph[] = [...trainingPhotographs, ...objectPhotographs];
