import type { AnyControl } from "../assess/control.js";
import { cfg01 } from "./cfg-01-baseline-drift/control.js";
import { chg01 } from "./chg-01-independent-review/control.js";
import { chg02 } from "./chg-02-checks-pass/control.js";
import { chg05 } from "./chg-05-pipeline-deployment/control.js";
import { chg06 } from "./chg-06-infrastructure-as-code/control.js";

/** Every built-in control. Adding one is a line here. */
export const CONTROLS: readonly AnyControl[] = [cfg01, chg01, chg02, chg05, chg06];
