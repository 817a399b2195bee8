import type { ComponentType } from "react";
import type { Permission } from "../../src/model/roles.js";
import type { IconName } from "../components/icons";

/** A screen: where it is, who it is for, and how it is loaded. Adding one touches its folder and a line here. */
export interface Screen {
  /** Below `/audits/$audit` unless it begins with a slash. */
  readonly path: string;
  readonly needs: Permission;
  /** How the navigation calls it; a screen without a name is reached from others. */
  readonly nav?: {
    readonly label: string;
    readonly icon: IconName;
    readonly group: "Recover" | "Examine" | "Fieldwork" | "Workspace";
  };
  readonly load: () => Promise<{ readonly Screen: ComponentType }>;
}

export const SCREENS: readonly Screen[] = [
  {
    path: "",
    needs: "see:projection",
    nav: { label: "Recovery", icon: "home", group: "Recover" },
    load: () => import("./home/home"),
  },
  {
    path: "map",
    needs: "see:audit",
    nav: { label: "Period map", icon: "map", group: "Recover" },
    load: () => import("./map/period-map"),
  },
  {
    path: "findings",
    needs: "see:projection",
    nav: { label: "Findings", icon: "finding", group: "Recover" },
    load: () => import("./findings/findings"),
  },
  { path: "findings/$control", needs: "see:projection", load: () => import("./findings/finding") },
  {
    path: "report",
    needs: "see:projection",
    nav: { label: "Report studio", icon: "report", group: "Recover" },
    load: () => import("./report/studio"),
  },
  { path: "exceptions", needs: "see:audit", load: () => import("./exceptions/exceptions") },
  {
    path: "controls",
    needs: "see:audit",
    nav: { label: "Controls", icon: "controls", group: "Examine" },
    load: () => import("./controls/controls"),
  },
  { path: "controls/$control", needs: "see:audit", load: () => import("./controls/control") },
  {
    path: "populations",
    needs: "see:audit",
    nav: { label: "Populations", icon: "population", group: "Examine" },
    load: () => import("./populations/populations"),
  },
  { path: "populations/$population", needs: "see:audit", load: () => import("./populations/population") },
  {
    path: "people",
    needs: "see:audit",
    nav: { label: "People lifelines", icon: "people", group: "Examine" },
    load: () => import("./people/lifelines"),
  },
  {
    path: "changes",
    needs: "see:audit",
    nav: { label: "Change ledger", icon: "changes", group: "Examine" },
    load: () => import("./changes/change-ledger"),
  },
  {
    path: "drift",
    needs: "see:audit",
    nav: { label: "Drift", icon: "drift", group: "Examine" },
    load: () => import("./drift/drift"),
  },
  {
    path: "portal",
    needs: "see:audit",
    nav: { label: "Auditor portal", icon: "auditor", group: "Fieldwork" },
    load: () => import("./auditor/portal"),
  },
  { path: "portal/populations", needs: "see:audit", load: () => import("./auditor/populations") },
  { path: "portal/selections", needs: "see:audit", load: () => import("./auditor/selections") },
  { path: "portal/selections/$selection", needs: "see:audit", load: () => import("./auditor/selection") },
  { path: "portal/requests", needs: "see:audit", load: () => import("./auditor/requests") },
  { path: "portal/requests/$request", needs: "see:audit", load: () => import("./auditor/request") },
  { path: "portal/exceptions", needs: "see:audit", load: () => import("./auditor/exceptions") },
  { path: "portal/papers", needs: "see:papers", load: () => import("./auditor/papers") },
  {
    path: "/sources",
    needs: "see:sources",
    nav: { label: "Sources and scopes", icon: "sources", group: "Workspace" },
    load: () => import("./sources/sources"),
  },
  {
    path: "/activity",
    needs: "see:activity",
    nav: { label: "Activity log", icon: "activity", group: "Workspace" },
    load: () => import("./activity/activity"),
  },
  {
    path: "/people",
    needs: "manage:people",
    nav: { label: "People and roles", icon: "people", group: "Workspace" },
    load: () => import("./settings/people"),
  },
  {
    path: "/account",
    needs: "manage:self",
    nav: { label: "Your account", icon: "settings", group: "Workspace" },
    load: () => import("./settings/account"),
  },
  {
    path: "/reference",
    needs: "see:self",
    nav: { label: "API reference", icon: "reference", group: "Workspace" },
    load: () => import("./reference/reference"),
  },
];
