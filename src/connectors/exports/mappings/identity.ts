/** Okta users: GET /api/v1/users?search=status pr, so that deprovisioned users are in it. */
export const oktaUsers = `
title: Okta users
doc: "GET /api/v1/users?search=status pr (plain GET /users leaves out deprovisioned users). A user carries only the last change of status; earlier ones come from the system log."
covers: [accounts]
tables:
  - table: account
    key: [external_id]
    columns:
      system: "@system"
      external_id: { from: id, required: true }
      username: profile.login
      email: { from: profile.email, as: lower }
      employee_no: profile.employeeNumber
      account_type: { from: profile.userType, default: human, else: human, map: { service: service, service account: service, shared: shared, break_glass: break_glass, bot: bot, guest: guest } }
      owner_employee_no: profile.ownerEmployeeNumber
      is_tagged_test: { from: profile.isTest, default: false }
      created_at: created
  - table: account_state
    key: [account_id, vendor_status, from_hi]
    columns:
      account_id: { from: id, as: entity-id, kind: account }
      state: { from: status, else: unknown, map: { ACTIVE: active, RECOVERY: can_recover, PASSWORD_EXPIRED: can_recover, LOCKED_OUT: locked, SUSPENDED: suspended, DEPROVISIONED: disabled, STAGED: staged, PROVISIONED: staged } }
      vendor_status: status
      from_lo: { from: [statusChanged, activated, created] }
      from_hi: { from: [statusChanged, activated, created] }
      seen_at: "@observed"
`;

/** Okta System Log. */
export const oktaSystemLog = `
title: Okta System Log
doc: "GET /api/v1/logs over the whole time, as JSON pages or NDJSON. Gives changes of account state, group and application grants, sign-ins, ended sessions, API tokens and factors, each from its event."
covers: [account-events, grants, sign-ins, session-revocations]
normaliser: okta-system-log
unique: true
settle:
  - { table: account_state, by: [account_id] }
  - { table: access_grant, by: [account_id, entitlement] }
  - { table: credential, by: [id] }
  - { table: auth_factor, by: [account_id, factor] }
`;

/** Entra ID users, deleted ones from deletedItems included. */
export const entraUsers = `
title: Entra ID users
doc: "GET /users with $select of the fields named here, together with GET /directory/deletedItems/microsoft.graph.user. Whether an account is enabled has no time in Graph: the state is bounded by creation and export; exact times come from the audit log."
covers: [accounts]
rows: [value]
tables:
  - table: account
    key: [external_id]
    columns:
      system: "@system"
      external_id: { from: id, required: true }
      username: userPrincipalName
      email: { from: [mail, userPrincipalName], as: lower }
      employee_no: employeeId
      account_type: { first: [{ from: employeeType, else: null, map: { service: service, service account: service, shared: shared, bot: bot, break glass: break_glass } }, { from: userType, default: human, else: human, map: { Guest: guest, Member: human } }] }
      is_tagged_test: { const: false }
      created_at: createdDateTime
      deleted_at: deletedDateTime
  - table: account_state
    when: { column: deletedDateTime, present: true }
    key: [account_id, state, from_hi]
    columns:
      account_id: { from: id, as: entity-id, kind: account }
      state: { const: deleted }
      vendor_status: { const: deleted }
      from_lo: deletedDateTime
      from_hi: deletedDateTime
      seen_at: "@observed"
  - table: account_state
    when: { all: [{ column: accountEnabled, present: true }, { column: deletedDateTime, present: false }] }
    key: [account_id, state, from_hi]
    columns:
      account_id: { from: id, as: entity-id, kind: account }
      state: { from: accountEnabled, map: { "true": active, "false": disabled } }
      vendor_status: { from: accountEnabled, map: { "true": accountEnabled=true, "false": accountEnabled=false } }
      from_lo: createdDateTime
      from_hi: "@observed"
      seen_at: "@observed"
`;

