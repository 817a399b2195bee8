import type { Fault } from "../fault.js";
import { ast01Faults } from "./ast-01.js";
import { bcp01Faults } from "./bcp-01.js";
import { bcp02Faults } from "./bcp-02.js";
import { bcp03Faults } from "./bcp-03.js";
import { bcp04Faults } from "./bcp-04.js";
import { bcp05Faults } from "./bcp-05.js";
import { cfg01Faults } from "./cfg-01.js";
import { chg01Faults } from "./chg-01.js";
import { chg02Faults } from "./chg-02.js";
import { chg03Faults } from "./chg-03.js";
import { chg04Faults } from "./chg-04.js";
import { chg05Faults } from "./chg-05.js";
import { chg06Faults } from "./chg-06.js";
import { chg07Faults } from "./chg-07.js";
import { chg08Faults } from "./chg-08.js";
import { chg09Faults } from "./chg-09.js";
import { dat01Faults } from "./dat-01.js";
import { dat02Faults } from "./dat-02.js";
import { dat03Faults } from "./dat-03.js";
import { dat04Faults } from "./dat-04.js";
import { enc01Faults } from "./enc-01.js";
import { enc02Faults } from "./enc-02.js";
import { enc03Faults } from "./enc-03.js";
import { end01Faults } from "./end-01.js";
import { end02Faults } from "./end-02.js";
import { gov01Faults } from "./gov-01.js";
import { gov02Faults } from "./gov-02.js";
import { gov03Faults } from "./gov-03.js";
import { gov04Faults } from "./gov-04.js";
import { gov05Faults } from "./gov-05.js";
import { gov06Faults } from "./gov-06.js";
import { gov07Faults } from "./gov-07.js";
import { hr01Faults } from "./hr-01.js";
import { hr02Faults } from "./hr-02.js";
import { hr03Faults } from "./hr-03.js";
import { hr04Faults } from "./hr-04.js";
import { hr05Faults } from "./hr-05.js";
import { hr06Faults } from "./hr-06.js";
import { iam01Faults } from "./iam-01.js";
import { iam02Faults } from "./iam-02.js";
import { iam03Faults } from "./iam-03.js";
import { iam04Faults } from "./iam-04.js";
import { iam05Faults } from "./iam-05.js";
import { iam06Faults } from "./iam-06.js";
import { iam07Faults } from "./iam-07.js";
import { iam08Faults } from "./iam-08.js";
import { iam09Faults } from "./iam-09.js";
import { iam10Faults } from "./iam-10.js";
import { iam11Faults } from "./iam-11.js";
import { iam12Faults } from "./iam-12.js";
import { iam13Faults } from "./iam-13.js";
import { iam14Faults } from "./iam-14.js";
import { iam15Faults } from "./iam-15.js";
import { ir01Faults } from "./ir-01.js";
import { ir02Faults } from "./ir-02.js";
import { ir03Faults } from "./ir-03.js";
import { ir04Faults } from "./ir-04.js";
import { log01Faults } from "./log-01.js";
import { log02Faults } from "./log-02.js";
import { log03Faults } from "./log-03.js";
import { mon01Faults } from "./mon-01.js";
import { mon02Faults } from "./mon-02.js";
import { mon03Faults } from "./mon-03.js";
import { net01Faults } from "./net-01.js";
import { net02Faults } from "./net-02.js";
import { phy01Faults } from "./phy-01.js";
import { pi01Faults } from "./pi-01.js";
import { pi02Faults } from "./pi-02.js";
import { prv01Faults } from "./prv-01.js";
import { prv02Faults } from "./prv-02.js";
import { prv03Faults } from "./prv-03.js";
import { ven01Faults } from "./ven-01.js";
import { ven02Faults } from "./ven-02.js";
import { vul01Faults } from "./vul-01.js";
import { vul02Faults } from "./vul-02.js";
import { vul03Faults } from "./vul-03.js";

/** Every way of going wrong that the catalogue is tried with. Adding a control's list is a line here. */
export const FAULTS: readonly Fault[] = [
  ...ast01Faults,
  ...bcp01Faults,
  ...bcp02Faults,
  ...bcp03Faults,
  ...bcp04Faults,
  ...bcp05Faults,
  ...cfg01Faults,
  ...chg01Faults,
  ...chg02Faults,
  ...chg03Faults,
  ...chg04Faults,
  ...chg05Faults,
  ...chg06Faults,
  ...chg07Faults,
  ...chg08Faults,
  ...chg09Faults,
  ...dat01Faults,
  ...dat02Faults,
  ...dat03Faults,
  ...dat04Faults,
  ...enc01Faults,
  ...enc02Faults,
  ...enc03Faults,
  ...end01Faults,
  ...end02Faults,
  ...gov01Faults,
  ...gov02Faults,
  ...gov03Faults,
  ...gov04Faults,
  ...gov05Faults,
  ...gov06Faults,
  ...gov07Faults,
  ...hr01Faults,
  ...hr02Faults,
  ...hr03Faults,
  ...hr04Faults,
  ...hr05Faults,
  ...hr06Faults,
  ...iam01Faults,
  ...iam02Faults,
  ...iam03Faults,
  ...iam04Faults,
  ...iam05Faults,
  ...iam06Faults,
  ...iam07Faults,
  ...iam08Faults,
  ...iam09Faults,
  ...iam10Faults,
  ...iam11Faults,
  ...iam12Faults,
  ...iam13Faults,
  ...iam14Faults,
  ...iam15Faults,
  ...ir01Faults,
  ...ir02Faults,
  ...ir03Faults,
  ...ir04Faults,
  ...log01Faults,
  ...log02Faults,
  ...log03Faults,
  ...mon01Faults,
  ...mon02Faults,
  ...mon03Faults,
  ...net01Faults,
  ...net02Faults,
  ...phy01Faults,
  ...pi01Faults,
  ...pi02Faults,
  ...prv01Faults,
  ...prv02Faults,
  ...prv03Faults,
  ...ven01Faults,
  ...ven02Faults,
  ...vul01Faults,
  ...vul02Faults,
  ...vul03Faults,
];
