/// <reference lib="dom" />
import { join } from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";
import type { Checks } from "./checks.js";
import { settled, type Visitor } from "./visitor.js";

/** An audit is worked through once by two people at their browsers. */
export interface Fieldwork {
  readonly checks: Checks;
  readonly owner: Visitor;
  /** An auditor who does fieldwork. */
  readonly auditor: Visitor;
  readonly audit: string;
  /** Where pictures go. */
  readonly out: string;
}

/** A process of its own opens the workspace and judges anew: on a busy machine that takes minutes. */
const PERFORMING_MS = 300_000;
const SEED = "a seed of the auditor's own";
const SECRET = "looks like it was written afterwards";
const WORDING = "Two of five changes went out without a review.";
const Ranked = z.object({ selections: z.array(z.object({ selection: z.object({ selected: z.array(z.string()) }) })) });

const STEPS: readonly (readonly [string, (work: Fieldwork) => Promise<readonly string[]>])[] = [
  ["the scope is accepted", acceptScope],
  ["a population is frozen, and both sides see its hash", freeze],
  ["items are selected with a seed, and the company does not see them", select],
  ["once released, the company sees the items and not the seed", release],
  ["an extension takes the next ranks", extend],
  ["the test is performed again and says what it found", performAgain],
  ["a request is asked, answered, returned, answered and accepted", ask],
  ["a private remark is never shown to the company", remark],
  ["an exception is noted, and the response stands beside it", except],
  ["the owner sees exactly what the auditor sees", seeAsAuditor],
  ["papers are taken along by the auditor alone", takePapers],
];

/** From accepting the scope to papers that are taken along: each step rests on the one before. */
export async function checkFieldwork(work: Fieldwork): Promise<void> {
  for (const [name, step] of STEPS) {
    const { isPassed } = await work.checks.run(`fieldwork: ${name}`, () => step(work));
    if (!isPassed) return;
  }
}

async function acceptScope({ auditor: { page }, audit, out }: Fieldwork): Promise<readonly string[]> {
  await open(page, audit, "portal");
  await page.screenshot({ path: join(out, "fieldwork-begin.png"), fullPage: true });
  await page.getByRole("button", { name: "Accept the scope" }).click();
  await page.getByText("Accept these terms to begin").waitFor({ state: "detached" });
  return [];
}

async function freeze({ auditor, owner, audit, out }: Fieldwork): Promise<readonly string[]> {
  const { page } = auditor;
  await open(page, audit, "portal/populations");
  await page.screenshot({ path: join(out, "fieldwork-to-freeze.png"), fullPage: true });
  await page.getByRole("button", { name: "Freeze Changes to protected branches", exact: true }).click();
  const hash = await page.locator(".hash code").first().innerText();
  await open(owner.page, audit, "portal/populations");
  const shown = await owner.page.locator(".hash code").allInnerTexts();
  return shown.length === 1 && shown[0] === hash ? [] : [`the auditor sees ${hash}, the company ${shown}`];
}

async function select({ auditor: { page }, owner, audit, out }: Fieldwork): Promise<readonly string[]> {
  await page.getByRole("link", { name: "Select from POP-001" }).click();
  await page.getByRole("textbox", { name: "Seed" }).fill(SEED);
  await page.getByRole("textbox", { name: "How many" }).fill("5");
  await page.getByRole("radio", { name: "By hand" }).check();
  await page.getByRole("list", { name: "Items found" }).waitFor();
  await page.screenshot({ path: join(out, "fieldwork-by-hand.png"), fullPage: true });
  await page.getByRole("radio", { name: "With a seed" }).check();
  await page.getByRole("textbox", { name: "Seed" }).fill(SEED);
  await page.getByRole("textbox", { name: "How many" }).fill("5");
  await page.screenshot({ path: join(out, "fieldwork-by-seed.png"), fullPage: true });
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.waitForURL(/selections\/SEL-001$/);
  await settled(page);
  const rows = await page.getByRole("table", { name: "Selected items" }).locator("tbody tr").count();
  await open(owner.page, audit, "portal/selections");
  const isShown = (await owner.page.getByText("SEL-001").count()) > 0;
  return [...(rows === 5 ? [] : [`${rows} items are shown`]), ...(isShown ? ["the company sees it"] : [])];
}

