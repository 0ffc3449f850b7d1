/** How files become pictures of the reader's classes, and what is said of it. */
import { newId } from '../../client/document/new-id';
import { foldersOf, type ChosenFile } from './chosen-files';
import { addPictures, intoClassCalled, MOST_CLASSES, MOST_PICTURES } from './classes';
import type { Collection } from './collection.svelte';
import { takeFiles } from './take-pictures';

export class Intake {
  readonly #collection: Collection;
  #said = $state('');

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  /** What is being read, or could not be, for the reader. */
  get said(): string {
    return this.#said;
  }

  /**
   * @param into the class that they are for: its id, or the name of a folder
   * @returns what could not be taken, for the reader
   */
  async #read(files: readonly File[], into: { id: string } | { folder: string }): Promise<string[]> {
    const wanted = files.slice(0, MOST_PICTURES);
    const told: string[] = [];
    if (files.length > wanted.length)
      told.push(`Of ${files.length} files the first ${MOST_PICTURES} were read.`);
    const { pictures, trouble } = await takeFiles(wanted, (done) => {
      this.#said = `Reading picture ${done + 1} of ${wanted.length}…`;
    });
    if (trouble !== null) told.push(trouble);
    if (pictures.length === 0) return told;
    const ids = this.#collection.pictures.take(pictures);
    this.#collection.change(
      'id' in into ? addPictures(into.id, ids) : intoClassCalled(into.folder, newId(), ids),
    );
    const isTaken = this.#collection.classes.some((each) =>
      each.pictures.some((picture) => ids.includes(picture)),
    );
    if ('folder' in into && !isTaken)
      told.push(`“${into.folder}” was left out: ${MOST_CLASSES} classes are the most.`);
    return told;
  }

  /** Into a class. */
  async take(files: readonly File[], id: string): Promise<void> {
    this.#said = (await this.#read(files, { id })).join(' ');
  }

  /** Each folder into the class of its name. */
  async takeFolders(chosen: readonly ChosenFile[]): Promise<void> {
    const folders = foldersOf(chosen);
    const told: string[] = [];
    for (const { name, files } of folders) told.push(...(await this.#read(files, { folder: name })));
    this.#said =
      folders.length === 0
        ? 'There is no folder with pictures in it: drop single pictures on their class.'
        : told.join(' ');
  }
}
