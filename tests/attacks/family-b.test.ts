import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll } from "vitest";
import { rekey } from "../../src/app/rekey/rekey.js";
import { type LogSigner, openCheckpoint, signCheckpoint } from "../../src/ledger/checkpoint.js";
import { testLog, testTree, testWitness } from "../../src/ledger/witness/witness-fixture.js";
import { AT, decisionOf, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { LogKeyFiles } from "../../src/store/ledger/log-key-files.js";
import { folderSource } from "../../src/verify/folder-source.js";
import type { Pin } from "../../src/verify/pin.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { attackFamily } from "./attack-family.js";
import { appendFirst, copyOf } from "./evidence-fixture.js";
import {
  cosignedBy,
  edit,
  editNewest,
  headOf,
  makeWatchedLog,
  NEWEST,
  NOBODY_ASKED,
  NOW,
  OLDER,
  SECONDS,
  signAnew,
  signerIn,
} from "./watched-log.js";

let clean: string;
let pin: Pin;

beforeAll(async () => {
  ({ folder: clean, pin } = await makeWatchedLog());
});

attackFamily<string>({
  letter: "B",
  title: "checkpoints and witnesses",
  fresh: () => copyOf(clean),
  codes: async (folder) =>
    (await verifyEvidence(folderSource(folder), { pin, now: NOW, maxAgeMs: 24 * 3_600_000 })).errors.map(
      ({ code }) => code,
    ),
  attacks: [
    {
      number: 23,
      title: "the size in the head edited",
      change: (folder) => editNewest(folder, (text) => text.replace("\n298\n", "\n297\n")),
      expected: "CP_NOTE",
    },
    {
      number: 24,
      title: "the root in the head edited",
      change: (folder) =>
        editNewest(folder, (text) => text.replace(/\n298\n.*\n/, `\n298\n${Buffer.alloc(32, 7).toString("base64")}\n`)),
      expected: "CP_NOTE",
    },
    {
      number: 25,
      title: "the log's signature replaced by a stranger's",
      change: (folder) =>
        editNewest(folder, (text) =>
          text.replace(/— .*\n/, `— other.example ${Buffer.alloc(68).toString("base64")}\n`),
        ),
      expected: "CP_NO_LOG_SIG",
    },
    {
      number: 26,
      title: "the cosignatures taken away",
      change: (folder) => rm(join(folder, `${NEWEST}.cosig`)),
      expected: "CP_WITNESS_QUORUM",
    },
    {
      number: 27,
      title: "the time of a cosignature altered",
      change: (folder) =>
        edit(folder, `${NEWEST}.cosig`, (text) =>
          text.replace(/^(— \S+ )(\S+)/, (_, name, base) => `${name}${later(base)}`),
        ),
      expected: "CP_NOTE",
    },
    {
      number: 28,
      title: "line ends of Windows in the head",
      change: (folder) => editNewest(folder, (text) => text.replaceAll("\n", "\r\n")),
      expected: "CP_FORMAT",
    },
    {
      number: 29,
      title: "the newest head removed and the older one shown, to an auditor whose pin and witnesses are older",
      change: async (folder) => {
        for (const path of [NEWEST, `${NEWEST}.cosig`, "log/checkpoint"]) await rm(join(folder, path));
        await writeFile(join(folder, "log/checkpoint"), await readFile(join(folder, OLDER)));
      },
      expected: null,
    },
    {
      number: 31,
      title: "all heads removed",
      change: async (folder) => {
        for (const path of [NEWEST, OLDER]) {
          for (const each of [path, `${path}.cosig`]) await rm(join(folder, each));
        }
        await rm(join(folder, "log/checkpoint"));
      },
      expected: "NO_CHECKPOINT",
    },
    {
      number: 32,
      title: "the heads signed by another key of the same name",
      change: (folder) => underKey(folder, (own) => ({ ...testLog(3), origin: own.origin })),
      expected: "CP_NO_LOG_SIG",
    },
    {
      number: 33,
      title: "the heads signed by the same key under another origin",
      change: (folder) => underKey(folder, (own) => ({ ...own, origin: "other.evidence/1" })),
      expected: "CP_NO_LOG_SIG",
    },
    {
      number: 36,
      title: "a leading zero in the size, signed with the log's own key",
      change: (folder) => signAnew(folder, ([origin = "", size = "", root = ""]) => [origin, `0${size}`, root]),
      expected: "CP_FORMAT",
    },
    {
      number: 37,
      title: "10,000 signature lines in the head",
      change: (folder) => editNewest(folder, (text) => `${text}${"— w.example AAAAAAAAAAA=\n".repeat(10_000)}`),
      expected: "LIMIT",
    },
    {
      number: 39,
      title: "a second head of one size with another root, both signed",
      change: async (folder) => {
        const text = signCheckpoint({ size: 298, root: testTree(298).root() }, await signerIn(folder));
        await edit(folder, "log/checkpoint", () => text);
      },
      expected: "ROOT_MISMATCH",
    },
    {
      number: 223,
      title: "the history after the pinned head written anew, then a new key, under which the witnesses begin anew",
      change: async (folder) => {
        const anew = await rewrittenFrom(folder);
        const keys = new LogKeyFiles(anew);
        await rekey({ keys, at: AT, open: () => openWriter(anew), ask: NOBODY_ASKED });
        const { size } = await headOf(anew, "log/checkpoint");
        const path = `log/checkpoints/${String(size).padStart(12, "0")}`;
        const lines = await cosignedBy([testWitness(1)], { folder: anew, path, seconds: SECONDS });
        await writeFile(join(anew, `${path}.cosig`), lines);
        await rm(folder, { recursive: true });
        await cp(anew, folder, { recursive: true });
      },
      expected: "CP_WITNESS_QUORUM",
    },
  ],
});

/** Another log of the same key and with the same first head, whose later records are others. */
async function rewrittenFrom(folder: string): Promise<string> {
  const anew = await newPlace();
  await (await openWriter(anew)).close();
  for (const path of ["keys/log.key", "trust/log.vkey"]) {
    await rm(join(anew, path));
    await cp(join(folder, path), join(anew, path));
  }
  const store = await openWriter(anew);
  await appendFirst(store);
  await store.publish();
  await store.append(decisionOf("forged"));
  await store.close();
  for (const path of [`${OLDER}.cosig`, "trust/witness-policy"]) await cp(join(folder, path), join(anew, path));
  return anew;
}

/** The same bytes with the last bit of the time flipped. */
function later(base: string): string {
  const bytes = Buffer.from(base, "base64");
  bytes[11] = (bytes[11] ?? 0) ^ 1;
  return bytes.toString("base64");
}

async function underKey(folder: string, other: (own: LogSigner) => LogSigner): Promise<void> {
  const own = await signerIn(folder);
  for (const path of ["log/checkpoint", NEWEST, OLDER]) {
    await edit(folder, path, (text) => {
      const opened = openCheckpoint(text, own);
      return opened.ok ? signCheckpoint(opened.checkpoint, other(own)) : text;
    });
  }
}
