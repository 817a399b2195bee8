import { access, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Files below one folder. A file appears under its name only when it is whole. */
export class WorkspaceFiles {
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const target = await this.prepared(path);
    await writeFile(`${target}.new`, content);
    await rename(`${target}.new`, target);
  }

  async open(path: string): Promise<{ append(text: string): Promise<void>; close(): Promise<void> }> {
    const target = await this.prepared(path);
    const handle = await open(`${target}.new`, "w");
    return {
      append: async (text) => {
        await handle.write(text);
      },
      close: async () => {
        await handle.close();
        await rename(`${target}.new`, target);
      },
    };
  }

  /** `undefined` when there is no such file. */
  async read(path: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.root, path), "utf8");
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
      throw cause;
    }
  }

  async exists(path: string): Promise<boolean> {
    try {
      await access(join(this.root, path));
      return true;
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return false;
      throw cause;
    }
  }

  async removeFolder(path: string): Promise<void> {
    await rm(join(this.root, path), { recursive: true, force: true });
  }

  private async prepared(path: string): Promise<string> {
    const target = join(this.root, path);
    await mkdir(dirname(target), { recursive: true });
    return target;
  }
}
