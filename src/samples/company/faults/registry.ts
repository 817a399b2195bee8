import type { Fault } from "../fault.js";
import { bcp01Faults } from "./bcp-01.js";
import { bcp02Faults } from "./bcp-02.js";
import { bcp03Faults } from "./bcp-03.js";
import { bcp05Faults } from "./bcp-05.js";
import { chg01Faults } from "./chg-01.js";
import { enc01Faults } from "./enc-01.js";
import { gov01Faults } from "./gov-01.js";
import { gov02Faults } from "./gov-02.js";
import { gov03Faults } from "./gov-03.js";
import { gov04Faults } from "./gov-04.js";
import { gov05Faults } from "./gov-05.js";
import { gov06Faults } from "./gov-06.js";
import { gov07Faults } from "./gov-07.js";
import { hr05Faults } from "./hr-05.js";
import { hr06Faults } from "./hr-06.js";
import { iam03Faults } from "./iam-03.js";
import { ir03Faults } from "./ir-03.js";
import { log01Faults } from "./log-01.js";
import { net01Faults } from "./net-01.js";
import { phy01Faults } from "./phy-01.js";
import { ven01Faults } from "./ven-01.js";
import { ven02Faults } from "./ven-02.js";
import { vul03Faults } from "./vul-03.js";

/** Every way of going wrong that the catalogue is tried with. Adding a control's list is a line here. */
export const FAULTS: readonly Fault[] = [
  ...bcp01Faults,
  ...bcp02Faults,
  ...bcp03Faults,
  ...bcp05Faults,
  ...chg01Faults,
  ...enc01Faults,
  ...gov01Faults,
  ...gov02Faults,
  ...gov03Faults,
  ...gov04Faults,
  ...gov05Faults,
  ...gov06Faults,
  ...gov07Faults,
  ...hr05Faults,
  ...hr06Faults,
  ...iam03Faults,
  ...ir03Faults,
  ...log01Faults,
  ...net01Faults,
  ...phy01Faults,
  ...ven01Faults,
  ...ven02Faults,
  ...vul03Faults,
];
