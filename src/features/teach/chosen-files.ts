/** Files that a reader chose or dropped: which class each is for. */

/** A file with the folders it was found in: 'pets/cat/1.jpg'. */
export interface ChosenFile {
  file: File;
  path: string;
}

/** What files of one folder are to become. */
export interface FolderOfPictures {
  /** The folder's. */
  name: string;
  files: readonly File[];
}

/** Files that lie beside each other are a class, called after their folder; those in no folder are left out. */
export function foldersOf(chosen: readonly ChosenFile[]): readonly FolderOfPictures[] {
  const folders = new Map<string, File[]>();
  for (const { file, path } of chosen) {
    const folder = path.split('/').slice(0, -1).join('/');
    // Systems leave files of their own behind.
    if (folder === '' || file.name.startsWith('.') || !looksLikePicture(file)) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  const byName = (one: File, other: File) => one.name.localeCompare(other.name, 'en', { numeric: true });
  return [...folders]
    .sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
    .map(([folder, files]) => ({ name: folder.split('/').at(-1) ?? folder, files: files.sort(byName) }));
}

/** As the browser tells by its name; one it knows nothing about is tried. */
function looksLikePicture({ type }: File): boolean {
  return type === '' || type.startsWith('image/');
}

/** The files of a field that takes a whole folder. */
export function filesOfField(files: FileList): readonly ChosenFile[] {
  return [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/** All files that were dropped, those in folders too. Call it within the event: later nothing is left of it. */
export function filesDropped({ items, files }: DataTransfer): Promise<readonly ChosenFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return Promise.resolve([...files].map((file) => ({ file, path: file.name })));
  return Promise.all(entries.map(filesOfEntry)).then((found) => found.flat());
}

async function filesOfEntry(entry: FileSystemEntry): Promise<readonly ChosenFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: ChosenFile[] = [];
  // A folder is told in parts, and its end by an empty one.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return found;
    for (const each of part) found.push(...(await filesOfEntry(each)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
