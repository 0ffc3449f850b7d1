/** The twelve photographs that come with the course, in the order the training labels count them. */

export interface CoursePhotograph {
  /** File name in `photos/` without `.jpg`. */
  id: string;
  title: string;
  author: string;
  licence: 'CC0 1.0' | 'CC BY 4.0' | 'public domain';
}

export const photographs: readonly CoursePhotograph[] = [
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