/** Entra directory audit log. */
export const entraAuditLog = `
title: Entra ID audit log
doc: GET /auditLogs/directoryAudits. Disabling, enabling, deletion, group and role changes, and revoked sessions, each from its event.
covers: [account-events, grants, session-revocations]
rows: [value]
normaliser: entra-audit-log
unique: true
settle:
  - { table: account_state, by: [account_id] }
  - { table: access_grant, by: [account_id, entitlement] }
  - { table: auth_factor, by: [account_id, factor] }
`;

/** Entra sign-in log. */
export const entraSignIns = `
title: Entra ID sign-ins
doc: GET /auditLogs/signIns (interactive sign-ins unless asked otherwise; needs a premium licence).
covers: [sign-ins]
rows: [value]
tables:
  - table: sign_in
    columns:
      id: id
      account_id: { from: userId, as: entity-id, kind: account }
      system: "@system"
      at: createdDateTime
      is_success: { from: status.errorCode, else: false, map: { "0": true } }
      factor_count: { from: authenticationRequirement, else: null, map: { singleFactorAuthentication: 1, multiFactorAuthentication: 2 } }
      app: appDisplayName
      is_legacy_protocol: { from: clientAppUsed, default: false, else: false, map: { Exchange ActiveSync: true, IMAP4: true, POP3: true, SMTP: true, Authenticated SMTP: true, MAPI Over HTTP: true, Autodiscover: true, Exchange Online PowerShell: true, Exchange Web Services: true, Offline Address Book: true, Outlook Anywhere (RPC over HTTP): true, Reporting Web Services: true, Other clients: true } }
`;

/** Google Workspace users, deleted ones from showDeleted=true included. */
export const googleUsers = `
title: Google Workspace users
doc: "GET /admin/directory/v1/users with projection=full, and once more with showDeleted=true. Suspension has no time here: the state is bounded by creation and export; exact times come from the admin log."
covers: [accounts]
rows: [users]
tables:
  - table: account
    key: [external_id]
    columns:
      system: "@system"
      external_id: { from: id, required: true }
      username: primaryEmail
      email: { from: primaryEmail, as: lower }
      employee_no: "externalIds[type=organization].value"
      account_type: { const: human }
      is_tagged_test: { const: false }
      created_at: creationTime
      deleted_at: deletionTime
  - table: account_state
    when: { column: deletionTime, present: true }
    key: [account_id, state, from_hi]
    columns:
      account_id: { from: id, as: entity-id, kind: account }
      state: { const: deleted }
      vendor_status: { const: deleted }
      from_lo: deletionTime
      from_hi: deletionTime
      seen_at: "@observed"
  - table: account_state
    when: { all: [{ column: deletionTime, present: false }, { column: suspended, is: [true] }] }
    key: [account_id, state, from_hi]
    columns:
      account_id: { from: id, as: entity-id, kind: account }
      state: { const: suspended }
      vendor_status: { from: suspensionReason, default: suspended }
      from_lo: creationTime
      from_hi: "@observed"
      seen_at: "@observed"
  - table: account_state
    when: { all: [{ column: deletionTime, present: false }, { column: suspended, is_not: [true] }, { column: archived, is: [true] }] }
    key: [account_id, state, from_hi]
    columns:
      account_id: { from: id, as: entity-id, kind: account }
      state: { const: disabled }
      vendor_status: { const: archived }
      from_lo: creationTime
      from_hi: "@observed"
      seen_at: "@observed"
  - table: account_state
    when: { all: [{ column: deletionTime, present: false }, { column: suspended, is: [false] }, { column: archived, is_not: [true] }] }
    key: [account_id, state, from_hi]
    columns:
      account_id: { from: id, as: entity-id, kind: account }
      state: { const: active }
      vendor_status: { const: active }
      from_lo: creationTime
      from_hi: "@observed"
      seen_at: "@observed"
  - table: auth_factor
    when: { column: isEnrolledIn2Sv, is: [true] }
    key: [account_id, factor]
    columns:
      account_id: { from: id, as: entity-id, kind: account }
      factor: { const: 2-step verification }
      is_phishing_resistant: { const: false }
      from_lo: creationTime
      from_hi: "@observed"
      seen_at: "@observed"
`;
