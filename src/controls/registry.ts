import type { AnyControl } from "../assess/control.js";
import { bcp01 } from "./bcp-01-backups/control.js";
import { cfg01 } from "./cfg-01-baseline-drift/control.js";
import { chg01 } from "./chg-01-independent-review/control.js";
import { chg02 } from "./chg-02-checks-pass/control.js";
import { chg04 } from "./chg-04-emergency-changes/control.js";
import { chg05 } from "./chg-05-pipeline-deployment/control.js";
import { chg06 } from "./chg-06-infrastructure-as-code/control.js";
import { chg07 } from "./chg-07-database-changes/control.js";
import { enc01 } from "./enc-01-storage-encryption/control.js";
import { end01 } from "./end-01-managed-devices/control.js";
import { end02 } from "./end-02-malware-protection/control.js";
import { hr01 } from "./hr-01-background-checks/control.js";
import { hr02 } from "./hr-02-awareness-training/control.js";
import { hr04 } from "./hr-04-confidentiality/control.js";
import { iam01 } from "./iam-01-joiner-access/control.js";
import { iam02 } from "./iam-02-mover-access/control.js";
import { iam03 } from "./iam-03-leaver-idp/control.js";
import { iam04 } from "./iam-04-leaver-applications/control.js";
import { iam05 } from "./iam-05-access-review/control.js";
import { iam07 } from "./iam-07-mfa/control.js";
import { iam08 } from "./iam-08-application-inventory/control.js";
import { iam11 } from "./iam-11-break-glass/control.js";
import { iam12 } from "./iam-12-root-protection/control.js";
import { iam13 } from "./iam-13-auth-settings/control.js";
import { iam14 } from "./iam-14-reconciliation/control.js";
import { iam15 } from "./iam-15-data-sessions/control.js";
import { ir01 } from "./ir-01-incident-handling/control.js";
import { log01 } from "./log-01-audit-logging/control.js";
import { log02 } from "./log-02-log-retention/control.js";
import { log03 } from "./log-03-admin-activity-reviews/control.js";
import { mon01 } from "./mon-01-alert-triage/control.js";
import { mon02 } from "./mon-02-detection-reviews/control.js";
import { net01 } from "./net-01-public-exposure/control.js";
import { vul01 } from "./vul-01-vulnerability-scans/control.js";

/** Every built-in control. Adding one is a line here. */
export const CONTROLS: readonly AnyControl[] = [
  bcp01,
  cfg01,
  chg01,
  chg02,
  chg04,
  chg05,
  chg06,
  chg07,
  enc01,
  end01,
  end02,
  hr01,
  hr02,
  hr04,
  iam01,
  iam02,
  iam03,
  iam04,
  iam05,
  iam07,
  iam08,
  iam11,
  iam12,
  iam13,
  iam14,
  iam15,
  ir01,
  log01,
  log02,
  log03,
  mon01,
  mon02,
  net01,
  vul01,
];
