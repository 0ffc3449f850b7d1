/** The pictures of the reader's classes, as the tab holds them. */
import { newId } from '../../client/document/new-id';
import { decodePicture } from '../../client/photograph/decode';

export class Pictures {
  /** Small files of 256 x 256, by id. Those that were taken away stay, until the tab is closed: they may be wanted back. */
  readonly files = new Map<string, Blob>();
  readonly #addresses = new Map<string, string>();

  /** Takes in pictures, and gives their ids. */
  take(pictures: readonly Blob[]): readonly string[] {
    return pictures.map((picture) => {
      const id = newId();
      this.files.set(id, picture);
      return id;
    });
  }

  /** Where an <img> finds a picture. */
  addressOf(picture: string): string {
    const known = this.#addresses.get(picture);
    if (known !== undefined) return known;
    const file = this.files.get(picture);
    if (file === undefined) return '';
    const address = URL.createObjectURL(file);
    this.#addresses.set(picture, address);
    return address;
  }

  /** @returns 256 x 256 RGBA */
  pixelsOf(picture: string): Promise<Uint8ClampedArray<ArrayBuffer>> {
    return decodePicture(this.files.get(picture) ?? new Blob());
  }
}
