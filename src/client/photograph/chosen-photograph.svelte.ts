import type { Photograph } from '../../notebook/messages';
import { readPreference, writePreference } from '../keeping/preferences';
import { decodePicture, loadPhotograph } from './decode';
import { photographs, type CoursePhotograph } from './photographs';

/** The photograph that flows through the network: the last one chosen, and decoded when first wanted. */
export class ChosenPhotograph {
  #shown = $state.raw<Pick<Photograph, 'id' | 'title'>>(kept());
  #pixels: Promise<Photograph> | null = null;

  get id(): string {
    return this.#shown.id;
  }

  get title(): string {
    return this.#shown.title;
  }

  /**
   * One of the course's photographs. The choice is kept for the next visit.
   *
   * @throws {ReaderError} if it cannot be loaded; the choice before then stands
   */
  async choose(id: string): Promise<void> {
    await this.#take(loadPhotograph(byId(id)));
    writePreference('photograph', id);
  }

  /**
   * A picture of the reader's, which never leaves the device.
   *
   * @throws {RefusedPicture} if the file is no picture; the choice before then stands
   */
  async chooseOwn(file: Blob): Promise<void> {
    await this.#take(decodePicture(file).then((pixels) => ({ id: 'own', title: 'Your picture', pixels })));
  }

  /** @throws {ReaderError} if it cannot be loaded */
  async decoded(): Promise<Photograph> {
    this.#pixels ??= loadPhotograph(byId(this.#shown.id));
    try {
      return await this.#pixels;
    } catch (error) {
      this.#pixels = null;
      throw error;
    }
  }

  async #take(loading: Promise<Photograph>): Promise<void> {
    const { id, title } = await loading;
    this.#pixels = loading;
    this.#shown = { id, title };
  }
}

function kept(): Pick<Photograph, 'id' | 'title'> {
  const ids = photographs.map(({ id }) => id);
  const { id, title } = byId(readPreference('photograph', ids) ?? 'cat');
  return { id, title };
}

function byId(id: string): CoursePhotograph {
  const found = photographs.find((photograph) => photograph.id === id);
  if (found === undefined) throw new Error(`The course has no photograph “${id}”.`);
  return found;
}

/** The tab's: one photograph for all cells and views. */
export const photograph = new ChosenPhotograph();
