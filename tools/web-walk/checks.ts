/** Checks that are told as they come, and counted. */
export class Checks {
  #passed = 0;
  #failed = 0;

  /** Tells how one check went: `act` returns what is wrong; that it breaks off is wrong too, and ends nothing else. */
  async run(name: string, act: () => Promise<readonly string[]>): Promise<{ readonly isPassed: boolean }> {
    const problems = await act().catch((error: unknown) => [firstLines(error)]);
    this.tell(name, problems);
    return { isPassed: problems.length === 0 };
  }

  tell(name: string, problems: readonly string[]): void {
    if (problems.length === 0) this.#passed += 1;
    else this.#failed += 1;
    console.log(problems.length === 0 ? `passed ${name}` : `FAILED ${name}`);
    for (const problem of problems) console.log(`  - ${problem}`);
  }

  /** Says the sum. @returns the code to exit with. */
  end(): number {
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 ? 0 : 1;
  }
}

function firstLines(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n").slice(0, 6).join(" ").slice(0, 600);
}