async function release({ auditor: { page }, owner, audit, out }: Fieldwork): Promise<readonly string[]> {
  await page.getByRole("button", { name: "Release to the company" }).click();
  await page.screenshot({ path: join(out, "fieldwork-release.png"), fullPage: true });
  await page.getByRole("button", { name: "Release them" }).click();
  await page.getByText("the company sees which items, not how").waitFor();
  await open(owner.page, audit, "portal/selections/SEL-001");
  const rows = await owner.page.getByRole("table", { name: "Selected items" }).locator("tbody tr").count();
  const isTold = (await owner.page.getByText(SEED).count()) > 0;
  return [...(rows === 5 ? [] : [`the company sees ${rows} items`]), ...(isTold ? ["it sees the seed"] : [])];
}

async function extend({ auditor: { page, ask: get }, audit }: Fieldwork): Promise<readonly string[]> {
  await page.getByRole("textbox", { name: "How many more" }).fill("2");
  await page.getByLabel("Why").fill("one of the first deviates");
  await page.getByRole("button", { name: "Take the next ranks" }).click();
  await page.waitForURL(/selections\/SEL-002$/);
  const { selections } = Ranked.parse(await get(`/api/v1/portal/audits/${encodeURIComponent(audit)}/papers`));
  const [first = [], second = []] = selections.map(({ selection }) => selection.selected);
  const isLonger = second.length === first.length + 2 && first.every((id, at) => second[at] === id);
  return isLonger ? [] : [`${first} became ${second}`];
}

async function performAgain({ auditor: { page }, audit, out }: Fieldwork): Promise<readonly string[]> {
  await open(page, audit, "portal/selections/SEL-001");
  await page.getByRole("button", { name: "Perform the test again" }).click();
  const isSaid = await page.getByText("The test is performed on 5 items").isVisible();
  await page.screenshot({ path: join(out, "fieldwork-performing.png"), fullPage: true });
  const found = page.getByText(/outcomes the same|outcomes differ/).first();
  await found.waitFor({ timeout: PERFORMING_MS });
  const said = await found.innerText();
  return [...(isSaid ? [] : ["it does not say that it waits"]), ...(said.startsWith("all ") ? [] : [said])];
}

async function ask(work: Fieldwork): Promise<readonly string[]> {
  const { auditor, owner, audit, out } = work;
  const { page } = auditor;
  await page.getByRole("table", { name: "Selected items" }).locator(".row-link").first().click();
  await page.locator("[data-evidence]").first().waitFor();
  await page.screenshot({ path: join(out, "fieldwork-card.png") });
  await page.getByRole("link", { name: "Ask about this item" }).click();
  await page.getByLabel("Wording").fill("Who approved this change, and when?");
  await page.getByLabel("Due on").fill("2026-01-31");
  await page.screenshot({ path: join(out, "fieldwork-ask.png"), fullPage: true });
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.waitForURL(/requests\/REQ-001$/);
  await answer(work, "The lead, before it was merged.");
  await open(page, audit, "portal/requests/REQ-001");
  await page.getByLabel("Reason").fill("Which lead?");
  await page.screenshot({ path: join(out, "fieldwork-mark.png"), fullPage: true });
  await page.getByRole("button", { name: "Return it with this reason" }).click();
  await page.getByText("returned", { exact: true }).first().waitFor();
  await answer(work, "The one of the platform team.");
  await open(page, audit, "portal/requests/REQ-001");
  await page.getByRole("button", { name: "Accept the answer" }).click();
  await page.getByText("Next step: nobody").waitFor();
  await open(owner.page, audit, "portal/requests");
  const row = await owner.page.getByRole("table", { name: "Requests" }).locator("tbody tr").innerText();
  return /accepted/.test(row) && /nobody/.test(row) ? [] : [`the company reads: ${row}`];
}

