import * as tf from '@tensorflow/tfjs';

/** What a model would write to a disk. */
export async function saved(
  model: tf.LayersModel,
  config: tf.io.SaveConfig = {},
): Promise<tf.io.ModelArtifacts> {
  const written: tf.io.ModelArtifacts[] = [];
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    written.push(artifacts);
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  });
  await model.save(handler, config);
  const [artifacts] = written;
  if (!artifacts) throw new Error('Nothing was saved.');
  // As a file, which knows nothing of the objects it was written from.
  return structuredClone(artifacts);
}
