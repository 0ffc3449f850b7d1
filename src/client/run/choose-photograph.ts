/** Another photograph, and with it other numbers in every cell and view that shows some. */
import { photograph } from '../photograph/chosen-photograph.svelte';
import { runs } from './runs.svelte';

/** @param id of one of the course's photographs @throws {ReaderError} if it cannot be loaded */
export async function choosePhotograph(id: string): Promise<void> {
  await photograph.choose(id);
  runs.showPhotograph();
}

/** @param file which never leaves the device @throws {ReaderError} if it is no picture */
export async function chooseOwnPicture(file: Blob): Promise<void> {
  await photograph.chooseOwn(file);
  runs.showPhotograph();
}
