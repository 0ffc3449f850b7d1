import { siteUrl } from '../client/addresses/site-url';
import { courseCells } from './course';
import type { Sample } from '../client/trace/sample';
import { publish } from './publish';
import { cutSample, type SampleName } from './samples';

/** A sample as a widget takes it: its numbers are fetched when it comes into view. */
export async function sampleOf(name: SampleName): Promise<Sample> {
  const published = await publish(courseCells);
  const { layer, shape, offset, photograph } = cutSample(name, published);
  return { src: siteUrl(`samples/${name}.bin`), layer, shape, offset, photograph };
}
