/** Something items differ in: the system, the weekday, the team of whoever acted. */
export interface Dimension {
  readonly id: string;
  /** What it is called in a table: "weekday". */
  readonly title: string;
  /**
   * Values in their natural order, for example hours: neighbours are looked at together, up to `spanMax` of them and
   * never across the end of the list. `null`: values are names, each looked at on its own.
   */
  readonly order: readonly string[] | null;
  readonly spanMax: number;
  /** Its values are groups of people: a group whose exceptions come from one person alone is never shown. */
  readonly isAboutPeople: boolean;
  /** How a person says it: "on Friday", "between 17:00 and 21:00". `first` and `last` are equal for a single value. */
  phrase(first: string, last: string): string;
}

/** One item of a population as far as clusters need it. */
export interface Observation {
  readonly isException: boolean;
  /** One value per dimension, in order; `null`: nobody knows. */
  readonly values: readonly (string | null)[];
  /** Whom the item is about or who acted; only counted, never shown. `null`: nobody, or unknown. */
  readonly person: string | null;
}
