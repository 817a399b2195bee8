import { boolean, instant, nullable, text } from "../../model/table.js";

/** The columns of an approved exception that covers a stretch, the best one when there are several. */
export const EXCEPTION_COLUMNS = {
  exception_id: nullable(text("exception in force in the stretch; null: none")),
  exception_from_at: nullable(instant("since when it is valid")),
  exception_to_at: nullable(instant("its expiry; null: none, which is not valid")),
  exception_approved_at: nullable(instant("when it was approved; null: never")),
  exception_is_owned: boolean("somebody owns it"),
} as const;
