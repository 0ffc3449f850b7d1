import { PHOTOGRAPH_SIDE } from '../../model/photograph';
import type { Photograph } from '../../notebook/messages';
import { ReaderError } from '../../notebook/reader-error';
import { siteUrl } from '../addresses/site-url';
import { fetchFile } from '../errors/connection';
import { trainingPhotographs, type CoursePhotograph } from './photographs';

/** Larger than this, one drawing step would skip pixels instead of averaging them: go down by halves. */
const largestStep = 2048;

/**
 * Decodes a picture the way the paper prepares its data: shorter side to 256, then the central 256 x 256.
 *
 * Camera orientation (EXIF) is applied and transparency falls on white.
 *
 * @param picture any file the browser can show as an image, of any size
 * @returns 256 x 256 RGBA, row by row
 * @throws {RefusedPicture} if it is no such file
 */
export async function decodePicture(picture: Blob): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const url = URL.createObjectURL(picture);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return centralSquare(image);
  } catch (error) {
    // 'EncodingError', as browsers call a file that is no picture.
    if (!(error instanceof DOMException)) throw error;
    throw new RefusedPicture(
      'Your browser cannot read this file as a picture. Try a JPEG, PNG, WebP or AVIF file.',
      { cause: error },
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A file that cannot be used; its message is for the reader. */
export class RefusedPicture extends ReaderError {}

function centralSquare(image: HTMLImageElement): Uint8ClampedArray<ArrayBuffer> {
  const { naturalWidth: width, naturalHeight: height } = image;
  const side = Math.min(width, height);
  if (side === 0) throw new RefusedPicture('This picture states no size. Save it as PNG or JPEG first.');
  let drawn = paint(image, (width - side) / 2, (height - side) / 2, side, firstStep(side));
  while (drawn.canvas.width > PHOTOGRAPH_SIDE) {
    const from = drawn.canvas.width;
    drawn = paint(drawn.canvas, 0, 0, from, Math.max(PHOTOGRAPH_SIDE, from / 2));
  }
  return drawn.getImageData(0, 0, PHOTOGRAPH_SIDE, PHOTOGRAPH_SIDE).data;
}

/** A power of two times 256 that is at most the picture's own side, so that every later step is an exact half. */
function firstStep(side: number): number {
  let step = PHOTOGRAPH_SIDE;
  while (step * 2 <= Math.min(side, largestStep)) step *= 2;
  return step;
}

function paint(source: CanvasImageSource, left: number, top: number, side: number, target: number) {
  const canvas = document.createElement('canvas');
  canvas.width = target;
  canvas.height = target;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new RefusedPicture('Your browser gives this page no canvas to draw on.');
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, target, target);
  context.drawImage(source, left, top, side, side, 0, 0, target, target);
  return context;
}

/**
 * Loads one of the course's photographs, scaled when the site was built: browsers scale each in a way of its own,
 * and the numbers below a cell would differ from the published ones.
 *
 * @throws {FetchError} if it cannot be fetched
 */
export async function loadPhotograph({ id, title }: CoursePhotograph): Promise<Photograph> {
  const picture = await fetchFile(
    siteUrl(`photos/square/${id}.png`),
    (response) => response.blob(),
    `The photograph “${title}” could not be fetched. Check the connection and try again.`,
  );
  return { id, title, pixels: await decodePicture(picture) };
}

/** Loads those that cells get, in their order. */
export function loadPhotographs(): Promise<readonly Photograph[]> {
  return Promise.all(trainingPhotographs.map(loadPhotograph));
}
