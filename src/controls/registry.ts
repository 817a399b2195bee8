import type { AnyControl } from "../assess/control.js";
import { ast01 } from "./ast-01-asset-inventory/control.js";
import { bcp01 } from "./bcp-01-backups/control.js";
import { bcp02 } from "./bcp-02-restore-test/control.js";
import { bcp03 } from "./bcp-03-recovery-test/control.js";
import { bcp04 } from "./bcp-04-capacity/control.js";
import { bcp05 } from "./bcp-05-continuity-plan/control.js";
import { cfg01 } from "./cfg-01-baseline-drift/control.js";
import { chg01 } from "./chg-01-independent-review/control.js";
import { chg02 } from "./chg-02-checks-pass/control.js";
import { chg03 } from "./chg-03-branch-protection/control.js";
import { chg04 } from "./chg-04-emergency-changes/control.js";
import { chg05 } from "./chg-05-pipeline-deployment/control.js";
import { chg06 } from "./chg-06-infrastructure-as-code/control.js";
import { chg07 } from "./chg-07-database-changes/control.js";
import { chg08 } from "./chg-08-environments/control.js";
import { chg09 } from "./chg-09-scanning-gate/control.js";
import { dat01 } from "./dat-01-data-classification/control.js";
import { dat02 } from "./dat-02-retention/control.js";
import { dat03 } from "./dat-03-customer-deletion/control.js";
import { dat04 } from "./dat-04-media-disposal/control.js";
import { enc01 } from "./enc-01-storage-encryption/control.js";
import { enc02 } from "./enc-02-encryption-in-transit/control.js";
import { enc03 } from "./enc-03-key-management/control.js";
import { end01 } from "./end-01-managed-devices/control.js";
import { end02 } from "./end-02-malware-protection/control.js";
import { gov01 } from "./gov-01-policy-approval/control.js";
import { gov02 } from "./gov-02-oversight/control.js";
import { gov03 } from "./gov-03-risk-assessment/control.js";
import { gov04 } from "./gov-04-risk-treatment/control.js";
import { gov05 } from "./gov-05-control-monitoring/control.js";
import { gov06 } from "./gov-06-customer-communication/control.js";
import { gov07 } from "./gov-07-deficiencies/control.js";
import { hr01 } from "./hr-01-background-checks/control.js";
import { hr02 } from "./hr-02-awareness-training/control.js";
import { hr03 } from "./hr-03-acknowledgements/control.js";
import { hr04 } from "./hr-04-confidentiality/control.js";
import { hr05 } from "./hr-05-evaluations/control.js";
import { hr06 } from "./hr-06-security-roles/control.js";
import { iam01 } from "./iam-01-joiner-access/control.js";
import { iam02 } from "./iam-02-mover-access/control.js";
import { iam03 } from "./iam-03-leaver-idp/control.js";
import { iam04 } from "./iam-04-leaver-applications/control.js";
import { iam05 } from "./iam-05-access-review/control.js";
import { iam06 } from "./iam-06-privileged-access/control.js";
import { iam07 } from "./iam-07-mfa/control.js";
import { iam08 } from "./iam-08-application-inventory/control.js";
import { iam09 } from "./iam-09-service-accounts/control.js";
import { iam10 } from "./iam-10-credential-rotation/control.js";
import { iam11 } from "./iam-11-break-glass/control.js";
import { iam12 } from "./iam-12-root-protection/control.js";
import { iam13 } from "./iam-13-auth-settings/control.js";
import { iam14 } from "./iam-14-reconciliation/control.js";
import { iam15 } from "./iam-15-data-sessions/control.js";
import { ir01 } from "./ir-01-incident-handling/control.js";
import { ir02 } from "./ir-02-post-incident-review/control.js";
import { ir03 } from "./ir-03-incident-exercise/control.js";
import { ir04 } from "./ir-04-breach-notification/control.js";
import { log01 } from "./log-01-audit-logging/control.js";
import { log02 } from "./log-02-log-retention/control.js";
import { log03 } from "./log-03-admin-activity-reviews/control.js";
import { mon01 } from "./mon-01-alert-triage/control.js";
import { mon02 } from "./mon-02-detection-reviews/control.js";
import { mon03 } from "./mon-03-availability/control.js";
import { net01 } from "./net-01-public-exposure/control.js";
import { net02 } from "./net-02-network-ingress/control.js";
import { phy01 } from "./phy-01-physical-access/control.js";
import { pi01 } from "./pi-01-input-validation/control.js";
import { pi02 } from "./pi-02-job-monitoring/control.js";
import { prv01 } from "./prv-01-data-subject-requests/control.js";
import { prv02 } from "./prv-02-notice-and-consent/control.js";
import { prv03 } from "./prv-03-disclosures/control.js";
import { ven01 } from "./ven-01-vendor-assessment/control.js";
import { ven02 } from "./ven-02-critical-vendors/control.js";
import { vul01 } from "./vul-01-vulnerability-scans/control.js";
import { vul02 } from "./vul-02-vulnerability-fixes/control.js";
import { vul03 } from "./vul-03-penetration-test/control.js";

/** Every built-in control. Adding one is a line here. */
export const CONTROLS: readonly AnyControl[] = [
  ast01,
  bcp01,
  bcp02,
  bcp03,
  bcp04,
  bcp05,
  cfg01,
  chg01,
  chg02,
  chg03,
  chg04,
  chg05,
  chg06,
  chg07,
  chg08,
  chg09,
  dat01,
  dat02,
  dat03,
  dat04,
  enc01,
  enc02,
  enc03,
  end01,
  end02,
  gov01,
  gov02,
  gov03,
  gov04,
  gov05,
  gov06,
  gov07,
  hr01,
  hr02,
  hr03,
  hr04,
  hr05,
  hr06,
  iam01,
  iam02,
  iam03,
  iam04,
  iam05,
  iam06,
  iam07,
  iam08,
  iam09,
  iam10,
  iam11,
  iam12,
  iam13,
  iam14,
  iam15,
  ir01,
  ir02,
  ir03,
  ir04,
  log01,
  log02,
  log03,
  mon01,
  mon02,
  mon03,
  net01,
  net02,
  phy01,
  pi01,
  pi02,
  prv01,
  prv02,
  prv03,
  ven01,
  ven02,
  vul01,
  vul02,
  vul03,
];
