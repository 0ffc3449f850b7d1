/** A worker's tasks, answered by name; each gives the number it measured. */
export type Tasks = Record<string, () => Promise<number>>;

export interface Answer {
  value?: number;
  error?: string;
}

/** Answers each message, the name of a task, on the port it brings. */
export function serve(tasks: Tasks): void {
  addEventListener('message', ({ data, ports: [port] }: MessageEvent<string>) => {
    const task = tasks[data];
    const run = task ? task() : Promise.reject(new Error(`no task ${data}`));
    run.then(
      (value) => port?.postMessage({ value } satisfies Answer),
      (error: unknown) => port?.postMessage({ error: String(error) } satisfies Answer),
    );
  });
}
