/** The reader's classes, and every step on them. A step is a function, so that it holds for what another tab has made, too. */
import type { TaughtClass, TaughtStep } from '../../client/keeping/taught';

export const FEWEST_CLASSES = 2;
export const MOST_CLASSES = 6;
/** With every fifth held out, four are left to learn from. */
export const FEWEST_PICTURES = 5;
/** Each takes the network a tenth of a second, more on a slow machine. */
export const MOST_PICTURES = 60;
export const LONGEST_NAME = 40;

/** What a reader begins with. */
export const START: readonly TaughtClass[] = ['1', '2'].map((number) => ({
  id: number,
  name: `Class ${number}`,
  pictures: [],
}));

/** @param id that no class has had */
export function addClass(id: string, name?: string): TaughtStep {
  return (classes) =>
    classes.length < MOST_CLASSES
      ? [...classes, { id, name: name ?? freeName(classes), pictures: [] }]
      : classes;
}

export function renameClass(id: string, name: string): TaughtStep {
  return changed(id, (each) => ({ ...each, name: name.slice(0, LONGEST_NAME) }));
}

export function removeClass(id: string): TaughtStep {
  return (classes) => classes.filter((each) => each.id !== id);
}

/** As many of the pictures as there is room for. */
export function addPictures(id: string, pictures: readonly string[]): TaughtStep {
  return changed(id, (each) => ({
    ...each,
    pictures: [...each.pictures, ...pictures].slice(0, MOST_PICTURES),
  }));
}

/** Into the class of that name, or else one that has neither name nor pictures, or else a new one, if there is room. */
export function intoClassCalled(name: string, id: string, pictures: readonly string[]): TaughtStep {
  return (classes) => {
    const found =
      classes.find((each) => each.name.trim() === name) ??
      classes.find((each) => each.pictures.length === 0 && /^Class \d$/.test(each.name));
    const step = found === undefined ? addClass(id, name) : renameClass(found.id, name);
    return addPictures(found?.id ?? id, pictures)(step(classes));
  };
}

export function removePicture(id: string, picture: string): TaughtStep {
  return changed(id, (each) => ({ ...each, pictures: each.pictures.filter((other) => other !== picture) }));
}

/** Brings back what `before` has and the classes now have not, where it stood. */
export function bringBack(before: readonly TaughtClass[]): TaughtStep {
  return (classes) => {
    const kept = before.map((old) => {
      const now = classes.find(({ id }) => id === old.id);
      return now ? { ...now, pictures: merged(old.pictures, now.pictures) } : old;
    });
    const since = classes.filter((each) => !START.includes(each) && !before.some(({ id }) => id === each.id));
    return [...kept, ...since].slice(0, MOST_CLASSES);
  };
}

/** What is missing before anything can be learned, a sentence each, for the reader. */
export function missingOf(classes: readonly TaughtClass[]): readonly string[] {
  const names = classes.map(({ name }) => name.trim());
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) < index);
  return [
    ...(classes.length < FEWEST_CLASSES ? ['There must be two classes at least: add one.'] : []),
    ...(names.includes('') ? ['A class has no name: give it one.'] : []),
    ...(twice === undefined ? [] : [`Two classes are called “${twice}”: rename one.`]),
    ...classes
      .filter(({ pictures }) => pictures.length < FEWEST_PICTURES)
      .map(({ name, pictures: { length } }) =>
        length === 0
          ? `“${name}” has no pictures: it needs ${FEWEST_PICTURES}.`
          : `“${name}” has ${length} ${length === 1 ? 'picture' : 'pictures'}: it needs ${FEWEST_PICTURES - length} more.`,
      ),
  ];
}

/** Whether both have the same pictures in the same classes, whatever the classes are called. */
export function samePictures(one: readonly TaughtClass[], other: readonly TaughtClass[]): boolean {
  const written = (classes: readonly TaughtClass[]) =>
    classes.map(({ id, pictures }) => `${id}:${pictures.join()}`).join(';');
  return written(one) === written(other);
}

function changed(id: string, change: (found: TaughtClass) => TaughtClass): TaughtStep {
  return (classes) => classes.map((each) => (each.id === id ? change(each) : each));
}

function freeName(classes: readonly TaughtClass[]): string {
  let number = classes.length + 1;
  while (classes.some(({ name }) => name === `Class ${number}`)) number++;
  return `Class ${number}`;
}

/** The old ones in their order, and behind them those that came since. */
function merged(old: readonly string[], now: readonly string[]): readonly string[] {
  return [...old, ...now.filter((picture) => !old.includes(picture))].slice(0, MOST_PICTURES);
}
