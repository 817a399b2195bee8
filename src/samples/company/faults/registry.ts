import type { Fault } from "../fault.js";
import { bcp01Faults } from "./bcp-01.js";
import { iam03Faults } from "./iam-03.js";

/** Every way of going wrong that the catalogue is tried with. Adding a control's list is a line here. */
export const FAULTS: readonly Fault[] = [...bcp01Faults, ...iam03Faults];
