/** A trust services category; the common criteria belong to every one of them. */
export const CATEGORIES = ["security", "availability", "confidentiality", "processing_integrity", "privacy"] as const;
export type Category = (typeof CATEGORIES)[number];

export type CriterionId = keyof typeof CRITERIA;

export interface Criterion {
  readonly category: "common" | Category;
  readonly series: string;
  /** Our own one-line paraphrase; the AICPA's text is copyrighted and never carried. */
  readonly title: string;
}

/** The 61 criteria of 2017 (points of focus revised 2022), in order. */
export const CRITERIA = {
  "CC1.1": {
    category: "common",
    series: "CC1",
    title: "People and leadership act with integrity and ethical values, and breaches are dealt with",
  },
  "CC1.2": {
    category: "common",
    series: "CC1",
    title: "A board or equivalent, independent of management, oversees internal control",
  },
  "CC1.3": {
    category: "common",
    series: "CC1",
    title: "Structure, reporting lines, authority and responsibility are set for reaching objectives",
  },
  "CC1.4": { category: "common", series: "CC1", title: "Competent people are hired, developed and kept" },
  "CC1.5": { category: "common", series: "CC1", title: "Individuals answer for their control responsibilities" },
  "CC2.1": {
    category: "common",
    series: "CC2",
    title: "Relevant, good-quality information is obtained or produced and used to run controls",
  },
  "CC2.2": {
    category: "common",
    series: "CC2",
    title: "Objectives and control responsibilities are communicated inside the organisation",
  },
  "CC2.3": {
    category: "common",
    series: "CC2",
    title: "Matters affecting controls are communicated with outside parties",
  },
  "CC3.1": {
    category: "common",
    series: "CC3",
    title: "Objectives are clear enough to identify and assess the risks to them",
  },
  "CC3.2": {
    category: "common",
    series: "CC3",
    title: "Risks to objectives are identified across the entity and analysed to decide how to manage them",
  },
  "CC3.3": { category: "common", series: "CC3", title: "The possibility of fraud is part of the risk assessment" },
  "CC3.4": {
    category: "common",
    series: "CC3",
    title: "Changes that could strongly affect internal control are identified and assessed",
  },
  "CC4.1": {
    category: "common",
    series: "CC4",
    title: "Ongoing or separate evaluations check that controls exist and work",
  },
  "CC4.2": {
    category: "common",
    series: "CC4",
    title: "Control deficiencies are reported in time to those who must correct them",
  },
  "CC5.1": {
    category: "common",
    series: "CC5",
    title: "Control activities are chosen that bring risks to acceptable levels",
  },
  "CC5.2": { category: "common", series: "CC5", title: "General controls over technology are chosen and developed" },
  "CC5.3": {
    category: "common",
    series: "CC5",
    title: "Policies set what is expected and procedures put it into action",
  },
  "CC6.1": {
    category: "common",
    series: "CC6",
    title: "Logical access software, infrastructure and architecture protect information assets",
  },
  "CC6.2": {
    category: "common",
    series: "CC6",
    title:
      "Users are registered and authorised before access is given, and access is removed when no longer authorised",
  },
  "CC6.3": {
    category: "common",
    series: "CC6",
    title: "Access is granted, changed and removed by role, with least privilege and separation of duties",
  },
  "CC6.4": {
    category: "common",
    series: "CC6",
    title: "Physical access to facilities and protected assets is limited to authorised people",
  },
  "CC6.5": {
    category: "common",
    series: "CC6",
    title: "Protections on physical assets end only after data on them can no longer be read or recovered",
  },
  "CC6.6": {
    category: "common",
    series: "CC6",
    title: "Measures protect against threats from outside the system boundary",
  },
  "CC6.7": {
    category: "common",
    series: "CC6",
    title: "Sending, moving and removing information is restricted to authorised users and protected",
  },
  "CC6.8": {
    category: "common",
    series: "CC6",
    title: "Unauthorised or malicious software is prevented or detected and acted on",
  },
  "CC7.1": {
    category: "common",
    series: "CC7",
    title: "Configuration changes that bring weaknesses, and newly found vulnerabilities, are detected",
  },
  "CC7.2": {
    category: "common",
    series: "CC7",
    title: "System components are monitored for anomalies, which are analysed as possible security events",
  },
  "CC7.3": {
    category: "common",
    series: "CC7",
    title: "Security events are evaluated to decide whether they are incidents, and acted on",
  },
  "CC7.4": { category: "common", series: "CC7", title: "Incidents are handled through a defined response programme" },
  "CC7.5": {
    category: "common",
    series: "CC7",
    title: "Recovery from incidents is identified, developed and carried out",
  },
  "CC8.1": {
    category: "common",
    series: "CC8",
    title:
      "Changes to infrastructure, data, software and procedures are authorised, designed, tested, approved and implemented under control",
  },
  "CC9.1": {
    category: "common",
    series: "CC9",
    title: "Mitigation for risks of business disruption is identified and developed",
  },
  "CC9.2": {
    category: "common",
    series: "CC9",
    title: "Risks from vendors and business partners are assessed and managed",
  },
  "A1.1": {
    category: "availability",
    series: "A1",
    title: "Capacity and use are monitored and managed to meet demand",
  },
  "A1.2": {
    category: "availability",
    series: "A1",
    title: "Environmental protection, backup and recovery infrastructure are designed, operated and monitored",
  },
  "A1.3": { category: "availability", series: "A1", title: "Recovery plan procedures are tested" },
  "C1.1": { category: "confidentiality", series: "C1", title: "Confidential information is identified and kept safe" },
  "C1.2": { category: "confidentiality", series: "C1", title: "Confidential information is disposed of as committed" },
  "PI1.1": {
    category: "processing_integrity",
    series: "PI1",
    title: "Information about processing objectives, including data definitions, is obtained, used and shared",
  },
  "PI1.2": {
    category: "processing_integrity",
    series: "PI1",
    title: "System inputs are controlled for completeness and accuracy",
  },
  "PI1.3": {
    category: "processing_integrity",
    series: "PI1",
    title: "Processing is controlled so that results meet objectives",
  },
  "PI1.4": {
    category: "processing_integrity",
    series: "PI1",
    title: "Output is complete, accurate, timely and delivered only as specified",
  },
  "PI1.5": {
    category: "processing_integrity",
    series: "PI1",
    title: "Inputs, items in process and outputs are stored completely, accurately and in time",
  },
  "P1.1": {
    category: "privacy",
    series: "P1",
    title: "Data subjects receive notice of privacy practices, kept up to date",
  },
  "P2.1": {
    category: "privacy",
    series: "P2",
    title: "Choices and consent about personal information are offered, obtained and recorded",
  },
  "P3.1": {
    category: "privacy",
    series: "P3",
    title: "Personal information is collected in line with privacy objectives",
  },
  "P3.2": {
    category: "privacy",
    series: "P3",
    title: "Where explicit consent is needed, it is explained and obtained before collection",
  },
  "P4.1": { category: "privacy", series: "P4", title: "Personal information is used only for the stated purposes" },
  "P4.2": { category: "privacy", series: "P4", title: "Personal information is retained in line with objectives" },
  "P4.3": { category: "privacy", series: "P4", title: "Personal information is disposed of securely" },
  "P5.1": {
    category: "privacy",
    series: "P5",
    title: "Identified data subjects can see their personal information and are told when refused",
  },
  "P5.2": {
    category: "privacy",
    series: "P5",
    title: "Personal information is corrected or amended on request, and the change passed on",
  },
  "P6.1": {
    category: "privacy",
    series: "P6",
    title: "Disclosure to third parties happens with consent and for stated purposes",
  },
  "P6.2": { category: "privacy", series: "P6", title: "A complete record of authorised disclosures is kept" },
  "P6.3": {
    category: "privacy",
    series: "P6",
    title: "A complete record of detected or reported unauthorised disclosures is kept",
  },
  "P6.4": {
    category: "privacy",
    series: "P6",
    title: "Vendors with access to personal information commit to privacy and are assessed",
  },
  "P6.5": {
    category: "privacy",
    series: "P6",
    title: "Vendors commit to report actual or suspected unauthorised disclosures, which are acted on",
  },
  "P6.6": {
    category: "privacy",
    series: "P6",
    title: "Breaches and incidents are notified to those affected, regulators and others",
  },
  "P6.7": {
    category: "privacy",
    series: "P6",
    title: "Data subjects can get an account of information held about them and its disclosure",
  },
  "P7.1": {
    category: "privacy",
    series: "P7",
    title: "Personal information is accurate, current, complete and relevant",
  },
  "P8.1": {
    category: "privacy",
    series: "P8",
    title: "Inquiries, complaints and disputes are handled, and privacy compliance is monitored and corrected",
  },
} as const satisfies Readonly<Record<string, Criterion>>;

export const CRITERION_IDS = Object.keys(CRITERIA).filter(isCriterionId);

export function isCriterionId(text: string): text is CriterionId {
  return Object.hasOwn(CRITERIA, text);
}

/** The criteria of a category in order: its own and all common ones. */
export function criteriaOf(category: Category): readonly CriterionId[] {
  return CRITERION_IDS.filter((id) => CRITERIA[id].category === "common" || CRITERIA[id].category === category);
}
