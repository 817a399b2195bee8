/** A placeholder until the git connector is there. */
export async function benchGit(_folder: string): Promise<string> {
  return "git: not measured";
}
