import { siteUrl } from '../islands/site-url';
import type { Sample } from '../islands/widgets/sample';
import { loadChapters } from '../plugins/course';
import { publish } from '../plugins/published';
import { cutSample, type SampleName } from '../plugins/samples';

/** A sample as a widget takes it: its numbers are fetched when it comes into view. */
export async function sampleOf(name: SampleName): Promise<Sample> {
  const published = await publish((await loadChapters()).flatMap((chapter) => chapter.cells));
  const { layer, shape, offset, photograph } = cutSample(name, published);
  return { src: siteUrl(`samples/${name}.bin`), layer, shape, offset, photograph };
}
