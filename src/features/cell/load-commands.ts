/** What carries out the commands of cells: fetched when the first one is asked for. */
export type Commands = typeof import('./palette/act');

let loading: Promise<Commands> | null = null;

/** One promise for all, so that what was asked for first is done first. */
export function loadCommands(): Promise<Commands> {
  loading ??= import('./palette/act').catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}
