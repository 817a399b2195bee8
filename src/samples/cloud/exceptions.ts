import { instantOf } from "../../base/instant.js";
import { csv } from "../files.js";
import { at } from "../moments.js";
import { leadNo } from "../people/staff.js";
import type { SampleSource } from "../source.js";
import { bucketArn, LEGACY_VOLUME, volumeArn, WEBSITE_BUCKET } from "./resources.js";

/** The register of approved exceptions: each has an owner and ends within a year. */
export function exceptionSource(): SampleSource {
  const approved = instantOf(at("2025-07-10", "15:00"));
  const from = instantOf(at("2025-07-15", "00:00"));
  const to = instantOf(at("2026-07-14", "00:00"));
  const rows = [
    ["public", bucketArn(WEBSITE_BUCKET), leadNo("ENG-WEB"), approved, from, to],
    ["unencrypted", volumeArn(LEGACY_VOLUME), leadNo("ENG-PLAT"), approved, from, to],
  ];
  return {
    entry: {
      id: "approved-exceptions",
      mapping: "lookback-approved_exception",
      files: "registers/approved-exceptions.csv",
      covers: { from: "2025-07-01", to: "2026-07-01" },
      query: "Register of approved exceptions, expired ones included",
      count: rows.length,
    },
    files: [
      csv("registers/approved-exceptions.csv", ["kind", "subject", "owner", "approved_at", "from_at", "to_at"], rows),
    ],
  };
}