/** The company answers the first request; the evidence of the item goes along. */
async function answer({ owner: { page }, audit, out }: Fieldwork, text: string): Promise<void> {
  await open(page, audit, "portal/requests/REQ-001");
  await page.getByLabel("Your answer").fill(text);
  await page.screenshot({ path: join(out, "fieldwork-answer.png"), fullPage: true });
  await page.getByRole("button", { name: "Send the answer" }).click();
  await page.locator(".words[data-other=true]", { hasText: text }).waitFor();
}

async function remark({ auditor: { page }, owner, audit }: Fieldwork): Promise<readonly string[]> {
  await page.getByLabel("A remark").fill(SECRET);
  await page.getByRole("button", { name: "Keep the remark" }).click();
  await page.locator(".remark[data-private=true]", { hasText: SECRET }).waitFor();
  const isMarked = await page.getByText("Private: never shown to the company").first().isVisible();
  for (const part of ["portal", "portal/requests/REQ-001", "portal/requests/REQ-001?as=auditor"]) {
    await open(owner.page, audit, part);
    if ((await owner.page.getByText(SECRET).count()) > 0) return [`the company reads it on ${part}`];
  }
  return isMarked ? [] : ["it does not say that it is private"];
}

async function except({ auditor: { page }, owner, audit, out }: Fieldwork): Promise<readonly string[]> {
  await open(page, audit, "portal/exceptions");
  await page.getByLabel("In your own words").fill(WORDING);
  const control = page.getByLabel("About the control").and(page.locator("input"));
  await control.click();
  await control.fill("CHG-01");
  await page.getByRole("option").first().click();
  await page.getByRole("button", { name: "Note the exception" }).click();
  await page.screenshot({ path: join(out, "fieldwork-except.png"), fullPage: true });
  await page.getByRole("button", { name: "Note it" }).click();
  await page.locator(".words", { hasText: WORDING }).waitFor();
  await open(owner.page, audit, "portal/exceptions");
  await owner.page.getByLabel("Response to EXC-001").fill("Both were reviewed the day after.");
  await owner.page.getByRole("button", { name: "Send the response" }).click();
  await owner.page.getByRole("button", { name: "Send it" }).click();
  await owner.page.locator(".words[data-other=true]").waitFor();
  await open(page, audit, "portal/exceptions");
  const said = await page.getByRole("region", { name: "EXC-001" }).innerText();
  return said.includes(WORDING) && said.includes("reviewed the day after") ? [] : [`it reads: ${said}`];
}

async function seeAsAuditor({ owner: { page }, audit, out }: Fieldwork): Promise<readonly string[]> {
  await page.goto("/people");
  await settled(page);
  await page.getByRole("link", { name: "See exactly what an auditor sees" }).click();
  await page.getByText("As the auditors of this audit see it").waitFor();
  await settled(page);
  await page.screenshot({ path: join(out, "fieldwork-as-auditor.png"), fullPage: true });
  const problems: string[] = [];
  for (const part of ["Requests", "Exceptions", "Selections", "Populations"]) {
    await page.getByRole("navigation", { name: "Auditor portal" }).getByRole("link", { name: part }).click();
    await settled(page);
    if (!page.url().includes("as=auditor")) problems.push(`${part} is shown as to the company`);
    const writing = await page.locator("main textarea:visible, main form:visible").count();
    if (writing > 0) problems.push(`${part} has ${writing} places to write`);
  }
  await open(page, audit, "portal");
  return problems;
}

async function takePapers({ auditor, owner, audit }: Fieldwork): Promise<readonly string[]> {
  const problems: string[] = [];
  const starts = { zip: "PK", xlsx: "PK", pdf: "%PDF" } as const;
  for (const form of ["zip", "xlsx", "pdf"] as const) {
    const path = `/api/v1/portal/audits/${encodeURIComponent(audit)}/papers/${form}`;
    const bytes = await (await auditor.context.request.get(path)).body();
    if (!bytes.subarray(0, 4).toString("latin1").startsWith(starts[form])) problems.push(`${form} is no ${form}`);
    const toCompany = await owner.context.request.get(path);
    if (toCompany.status() !== 403) problems.push(`the company was answered ${toCompany.status()} for ${form}`);
  }
  return problems;
}

async function open(page: Page, audit: string, part: string): Promise<void> {
  await page.goto(`/audits/${encodeURIComponent(audit)}/${part}`);
  await settled(page);
}
