/** Regular files and other things (links, devices) below a folder: paths from the source's root, each list sorted. */
export interface SourceListing {
  readonly files: readonly string[];
  readonly others: readonly string[];
}

/**
 * Where evidence is read from: a folder on a disk, or the payload of a pack. Paths have the shape of `LAYOUT`, are
 * relative to the source's root and use `/`. Nothing is ever written.
 */
export interface EvidenceSource {
  list(folder: string): Promise<SourceListing>;
  /** Whether a regular file stands at the path. */
  has(path: string): Promise<boolean>;
  /** The bytes of a small file; `undefined` when it is not there. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** A file in pieces. Rejects when it is not there. */
  stream(path: string): AsyncIterable<Uint8Array>;
}

/** The part of a source below one of its folders, as a source of its own. */
export function below(source: EvidenceSource, folder: string): EvidenceSource {
  const inside = (path: string) => (path === "" ? folder : `${folder}/${path}`);
  const cut = (path: string) => path.slice(folder.length + 1);
  return {
    async list(path) {
      const { files, others } = await source.list(inside(path));
      return { files: files.map(cut), others: others.map(cut) };
    },
    has: (path) => source.has(inside(path)),
    read: (path) => source.read(inside(path)),
    stream: (path) => source.stream(inside(path)),
  };
}
