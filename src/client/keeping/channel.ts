/** Where tabs tell each other that what is kept has changed; null in a browser that denies it with its stores. */
export function channelOfTabs(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('alexnet.kept');
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
