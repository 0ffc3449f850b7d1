/**
 * Where tabs tell each other that what is kept has changed; null in a browser that denies it with its stores.
 *
 * @param what the notebook, which is 'kept', or the classes that were 'taught'
 */
export function channelOfTabs(what: 'kept' | 'taught' = 'kept'): BroadcastChannel | null {
  try {
    return new BroadcastChannel(`alexnet.${what}`);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
