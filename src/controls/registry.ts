import type { AnyControl } from "../assess/control.js";
import { bcp01 } from "./bcp-01-backups/control.js";
import { cfg01 } from "./cfg-01-baseline-drift/control.js";
import { chg01 } from "./chg-01-independent-review/control.js";
import { chg02 } from "./chg-02-checks-pass/control.js";
import { chg04 } from "./chg-04-emergency-changes/control.js";
import { chg05 } from "./chg-05-pipeline-deployment/control.js";
import { chg06 } from "./chg-06-infrastructure-as-code/control.js";
import { enc01 } from "./enc-01-storage-encryption/control.js";
import { hr02 } from "./hr-02-awareness-training/control.js";
import { iam01 } from "./iam-01-joiner-access/control.js";
import { iam02 } from "./iam-02-mover-access/control.js";
import { iam03 } from "./iam-03-leaver-idp/control.js";
import { iam04 } from "./iam-04-leaver-applications/control.js";
import { iam05 } from "./iam-05-access-review/control.js";
import { iam07 } from "./iam-07-mfa/control.js";
import { iam14 } from "./iam-14-reconciliation/control.js";
import { ir01 } from "./ir-01-incident-handling/control.js";
import { log01 } from "./log-01-audit-logging/control.js";
import { mon01 } from "./mon-01-alert-triage/control.js";
import { mon02 } from "./mon-02-detection-reviews/control.js";
import { net01 } from "./net-01-public-exposure/control.js";

/** Every built-in control. Adding one is a line here. */
export const CONTROLS: readonly AnyControl[] = [
  bcp01,
  cfg01,
  chg01,
  chg02,
  chg04,
  chg05,
  chg06,
  enc01,
  hr02,
  iam01,
  iam02,
  iam03,
  iam04,
  iam05,
  iam07,
  iam14,
  ir01,
  log01,
  mon01,
  mon02,
  net01,
];
