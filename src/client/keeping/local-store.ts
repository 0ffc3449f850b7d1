/**
 * Uses `localStorage`.
 *
 * @param otherwise what it comes to where there is none, as on the server, or the browser denies it or has no room
 */
export function useLocalStore<T>(use: (store: Storage) => T, otherwise: T): T {
  try {
    const { localStorage: store } = globalThis as { localStorage?: Storage | null };
    return store ? use(store) : otherwise;
  } catch (error) {
    if (error instanceof DOMException) return otherwise;
    throw error;
  }
}
