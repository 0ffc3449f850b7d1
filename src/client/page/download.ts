/** Gives a file to the reader, where their browser puts downloads. */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then: a minute is what a browser may take to ask where to put it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
