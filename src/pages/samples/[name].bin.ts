import type { APIRoute, GetStaticPaths } from 'astro';
import { courseCells } from '../../build/course';
import { publish } from '../../build/publish';
import { cutSample, sampleNames, type SampleName } from '../../build/samples';

interface Props {
  name: SampleName;
}

export const getStaticPaths: GetStaticPaths = () =>
  sampleNames.map((name) => ({ params: { name }, props: { name } satisfies Props }));

/** A sample's numbers: Float32, little endian, in the order of its shape. */
export const GET: APIRoute<Props> = async ({ props: { name } }) => {
  const published = await publish(courseCells);
  const { values } = cutSample(name, published);
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, index) => bytes.setFloat32(4 * index, value, true));
  return new Response(bytes.buffer, { headers: { 'content-type': 'application/octet-stream' } });
};
