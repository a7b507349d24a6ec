/** A file with its path inside the folder that was chosen; a single file's path is its name. */
export interface ChosenFile {
  readonly file: File;
  readonly path: string;
}

const understood = /\.(csv|tsv|json|txt|md|vtt|srt|eml)$/i;

export const isUnderstood = ({ path }: ChosenFile): boolean => understood.test(path);

export const acceptedTypes = '.csv,.tsv,.json,.txt,.md,.vtt,.srt,.eml';

export const fromInput = (files: FileList | null): ChosenFile[] =>
  [...(files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

/** Adds files to those already chosen; the same path again replaces the earlier choice. */
export function addFiles(chosen: readonly ChosenFile[], added: readonly ChosenFile[]): readonly ChosenFile[] {
  const paths = new Set(added.map((file) => file.path));
  return [...chosen.filter((file) => !paths.has(file.path)), ...added];
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A reader hands out a folder in portions and says with an empty one that it is done.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}

async function walk(entry: FileSystemEntry): Promise<ChosenFile[]> {
  if (entry.isFile) return [{ file: await fileOf(entry as FileSystemFileEntry), path: entry.fullPath.replace(/^\//, '') }];
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  return (await Promise.all(children.map(walk))).flat();
}

/** The files that were dropped, with those in dropped folders. */
export async function fromDrop(transfer: DataTransfer): Promise<ChosenFile[]> {
  // The list is emptied as soon as the event is over, so the entries are taken out before anything is awaited.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return fromInput(transfer.files);
  return (await Promise.all(entries.map(walk))).flat();
}
