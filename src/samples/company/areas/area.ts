import type { RowWriter } from "../rows.js";
import type { CompanyWorld } from "../world.js";

/** One part of a company's life: writes its rows, in order, as if everything had gone as promised. */
export type Area = (world: CompanyWorld, writer: RowWriter) => void;
